/** English numbers alone, in combinations of their parts. */
import { describe, expect, test } from "vitest";
import { readNumbers } from "./number.ts";

const found = (text: string): string[] =>
  readNumbers(text, "en").map(({ text: words, resolution }) => `${words} = ${String(resolution["value"])}`);

describe("English numbers", () => {
  test("one number in a larger one is a share, in a smaller one it is not", () => {
    expect(found("two in five of them")).toEqual(["two in five = 0.4"]);
    expect(found("3 in 5")).toEqual(["3 in 5 = 0.6"]);
    expect(found("12 in six boxes")).toEqual(["12 = 12", "six = 6"]);
  });

  test("halves and quarters of a scale multiply", () => {
    expect(found("quarter of a million")).toEqual(["quarter of a million = 250000"]);
    expect(found("a half dozen")).toEqual(["a half dozen = 6"]);
    expect(found("a couple of thousand")).toEqual(["a couple of thousand = 2000"]);
    expect(found("a couple of people")).toEqual(["a couple = 2"]);
  });

  test("a point may stand behind a scale or without a whole number", () => {
    expect(found("three thousand point five")).toEqual(["three thousand point five = 3000.5"]);
    expect(found("minus point five")).toEqual(["minus point five = -0.5"]);
    expect(found("at this point five people came")).toEqual(["five = 5"]);
  });

  test("one of a hundred thousand is a share; digits before an ordinal word are not its numerator", () => {
    expect(found("one hundred thousandth")).toEqual(["one hundred thousandth = 1E-05"]);
    expect(found("2 thirds")).toEqual(["2 = 2"]);
  });

  test("hundred thousandths: one of them, or a hundred of a thousand", () => {
    expect(found("a hundred thousandths")).toEqual(["a hundred thousandths = 0.1"]);
    expect(found("a hundred fifths")).toEqual(["a hundred fifths = 20"]);
  });
});

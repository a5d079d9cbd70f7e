import { expect, test } from "vitest";
import { sourceId } from "#domain/ids.ts";
import { arrivalOf, emptyDraft, errorsOf, isTyped, languageOf, newSource, nextId, sourceOf, type Draft } from "./receive-form.ts";

const filled: Draft = {
  ...emptyDraft,
  text: "Thirty left on Monday.",
  title: "A letter",
  outlet: "our desk",
  published: "2026-01-05",
  source: "source-1",
};
const none: ReadonlySet<string> = new Set();

test("an empty form says what is needed at each field, and nothing of what may stay empty", () => {
  expect(Object.keys(errorsOf(emptyDraft, none)).sort()).toEqual(["outlet", "published", "source", "text", "title"]);
  expect(errorsOf(filled, none)).toEqual({});
  expect(Object.keys(errorsOf({ ...filled, source: newSource }, none)).sort()).toEqual(["canKnow", "pseudonym"]);
});

test.each([
  ["published", "soon"],
  ["told", "last week"],
  ["url", "javascript:alert(1)"],
  ["id", "../etc"],
  ["id", "R1"],
] as const)("%s cannot be %s", (field, given) => {
  expect(Object.keys(errorsOf({ ...filled, [field]: given }, new Set(["R1"])))).toEqual([field]);
});

test("what is sent: the bytes as typed, told when published unless said, a family and an id of its own", () => {
  const bytes = new TextEncoder().encode(`${filled.text} 서른 명`);
  const sent = arrivalOf(filled, bytes, sourceId("source-1"), new Set(["R1", "R2", "R4"]));
  expect(sent).toMatchObject({ id: "R5", family: "R5", told: "2026-01-05", language: "ko", url: null, name: "R5.txt" });
  expect(Buffer.from(sent.base64, "base64").toString("utf8")).toBe(`${filled.text} 서른 명`);
});

test("a new source is as closed as can be until somebody opens it, and its id does not tell its pseudonym", () => {
  const source = sourceOf({ ...filled, pseudonym: "Larch", canKnow: "lives near the crossing" }, new Set(["source-1"]));
  expect(source).toEqual({
    id: "source-2",
    pseudonym: "Larch",
    canKnow: "lives near the crossing",
    reliability: "F",
    tlp: "TLP:RED",
    consent: "none",
  });
  expect(nextId("R", new Set(["R2"]))).toBe("R3");
});

test("an untouched form holds nothing to lose; one letter does", () => {
  expect(isTyped(emptyDraft)).toBe(false);
  expect(isTyped({ ...emptyDraft, how: "file" })).toBe(false);
  expect(isTyped({ ...emptyDraft, outlet: "a" })).toBe(true);
});

test.each([
  ["人到了三十个", "zh"],
  ["三十人が来た", "ja"],
  ["30명이 왔다", "ko"],
  ["thirty came", "en"],
])("%s is taken for %s", (text, language) => {
  expect(languageOf(text)).toBe(language);
});

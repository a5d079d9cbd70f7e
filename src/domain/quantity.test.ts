import { expect, test } from "vitest";
import { undated } from "./edtf.ts";
import { quantityOf, unitText, type Quantity } from "./quantity.ts";
import { decimal, parseDecimalText } from "./value.ts";

test.each(["person", "month", "kg", "percent", "CNY", "USD per 10000 KPW", "CNY per USD"])(
  "the unit text %s names one quantity and comes back",
  (unit) => {
    const quantity = quantityOf(unit, undated);
    expect(quantity === null ? null : unitText(quantity)).toBe(unit);
  },
);

test("a unit nobody knows names no quantity", () => {
  expect(quantityOf("camels", undated)).toBeNull();
  expect(quantityOf("XYZ", undated)).toBeNull();
});

test("money without a currency or a date does not compile", () => {
  // @ts-expect-error money needs the date it is told for
  const dateless: Quantity = { kind: "money", currency: "CNY" };
  // @ts-expect-error money needs its currency
  const bare: Quantity = { kind: "money", on: undated };
  expect([dateless, bare]).toHaveLength(2);
});

test.each(["1", "0.92", "35000", "-3.5"])("%s is canonical decimal text", (text) => expect(parseDecimalText(text)).toBe(text));
test.each(["1.0", "01", "1e3", ".5", "1,000", "", "-0", "NaN"])("“%s” is not canonical decimal text", (text) => {
  expect(parseDecimalText(text)).toBeNull();
  expect(() => decimal(text)).toThrow(RangeError);
});

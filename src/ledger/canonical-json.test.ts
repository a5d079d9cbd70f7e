import { expect, test } from "vitest";
import fc from "fast-check";
import { canonicalJson } from "./canonical-json.ts";

test("members are sorted by UTF-16 code units: the example of RFC 8785, section 3.2.3", () => {
  const given = {
    "\u20ac": "Euro Sign",
    "\r": "Carriage Return",
    "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face",
    "\u0080": "Control",
    "\u00f6": "Latin Small Letter O With Diaeresis",
  };
  const values = [...canonicalJson(given).matchAll(/:"([^"]+)"/g)].map((match) => match[1]);
  expect(values).toEqual([
    "Carriage Return",
    "One",
    "Control",
    "Latin Small Letter O With Diaeresis",
    "Euro Sign",
    "Emoji: Grinning Face",
    "Hebrew Letter Dalet With Dagesh",
  ]);
});

test("numbers, strings and words are written as in RFC 8785, section 3.2.2", () => {
  const given = {
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
    literals: [null, true, false],
  };
  expect(canonicalJson(given)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test.each([
  ["0000000000000000", "0"], ["8000000000000000", "0"], ["0000000000000001", "5e-324"], ["7fefffffffffffff", "1.7976931348623157e+308"],
  ["4340000000000000", "9007199254740992"], ["444b1ae4d6e2ef50", "1e+21"], ["3eb0c6f7a0b5ed8d", "0.000001"], ["41b3de4355555557", "333333333.33333343"],
])("the number of IEEE 754 bits %s is %s (RFC 8785, appendix B)", (bits, text) => {
  expect(canonicalJson(Buffer.from(bits, "hex").readDoubleBE())).toBe(text);
}); // prettier-ignore

test("what JSON cannot hold is refused with its place", () => {
  expect(() => canonicalJson({ a: [1, { b: Number.NaN }] })).toThrow(".a[1].b is NaN");
  expect(() => canonicalJson({ a: "\ud83d" })).toThrow("half of a surrogate pair");
  expect(() => canonicalJson({ a: 1n })).toThrow("bigint");
});

test("any value of JSON comes back as it was, whatever order its members were given in", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(reversed(value))).toBe(text);
    }),
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([name, member]) => [name, reversed(member)])); // prettier-ignore
}

test("names of a shape met before are sorted the same, whatever their values, and names that hold the joining character are told apart", () => {
  const joined = { ["b\u0000a"]: 1, c: 2 };
  const apart = { b: 1, a: 2, c: 3 };
  for (let again = 0; again < 2; again++) {
    expect(canonicalJson(joined)).toBe('{"b\\u0000a":1,"c":2}');
    expect(canonicalJson(apart)).toBe('{"a":2,"b":1,"c":3}');
    expect(canonicalJson({ b: undefined, a: 2, c: 3 })).toBe('{"a":2,"c":3}');
    expect(canonicalJson({ 10: "x", 9: "y", "": "z" })).toBe('{"":"z","10":"x","9":"y"}');
  }
});

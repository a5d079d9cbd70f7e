import fc from "fast-check";
import { expect, test } from "vitest";
import { scanBytes, unsearchable } from "./scan.ts";

const utf16 = (text: string) => Buffer.from(text, "utf16le");

test.each([
  ["as written", "Kim Ji-young", "Kim Ji-young"],
  ["other case", "Kim Ji-young", "KIM JI-YOUNG"],
  ["no spaces", "Kim Ji-young", "#KimJiyoung"],
  ["spaced out", "Kim Ji-young", "K i m  J i y o u n g"],
  ["a line break inside", "Kim Ji-young", "Kim\nJi-young"],
  ["family name last", "Kim Ji-young", "Ji-young Kim"],
  ["invisible characters", "Kim Ji-young", "Kim Ji\u200b\u00adyo\u2060ung"],
  ["full width", "Kim Ji-young", "Ｋｉｍ Ｊｉ－ｙｏｕｎｇ"],
  ["diacritics", "Kim Ji-young", "Kím Jí-yöüng"],
  ["mathematical letters", "Kim Ji-young", "𝐊𝐢𝐦 𝐉𝐢-𝐲𝐨𝐮𝐧𝐠"],
  ["Cyrillic look-alikes", "Kopa Mari", "Кора Маri"],
  ["across markup", "Kim Ji-young", "<b>Kim</b> <i>Ji</i>-<span class='x'>young</span>"],
  ["a comment inside", "Magnolia", "Mag<!-- -->nolia"],
  ["HTML entities", "Kim Ji-young", "&#75;im&nbsp;J&#x69;&shy;-young"],
  ["accent entities", "Jose Mare", "Jos&eacute; Mare"],
  ["percent-encoding", "Kim Ji-young", "?q=%4Bim%20Ji%2Dyoung"],
  ["percent-encoding of Hangul", "김지영", `?q=${encodeURIComponent("김지영")}`],
  ["twice percent-encoded", "김지영", encodeURIComponent(encodeURIComponent("김지영"))],
  ["escapes of JSON", "김지영", "\\uae40\\uc9c0\\uc601"],
  ["hexadecimal", "Kim Ji-young", Buffer.from("Kim Ji-young").toString("hex")],
  ["hexadecimal with colons", "Magnolia", "4d:61:67:6e:6f:6c:69:61"],
  ["hexadecimal UTF-16", "Magnolia", utf16("Magnolia").toString("hex")],
  ["base64", "Kim Ji-young", Buffer.from("Kim Ji-young").toString("base64")],
  ["base64 inside a longer text", "Kim Ji-young", Buffer.from("the source is Kim Ji-young of the desk").toString("base64")],
  ["base64 after other letters", "Kim Ji-young", `x${Buffer.from("source Kim Ji-young here").toString("base64")}`],
  ["base64url of Hangul", "김지영", Buffer.from("이름은 김지영 입니다").toString("base64url")],
  ["base64 of percent-encoding", "김지영", Buffer.from(encodeURIComponent("김지영")).toString("base64")],
  [
    "base64 in lines of 76",
    "Kim Ji-young",
    (
      Buffer.from(`${"a".repeat(50)} Kim Ji-young ${"b".repeat(40)}`)
        .toString("base64")
        .match(/.{1,76}/g) ?? []
    ).join("\n"),
  ],
  ["Hangul, letters apart", "김지영", "김 지 영"],
  ["Hangul as jamo", "김지영", "김지영".normalize("NFD")],
  ["Hangul as keyboard letters", "김지영", "ㄱㅣㅁㅈㅣㅇㅕㅇ"],
  ["Southern spelling of a Northern name", "리영희", "이영희"],
  ["Northern spelling of a Southern name", "이영희", "리영희"],
  ["Hangul in Latin, usual", "김지영", "said Kim Ji-young, who"],
  ["Hangul in Latin, Revised", "김지영", "Gim Jiyeong"],
  ["Hangul in Latin, McCune-Reischauer", "김지영", "Kim Chiyŏng"],
  ["Hangul in Latin, family name last", "박철수", "Cheol-su Pak"],
  ["Latin in Hangul", "Pak Chol-su", "박철수 씨"],
  ["Latin in Hangul, other system", "Gim Jiyeong", "김지영"],
  ["digits with separators", "13812345678", "+86 138-1234-5678"],
  ["digits in brackets", "13812345678", "(138) 1234.5678"],
  ["full-width digits", "13812345678", "１３８１２３４５６７８"],
  ["Arabic-Indic digits", "13812345678", "١٣٨١٢٣٤٥٦٧٨"],
  ["digits with separators, searched without", "138-1234-5678", "13812345678"],
])("DI2 a protected string is found: %s", (_, secret, output) => {
  expect(scanBytes(output, [secret])).not.toEqual([]);
  expect(scanBytes(`before. ${output} after.`, ["Nobody Atall", secret]).map(({ index }) => index)).toContain(1);
});

test.each([
  ["a short word inside another", "Partner A", "the partner and the bureau"],
  ["a short name inside a word", "Kim", "a kimono and some skimming"],
  ["the parts far apart", "Kim Ji-young", "Kim went home. Later on, Ji-young came"],
  ["table cells side by side", "30405060", "<td>30</td><td>40</td><td>50</td><td>60</td>"],
  ["a sum inside a sum", "300 yuan", "2,300 yuan"],
  ["Korean with other syllables", "김지영", "김치 영양"],
  ["common Latin words", "이미나", "a minor thing, i mean a"],
])("DI2 a string is not found where it is not: %s", (_, secret, output) => {
  expect(scanBytes(output, [secret])).toEqual([]);
});

test("DI2 bytes are searched as well as text, and a hit never repeats the string", () => {
  const bytes = new TextEncoder().encode("…\u0000 Magnolia");
  const hits = scanBytes(bytes, ["x-other-x", "Magnolia"]);
  expect(hits).toEqual([{ index: 1, spelling: "as written" }]);
  expect(JSON.stringify(hits)).not.toContain("Magnolia");
});

test("DI2 what is too short to search for is said, not silently passed", () => {
  expect(unsearchable(["A", "", "Li", "김", "김영", "Kim"])).toEqual([0, 1, 2, 3]);
});

test("DI2 any name is found in any text under any chain of encodings", () => {
  const encodings: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => [...text].join("\u200b"),
    (text) => [...text].map((letter) => `&#${letter.codePointAt(0) ?? 0};`).join(""),
    (text) => [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
    (text) => Buffer.from(text).toString("hex"),
    (text) => Buffer.from(text).toString("base64"),
  ];
  const secret = fc.stringMatching(/^[a-z]{5,9} [a-z]{5,9}$/);
  const words = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,5}$/);
  fc.assert(
    fc.property(secret, words, words, fc.constantFrom(...encodings), fc.constantFrom(...encodings), (name, before, after, inner, outer) => {
      expect(scanBytes(`${before}. ${outer(inner(`${before}. ${name}. ${after}`))} .${after}`, [name])).not.toEqual([]);
    }),
    { numRuns: 300 },
  );
});

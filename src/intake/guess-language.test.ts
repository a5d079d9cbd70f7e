import { expect, test } from "vitest";
import { guessLanguage } from "./guess-language.ts";

test.each([
  ["Groups of 30-40 women have left since December.", "en"],
  ["12월 초부터 여성 30~40명이 떠났다.", "ko"],
  ["12月から女性30人から40人が出発している。", "ja"],
  ["去年十二月以来，三十至四十名女工分批离开。", "zh"],
  ["The Kangseong Trading Company (강성무역회사) finds firms in China for the workers.", "en"],
  ["단둥의 의류 공장 Dandong Apparel Company에서 일하는 여성들", "ko"],
  ["2,500", "en"],
])("“%s” is %s", (text, language) => {
  expect(guessLanguage(text)).toBe(language);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { soundKey, soundsLike } from "./sound-key.ts";

/** Hangul, then its spellings. Places of the North as the UNGEGN report, the Revised notice and McCune–Reischauer write them. */
const places: readonly (readonly [string, ...string[]])[] = [
  ["평양", "Pyongyang", "Phyongyang", "Pyeongyang", "P'yŏngyang"],
  ["량강", "Ryanggang", "Yanggang", "Yangkang", "양강"],
  ["조선", "Choson", "Joseon", "Chosŏn"],
  ["라선", "Rason", "Naseon", "Nasŏn", "나선"],
  ["라진", "Rajin", "Najin", "나진"],
  ["선봉", "Sonbong", "Seonbong", "Sŏnbong"],
  ["청진", "Chongjin", "Cheongjin", "Ch'ŏngjin"],
  ["함흥", "Hamhung", "Hamheung", "Hamhŭng"],
  ["신의주", "Sinuiju", "Sinŭiju"],
  ["회령", "Hoeryong", "Hoeryeong", "Hoeryŏng"],
  ["삼지연", "Samjiyon", "Samjiyeon", "Samjiyŏn"],
  ["개성", "Kaesong", "Gaeseong", "Kaesŏng"],
  ["자강", "Jagang", "Chagang"],
  ["함경", "Hamgyong", "Hamgyeong", "Hamgyŏng"],
  ["원산", "Wonsan", "Wŏnsan"],
  ["혜산", "Hyesan"],
];
/** Examples of the Revised notice (2000-8), where sounds change beside one another. */
const notice: readonly (readonly [string, string])[] = [
  ["구미", "Gumi"],
  ["영동", "Yeongdong"],
  ["백암", "Baegam"],
  ["옥천", "Okcheon"],
  ["합덕", "Hapdeok"],
  ["호법", "Hobeop"],
  ["월곶", "Wolgot"],
  ["벚꽃", "beotkkot"],
  ["한밭", "Hanbat"],
  ["백마", "Baengma"],
  ["신문로", "Sinmunno"],
  ["종로", "Jongno"],
  ["왕십리", "Wangsimni"],
  ["별내", "Byeollae"],
  ["신라", "Silla"],
  ["묵호", "Mukho"],
  ["집현전", "Jiphyeonjeon"],
  ["압구정", "Apgujeong"],
  ["낙동강", "Nakdonggang"],
  ["울릉", "Ulleung"],
  ["대관령", "Daegwallyeong"],
  ["독립문", "Dongnimmun"],
];
const people: readonly (readonly [string, ...string[]])[] = [
  ["김정은", "Kim Jong Un", "Gim Jeong-eun", "Kim Chŏng-ŭn"],
  ["리용호", "Ri Yong Ho", "Yi Yong-ho", "Lee Yong-ho", "이용호"],
  ["박", "Pak", "Park", "Bak"],
  ["최", "Choe", "Choi", "Ch'oe"],
];

describe("RD34 the spellings of one Korean name have one sound key", () => {
  for (const [hangul, ...spellings] of [...places, ...notice, ...people])
    for (const spelling of spellings) test(`${hangul} and ${spelling}`, () => expect(soundKey(spelling)).toBe(soundKey(hangul)));

  test("different towns of the border have different keys", () => {
    const towns = ["혜산", "회령", "무산", "청진", "함흥", "개성", "원산", "남포", "평양", "신의주", "라선", "삼지연"];
    expect(new Set(towns.map(soundKey)).size).toBe(towns.length);
  });
  test("a name in Han characters has no sound of its own", () => {
    expect(soundKey("惠山")).toBe("");
    expect(soundsLike("惠山", "恵山")).toBe(false);
  });
  test("case, gaps, hyphens and apostrophes never matter", () => {
    fc.assert(fc.property(fc.string({ maxLength: 30 }), (text) => soundKey(`${text.toUpperCase()} -'`) === soundKey(text.toUpperCase())));
  });
});

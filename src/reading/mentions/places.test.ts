import { describe, expect, test } from "vitest";
import { findPlaces } from "./find-mentions.ts";

const named = (text: string): string[] => findPlaces(text.toLowerCase()).map((one) => one.place.name);

describe("RD34 one place in four scripts and three romanisations", () => {
  const spellings: readonly (readonly [string, readonly string[]])[] = [
    ["Ryanggang Province", ["ryanggang", "Yanggang", "Yangkang Province", "Ryanggang-do", "량강도", "양강도", "両江道", "两江道"]],
    ["Rason", ["Rason", "Naseon", "Najin-Sŏnbong", "라선", "나선", "羅先", "罗先"]],
    ["Hyesan", ["Hyesan", "혜산", "恵山", "惠山"]],
    ["Chongjin", ["Chongjin", "Cheongjin", "Ch'ŏngjin", "청진", "清津"]],
    ["Sinuiju", ["Sinŭiju", "Shinuiju", "신의주", "新義州", "新义州"]],
    ["Hoeryong", ["Hoeryŏng", "Hoeryeong-si", "회령", "会寧", "会宁"]],
    ["Onsong", ["Onsŏng", "온성", "穏城", "稳城"]],
    ["Manpo", ["Manp'o", "만포", "満浦", "满浦"]],
  ];
  for (const [place, words] of spellings)
    for (const word of words) test(`${word} is ${place}`, () => expect(named(`in ${word} .`)).toEqual([place]));

  test("a spelling no table holds is known by its sound", () => {
    expect(named("in P'yŏngsŏng, in Kanggyŏ")).toContain("Pyongsong");
    expect(named("in Hyeryong Province")).not.toContain("Hoeryong");
  });
});

describe("RD34 a town of the border is not its namesake", () => {
  test("Nanping in Fujian is none of ours, Nanping alone is", () => {
    expect(named("a plant in Nanping, Fujian")).toEqual([]);
    expect(named("福建省南平とは別の南坪")).toEqual(["Nanping"]);
    expect(named("they crossed at Nanping")).toEqual(["Nanping"]);
    expect(named("重庆临江")).toEqual([]);
    expect(named("临江")).toEqual(["Linjiang"]);
  });
});

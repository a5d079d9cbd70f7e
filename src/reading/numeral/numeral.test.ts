import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findEnglish } from "./english.ts";
import { findHan } from "./han.ts";
import { findNumerals } from "./index.ts";
import { findKorean } from "./korean.ts";
import { prose } from "./numeral.ts";

type Language = "en" | "ko" | "ja" | "zh";
const read = (text: string, language: Language) =>
  findNumerals(text, language).map(({ start, end, value }) => [text.slice(start, end), value]);

describe("English", () => {
  test.each([
    [
      "about 2,500 yuan (about $65)",
      [
        ["2,500", "2500"],
        ["65", "65"],
      ],
    ],
    [
      "groups of 30-40 are leaving",
      [
        ["30", "30"],
        ["40", "40"],
      ],
    ],
    ["1 234 567 sheets", [["1 234 567", "1234567"]]],
    [
      "1.2m people, 50k workers",
      [
        ["1.2m", "1200000"],
        ["50k", "50000"],
      ],
    ],
    [
      "3.5 million and 1/8 of it",
      [
        ["3.5 million", "3500000"],
        ["1/8", "0.125"],
      ],
    ],
    ["one hundred and twenty-five women", [["one hundred and twenty-five", "125"]]],
    ["two and a half years", [["two and a half", "2.5"]]],
    ["half a million people", [["half a million", "500000"]]],
    [
      "a dozen women in two groups",
      [
        ["a dozen", "12"],
        ["two", "2"],
      ],
    ],
    ["a score of men", [["a score", "20"]]],
    [
      "between one hundred and two hundred",
      [
        ["one hundred", "100"],
        ["two hundred", "200"],
      ],
    ],
    [
      "3 hundred and 2 hundred",
      [
        ["3 hundred", "300"],
        ["2 hundred", "200"],
      ],
    ],
    ["one-third of wages", [["one-third", "0.333333333333333"]]],
    ["six million and two thirds", [["six million and two thirds", "6666666.66666667"]]],
    [
      "Section 427 of the act, in 2025",
      [
        ["427", "427"],
        ["2025", "2025"],
      ],
    ],
    [
      "192.168.1.2",
      [
        ["192", "192"],
        ["168", "168"],
        ["1", "1"],
        ["2", "2"],
      ],
    ],
  ])("%s", (text, expected) => {
    expect(read(text, "en")).toEqual(expected);
  });

  test.each(["one of the workers", "no one knows", "the one who left", "which one", "one another", "may have done"])(
    "'%s' counts nothing",
    (text) => {
      expect(read(text, "en")).toEqual([]);
    },
  );

  test("a bullet before a number is no minus sign", () => {
    expect(read("- 10 workers", "en")).toEqual([["10", "10"]]);
  });

  test.each([
    ["dozens of women", "12"],
    ["tens of thousands of men", "10000"],
    ["hundreds of thousands", "100000"],
    ["several hundred workers", "100"],
    ["a few dozen", "12"],
  ])("'%s' is vague and says its magnitude", (text, magnitude) => {
    const [numeral] = findNumerals(text, "en");
    expect([numeral?.value, numeral?.magnitude]).toEqual([null, magnitude]);
  });

  test("an ordinal is marked, and 'a third party' is one while 'a third of' is a share", () => {
    expect(findNumerals("the twenty-first group", "en").map(({ value, ordinal }) => [value, ordinal])).toEqual([["21", true]]);
    expect(findNumerals("a third party", "en").map(({ ordinal }) => ordinal)).toEqual([true]);
    expect(findNumerals("a third of them", "en").map(({ fraction }) => fraction)).toEqual([true]);
  });

  test("a scale word keeps its own span, for the range that shares it", () => {
    const text = "thirty to forty thousand";
    const scale = findNumerals(text, "en")[1]?.scale;
    expect(scale && [text.slice(scale.start, scale.end), scale.value]).toEqual(["thousand", "1000"]);
  });
});

describe("Chinese", () => {
  test.each([
    ["二千五百元", [["二千五百", "2500"]]],
    [
      "月薪3.5万，5万4千",
      [
        ["3.5万", "35000"],
        ["5万4千", "54000"],
      ],
    ],
    ["两千四百五", [["两千四百五", "2450"]]],
    ["一千零五十", [["一千零五十", "1050"]]],
    ["二〇二五年", [["二〇二五", "2025"]]],
    ["三分之二", [["三分之二", "0.666666666666667"]]],
    ["百分之七十被扣", [["七十", "70"]]],
    ["壹佰贰拾叁元", [["壹佰贰拾叁", "123"]]],
    ["１２，３４５人", [["１２，３４５", "12345"]]],
    [
      "廿三名，十打",
      [
        ["廿三", "23"],
        ["十打", "120"],
      ],
    ],
    [
      "上午十点二十分",
      [
        ["十", "10"],
        ["二十", "20"],
      ],
    ],
    [
      "两年半后",
      [
        ["两", "2"],
        ["半", "0.5"],
      ],
    ],
  ])("%s", (text, expected) => {
    expect(read(text, "zh")).toEqual(expected);
  });

  test.each(["统一的四川", "一些人一起", "唯一一直", "陆地上的队伍"])("'%s' counts nothing", (text) => {
    expect(read(text, "zh")).toEqual([]);
  });

  test("a surplus is kept with its mark", () => {
    const text = "已有100多人";
    const [numeral] = findNumerals(text, "zh");
    expect(numeral?.value).toBe("100");
    expect(numeral?.surplus && text.slice(numeral.surplus.start, numeral.surplus.end)).toBe("多");
  });

  test("neighbouring digits before a unit are a span", () => {
    expect(findNumerals("五六百元", "zh").map(({ value, upTo }) => [value, upTo])).toEqual([["500", "600"]]);
  });

  test.each([
    ["数百名", "100"],
    ["几十万", "100000"],
    ["上千人", "1000"],
  ])("%s is vague", (text, magnitude) => {
    expect(findNumerals(text, "zh").map((numeral) => [numeral.value, numeral.magnitude])).toEqual([[null, magnitude]]);
  });
});

describe("Japanese", () => {
  test.each([
    [
      "三千五百人、3万5千円",
      [
        ["三千五百", "3500"],
        ["3万5千", "35000"],
      ],
    ],
    ["九百九円", [["九百九", "909"]]],
    [
      "四千と三百",
      [
        ["四千", "4000"],
        ["三百", "300"],
      ],
    ],
    ["5と4分の1", [["5と4分の1", "5.25"]]],
    ["一部の労働者は一緒に", []],
    ["千葉から一人", [["一", "1"]]],
  ])("%s", (text, expected) => {
    expect(read(text, "ja")).toEqual(expected);
  });
});

describe("Korean", () => {
  test.each([
    ["오백 위안", [["오백", "500"]]],
    ["3만5천 명", [["3만5천", "35000"]]],
    ["1천5백만 달러", [["1천5백만", "15000000"]]],
    [
      "두 명, 열두 시간",
      [
        ["두", "2"],
        ["열두", "12"],
      ],
    ],
    ["스물다섯 살", [["스물다섯", "25"]]],
    ["삼분의 이", [["삼분의 이", "0.666666666666667"]]],
    [
      "세 시간 반",
      [
        ["세", "3"],
        ["반", "0.5"],
      ],
    ],
    ["한국의 이 공장에서 일하는 사람", []],
    ["만일 그가 오는 일이 있다면", []],
  ])("%s", (text, expected) => {
    expect(read(text, "ko")).toEqual(expected);
  });

  test.each([
    ["수십 명", "10"],
    ["수백만 원", "1000000"],
    ["몇백 명", "100"],
  ])("%s is vague", (text, magnitude) => {
    expect(findNumerals(text, "ko").map((numeral) => [numeral.value, numeral.magnitude])).toEqual([[null, magnitude]]);
  });

  test("서너 명 is three to four", () => {
    expect(findNumerals("서너 명", "ko").map(({ value, upTo }) => [value, upTo])).toEqual([["3", "4"]]);
  });
});

describe("laws", () => {
  const whole = fc.bigInt({ min: 0n, max: 999_999_999_999n });

  test.each([
    ["en", spellEnglish, " workers"],
    ["zh", spellChinese, "人"],
    ["ja", spellJapanese, "人"],
    ["ko", spellKorean, "명"],
  ] as const)("any whole number spelled in words reads back to itself (%s)", (language, spell, counted) => {
    fc.assert(
      fc.property(whole, (number) => {
        const text = spell(number) + counted;
        const found = findNumerals(text, language);
        expect([text, found.map(({ start, end, value }) => [start, end, value])]).toEqual([
          text,
          [[0, text.length - counted.length, number.toString()]],
        ]);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["plain", (digits: string) => digits],
    ["commas", (digits: string) => grouped(digits, ",")],
    ["spaces", (digits: string) => grouped(digits, " ")],
    ["full width", (digits: string) => [...digits].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join("")],
  ])("a number of any size in digits comes back exact (%s)", (_, write) => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), (number) => {
        for (const language of ["en", "zh", "ja", "ko"] as const) {
          const text = `(${write(number.toString())})`;
          expect(read(text, language)).toEqual([[text.slice(1, -1), number.toString()]]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("numerals never overlap and stay inside the text", () => {
    const piece = fc.constantFrom(
      "one",
      " ",
      "hundred",
      "and",
      "-",
      "3",
      ".",
      "三",
      "百",
      "万",
      "零",
      "半",
      "分之",
      "오",
      "백",
      "만",
      "두",
      " 명",
      "点",
      "/",
      "½",
      "half",
      "twenty",
      "第",
      "多",
      "second",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        for (const language of ["en", "zh", "ja", "ko"] as const) {
          let end = 0;
          for (const numeral of findNumerals(text, language)) {
            expect(numeral.start).toBeGreaterThanOrEqual(end);
            expect(numeral.end).toBeGreaterThan(numeral.start);
            end = numeral.end;
          }
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["twenty and ", (text: string, steps: { count: number }) => findEnglish(text, prose, steps)],
    ["one hundred ", (text: string, steps: { count: number }) => findEnglish(text, prose, steps)],
    ["- 3 / ", (text: string, steps: { count: number }) => findEnglish(text, prose, steps)],
    ["万百十", (text: string, steps: { count: number }) => findHan(text, "zh", prose, steps)],
    ["一分之", (text: string, steps: { count: number }) => findHan(text, "ja", prose, steps)],
    ["일이만", (text: string, steps: { count: number }) => findKorean(text, prose, steps)],
    ["삼분의 ", (text: string, steps: { count: number }) => findKorean(text, prose, steps)],
  ])("the work grows in step with the text: %s", (piece, find) => {
    const work = (times: number): number => {
      const steps = { count: 0 };
      find(piece.repeat(times), steps);
      return steps.count;
    };
    expect(work(4000)).toBeLessThan(4.4 * work(1000));
  });
});

function grouped(digits: string, mark: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, mark);
}

const small =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "x x twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

function spellEnglish(number: bigint): string {
  if (number < 20n) return small[Number(number)] ?? "";
  if (number < 100n) return (tens[Number(number / 10n)] ?? "") + (number % 10n === 0n ? "" : `-${spellEnglish(number % 10n)}`);
  if (number < 1000n) return `${spellEnglish(number / 100n)} hundred${number % 100n === 0n ? "" : ` and ${spellEnglish(number % 100n)}`}`;
  const [size, name] =
    number < 1_000_000n
      ? ([1000n, "thousand"] as const)
      : number < 1_000_000_000n
        ? ([1_000_000n, "million"] as const)
        : ([1_000_000_000n, "billion"] as const);
  const rest = number % size;
  return `${spellEnglish(number / size)} ${name}${rest === 0n ? "" : ` ${rest < 100n ? "and " : ""}${spellEnglish(rest)}`}`;
}

/** Chinese: every unit keeps its one, and gaps are filled by a single 零. */
function spellChinese(number: bigint): string {
  const digits = "零一二三四五六七八九";
  if (number === 0n) return "零";
  const section = (part: bigint): string => {
    let text = "";
    let gap = false;
    for (const [size, unit] of [
      [1000n, "千"],
      [100n, "百"],
      [10n, "十"],
      [1n, ""],
    ] as const) {
      const digit = Number((part / size) % 10n);
      if (digit === 0) gap = text !== "";
      else {
        text += `${gap ? "零" : ""}${digits[digit]}${unit}`;
        gap = false;
      }
    }
    return text;
  };
  let text = "";
  for (const [size, unit] of [
    [100_000_000n, "亿"],
    [10_000n, "万"],
    [1n, ""],
  ] as const) {
    const part = (number / size) % 10_000n;
    if (part === 0n) continue;
    const zero = text !== "" && (part < 1000n || !text.endsWith(size === 10_000n ? "亿" : "万"));
    text += `${zero ? "零" : ""}${section(part)}${unit}`;
  }
  return text;
}

/** Japanese and Korean: a unit of one drops its one below ten thousand, and zeros are not said. */
function spellMyriads(number: bigint, digits: string, units: readonly string[], big: readonly string[], zero: string): string {
  if (number === 0n) return zero;
  let text = "";
  for (const [size, unit] of [
    [100_000_000n, big[0] ?? ""],
    [10_000n, big[1] ?? ""],
    [1n, ""],
  ] as const) {
    const part = (number / size) % 10_000n;
    if (part === 0n) continue;
    for (const [place, name] of [
      [1000n, units[0] ?? ""],
      [100n, units[1] ?? ""],
      [10n, units[2] ?? ""],
      [1n, ""],
    ] as const) {
      const digit = Number((part / place) % 10n);
      if (digit > 0) text += `${digit === 1 && place > 1n ? "" : digits[digit]}${name}`;
    }
    text += unit;
  }
  return text;
}

function spellJapanese(number: bigint): string {
  return spellMyriads(number, "〇一二三四五六七八九", ["千", "百", "十"], ["億", "万"], "〇");
}

function spellKorean(number: bigint): string {
  return number === 0n
    ? "0"
    : number < 10n
      ? (["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"][Number(number)] ?? "")
      : spellMyriads(number, "영일이삼사오육칠팔구", ["천", "백", "십"], ["억", "만"], "영");
}

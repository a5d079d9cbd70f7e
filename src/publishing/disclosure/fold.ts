/**
 * Text as a searcher would see through it: case, width, diacritics, look-alike letters, Hangul composition and separators taken away.
 * Folding never decides that two words are the same; it only makes a search hard to escape.
 */

/** A folded text, one entry per UTF-16 unit kept. Breaks (gaps too wide to be one word's spelling) stand as U+0001. */
export type Folded = {
  readonly text: string;
  /** 1 where the letter begins a word (a separator, a change from small to capital, or the start stands before it). */
  readonly begins: Uint8Array;
};

/** More separators than this end a spelled-out string: "K - i" is one, a new table cell is not. */
const WIDEST_GAP = 4;
const BREAK = "\u0001";

/** Folds a text for searching. */
export function fold(text: string): Folded {
  const kept: string[] = [];
  const begins: number[] = [];
  let gap = WIDEST_GAP + 1;
  let digitGap = true;
  let separator = "";
  let before: { digit: boolean; small: boolean } | null = null;
  const normal = text.normalize("NFKC").replace(/\p{Cf}/gu, "");
  for (const character of normal) {
    if (/\p{M}/u.test(character)) continue;
    if (!/[\p{L}\p{N}]/u.test(character)) {
      gap += 1;
      separator = character;
      if (!DIGIT_SEPARATORS.has(character)) digitGap = false;
      continue;
    }
    const digit = /\p{N}/u.test(character);
    const broken = gap > WIDEST_GAP || ((digit || before?.digit === true) && gap > 0 && (!digitGap || gap > 3));
    if (broken && kept.length > 0 && kept.at(-1) !== BREAK) {
      kept.push(BREAK);
      begins.push(1);
    }
    const capital = character !== character.toLowerCase();
    const grouping = digit && before?.digit === true && gap === 1 && /[.,'’]/.test(separator);
    const starts = (gap > 0 && !grouping) || before === null || (capital && before.small) || before.digit !== digit;
    let first = true;
    const units = plain(character);
    for (let i = 0; i < units.length; i += 1) {
      kept.push(units[i] ?? "");
      begins.push(first && starts ? 1 : 0);
      first = false;
    }
    before = { digit, small: !capital };
    gap = 0;
    digitGap = true;
  }
  return { text: kept.join(""), begins: Uint8Array.from(begins) };
}

const DIGIT_SEPARATORS = new Set([" ", "-", ".", "(", ")", "/", "·", "+", ",", "'", "’", "_", "–", "—", "−", ":"]);

/** Latin, Cyrillic and Greek letters that print alike, and Latin letters NFKD leaves whole. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: "a",
  е: "e",
  о: "o",
  р: "p",
  с: "c",
  х: "x",
  у: "y",
  к: "k",
  м: "m",
  т: "t",
  н: "h",
  в: "b",
  і: "i",
  ј: "j",
  ѕ: "s",
  ԁ: "d",
  һ: "h",
  ո: "n",
  α: "a",
  ε: "e",
  ο: "o",
  ρ: "p",
  χ: "x",
  υ: "u",
  κ: "k",
  ι: "i",
  ν: "v",
  τ: "t",
  η: "n",
  β: "b",
  μ: "m",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ı: "i",
  þ: "th",
  ħ: "h",
  ŋ: "ng",
};

function plain(character: string): string {
  const digit = digitValue(character);
  if (digit !== null) return digit;
  if (isHangul(character)) return hangulLetters(character);
  const bare = character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return [...bare].map((letter) => LOOKALIKES[letter] ?? letter).join("");
}

/** A decimal digit of any script as ASCII; null for anything else. Unicode keeps each script's ten digits together, zero first. */
function digitValue(character: string): string | null {
  if (/[0-9]/.test(character)) return character;
  if (!/\p{Nd}/u.test(character)) return null;
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

export const isHangul = (character: string): boolean => /\p{Script=Hangul}/u.test(character);

const COMPAT_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const COMPAT_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const COMPAT_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
const Y_VOWELS = new Set(["ㅑ", "ㅒ", "ㅕ", "ㅖ", "ㅛ", "ㅠ", "ㅣ"]);

/** The index of initial, vowel and final of a composed Hangul syllable; null for anything else. */
export function syllableParts(character: string): { readonly initial: number; readonly vowel: number; readonly final: number } | null {
  const index = (character.codePointAt(0) ?? 0) - 0xac00;
  if (index < 0 || index > 11171) return null;
  return { initial: Math.floor(index / 588), vowel: Math.floor((index % 588) / 28), final: index % 28 };
}

/**
 * A syllable as its letters, so that 김, ㄱㅣㅁ and conjoining jamo are one. The North writes 리 and 녀 where the South writes 이 and 여
 * at the head of a word (the initial sound law, 두음 법칙): both fold to the South's.
 */
function hangulLetters(character: string): string {
  const parts = syllableParts(character);
  if (parts === null) return compatJamo(character);
  const vowel = COMPAT_VOWELS[parts.vowel] ?? "";
  let initial = COMPAT_INITIALS[parts.initial] ?? "";
  if (initial === "ㄹ") initial = Y_VOWELS.has(vowel) ? "ㅇ" : "ㄴ";
  else if (initial === "ㄴ" && Y_VOWELS.has(vowel)) initial = "ㅇ";
  return initial + vowel + (parts.final === 0 ? "" : (COMPAT_FINALS[parts.final] ?? ""));
}

function compatJamo(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x1100 && code <= 0x1112) return COMPAT_INITIALS[code - 0x1100] ?? character;
  if (code >= 0x1161 && code <= 0x1175) return COMPAT_VOWELS[code - 0x1161] ?? character;
  if (code >= 0x11a8 && code <= 0x11c2) return COMPAT_FINALS[code - 0x11a7] ?? character;
  return character;
}

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
  const normal = /[^\u0000-\u007f]/.test(text) ? text.normalize("NFKC").replace(/[\p{Cf}\p{M}]/gu, "") : text;
  const kept: string[] = [];
  const begins: number[] = [];
  let gap = WIDEST_GAP + 1;
  let digitGap = true;
  let separator = "";
  let before: Kept | null = null;
  for (const character of normal) {
    const now: Kept | null = keptAs(character);
    if (now === null) {
      gap += 1;
      separator = character;
      if (!DIGIT_SEPARATORS.has(character)) digitGap = false;
      continue;
    }
    const broken = gap > WIDEST_GAP || ((now.digit || before?.digit === true) && gap > 0 && (!digitGap || gap > 3));
    if (broken && kept.length > 0 && kept.at(-1) !== BREAK) {
      kept.push(BREAK);
      begins.push(1);
    }
    // In "2,300" the 300 begins nothing.
    const grouping = now.digit && before?.digit === true && gap === 1 && GROUPING.has(separator);
    const starts = (gap > 0 && !grouping) || before === null || (now.capital && !before.capital) || before.digit !== now.digit;
    kept.push(now.letters);
    begins.push(starts ? 1 : 0);
    for (let unit = 1; unit < now.letters.length; unit += 1) begins.push(0);
    before = now;
    gap = 0;
    digitGap = true;
  }
  return { text: kept.join(""), begins: Uint8Array.from(begins) };
}

type Kept = { readonly letters: string; readonly digit: boolean; readonly capital: boolean };

/** What a character folds to; null for separators. Remembered, because texts repeat few characters. */
function keptAs(character: string): Kept | null {
  const known = remembered.get(character);
  if (known !== undefined) return known;
  const letters = /[\p{L}\p{N}]/u.test(character) ? plain(character) : "";
  const folded = letters === "" ? null : { letters, digit: /\p{N}/u.test(character), capital: character !== character.toLowerCase() };
  remembered.set(character, folded);
  return folded;
}

/** At most one entry for each character of Unicode; a pure cache. */
const remembered = new Map<string, Kept | null>();

const GROUPING = new Set([".", ",", "'", "’"]);
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

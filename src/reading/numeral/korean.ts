/**
 * Korean numerals: Sino-Korean (오백, 이십일조), native (열여섯, 쉰둘, 두 명), mixed with digits (3만5천, 2백만), fractions (삼분의 이), 반, vague powers (수십).
 * What a reader would get wrong: 이, 일, 오, 사, 만, 조, 한 are also particles, nouns and prefixes; a word is a number only
 * where it begins a phrase and a counter, a particle or the end follows.
 */
import { beginsDigits, digitRunEnd, isDigit, isDigitCode, readDigits } from "./digits.ts";
import {
  countersOfSinoDigits,
  koreanCounters,
  koreanParticles,
  nativeDigits,
  nativeTens,
  neighbourWords,
  shortNative,
  sinoDigits,
  sinoUnits,
  wordsLikeNumbers,
} from "./korean-words.ts";
import type { Habits, Numeral } from "./numeral.ts";
import { place } from "./place-value.ts";
import type { Atom, Placed } from "./place-value.ts";
import { add, divide, isBelow, multiply, negate, power, ratio, ratioOf, toDecimalText } from "./ratio.ts";
import type { Ratio } from "./ratio.ts";
import { WordSet } from "./word-set.ts";

type Steps = { count: number };
type Place = { readonly text: string; readonly habits: Habits; readonly steps: Steps };
type Part = {
  readonly start: number;
  readonly end: number;
  readonly value: Ratio;
  readonly notation: Numeral["notation"];
  readonly figures: boolean;
  readonly words: boolean;
  readonly atoms: number;
  readonly native: boolean;
  readonly scale?: Placed["scale"];
};

const longest = 40;
const counters = new WordSet(koreanCounters);
const sinoCounters = new WordSet(countersOfSinoDigits);
const particles = new WordSet(koreanParticles);
const looksLikeNumber = new WordSet(wordsLikeNumbers);
const minus = ["마이너스", "음수", "-", "−", "－"];
const isHangulCode = (code: number): boolean => code >= 0xac00 && code <= 0xd7a3;
const isHangul = (character: string | undefined): boolean => character !== undefined && isHangulCode(character.charCodeAt(0));

/** The syllables a number in words, or its sign, can begin with. */
const opening: ReadonlySet<number> = new Set(
  [
    ...Object.keys(sinoDigits),
    ...Object.keys(sinoUnits),
    ...Object.keys(nativeDigits),
    ...Object.keys(nativeTens),
    ...Object.keys(neighbourWords),
    ...minus,
    "수",
    "몇",
    "반",
    "절",
    "제",
  ].map((word) => word.charCodeAt(0)),
);
const neighbourOpenings: ReadonlySet<number> = new Set(Object.keys(neighbourWords).map((word) => word.charCodeAt(0)));

/** All Korean numerals in text order, without overlaps. */
export function findKorean(text: string, habits: Habits, steps: Steps = { count: 0 }): Numeral[] {
  const where: Place = { text, habits, steps };
  const found: Numeral[] = [];
  let at = 0;
  while (at < text.length) {
    steps.count += 1;
    const numeral = beginsNumber(text, at) ? readNumeral(where, at) : null;
    if (numeral === null) {
      at = isDigit(text[at]) ? digitRunEnd(text, at) : at + 1;
      continue;
    }
    found.push(numeral);
    at = numeral.end;
  }
  return found;
}

/** Digits anywhere; a word only at the left edge of a phrase. */
function beginsNumber(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (!opening.has(code)) return beginsDigits(text, at);
  if (minus.some((mark) => text.startsWith(mark, at))) return true;
  const before = at === 0 ? 32 : text.charCodeAt(at - 1);
  if (looksLikeNumber.longestAt(text, at) > 0) return false;
  return isHangulCode(code) && !isHangulCode(before) && !isDigitCode(before);
}

function readNumeral(where: Place, at: number): Numeral | null {
  const { text } = where;
  const vague = readVague(where, at);
  if (vague) return vague;
  const neighbours = neighbourOpenings.has(text.charCodeAt(at))
    ? Object.keys(neighbourWords).find((word) => text.startsWith(word, at) && counterAt(text, at + word.length))
    : undefined;
  const span = neighbours === undefined ? undefined : neighbourWords[neighbours];
  if (neighbours !== undefined && span && !where.habits.bareFigures) {
    const [low, high] = span;
    return {
      start: at,
      end: at + neighbours.length,
      value: toDecimalText(ratio(BigInt(low))),
      upTo: toDecimalText(ratio(BigInt(high))),
      form: "words",
      ordinal: false,
      notation: "integer",
    };
  }
  const half = readHalf(where, at);
  if (half) return half;
  if (text[at] === "제") {
    const part = readPart(where, skipSpace(text, at + 1));
    return part && (part.figures || part.atoms > 0) && counters.longestAt(text, part.end) > 0 ? build(at, part, true) : null;
  }
  const sign = signAt(where, at);
  const begin = sign ?? at;
  const first = readPart(where, begin);
  if (!first) return null;
  const fraction = readFraction(where, begin, first);
  if (fraction) return build(at, { ...fraction, value: sign !== null ? negate(fraction.value) : fraction.value }, false);
  const raised = readPower(where, sign !== null ? { ...first, value: negate(first.value) } : first);
  if (raised) return build(at, raised, false);
  let part: Part = first;
  const letter =
    first.figures && !first.words ? /^(?:[kKmMbB]|\s[kKmM](?=\s|$))(?![A-Za-z0-9])/.exec(text.slice(first.end, first.end + 3)) : null;
  if (letter && (where.habits.bareFigures || letter[0].trim().toLowerCase() !== "m")) {
    const zeros = { k: 3, m: 6, b: 9 }[letter[0].trim().toLowerCase() as "k"];
    part = { ...first, end: first.end + letter[0].length, value: multiply(first.value, ratio(10n ** BigInt(zeros))), words: true };
  }
  const dozen = /^\s?(?:다스|타스)/.exec(text.slice(part.end, part.end + 3));
  if (dozen) part = { ...part, end: part.end + dozen[0].length, value: multiply(part.value, ratio(12n)), words: true };
  if (!part.figures && sign === null && !dozen && !isLicensed(where, part)) return null;
  if (sign !== null) part = { ...part, value: negate(part.value) };
  const ordinal = /^\s?번\s?째/.exec(text.slice(part.end, part.end + 4));
  return build(at, part, ordinal !== null && !where.habits.bareFigures);
}

function build(start: number, part: Part, ordinal: boolean): Numeral {
  const scale = part.scale
    ? { scale: { start: part.scale.start, end: part.scale.end, value: toDecimalText(ratio(part.scale.value)) } }
    : {};
  return {
    start,
    end: part.end,
    value: toDecimalText(part.value),
    form: part.figures ? (part.words ? "mixed" : "digits") : "words",
    ordinal,
    notation: part.notation,
    ...(part.notation === "fraction" ? { fraction: true } : {}),
    ...scale,
  };
}

function signAt(where: Place, at: number): number | null {
  const { text } = where;
  if (isDigitCode(text.charCodeAt(at))) return null;
  const mark = minus.find((word) => text.startsWith(word, at));
  if (mark === undefined) return null;
  const end = skipSpace(text, at + mark.length);
  if (mark.length === 1) {
    const before = text
      .slice(Math.max(0, at - 2), at)
      .trimEnd()
      .at(-1);
    const apart = text[at - 1] === " " && isHangul(before) && end === at + 1;
    if (before !== undefined && !apart && (isDigit(before) || isHangul(before) || /[A-Za-z)]/.test(before))) return null;
    if (!where.habits.bareFigures && end > at + 1) return null;
    return beginsDigits(text, end) ? end : null;
  }
  return end;
}

/** The longest licensed number from `at`: Sino-Korean or native, with digits. */
function readPart(where: Place, at: number, numeratorOf = false): Part | null {
  const { text } = where;
  const native = readNative(where, at);
  if (native) return native;
  let atoms = lex(where, at);
  // A number may not swallow the particle or counter behind it: 일만 (only one), 오십이명.
  while (atoms.length > 0) {
    where.steps.count += 1;
    const placed = place(atoms, { lastDigitFallsOnePlace: false, bareMyriad: true });
    if (!placed) return null;
    const used = atoms.slice(0, placed.used);
    const last = used[used.length - 1];
    if (!last) return null;
    const tail = nativeTail(where, used, placed);
    const end = tail?.end ?? last.end;
    const onlyFigures = placed.used === 1 && last.kind === "figures";
    // 천오백이 있다: behind a consonant and before another word 이 is the subject's particle, not a two.
    const subject =
      last.kind === "digit" &&
      text[last.start] === "이" &&
      last.start > at &&
      endsInConsonant(text.charCodeAt(last.start - 1)) &&
      text[last.end] === " " &&
      isHangul(text[last.end + 1]) &&
      !/^(?:정도|이상|이하|미만|초과|이내|가량|안팎|내외|보다|또는|혹은|그리고|내지|사이|중|점|분의)/.test(
        text.slice(last.end + 1, last.end + 4),
      ) &&
      !counterAt(text, last.end);
    const swallowed =
      subject ||
      (numeratorOf &&
        text[last.start] === "만" &&
        last.kind === "unit" &&
        used.length > 1 &&
        used.length <= 3 &&
        !counters.longestAt(text, skipSpace(text, end)) &&
        placed.units === 1);
    if (onlyFigures || (!swallowed && isEdge(where, end, used))) {
      const original = onlyFigures ? readDigits(text, at) : null;
      let value = tail ? add(placed.value, tail.value) : placed.value;
      let notation = original?.notation ?? placed.notation;
      let finish = end;
      const decimals = notation === "integer" ? readDecimals(where, end) : null;
      if (decimals) {
        value = add(value, decimals.value);
        finish = decimals.end;
        notation = "decimal";
      } else if (where.habits.bareFigures && placed.scale && placed.scale.value >= 10n ** 12n) {
        // 이십일조와 삼백, said with "and".
        const and = /^[와과]\s/.exec(text.slice(end, end + 2));
        const rest = and ? readPart(where, end + 2) : null;
        if (rest && isBelow(rest.value, ratio(10n ** 12n))) {
          value = add(value, rest.value);
          finish = rest.end;
        }
      }
      return {
        start: at,
        end: finish,
        value,
        notation,
        figures: used.some((atom) => atom.kind === "figures"),
        words: used.some((atom) => atom.kind !== "figures") || decimals !== null,
        atoms: placed.used + (tail ? 1 : 0),
        native: tail !== null,
        ...(placed.scale && !tail && !decimals ? { scale: placed.scale } : {}),
      };
    }
    atoms = used.slice(0, -1);
  }
  return null;
}

const endsInConsonant = (code: number): boolean => isHangulCode(code) && (code - 0xac00) % 28 !== 0;
const boundWord = /^(?:사이|이상|이하|이내|이전|이후|이다|이고|이나|이며|이외|오히|이번|사람|사실|이것|이는)/;
const isMyriad = (atom: Atom | undefined): boolean => atom?.kind === "unit" && atom.zeros >= 4;

function lex(where: Place, at: number): Atom[] {
  const { text } = where;
  const atoms: Atom[] = [];
  let index = at;
  let smallest = 4;
  while (atoms.length < longest) {
    where.steps.count += 1;
    const last = atoms[atoms.length - 1];
    let start = index;
    if (last && text[index] === " ") {
      start = skipSpace(text, index);
      // 오십 이, 3만 5천, 이천 이백: a space is crossed behind a unit, and by words only where the phrase ends in the number.
      const unitApart =
        last.kind === "figures" && "만억조천".includes(text[start] ?? " ") && (!isHangul(text[start + 1]) || counterAt(text, start + 1));
      if (last.kind !== "unit" && !unitApart) break;
    }
    const here = text[start] ?? "";
    if (beginsDigits(text, start) && here !== ".") {
      if (last?.kind === "figures") break;
      const number = readDigits(text, start);
      if (!number) break;
      if (last && number.notation !== "integer") break;
      atoms.push({ start, end: number.end, kind: "figures", value: number.value, whole: number.notation === "integer" });
      index = number.end;
      continue;
    }
    if (!last && here === "." && beginsDigits(text, start)) {
      const number = readDigits(text, start);
      if (!number) break;
      atoms.push({ start, end: number.end, kind: "figures", value: number.value, whole: false });
      index = number.end;
      continue;
    }
    if (here in sinoUnits) {
      const zeros = sinoUnits[here] ?? 0;
      // What place() would stop at is not read at all: a unit that does not fall, a third myriad in a row.
      if (zeros < 4 && zeros >= smallest) break;
      if (zeros >= 4 && isMyriad(last) && isMyriad(atoms[atoms.length - 2])) break;
      smallest = zeros < 4 ? zeros : 4;
      atoms.push({ start, end: start + 1, kind: "unit", zeros });
    } else if (here in sinoDigits) {
      if (last?.kind === "figures") break;
      // 2천 사이, 천 이상: behind a space these begin words of their own.
      if (last && start > index && boundWord.test(text.slice(start, start + 3))) break;
      atoms.push({ start, end: start + 1, kind: "digit", value: sinoDigits[here] ?? 0 });
    } else break;
    // 50 만: a unit stands apart from figures only with something to count behind it.
    index = start + 1;
  }
  return atoms;
}

/** 백쉰, 천열둘: native tens and ones behind a Sino-Korean unit. */
function nativeTail(where: Place, used: readonly Atom[], placed: Placed): { end: number; value: Ratio } | null {
  const last = used[used.length - 1];
  if (last?.kind !== "unit" || last.zeros < 2 || placed.units === 0) return null;
  const native = readNative(where, last.end);
  return native ? { end: native.end, value: native.value } : null;
}

function readNative(where: Place, at: number): Part | null {
  const { text } = where;
  let index = at;
  let value = 0n;
  let words = 0;
  let written = "";
  const ten = longestKey(nativeTens, text, index);
  if (ten) {
    value += BigInt(nativeTens[ten] ?? 0);
    index += ten.length;
    words += 1;
    written = ten;
    // 열 두 살: written apart, with something to count behind.
    const apart = text[index] === " " ? longestKey(nativeDigits, text, index + 1) : null;
    if (apart && ten !== "스무" && shortNative.has(apart) && counterAt(text, index + 1 + apart.length)) index += 1;
  }
  const unit = ten === "스무" ? null : longestKey(nativeDigits, text, index);
  if (unit) {
    const end = index + unit.length;
    if (followsWell(where, end, shortNative.has(unit))) {
      value += BigInt(nativeDigits[unit] ?? 0);
      index = end;
      words += 1;
      written = unit;
    } else if (!ten) return null;
  }
  if (words === 0) return null;
  if (ten && written === ten && !followsWell(where, index, shortNative.has(ten))) return null;
  return { start: at, end: index, value: ratio(value), notation: "integer", figures: false, words: true, atoms: words + 1, native: true };
}

/** Whether what stands at `end` can follow a number: a counter (perhaps after a space), or for full forms a particle or an edge. */
function followsWell(where: Place, end: number, needsCounter: boolean): boolean {
  const { text } = where;
  if (counterAt(text, end)) return true;
  if (needsCounter) return false;
  if (!isHangul(text[end])) return true;
  const particle = particles.longestAt(text, end);
  return particle > 0 && (!isHangul(text[end + particle]) || particle > 1);
}

/** A counter at `end`, attached or after one space, that is not the beginning of some other word where it is short. */
function counterAt(text: string, end: number): boolean {
  const begin = text[end] === " " ? end + 1 : end;
  const length = counters.longestAt(text, begin);
  if (length === 0) return /^[%％℃㎞㎏㎡$€£¥]|^(?:km|kg|cm|mm|m|g|t|ml|l)(?![a-z])/i.test(text.slice(begin, begin + 3));
  const after = begin + length;
  if (!isHangul(text[after])) return true;
  if (particles.longestAt(text, after) > 0 || counters.longestAt(text, after) > 0) return true;
  return /^(?:간|들|째|쯤|씩|당|꼴|동안|전|후|뒤|치|분|밖|이상|조차|마다|에게|한테|처럼|뿐|앞|내|께|꺼|짜|이라|이란|이자|여서|여인|대)/.test(
    text.slice(after, after + 2),
  );
}

/** Whether a number of Sino-Korean signs may end here. */
function isEdge(where: Place, end: number, used: readonly Atom[]): boolean {
  const { text } = where;
  if (!isHangul(text[end])) return true;
  if (counterAt(text, end) && text[end] !== " ") return true;
  if (/^분의/.test(text.slice(end, end + 2))) return true;
  if (/^점\s?[영공일이삼사오육칠팔구]/.test(text.slice(end, end + 3))) return true;
  if (counters.longestAt(text, end) > 0 && used.length > 1) return true;
  const particle = particles.longestAt(text, end);
  return particle > 0 && (!isHangul(text[end + particle]) || particle > 1 || used.length > 2);
}

/** Whether words that end well are a number at all in this place. */
function isLicensed(where: Place, part: Part): boolean {
  const { text, habits } = where;
  if (part.native) return true;
  const written = text.slice(part.start, part.end);
  if (
    written === "만" &&
    /^\s(?:이상|이하|미만|초과|원|명|개|대|마리|달러|엔|위안|톤|권|장|사람|번|배)(?![가-힣]{3})/.test(text.slice(part.end, part.end + 6))
  )
    return true;
  if (written === "구조" && isHangul(text[part.end]) && !/^(?:원|달러|엔|위안)/.test(text.slice(part.end, part.end + 2))) return false;
  if (/^[만억조]/.test(written) && !/^만\s?(?:[일이삼사오육칠팔구]?[천백십])/.test(written)) return false;
  const attached = text[part.end] !== " " && counterAt(text, part.end);
  const apart = text[part.end] === " " && counterAt(text, part.end);
  if (part.atoms === 1) {
    const closes = !isHangul(text[part.end]);
    if (/^[십백천]$/.test(written))
      return (
        attached ||
        apart ||
        (habits.bareFigures &&
          (closes || /^(?:보다|에서|까지|부터|[이을] 넘|이 안|이하|이상|미만)/.test(text.slice(part.end, part.end + 3))))
      );
    if (attached && sinoCounters.longestAt(text, part.end) > 0) return true;
    if (apart && written !== "이" && sinoCounters.longestAt(text, part.end + 1) > 1) return true;
    if (!habits.bareFigures) return false;
    // 이 사람, 사는 곳, 오는 일: alone these are words, unless they are all there is.
    if (/^[이일사오구공]$/.test(written)) return part.start === text.length - text.trimStart().length && part.end === text.trimEnd().length;
    return closes || particles.longestAt(text, part.end) > 0 || attached;
  }
  if (attached || apart) return true;
  // 일이 많다, 이사 갔다: two digits in a row without a unit are a number only by themselves.
  const isWord = part.atoms === 2 && !part.figures && /^[일이삼사오육칠팔구]{2}$/.test(written);
  if (habits.bareFigures && isWord) return part.start === text.length - text.trimStart().length && part.end === text.trimEnd().length;
  if (habits.bareFigures) return true;
  // Two signs and more of words like 이사, 오일, 구사, 이만 are words, unless a unit above ten with a digit before it says number.
  return (
    part.atoms >= 2 &&
    /[십백천만억조]/.test(written.slice(1)) &&
    !/^(?:일만|이만|사만|오만|구만|만일|이조|사조|사천|이천|오천|구천|이억|일조|삼천)$/.test(written)
  );
}

function readDecimals(where: Place, at: number): { end: number; value: Ratio } | null {
  const { text } = where;
  // 삼점일사, and spelled apart: 삼 점 일 사.
  const apart = where.habits.bareFigures && text.startsWith(" 점 ", at);
  if (text[at] !== "점" && !apart) return null;
  let index = skipSpace(text, apart ? at + 2 : at + 1);
  // 5점 이상: points, not decimals.
  if (text[index - 1] === " " && boundWord.test(text.slice(index, index + 3))) return null;
  let digits = "";
  for (let value = sinoDigits[text[index] ?? ""]; value !== undefined && digits.length < longest; value = sinoDigits[text[index] ?? ""]) {
    // 삼점 일사이다: the copula.
    if (digits !== "" && /^이(?:다|고|며|었|라|지만)/.test(text.slice(index, index + 3))) break;
    digits += value.toString();
    index += 1;
    if (apart && text[index] === " " && sinoDigits[text[index + 1] ?? ""] !== undefined && !isHangul(text[index + 2])) index += 1;
  }
  return digits === "" ? null : { end: index, value: ratioOf(`0.${digits}`) };
}

/** 삼분의 이, 3분의 1, 일백삼과 삼분의 이, 셋 중 하나. */
function readFraction(where: Place, at: number, first: Part): Part | null {
  const { text } = where;
  const direct = overPart(where, at, first);
  if (direct) return direct;
  const and = /^[와과]\s+/.exec(text.slice(first.end, first.end + 4));
  const second = and ? readPart(where, first.end + and[0].length) : null;
  const over = second ? overPart(where, second.start, second) : null;
  // 10과 1/2: a share in digits behind a whole number.
  const slashed = second && !over && second.notation === "fraction" && first.notation === "integer" && isBelow(second.value, ratio(1n));
  const fraction = slashed ? second : over;
  return fraction ? { ...fraction, start: at, value: add(first.value, fraction.value), figures: first.figures || fraction.figures } : null;
}

/** 1.1의 23제곱, 십의 육승. */
function readPower(where: Place, base: Part): Part | null {
  const { text } = where;
  const of = /^의\s?/.exec(text.slice(base.end, base.end + 2));
  if (!of || base.value.top === 0n) return null;
  const begin = base.end + of[0].length;
  const sign = signAt(where, begin);
  const exponent = readPart(where, sign ?? begin);
  const mark = exponent ? /^\s?(?:제곱(?!\s?[미킬센밀피인야마])|승(?![가-힣]{2}))/.exec(text.slice(exponent.end, exponent.end + 6)) : null;
  if (!exponent || !mark || exponent.value.over !== 1n || !isBelow(exponent.value, ratio(400n))) return null;
  const value = power(base.value, sign !== null ? -exponent.value.top : exponent.value.top);
  return { ...base, end: exponent.end + mark[0].length, value, notation: "power", words: true, atoms: 3 };
}

function overPart(where: Place, at: number, under: Part): Part | null {
  const { text } = where;
  const mark = /^\s?분의\s?|^\s중\s/.exec(text.slice(under.end, under.end + 5));
  if (!mark) return null;
  const topAt = under.end + mark[0].length;
  const sign = signAt(where, topAt);
  const top = readPart(where, sign ?? topAt, true);
  if (!top || under.value.top === 0n) return null;
  if (mark[0].includes("중") && (!under.native || !top.native)) return null;
  const value = divide(sign !== null ? negate(top.value) : top.value, under.value);
  return {
    start: at,
    end: top.end,
    value,
    notation: "fraction",
    figures: under.figures || top.figures,
    words: true,
    atoms: 3,
    native: false,
  };
}

/** 반 by itself, 절반, 반년, and the 반 behind a unit (두 시간 반). */
function readHalf(where: Place, at: number): Numeral | null {
  const { text } = where;
  const word = text.startsWith("절반", at) ? "절반" : text[at] === "반" ? "반" : null;
  if (word === null) return null;
  const end = at + word.length;
  const particle = particles.longestAt(text, end);
  const dozen = word === "반" ? /^\s?(?:다스|타스)/.exec(text.slice(end, end + 3)) : null;
  if (dozen)
    return {
      start: at,
      end: end + dozen[0].length,
      value: toDecimalText(ratio(6n)),
      form: "words",
      ordinal: false,
      fraction: true,
      notation: "fraction",
    };
  const closes = !isHangul(text[end]) || (particle > 0 && !isHangul(text[end + particle]));
  const counted = /^(?:년|나절|달|시간|값|개)/.test(text.slice(end, end + 2)) && !/^(?:년생|달리)/.test(text.slice(end, end + 2));
  if (!closes && !counted) return null;
  if (
    word === "반" &&
    closes &&
    !where.habits.bareFigures &&
    !/[간년월일개달시]\s$/.test(text.slice(Math.max(0, at - 2), at)) &&
    !/^[이으]/.test(text.slice(end, end + 1))
  )
    return null;
  return { start: at, end, value: toDecimalText(ratio(1n, 2n)), form: "words", ordinal: false, fraction: true, notation: "fraction" };
}

/** 수십, 수백만, 몇천: a power without a number. */
function readVague(where: Place, at: number): Numeral | null {
  const { text } = where;
  if (text[at] !== "수" && text[at] !== "몇") return null;
  let index = text[at + 1] === " " && text[at] === "몇" ? at + 2 : at + 1;
  let factor = 1n;
  let count = 0;
  for (let zeros = sinoUnits[text[index] ?? ""]; zeros !== undefined && count < 3; zeros = sinoUnits[text[index] ?? ""]) {
    factor *= 10n ** BigInt(zeros);
    index += 1;
    count += 1;
  }
  if (count === 0 || where.habits.bareFigures) return null;
  if (isHangul(text[index]) && !counterAt(text, index) && particles.longestAt(text, index) === 0) return null;
  if (/^수(?:천|조|억)$/.test(text.slice(at, index)) && !counterAt(text, index)) return null;
  return {
    start: at,
    end: index,
    value: null,
    form: "words",
    ordinal: false,
    notation: "integer",
    magnitude: toDecimalText(ratio(factor)),
  };
}

function longestKey(table: Readonly<Record<string, number>>, text: string, at: number): string | null {
  for (let length = 2; length >= 1; length -= 1) {
    const word = text.slice(at, at + length);
    if (word.length === length && Object.hasOwn(table, word)) return word;
  }
  return null;
}

function skipSpace(text: string, at: number): number {
  let index = at;
  while (index < at + 3 && text[index] === " ") index += 1;
  return index;
}

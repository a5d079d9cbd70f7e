/**
 * Chinese and Japanese numerals: 二千五百, 3.5万, 5万4千, 二〇二五, 四百点五, 三分之二, 5と4分の1, 半, 数百, 十多万, 廿, formal signs, full-width digits.
 * What a reader would get wrong: most single number signs in running text sit inside words (统一, 四川, 一番), 点 is also o'clock,
 * and 百分之 is a percent, so only the number behind it is a numeral.
 */
import { beginsDigits, digitRunEnd, isDigit, isDigitCode, readDigits } from "./digits.ts";
import {
  chineseCounters,
  chineseWords,
  digitSigns,
  formalDigitSigns,
  formalUnitSigns,
  japaneseCounters,
  japaneseWords,
  kanaDigits,
  kanaUnits,
  surplusSigns,
  tensSigns,
  trailingSurplus,
  unitSigns,
} from "./han-words.ts";
import type { Habits, Numeral } from "./numeral.ts";
import { place } from "./place-value.ts";
import type { Atom, Placed } from "./place-value.ts";
import { add, divide, isBelow, multiply, negate, power, ratio, ratioOf, toDecimalText } from "./ratio.ts";
import type { Ratio } from "./ratio.ts";
import { WordSet } from "./word-set.ts";

type Steps = { count: number };
type Place = { readonly language: "zh" | "ja"; readonly text: string; readonly habits: Habits; readonly steps: Steps };
type Part = {
  readonly start: number;
  readonly end: number;
  readonly value: Ratio;
  readonly notation: Numeral["notation"];
  readonly atoms: number;
  readonly figures: boolean;
  readonly signs: boolean;
  readonly formalAlone: boolean;
  readonly scale?: Placed["scale"];
  readonly surplus?: { start: number; end: number };
};

const longest = 60;
const minus: readonly string[] = ["マイナスマイナス", "マイナス", "负", "負", "-", "−", "－", "−"];
const stopWords = { zh: new WordSet(chineseWords), ja: new WordSet(japaneseWords) };
const counters = { zh: new Set(chineseCounters), ja: new Set(japaneseCounters) };

/** All Chinese or Japanese numerals in text order, without overlaps. */
export function findHan(text: string, language: "zh" | "ja", habits: Habits, steps: Steps = { count: 0 }): Numeral[] {
  const where: Place = { language, text, habits, steps };
  const found: Numeral[] = [];
  let at = 0;
  while (at < text.length) {
    steps.count += 1;
    if (!mayBegin(where, at)) {
      at += 1;
      continue;
    }
    // 十分 is "very", 十分之三 three tenths.
    const word = /^十分[之の]/.test(text.slice(at, at + 3)) ? 0 : stopWords[language].longestAt(text, at);
    if (word > 0 && isDigit(text[at]) === false) {
      at += word;
      continue;
    }
    const numeral = readNumeral(where, at);
    if (numeral === null) {
      at = isDigit(text[at]) ? digitRunEnd(text, at) : repeatedEnd(text, at);
      continue;
    }
    found.push(numeral);
    at = numeral.end;
  }
  return found;
}

/** Behind `at`, or before the last of a long run of one sign (十十十十), which is decoration. */
function repeatedEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text.charCodeAt(end) === text.charCodeAt(at)) end += 1;
  return end - at > 4 ? end - 1 : at + 1;
}

const begins = new Set([
  ..."-−－半数數几幾何好上成第负負マ参大登内西唯统統同队隊收星周週礼禮之放陆陸肆",
  ...Object.keys(digitSigns).join(""),
  ...Object.keys(formalDigitSigns).join(""),
  ...Object.keys(unitSigns).join(""),
  ...Object.keys(formalUnitSigns).join(""),
  ...Object.keys(tensSigns).join(""),
]);

/** Per language, whether a UTF-16 unit can open a numeral or a word that only looks like one. */
const openings = { zh: openingsOf(chineseWords), ja: openingsOf(japaneseWords) };

function openingsOf(words: readonly string[]): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const word of [...begins, ...words]) table[word.charCodeAt(0)] = 1;
  return table;
}

function mayBegin(where: Place, at: number): boolean {
  if (openings[where.language][where.text.charCodeAt(at)] === 1) return true;
  if (beginsDigits(where.text, at)) return true;
  return where.language === "ja" && where.habits.bareFigures && kanaAt(where.text, at) !== null;
}

function readNumeral(where: Place, at: number): Numeral | null {
  const { text } = where;
  if (!isDigitCode(text.charCodeAt(at))) {
    const half = readHalf(where, at);
    if (half) return half;
    const vague = readVague(where, at);
    if (vague) return vague;
  }
  if (text[at] === "第") {
    const part = readPart(where, skipSpace(text, at + 1), true);
    return part ? build(at, part, { ordinal: true }) : null;
  }
  const span = readNeighbours(where, at);
  if (span) return span;
  const sign = signAt(where, at);
  const begin = sign ? sign.end : at;
  const first = readPart(where, begin, sign !== null);
  if (!first) return null;
  // 百分之五: a percent; the numeral is what follows.
  if (first.end === first.start + 1 && text[first.start] === "百" && /^\s*分之/.test(text.slice(first.end, first.end + 8))) return null;
  const signed = (value: Ratio) => (sign?.negative ? negate(value) : value);
  const fraction = readFraction(where, begin, first);
  if (fraction) return { ...build(at, { ...fraction, value: signed(fraction.value) }, { fraction: true }), notation: "fraction" };
  const raised = readPower(where, { ...first, value: signed(first.value) });
  if (raised) return { ...build(at, raised, {}), notation: "power" };
  if (!sign && !isLicensed(where, first)) return null;
  let part: Part = { ...first, value: signed(first.value) };
  const dozen = dozenAt(where, part.end);
  if (dozen) part = { ...part, end: dozen, value: multiply(part.value, ratio(12n)) };
  else if (where.habits.bareFigures && where.language === "ja" && text[part.end] === "と") {
    const more = readPart(where, part.end + 1, false);
    const end = more ? dozenAt(where, more.end) : null;
    if (more && end) part = { ...part, end, value: add(part.value, multiply(more.value, ratio(12n))) };
  }
  if (!where.habits.bareFigures) {
    const surplus = trailingSurplus.find((mark) => text.startsWith(mark, part.end));
    const round = part.scale !== undefined || /[十百千万萬亿億兆拾佰仟0]/.test(text[part.end - 1] ?? "");
    if (surplus !== undefined && round && !part.surplus && !(surplus === "数" && where.language === "zh")) {
      part = { ...part, surplus: { start: part.end, end: part.end + surplus.length }, end: part.end + surplus.length };
    }
    const ordinal = /^(?:番目|つ目|人目|回目|度目)/.exec(text.slice(part.end, part.end + 3));
    if (ordinal && where.language === "ja") return build(at, part, { ordinal: true });
  }
  return build(at, part, {});
}

function build(start: number, part: Part, more: { ordinal?: boolean; fraction?: boolean }): Numeral {
  const scale = part.scale
    ? { scale: { start: part.scale.start, end: part.scale.end, value: toDecimalText(ratio(part.scale.value)) } }
    : {};
  return {
    start,
    end: part.end,
    value: toDecimalText(part.value),
    form: part.figures ? (part.signs ? "mixed" : "digits") : "words",
    ordinal: more.ordinal ?? false,
    notation: part.notation,
    ...(more.fraction || part.notation === "fraction" ? { fraction: true } : {}),
    ...scale,
    ...(part.surplus ? { surplus: part.surplus } : {}),
  };
}

function signAt(where: Place, at: number): { end: number; negative: boolean } | null {
  if (isDigitCode(where.text.charCodeAt(at))) return null;
  const mark = minus.find((word) => where.text.startsWith(word, at));
  if (mark === undefined) return null;
  const end = skipSpace(where.text, at + mark.length);
  if (mark.length === 1 && !"负負".includes(mark)) {
    const before = where.text
      .slice(Math.max(0, at - 2), at)
      .trimEnd()
      .at(-1);
    // －－9: a doubled sign is a dash.
    if (where.habits.bareFigures && /[-−－]/.test(where.text[at - 1] ?? "")) return null;
    if (before !== undefined && (isDigit(before) || /[A-Za-z)）]/.test(before) || before in unitSigns || before in digitSigns)) return null;
    if (!where.habits.bareFigures && (end > at + 1 || (before !== undefined && !/[\s(（:：は为是]/.test(before)))) return null;
    if (!beginsDigits(where.text, end)) return null;
  }
  return { end, negative: mark !== "マイナスマイナス" || true };
}

/** One place-value number with its decimals, from `at`. */
function readPart(where: Place, at: number, licensed: boolean): Part | null {
  const { text } = where;
  const atoms = lex(where, at);
  if (atoms.length === 0) return null;
  const placed = place(atoms, { lastDigitFallsOnePlace: where.language === "zh" });
  if (!placed) return null;
  const last = atoms[placed.used - 1];
  const first = atoms[0];
  if (!last || !first) return null;
  let { value, notation, scale } = placed;
  let end = last.end;
  const onlyFigures = placed.used === 1 && first.kind === "figures";
  const original = onlyFigures ? readDigits(text, at) : null;
  if (original) notation = original.notation;
  let figures = atoms.slice(0, placed.used).some((atom) => atom.kind === "figures");
  let signs = atoms.slice(0, placed.used).some((atom) => atom.kind !== "figures");
  const decimals = notation === "integer" ? readDecimals(where, end, value) : null;
  if (decimals) {
    ({ value, end } = decimals);
    notation = "decimal";
    figures ||= decimals.figures;
    signs = true;
    scale = undefined;
    // 五点五万: the units behind the decimals multiply.
    for (let zeros = unitSigns[text[end] ?? ""]; zeros !== undefined && zeros >= 3; zeros = unitSigns[text[end] ?? ""]) {
      value = multiply(value, ratio(10n ** BigInt(zeros)));
      scale = { start: end, end: end + 1, value: 10n ** BigInt(zeros) };
      end += 1;
    }
    if (scale && value.over === 1n) notation = "integer";
  }
  if ((notation === "integer" || notation === "decimal") && where.language !== "ja" && onlyFigures) {
    const letters = /^\s?([kKmMgGtTbB])(?![A-Za-z0-9])/.exec(text.slice(end, end + 3));
    const zeros = letters ? { k: 3, m: 6, g: 9, t: 12, b: 9 }[(letters[1] ?? "").toLowerCase() as "k"] : undefined;
    if (letters && zeros !== undefined && (where.habits.bareFigures || letters[0].length === 1)) {
      return {
        start: at,
        end: end + letters[0].length,
        value: multiply(value, ratio(10n ** BigInt(zeros))),
        notation,
        atoms: 2,
        figures: true,
        signs: true,
        formalAlone: false,
      };
    }
  } else if (onlyFigures && where.habits.bareFigures) {
    const letters = /^\s?([kKmMgGtT])(?![A-Za-z0-9])/.exec(text.slice(end, end + 3));
    const zeros = letters ? { k: 3, m: 6, g: 9, t: 12 }[(letters[1] ?? "").toLowerCase() as "k"] : undefined;
    if (letters && zeros !== undefined) value = multiply(value, ratio(10n ** BigInt(zeros)));
    if (letters && zeros !== undefined)
      return {
        start: at,
        end: end + letters[0].length,
        value,
        notation: "integer",
        atoms: 2,
        figures: true,
        signs: true,
        formalAlone: false,
      };
  }
  const formalAlone = !licensed && placed.used === 1 && (first.kind === "digit" || first.kind === "unit") && first.formal === true;
  return {
    start: at,
    end,
    value,
    notation,
    atoms: placed.used + (decimals ? 1 : 0),
    figures,
    signs,
    formalAlone,
    ...(scale ? { scale } : {}),
    ...(placed.surplus ? { surplus: placed.surplus } : {}),
  };
}

/** The atoms from `at`; spaces are crossed only next to a unit. */
function lex(where: Place, at: number): Atom[] {
  const { text } = where;
  const atoms: Atom[] = [];
  let index = at;
  // What place() would stop at is not read at all: a unit that does not fall, a third myriad in a row, 两 behind a digit.
  let smallest = 4;
  while (atoms.length < longest) {
    where.steps.count += 1;
    let start = index;
    if (atoms.length > 0 && /[ \u3000\u00a0]/.test(text[index] ?? "")) start = skipSpace(text, index);
    const atom = atomAt(where, start, atoms[atoms.length - 1]);
    if (!atom) break;
    const last = atoms[atoms.length - 1];
    if (
      start > index &&
      last &&
      !(
        atom.kind === "unit" ||
        atom.kind === "surplus" ||
        ((last.kind === "unit" || (last.kind === "digit" && last.value === 0 && atoms.length > 1)) &&
          (atom.kind === "digit" || atom.kind === "figures"))
      )
    )
      break;
    if (last?.kind === "figures" && atom.kind === "figures") break;
    if (atom.kind === "unit") {
      if (atom.zeros < 4 && atom.zeros >= smallest) break;
      if (atom.zeros >= 4 && isMyriad(last) && isMyriad(atoms[atoms.length - 2])) break;
      smallest = atom.zeros < 4 ? atom.zeros : 4;
    }
    if (atom.kind === "digit" && atom.two === true && last?.kind === "digit") break;
    if (last && isKana(text[last.start]) !== isKana(text[atom.start])) break;
    if (
      atoms.length > 0 &&
      atom.kind !== "figures" &&
      atom.kind !== "surplus" &&
      stopWords[where.language].longestAt(text, start) > 1 &&
      !/[十百千万]$/.test(text.slice(start, start + 1))
    )
      break;
    atoms.push(atom);
    index = atom.end;
  }
  while (atoms[atoms.length - 1]?.kind === "surplus") atoms.pop();
  return atoms;
}

const isMyriad = (atom: Atom | undefined): boolean => atom?.kind === "unit" && atom.zeros >= 4;

function atomAt(where: Place, at: number, last: Atom | undefined): Atom | null {
  const { text } = where;
  const here = text[at];
  if (here === undefined) return null;
  if (beginsDigits(text, at) && !(here === "." && last)) {
    const number = readDigits(text, at);
    if (!number) return null;
    let { end, value } = number;
    if (where.habits.bareFigures && where.language === "ja" && number.notation === "integer" && text[end] === "、") {
      for (let rounds = 0; rounds < 6 && text[end] === "、" && (rounds > 0 || end - at <= 3); rounds += 1) {
        const group = /^[0-9０-９]{3}(?![0-9０-９])/.test(text.slice(end + 1, end + 5)) ? readDigits(text, end + 1) : null;
        if (!group || group.notation !== "integer") break;
        value = add(multiply(value, ratio(1000n)), group.value);
        end = group.end;
      }
    }
    return { start: at, end, kind: "figures", value, whole: number.notation === "integer" };
  }
  const end = at + 1;
  if (here in digitSigns) return { start: at, end, kind: "digit", value: digitSigns[here] ?? 0, two: here === "两" || here === "兩" };
  if (here in unitSigns) return { start: at, end, kind: "unit", zeros: unitSigns[here] ?? 0 };
  if (here in tensSigns) return { start: at, end, kind: "tens", value: tensSigns[here] ?? 0 };
  if (here in formalDigitSigns && !(where.language === "zh" && here === "参"))
    return { start: at, end, kind: "digit", value: formalDigitSigns[here] ?? 0, formal: true };
  if (here in formalUnitSigns) return { start: at, end, kind: "unit", zeros: formalUnitSigns[here] ?? 0, formal: true };
  const surplus =
    last && (last.kind === "unit" || last.kind === "figures" || (last.kind === "digit" && last.value === 0))
      ? surplusSigns.find((mark) => text.startsWith(mark, at))
      : undefined;
  if (surplus !== undefined) {
    const next = text[skipSpace(text, at + surplus.length)] ?? "";
    if ((unitSigns[next] ?? 0) >= 4) return { start: at, end: at + surplus.length, kind: "surplus" };
  }
  const continues = last === undefined || (/[\u3041-\u3096]/.test(text[last.start] ?? "") && last.end === at);
  if (where.language === "ja" && where.habits.bareFigures && continues) return kanaAt(text, at);
  return null;
}

function kanaAt(text: string, at: number): Atom | null {
  for (let length = 4; length >= 1; length -= 1) {
    const word = text.slice(at, at + length);
    if (word.length < length) continue;
    if (word in kanaUnits) return { start: at, end: at + length, kind: "unit", zeros: kanaUnits[word] ?? 0 };
    if (word in kanaDigits) return { start: at, end: at + length, kind: "digit", value: kanaDigits[word] ?? 0 };
  }
  return null;
}

/** 点五, ・八, 点5544 behind a whole number; not 十点五分, which is a time of day. */
function readDecimals(where: Place, at: number, whole: Ratio): { end: number; value: Ratio; figures: boolean } | null {
  const { text } = where;
  const mark = skipSpace(text, at);
  if (!"点點・·．".includes(text[mark] ?? " ")) return null;
  if ("・·".includes(text[mark] ?? "") && !(text[mark + 1] ?? "").match(/[零〇一二三四五六七八九]/)) return null;
  let index = skipSpace(text, mark + 1);
  let digits = "";
  const figures = isDigit(text[index]);
  while (digits.length < longest) {
    const here = text[index] ?? "";
    const sign = isDigit(here)
      ? Number(here.normalize("NFKC"))
      : here === "两" || here === "兩"
        ? undefined
        : (digitSigns[here] ?? formalDigitSigns[here]);
    if (sign === undefined) break;
    digits += sign.toString();
    index += 1;
  }
  if (digits === "") return null;
  const next = text[index] ?? "";
  if (/[十百拾]/.test(next) || (next === "分" && !/^分[之の]/.test(text.slice(index, index + 2))) || next === "刻") return null;
  if (!where.habits.bareFigures && "点點".includes(text[mark] ?? "") && next === "半") return null;
  return { end: index, value: add(whole, ratioOf(`0.${digits}`)), figures };
}

/** 三分之二, 3分の2, 五又三分之一, 5と4分の1; the part before 分 is what it is divided by. */
function readFraction(where: Place, at: number, first: Part): Part | null {
  const { text } = where;
  const under = denominatorEnd(where, first);
  if (under !== null) return overPart(where, at, first, under);
  const joiner = /^\s*(?:又|と|また)\s*/.exec(text.slice(first.end, first.end + 8));
  if (!joiner) return null;
  const second = readPart(where, first.end + joiner[0].length, true);
  if (!second) return null;
  const secondUnder = denominatorEnd(where, second);
  const fraction =
    secondUnder === null ? (second.notation === "fraction" ? second : null) : overPart(where, second.start, second, secondUnder);
  return fraction ? { ...fraction, start: at, value: add(first.value, fraction.value), figures: first.figures || fraction.figures } : null;
}

function denominatorEnd(where: Place, part: Part): number | null {
  const mark = /^\s*分\s*[之の]\s*/.exec(where.text.slice(part.end, part.end + 10));
  return mark ? part.end + mark[0].length : null;
}

function overPart(where: Place, at: number, under: Part, topAt: number): Part | null {
  const sign = signAt(where, topAt);
  const top = readPart(where, sign ? sign.end : topAt, true);
  if (!top || under.value.top === 0n) return null;
  const value = divide(sign?.negative ? negate(top.value) : top.value, under.value);
  return {
    start: at,
    end: top.end,
    value,
    notation: "fraction",
    atoms: under.atoms + top.atoms,
    figures: under.figures || top.figures,
    signs: true,
    formalAlone: false,
  };
}

/** Japanese powers: 2の10乗, 1.5×10の13乗. */
function readPower(where: Place, base: Part): Part | null {
  if (where.language !== "ja") return null;
  const { text } = where;
  if (text[base.end] === "×" || text[base.end] === "✕") {
    const ten = readPart(where, base.end + 1, true);
    const raised = ten ? readPower(where, ten) : null;
    return raised ? { ...raised, start: base.start, value: multiply(base.value, raised.value) } : null;
  }
  if (text[base.end] !== "の") return null;
  const sign = signAt(where, base.end + 1);
  const exponent = readPart(where, sign ? sign.end : base.end + 1, true);
  if (
    !exponent ||
    text[exponent.end] !== "乗" ||
    exponent.value.over !== 1n ||
    !isBelow(exponent.value, ratio(400n)) ||
    base.value.top === 0n
  )
    return null;
  const doubled = text.startsWith("マイナスマイナス", base.end + 1);
  const value = power(base.value, sign && !doubled ? -exponent.value.top : exponent.value.top);
  return { ...base, end: exponent.end + 1, value, notation: "power", signs: true };
}

function dozenAt(where: Place, at: number): number | null {
  if (where.language === "ja") return where.text.startsWith("ダース", at) ? at + 3 : null;
  return where.text[at] === "打" && !/[工开開击擊电電算造破听聽架扮败敗断斷印扫掃压壓]/.test(where.text[at + 1] ?? "") ? at + 1 : null;
}

/** 半年, 一半, 半ダース, and the 半 behind a unit (两年半). */
function readHalf(where: Place, at: number): Numeral | null {
  const { text, language } = where;
  const whole = text.startsWith("一半", at) ? 1 : 0;
  if (text[at + whole] !== "半") return null;
  const behind = at + whole + 1;
  const dozen = dozenAt(where, behind);
  if (dozen)
    return { start: at, end: dozen, value: toDecimalText(ratio(6n)), form: "words", ordinal: false, fraction: true, notation: "fraction" };
  if (where.habits.bareFigures) return null;
  const scale = unitSigns[text[behind] ?? ""];
  const after = text[behind] ?? "";
  const before = text[at - 1] ?? "";
  const licensed = whole === 1 || /[年月日天个個小时時数數额額分期周週]/.test(after) || /[年月个個日天小时時点點倍分]/.test(before);
  if (!licensed || /[上下前後后多]/.test(before) || /^(?:島|岛|導|导|径|徑)/.test(after)) return null;
  if (scale !== undefined) return null;
  const end = language === "ja" && after === "分" ? behind + 1 : behind;
  return { start: at, end, value: toDecimalText(ratio(1n, 2n)), form: "words", ordinal: false, fraction: true, notation: "fraction" };
}

/** 数百, 几十万, 何千: a power without a number. */
function readVague(where: Place, at: number): Numeral | null {
  const { text } = where;
  if (!vagueOpenings.has(text.charCodeAt(at))) return null;
  const rush = /^(?:成千上[万萬]|成百上千)/.exec(text.slice(at, at + 4));
  if (rush) return vagueNumeral(at, at + 4, rush[0].startsWith("成百") ? 100n : 1000n);
  const mark = /^(?:好[几幾]|[数數几幾何]|上)/.exec(text.slice(at, at + 2));
  if (!mark || where.habits.bareFigures) return null;
  let index = at + mark[0].length;
  let factor = 1n;
  let count = 0;
  for (let zeros = unitSigns[text[index] ?? ""]; zeros !== undefined && count < 3; zeros = unitSigns[text[index] ?? ""]) {
    factor *= 10n ** BigInt(zeros);
    index += 1;
    count += 1;
  }
  if (count === 0 || (mark[0] === "上" && factor < 100n)) return null;
  return vagueNumeral(at, index, factor);
}

const vagueOpenings: ReadonlySet<number> = new Set([..."成好数數几幾何上"].map((sign) => sign.charCodeAt(0)));

function vagueNumeral(start: number, end: number, magnitude: bigint): Numeral {
  return { start, end, value: null, form: "words", ordinal: false, notation: "integer", magnitude: toDecimalText(ratio(magnitude)) };
}

/** 五六百, 三四十, 七八个: two neighbouring digits before a unit or counter are a span. */
function readNeighbours(where: Place, at: number): Numeral | null {
  const { text, language, habits } = where;
  if (habits.bareFigures) return null;
  const low = digitSigns[text[at] ?? ""];
  const high = digitSigns[text[at + 1] ?? ""];
  if (low === undefined || high !== low + 1 || low === 0 || text[at + 2] === undefined) return null;
  if (digitSigns[text[at - 1] ?? ""] !== undefined) return null;
  let index = at + 2;
  let factor = 1n;
  for (let zeros = unitSigns[text[index] ?? ""]; zeros !== undefined && index < at + 5; zeros = unitSigns[text[index] ?? ""]) {
    factor *= 10n ** BigInt(zeros);
    index += 1;
  }
  if (digitSigns[text[index] ?? ""] !== undefined || (index === at + 2 && !counters[language].has(text[index] ?? ""))) return null;
  const end = (mark: number) => toDecimalText(ratio(BigInt(mark) * factor));
  return { start: at, end: index, value: end(low), upTo: end(high), form: "words", ordinal: false, notation: "integer" };
}

/** Whether a lone sign in running text is a number at all. */
function isLicensed(where: Place, part: Part): boolean {
  const { text, habits, language } = where;
  if (part.figures) return true;
  const written = text.slice(part.start, part.end);
  const after = text[skipSpace(text, part.end)] ?? "";
  const before = text[part.start - 1] ?? "";
  if (part.formalAlone)
    return (
      !isWordSign(before) ||
      !isWordSign(after) ||
      (/[是は为]/.test(before) && !isHan(after)) ||
      (habits.bareFigures && !isHan(before) && !isHan(after))
    );
  if (/^[\u3041-\u3096]+$/.test(written)) {
    return (
      habits.bareFigures &&
      (part.atoms > 2 ||
        ((part.start === 0 || /\s/.test(before)) &&
          (after === "" || /\s/.test(text[part.end] ?? "") || part.atoms > 1) &&
          written.length > 1))
    );
  }
  if (part.atoms > 1) return true;
  if (/^[万萬亿億兆]$/.test(written)) return false;
  if (/^[百千]$/.test(written) && language === "zh" && habits.bareFigures) return false;
  if (/^[十百千]$/.test(written) && isDigit(before)) return false;
  if (habits.bareFigures) return true;
  if (/^[十百千]$/.test(written) && language === "zh") return (counters.zh.has(after) && after !== "") || /[多余餘几幾来]/.test(after);
  if (trailingSurplus.some((mark) => text.startsWith(mark, part.end))) return true;
  return counters[language].has(after) || !isWordSign(after) || (/[二三四五六七八九]/.test(written) && !isHan(before) && !isHan(after));
}

const isKana = (character: string | undefined): boolean => character !== undefined && /[\u3041-\u3096]/.test(character);
const isHan = (character: string): boolean => /[\u4e00-\u9fff]/.test(character);
const isWordSign = (character: string): boolean => /[\u4e00-\u9fffA-Za-z\u30a1-\u30fa]/.test(character);

function skipSpace(text: string, at: number): number {
  let index = at;
  for (
    let code = text.charCodeAt(index);
    index < at + 3 && (code === 32 || code === 0x3000 || code === 0xa0);
    code = text.charCodeAt(index)
  )
    index += 1;
  return index;
}

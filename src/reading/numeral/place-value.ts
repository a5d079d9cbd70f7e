/**
 * Place-value numbers of East Asia: digits and units (十百千), grouped by myriads (万億兆), in Han, kana or Hangul, mixed with Arabic digits.
 * What a reader would get wrong: a unit without a digit counts once (千五十), a larger unit takes all before it (一万五千亿 is 15,000 亿),
 * and in Chinese a last bare digit stands in the next place down (两千四百五 is 2,450) where Japanese and Korean mean ones.
 */
import type { Numeral } from "./numeral.ts";
import { add, isBelow, multiply, ratio, ratioOf } from "./ratio.ts";
import type { Ratio } from "./ratio.ts";

/** One written sign of a number. */
export type Atom = { readonly start: number; readonly end: number } & (
  | { readonly kind: "digit"; readonly value: number; readonly formal?: boolean; readonly two?: boolean }
  /** Twenty in one sign (廿, 스물): fills tens. */
  | { readonly kind: "tens"; readonly value: number }
  | { readonly kind: "figures"; readonly value: Ratio; readonly whole: boolean }
  | { readonly kind: "unit"; readonly zeros: number; readonly formal?: boolean }
  | { readonly kind: "surplus" }
);

export type Placed = {
  /** How many atoms belong to the number. */
  readonly used: number;
  readonly value: Ratio;
  readonly notation: Numeral["notation"];
  readonly scale?: { readonly start: number; readonly end: number; readonly value: bigint };
  readonly surplus?: { readonly start: number; readonly end: number };
  /** Spelled digit by digit, without units: 二〇二五. */
  readonly positional: boolean;
  readonly units: number;
};

export type PlaceHabits = {
  /** 两千四百五 is 2,450. */
  readonly lastDigitFallsOnePlace: boolean;
  /** 만 오천 is 15,000: a first myriad without a digit counts once. */
  readonly bareMyriad?: boolean;
};

/** The longest number the atoms begin with, or null when they begin with none. */
export function place(atoms: readonly Atom[], habits: PlaceHabits): Placed | null {
  let total = ratio(0n);
  let section = ratio(0n);
  let pending: Ratio | null = null;
  let pendingDigits = "";
  let smallest = 4;
  let lastBig = Infinity;
  let sectionBegun = false;
  let zeroBefore = false;
  let lastUnit: { zeros: number; atom: Atom } | null = null;
  let units = 0;
  let figures = false;
  let surplus: { start: number; end: number } | undefined;
  let used = 0;

  for (let index = 0; index < atoms.length; index += 1) {
    const atom = atoms[index];
    if (!atom) break;
    if (atom.kind === "digit") {
      if (atom.value === 0 && pending === null && units > 0) {
        // A zero that only keeps the place, 一千零五十; alone at the end (一千零) it is not part of the number.
        const next = atoms[index + 1];
        if (next === undefined) break;
        zeroBefore = true;
        continue;
      }
      // 二两, 三十两: behind a digit or a ten 两 is the weight, not two.
      if (atom.two && (pending !== null || (lastUnit !== null && atoms[index + 1]?.kind !== "unit"))) break;
      if (pending !== null) {
        if (pendingDigits === "" || pendingDigits.length > 60) break;
        pendingDigits += atom.value.toString();
        pending = ratioOf(pendingDigits);
      } else {
        pendingDigits = atom.value.toString();
        pending = ratio(BigInt(atom.value));
      }
      used = index + 1;
    } else if (atom.kind === "tens") {
      if (pending !== null || smallest <= 1) break;
      section = add(section, ratio(BigInt(atom.value)));
      smallest = 1;
      sectionBegun = true;
      units += 1;
      zeroBefore = true;
      used = index + 1;
    } else if (atom.kind === "figures") {
      if (pending !== null) break;
      if (units > 0 && lastUnit && !isBelow(atom.value, ratio(10n ** BigInt(smallest < 4 ? smallest : lastUnit.zeros)))) break;
      pending = atom.value;
      pendingDigits = "";
      figures = true;
      used = index + 1;
    } else if (atom.kind === "surplus") {
      const next = atoms[index + 1];
      if (used < index - 1 || next?.kind !== "unit" || next.zeros < 4) break;
      surplus = { start: atom.start, end: atom.end };
    } else if (atom.zeros < 4) {
      if (atom.zeros >= smallest) break;
      if (pendingDigits.length > 1 && !figures) break;
      // 50千 is fifty of something: a small unit takes one figure.
      if (pending !== null && !isBelow(pending, ratio(10n))) break;
      const factor = ratio(10n ** BigInt(atom.zeros));
      section = add(section, multiply(pending ?? ratio(1n), factor));
      pending = null;
      pendingDigits = "";
      smallest = atom.zeros;
      sectionBegun = true;
      zeroBefore = false;
      lastUnit = { zeros: atom.zeros, atom };
      units += 1;
      used = index + 1;
    } else {
      const factor = ratio(10n ** BigInt(atom.zeros));
      if (!sectionBegun && pending === null) {
        // 萬萬, 万亿: a unit on a unit multiplies; a unit with nothing before it is not a number.
        if (index === 0 && habits.bareMyriad === true && atom.zeros === 4 && atoms[1]?.kind !== "figures") total = factor;
        else if (units === 0 || lastUnit?.zeros === undefined || lastUnit.zeros < 4) break;
        else total = multiply(total, factor);
      } else {
        const value = add(section, pending ?? ratio(0n));
        total =
          atom.zeros > lastBig
            ? multiply(add(total, value), factor)
            : atom.zeros === lastBig
              ? multiply(add(total, value), factor)
              : add(total, multiply(value, factor));
      }
      lastBig = Math.min(lastBig, atom.zeros) === Infinity ? atom.zeros : atom.zeros;
      section = ratio(0n);
      pending = null;
      pendingDigits = "";
      smallest = 4;
      sectionBegun = false;
      zeroBefore = false;
      lastUnit = { zeros: atom.zeros, atom };
      units += 1;
      used = index + 1;
    }
  }
  if (used === 0 || (units === 0 && pending === null)) return null;
  let tail = pending ?? ratio(0n);
  const previous = atoms[used - 2];
  if (habits.lastDigitFallsOnePlace && pending !== null && pendingDigits.length === 1 && !zeroBefore && previous?.kind === "unit") {
    tail = multiply(tail, ratio(10n ** BigInt(previous.zeros - 1)));
  }
  const value = add(add(total, section), tail);
  const whole = value.over === 1n;
  const last = atoms[used - 1];
  return {
    used,
    value,
    notation: whole ? "integer" : "decimal",
    positional: units === 0 && pendingDigits.length > 1,
    units,
    ...(last?.kind === "unit" && last.zeros >= 3 ? { scale: { start: last.start, end: last.end, value: 10n ** BigInt(last.zeros) } } : {}),
    ...(surplus ? { surplus } : {}),
  };
}

/**
 * English numerals: digits, words and both mixed ("4 thousand 3 hundred and 21", "two and a half million", "a dozen", "three twenty-firsts").
 * What a reader would get wrong: "and" joins only where the place value falls ("two hundred and two", never "3 hundred and 2 hundred"),
 * "a fifth" is a share only where no noun follows, and "one" is mostly a pronoun.
 */
import { beginsDigits, digitRunEnd, readDigits } from "./digits.ts";
import {
  groups,
  letterScales,
  oneCounts,
  oneIsPronounAfter,
  oneIsPronounBefore,
  ordinalScales,
  ordinalSmall,
  ordinalTens,
  pluralScales,
  scales,
  shortScales,
  small,
  tens,
  vagueBefore,
} from "./english-words.ts";
import type { Habits, Numeral } from "./numeral.ts";
import { add, divide, isBelow, isWhole, multiply, ratio, ratioOf, toDecimalText } from "./ratio.ts";
import type { Ratio } from "./ratio.ts";

type Token = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: "word" | "digits" | "sign";
  readonly value?: Ratio;
  readonly notation?: Numeral["notation"];
  /** Letters touch the digits with no gap: "180ml", "B2". */
  readonly touches?: boolean;
};

/** A number read from token `next` backwards to where it began. */
type Part = {
  readonly next: number;
  readonly value: Ratio;
  readonly notation: Numeral["notation"];
  readonly scale?: Scale;
  readonly mixed?: boolean;
};
type Scale = { readonly token: number; readonly factor: Ratio };
/** Counts the work done, so that a test can hold it to a line. */
export type Steps = { count: number };

const wordAt = /[A-Za-z]+/y;
/** No number word is written with more tokens than this; longer runs are read in pieces, which keeps the work linear. */
const longest = 40;

/** All English numerals in text order, without overlaps. */
export function findEnglish(text: string, habits: Habits, steps: Steps = { count: 0 }): Numeral[] {
  const tokens = tokenize(text);
  const found: Numeral[] = [];
  let at = 0;
  while (at < tokens.length) {
    steps.count += 1;
    const read = new Reader(text, tokens, habits, steps).numeral(at);
    if (read === null) {
      at += 1;
      continue;
    }
    if (read.numeral) found.push(read.numeral);
    at = read.next;
  }
  return found;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (beginsDigits(text, at)) {
      const number = readDigits(text, at);
      const end = number?.end ?? digitRunEnd(text, at);
      const touches = /[A-Za-z_]/.test(text[at - 1] ?? "") || /[A-Za-z_]/.test(text[end] ?? "");
      tokens.push({
        start: at,
        end,
        text: text.slice(at, end),
        kind: "digits",
        touches,
        ...(number ? { value: number.value, notation: number.notation } : {}),
      });
      at = end;
      continue;
    }
    wordAt.lastIndex = at;
    const word = wordAt.exec(text);
    if (word) {
      tokens.push({ start: at, end: at + word[0].length, text: word[0].toLowerCase(), kind: "word" });
      at += word[0].length;
      continue;
    }
    if (!/\s/.test(text[at] ?? "")) tokens.push({ start: at, end: at + 1, text: text[at] ?? "", kind: "sign" });
    at += 1;
  }
  return tokens;
}

type Read = { readonly next: number; readonly numeral: Numeral | null };

class Reader {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly habits: Habits;
  readonly steps: Steps;
  constructor(text: string, tokens: readonly Token[], habits: Habits, steps: Steps) {
    this.text = text;
    this.tokens = tokens;
    this.habits = habits;
    this.steps = steps;
  }

  numeral(at: number): Read | null {
    const first = this.tokens[at];
    if (!first) return null;
    const sign = this.sign(at);
    if (sign !== null) {
      const read = this.unsigned(sign);
      if (read?.numeral && !read.numeral.ordinal && read.numeral.value !== null && !read.numeral.value.startsWith("-")) {
        const value = read.numeral.value === "0" ? read.numeral.value : (`-${read.numeral.value}` as NonNullable<Numeral["value"]>);
        return { next: read.next, numeral: { ...read.numeral, start: first.start, value } };
      }
      return null;
    }
    return this.unsigned(at);
  }

  /** The token after a minus that belongs to a number, or null. */
  sign(at: number): number | null {
    const first = this.tokens[at];
    const next = this.tokens[at + 1];
    if (!first || !next) return null;
    if (first.kind === "word") return first.text === "minus" || first.text === "negative" ? at + 1 : null;
    if (!/[-−－]/.test(first.text) || next.kind !== "digits") return null;
    const before = this.text[first.start - 1];
    const alone = before === undefined || /[\s(（[:=,，]/.test(before);
    if (!alone) return null;
    const touches = next.start === first.end;
    const earlier = this.tokens[at - 1];
    const joins = earlier?.kind === "digits" || (earlier?.kind === "word" && isNumberWord(earlier.text));
    if (touches) return joins && !this.habits.bareFigures ? null : at + 1;
    return this.habits.bareFigures && !joins ? at + 1 : null;
  }

  unsigned(at: number): Read | null {
    return this.vague(at) ?? this.fraction(at) ?? this.ordinal(at) ?? this.cardinal(at);
  }

  vague(at: number): Read | null {
    const first = this.word(at);
    if (first === null) return null;
    let index = at;
    let hedged = false;
    if (vagueBefore.has(first) || (first === "a" && this.word(at + 1) === "few") || (first === "tens" && this.word(at + 1) === "of")) {
      index = first === "a" || first === "tens" ? at + 2 : at + 1;
      hedged = true;
      if (first === "many" && this.word(index) !== "hundred" && this.word(index) !== "thousand") return null;
    }
    let factor = 1n;
    let plural = first === "tens";
    let count = 0;
    let next = index;
    for (; next < index + 6; next += 1) {
      const word = this.word(next);
      if (word === null) break;
      if (word === "of" && count + (plural ? 1 : 0) > 0 && this.vagueScale(next + 1) !== null) continue;
      const scale = this.vagueScale(next);
      if (scale === null) break;
      plural ||= scale.plural;
      factor *= scale.factor;
      count += 1;
    }
    if (first === "tens" && count === 0) return null;
    if (count === 0 || !(plural || hedged)) return null;
    if (first === "tens") factor *= 10n;
    if (first === "scores" && this.word(next) !== "of" && !hedged) return null;
    return {
      next,
      numeral: this.make(at, next, { value: null, ordinal: false, notation: "integer", magnitude: toDecimalText(ratio(factor)) }),
    };
  }

  vagueScale(at: number): { factor: bigint; plural: boolean } | null {
    const word = this.word(at);
    if (word === null) return null;
    if (word === "hundred" || word === "hundreds") return { factor: 100n, plural: word === "hundreds" };
    if (word === "dozen" || word === "dozens") return { factor: 12n, plural: word === "dozens" };
    if (word === "score" || word === "scores") return { factor: 20n, plural: word === "scores" };
    const zeros = scales[word] ?? pluralScales[word];
    return zeros === undefined || word.length < 4 ? null : { factor: 10n ** BigInt(zeros), plural: word in pluralScales };
  }

  // Cardinals

  cardinal(at: number): Read | null {
    const first = this.tokens[at];
    if (!first) return null;
    if (first.kind === "digits" && first.value === undefined) return { next: at + 1, numeral: null };
    if (first.text === "one" && !this.isCountOne(at)) return null;
    const half = this.half(at);
    if (half) return half;
    const part = this.whole(at, null);
    if (!part) return null;
    const tail = this.fractionTail(part) ?? part;
    return { next: tail.next, numeral: this.fromPart(at, tail) };
  }

  isCountOne(at: number): boolean {
    const before = this.word(at - 1);
    const after = this.word(at + 1);
    if (after !== null && (after in scales || after === "hundred" || after in groups || after === "point")) return true;
    if (after !== null && oneCounts.has(after.replace(/s$/, ""))) return true;
    if (before !== null && oneIsPronounAfter.has(before) && this.tokens[at - 1]?.end !== undefined)
      return before === "only" && after !== null;
    // "one day off a month" is counted, "one day they left" is not.
    if (after === "day" && /^(?:off|free|a|per|each|every|in|of)$/.test(this.word(at + 2) ?? "")) return true;
    if (after !== null && oneIsPronounBefore.has(after)) return false;
    return !(this.tokens[at + 1]?.text === "’" || this.tokens[at + 1]?.text === "'");
  }

  /** "half", "half a", "half a million", "a half dozen". */
  half(at: number): Read | null {
    let index = at;
    if ((this.word(at) === "a" || this.word(at) === "one") && this.gap(at, at + 1) === " ") index = at + 1;
    const word = this.word(index);
    const ofScale = this.word(index + 1) === "of" && this.word(index + 2) === "a" && this.scaleFactor(index + 3) !== null;
    if (word !== "half" && !(word === "quarter" && index === at && (ofScale || this.scaleFactor(index + 1) !== null))) return null;
    if (this.tokens[index + 1]?.text === "-" && this.word(index + 2) !== null && !this.scaleFactor(index + 2)) return null;
    let value = ratio(1n, word === "half" ? 2n : 4n);
    let next = index + 1;
    let scaleAt = next;
    if (this.word(scaleAt) === "of" && this.word(scaleAt + 1) === "a" && this.scaleFactor(scaleAt + 2) !== null) scaleAt += 2;
    else if (this.word(scaleAt) === "a" || this.word(scaleAt) === "-") scaleAt += 1;
    else if (this.tokens[scaleAt]?.text === "-") scaleAt += 1;
    const factor = this.scaleFactor(scaleAt);
    if (factor !== null) {
      value = multiply(value, factor);
      next = scaleAt + 1;
    }
    const scale = factor === null ? {} : { scale: this.scaleSpan({ token: scaleAt, factor }) };
    return {
      next,
      numeral: this.make(at, next, { value: toDecimalText(value), ordinal: false, fraction: true, notation: "fraction", ...scale }),
    };
  }

  /**
   * A number from groups under falling scales: "two thousand and two hundred". `below` bounds its size (exclusive).
   */
  whole(at: number, below: Ratio | null): Part | null {
    this.steps.count += 1;
    const group = this.group(at);
    if (!group) return null;
    let { next, value } = group;
    let notation = group.notation;
    let scale: Scale | undefined = group.scale;
    let mixed = group.mixed ?? false;
    // "three lakh crore", "two hundred thousand": scales behind the group multiply.
    for (let factor = this.scaleAfter(next); factor !== null; factor = this.scaleAfter(next)) {
      if (scale && this.isGroupWord(scale.token)) break;
      value = multiply(value, factor.factor);
      scale = factor;
      next = factor.token + 1;
      mixed = true;
      if (next - at > longest) break;
    }
    if (below && !isBelow(value, below)) return null;
    const pointed = scale && mixed && isWhole(value) ? this.point({ next, value, notation: "integer" }) : null;
    if (pointed) return pointed;
    const dozen = scale !== undefined && this.isGroupWord(scale.token);
    const open = scale !== undefined && !dozen && isWhole(value) ? scale.factor : null;
    if (open !== null && next - at < longest) {
      const tail = this.tail(next, open);
      if (tail)
        return { next: tail.next, value: add(value, tail.value), notation: isWhole(tail.value) ? "integer" : "decimal", mixed: true };
    }
    if (isWhole(value) && notation === "decimal" && mixed) notation = "integer";
    return { next, value, notation, mixed, ...(scale ? { scale } : {}) };
  }

  /** What may follow a scale: a smaller number, with or without "and". */
  tail(at: number, below: Ratio): Part | null {
    const and = this.word(at) === "and" ? 1 : this.tokens[at]?.text === "," && this.word(at + 1) !== null ? 1 : 0;
    const behind = this.tokens[at + and];
    if (behind?.kind === "digits" && behind.notation !== "integer") return null;
    if (this.word(at + and) === "a") return null;
    if (this.fractionAt(at + and)) return null;
    const rest = this.whole(at + and, below);
    if (!rest) return null;
    // "3 million, 200 workers" and "six million two" say two things unless the rest is words or follows a number in digits.
    if (this.tokens[at]?.text === "," && this.tokens[at + and]?.kind === "digits") return null;
    if (this.isOrdinalEnd(rest.next) || this.fractionAt(at + and)) return null;
    return rest;
  }

  /** Up to three digits' worth of words, "ninety-five hundred", or one number in digits. */
  group(at: number): Part | null {
    const token = this.tokens[at];
    if (!token) return null;
    if (token.kind === "digits") {
      if (token.value === undefined) return null;
      const letters = this.lettersBehind(at);
      if (letters) return letters;
      const base: Part = { next: at + 1, value: token.value, notation: token.notation ?? "integer" };
      const hundred = this.word(at + 1) === "hundred" && !token.touches;
      if (!hundred) return base;
      return this.afterHundred({
        next: at + 2,
        value: multiply(token.value, ratio(100n)),
        notation: "integer",
        scale: { token: at + 1, factor: ratio(100n) },
        mixed: true,
      });
    }
    if (token.kind !== "word") return null;
    if (token.text === "a" || token.text === "an") {
      const factor = this.scaleFactor(at + 1);
      if (factor !== null) {
        const base: Part = { next: at + 2, value: factor, notation: "integer", scale: { token: at + 1, factor } };
        return this.word(at + 1) === "hundred" ? this.afterHundred(base) : base;
      }
      if (this.word(at + 1) !== "couple") return null;
      const of = this.word(at + 2) === "of" ? 1 : 0;
      const many = this.word(at + 2 + of) === null ? null : this.scaleFactor(at + 2 + of);
      if (many !== null)
        return {
          next: at + 3 + of,
          value: multiply(ratio(2n), many),
          notation: "integer",
          scale: { token: at + 2 + of, factor: many },
          mixed: true,
        };
      return { next: at + 2, value: ratio(2n), notation: "integer" };
    }
    // "point five": only among bare figures, for a point is also a place.
    if (token.text === "point" && this.habits.bareFigures && (this.word(at - 1) === null || this.sign(at - 1) === at))
      return this.point({ next: at, value: ratio(0n), notation: "integer" });
    if (token.text === "hundred" || token.text === "thousand" || token.text === "million" || token.text === "dozen") {
      if (at > 0 && (vagueBefore.has(this.word(at - 1) ?? "") || this.tokens[at - 1]?.text === "-")) return null;
      const factor = this.scaleFactor(at) ?? ratio(1n);
      const base: Part = { next: at + 1, value: factor, notation: "integer", scale: { token: at, factor } };
      return token.text === "hundred" ? this.afterHundred(base) : base;
    }
    const units = this.belowHundred(at);
    if (!units) return null;
    const pointed = this.point(units);
    if (pointed) return pointed;
    const hundredAt = this.tokens[units.next]?.text === "-" ? units.next + 1 : units.next;
    if (this.word(hundredAt) === "hundred" || this.word(hundredAt) === "hundreds") {
      return this.afterHundred({
        next: hundredAt + 1,
        value: multiply(units.value, ratio(100n)),
        notation: "integer",
        scale: { token: hundredAt, factor: ratio(100n) },
      });
    }
    return units;
  }

  afterHundred(hundred: Part): Part {
    const and = this.word(hundred.next) === "and" ? 1 : 0;
    const start = hundred.next + and;
    const token = this.tokens[start];
    const digits =
      token?.kind === "digits" &&
      and === 1 &&
      token.notation === "integer" &&
      token.value !== undefined &&
      isBelow(token.value, ratio(100n)) &&
      !token.touches;
    const rest = digits ? ({ next: start + 1, value: token.value, notation: "integer" } as Part) : this.belowHundred(start);
    if (!rest || (this.tokens[hundred.next]?.text === "-" && and === 0)) return this.point(hundred) ?? hundred;
    const after = this.word(rest.next);
    if (after === "hundred" || this.fractionAt(start) || this.isOrdinalEnd(rest.next)) return hundred;
    const sum: Part = { next: rest.next, value: add(hundred.value, rest.value), notation: "integer", mixed: true };
    return this.point(sum) ?? sum;
  }

  belowHundred(at: number): Part | null {
    const word = this.word(at);
    if (word === null) return null;
    const unit = small[word];
    if (unit !== undefined) {
      return { next: at + 1, value: ratio(BigInt(unit)), notation: "integer" };
    }
    const ten = tens[word];
    if (ten === undefined) return null;
    let next = at + 1;
    if (this.tokens[next]?.text === "-" || this.tokens[next]?.text === "‐" || this.tokens[next]?.text === "‑") next += 1;
    else if (this.habits.bareFigures && this.word(next) === "and") next += 1;
    const below = small[this.word(next) ?? ""];
    if (below === undefined || below < 1 || below > 9 || this.startsFraction(next))
      return { next: at + 1, value: ratio(BigInt(ten)), notation: "integer" };
    return { next: next + 1, value: ratio(BigInt(ten + below)), notation: "integer" };
  }

  /** "three fifths" after "twenty and": the three is a fraction's. */
  startsFraction(at: number): boolean {
    return this.word(at - 1) === "and" && this.fractionAt(at) !== null;
  }

  /** "point zero three" behind a whole number. */
  point(whole: Part): Part | null {
    if (this.word(whole.next) !== "point") return null;
    let digits = "";
    let next = whole.next + 1;
    for (let word = this.word(next); word !== null && digits.length < longest; word = this.word(next)) {
      const unit = small[word] ?? (word === "oh" || word === "o" ? 0 : undefined);
      if (unit === undefined || (unit > 9 && digits !== "")) {
        const ten = digits === "" ? this.belowHundred(next) : null;
        if (!ten) break;
        digits += ten.value.top.toString();
        next = ten.next;
        break;
      }
      digits += unit.toString();
      next += 1;
    }
    if (digits === "") return null;
    return { next, value: add(whole.value, ratioOf(`0.${digits}`)), notation: "decimal", mixed: true };
  }

  /** "10k", "2mil", "1.2m" and, among bare figures, "10  k". */
  lettersBehind(at: number): Part | null {
    const token = this.tokens[at];
    const letters = this.tokens[at + 1];
    if (!token?.value || letters?.kind !== "word" || token.notation === "fraction") return null;
    const attached = letters.start === token.end;
    if (/[\w]/.test(this.text[letters.end] ?? "") || /[A-Za-z_]/.test(this.text[token.start - 1] ?? "")) return null;
    const zeros = attached
      ? (shortScales[letters.text] ?? letterScales[letters.text])
      : this.habits.bareFigures && /^\s+$/.test(this.gap(at, at + 1))
        ? letterScales[letters.text]
        : undefined;
    if (zeros === undefined) return null;
    const factor = ratio(10n ** BigInt(zeros));
    const value = multiply(token.value, factor);
    return {
      next: at + 2,
      value,
      notation: token.notation === "decimal" ? "decimal" : "integer",
      // Apart from its figures ("12 m 2 dm") the letter takes nothing smaller behind it.
      ...(attached ? { scale: { token: at + 1, factor } } : {}),
      mixed: true,
    };
  }

  scaleAfter(at: number): Scale | null {
    const index = this.tokens[at]?.text === "-" && this.scaleFactor(at + 1) !== null ? at + 1 : at;
    const factor = this.scaleFactor(index);
    if (factor === null || this.word(index) === "hundred") return null;
    return { token: index, factor };
  }

  scaleFactor(at: number): Ratio | null {
    const word = this.word(at);
    if (word === null) return null;
    if (word === "hundred") return ratio(100n);
    const zeros = scales[word] ?? pluralScales[word];
    if (zeros !== undefined) return ratio(10n ** BigInt(zeros));
    const group = groups[word];
    return group === undefined ? null : ratio(BigInt(group));
  }

  isGroupWord(token: number): boolean {
    return (this.word(token) ?? "") in groups;
  }

  // Fractions

  fraction(at: number): Read | null {
    const part = this.fractionAt(at);
    if (!part) return null;
    // "a half dozen", "one half million" multiply.
    if (this.word(part.next - 1) === "half" && this.scaleFactor(part.next) !== null) return null;
    if (this.word(at) === "a" || this.word(at) === "an" || this.word(at) === "one") {
      // "a third party": a share only where no noun follows.
      const after = this.tokens[part.next];
      const shares =
        after === undefined || after.kind !== "word" || after.text === "of" || this.habits.bareFigures || closesShare.has(after.text);
      if (!shares) return null;
    }
    let { next, value } = part;
    if (this.word(next) === "of" && this.word(next + 1) === "a" && this.scaleFactor(next + 2) !== null) {
      value = multiply(value, this.scaleFactor(next + 2) ?? ratio(1n));
      next += 3;
    }
    return { next, numeral: this.make(at, next, { value: toDecimalText(value), ordinal: false, fraction: true, notation: "fraction" }) };
  }

  /** "three twenty-firsts", "one over twenty", "a fifth"; the denominator is the longest that leaves a numerator. */
  fractionAt(at: number): Part | null {
    this.steps.count += 1;
    const first = this.tokens[at];
    if (!first) return null;
    const article = first.text === "a" || first.text === "an";
    const numeric = first.kind === "digits" ? first.value !== undefined && first.notation === "integer" : isNumberWord(first.text);
    if (!article && !numeric) return null;
    if (!article) {
      const over = this.over(at);
      if (over) return over;
      // Among bare figures "100 millionths" is the number 100.
      if (first.kind === "digits" && this.habits.bareFigures) return null;
    }
    // The run of number words up to an ordinal that can be a denominator.
    let end = at + 1;
    while (end < at + 16 && this.isRunWord(end)) end += 1;
    const last = this.denominatorWord(end);
    if (last === null) return null;
    for (let split = at + 1; split <= end; split += 1) {
      this.steps.count += 1;
      if (this.word(split) === "and") continue;
      const hyphen = this.tokens[split]?.text === "-";
      if (hyphen && tens[this.word(split - 1) ?? ""] !== undefined && small[this.word(split + 1) ?? ""] !== undefined) continue;
      if (this.tokens[split - 1]?.text === "-" && tens[this.word(split - 2) ?? ""] !== undefined) continue;
      // "six million and two thirds": what follows "and" is a share by itself.
      if (this.hasAnd(at, split)) return null;
      const top = article && split === at + 1 ? ratio(1n) : this.exactly(at, split);
      if (!top) continue;
      const under = this.ordinalExactly(hyphen ? split + 1 : split, end);
      if (!under) continue;
      const one = top.top === 1n && top.over === 1n;
      if (!last.plural && !one) continue;
      if (!last.plural && first.kind === "digits" && !one) continue;
      return { next: end + 1, value: divide(top, under), notation: "fraction", mixed: true };
    }
    return null;
  }

  hasAnd(from: number, to: number): boolean {
    for (let index = from; index < to; index += 1) if (this.word(index) === "and") return true;
    return false;
  }

  /** "one over twenty"; "1 in twenty-one" only of one; "three out of four" and "two in five" among bare figures, where the second is the larger. */
  over(at: number): Part | null {
    let index = at + 1;
    while (index < at + 12 && this.isRunWord(index)) index += 1;
    const joiner = this.word(index);
    const isOver = joiner === "over" && this.habits.bareFigures;
    const isIn =
      (joiner === "in" || (joiner === "out" && this.word(index + 1) === "of")) &&
      this.tokens[at + 1] === this.tokens[index] &&
      (this.tokens[at]?.text === "1" || this.tokens[at]?.text === "one" || this.habits.bareFigures);
    if (!isOver && !isIn) return null;
    const top = this.exactly(at, index);
    const under = top ? this.whole(joiner === "out" ? index + 2 : index + 1, null) : null;
    if (!top || !under || under.value.top === 0n || !isWhole(under.value)) return null;
    if (isIn && (under.value.top < 2n || !isBelow(top, under.value))) return null;
    return { next: under.next, value: divide(top, under.value), notation: "fraction", mixed: true };
  }

  isRunWord(at: number): boolean {
    const token = this.tokens[at];
    if (!token) return false;
    if (token.text === "-") return this.tokens[at + 1]?.kind === "word" && isPieceWord(this.word(at + 1) ?? "");
    return token.kind === "word" && (isNumberWord(token.text) || (token.text === "and" && isPieceWord(this.word(at + 1) ?? "")));
  }

  /** The tokens [from, to) read as one whole number, or null. */
  exactly(from: number, to: number): Ratio | null {
    const token = this.tokens[from];
    if (to === from + 1 && token?.kind === "digits") return token.value ?? null;
    const view = new Reader(this.text, this.tokens.slice(from, to), this.habits, this.steps);
    const part = view.whole(0, null);
    return part?.next === to - from ? part.value : null;
  }

  /** The tokens [from, end] read as an ordinal whose last word is at `end`. */
  ordinalExactly(from: number, end: number): Ratio | null {
    const word = (this.word(end) ?? "").replace(/s$/, "");
    if (word === "half" || word === "halve") return from === end ? ratio(2n) : null;
    if (word === "quarter") return from === end ? ratio(4n) : null;
    const zeros = ordinalScales[word];
    if (from === end) {
      if (word === "first" || word === "second") return null;
      const alone = ordinalSmall[word] ?? ordinalTens[word];
      if (alone !== undefined) return ratio(BigInt(alone));
      return zeros === undefined ? null : ratio(10n ** BigInt(zeros));
    }
    let front = end - 1;
    if (this.tokens[front]?.text === "-" || this.word(front) === "and") front -= 1;
    if (front < from) return null;
    const before = this.word(from);
    if (before === "hundred" || (before !== null && before in scales)) {
      // "a hundred thousandth" is one of a hundred thousand, "a hundred thousandths" a hundred of a thousand.
      const ofOne = /^(?:an?|one)$/.test(this.word(from - 1) ?? "");
      const factor = this.scaleFactor(from);
      return ofOne && zeros !== undefined && word === this.word(end) && end === from + 1 && factor !== null
        ? multiply(factor, ratio(10n ** BigInt(zeros)))
        : null;
    }
    const head = this.exactly(from, front + 1);
    if (!head) return null;
    if (zeros !== undefined) return multiply(head, ratio(10n ** BigInt(zeros)));
    const low = ordinalSmall[word] ?? ordinalTens[word];
    if (low === undefined) return null;
    // The head must leave room for the last word: "twenty" for "first", "hundred" for "fifth", never "three" for "fifth".
    const room = this.word(front) ?? "";
    const fits = room in tens ? low < 10 : room === "hundred" ? low < 100 : room in scales;
    return fits ? add(head, ratio(BigInt(low))) : null;
  }

  denominatorWord(at: number): { plural: boolean } | null {
    const word = this.word(at);
    if (word === null) return null;
    const plural = word.endsWith("s");
    const stem = word.replace(/s$/, "");
    if (word === "half" || word === "halves") return { plural: word === "halves" };
    if (stem === "quarter") return { plural };
    if (stem === "second" && !this.isCompound(at)) return null;
    if (stem === "first" && !this.isCompound(at)) return null;
    return stem in ordinalSmall || stem in ordinalTens || stem in ordinalScales ? { plural } : null;
  }

  isCompound(at: number): boolean {
    const before = this.tokens[at - 1]?.text === "-" ? this.word(at - 2) : this.word(at - 1);
    return before !== null && before in tens;
  }

  /** "and a half", "and three fifths" behind a number; behind a scale word it counts in that scale. */
  fractionTail(part: Part): Part | null {
    if (this.word(part.next) !== "and") return null;
    const start = part.next + 1;
    const unit = part.scale && part.scale.factor.top >= 1000n && !this.isGroupWord(part.scale.token) ? part.scale.factor : ratio(1n);
    const fraction = this.fractionAt(start);
    const bareHalf = this.word(start) === "half" ? ({ next: start + 1, value: ratio(1n, 2n), notation: "fraction" } as Part) : null;
    const tail = fraction ?? bareHalf;
    if (!tail || !isBelow(tail.value, ratio(1n))) return null;
    // "two and a half million" multiplies the whole; "one billion and a quarter million" adds a quarter of a million.
    const behind = this.scaleAfter(tail.next);
    if (behind && part.scale)
      return { next: behind.token + 1, value: add(part.value, multiply(tail.value, behind.factor)), notation: "fraction", mixed: true };
    const sum = add(part.value, multiply(tail.value, unit));
    if (behind) return { next: behind.token + 1, value: multiply(sum, behind.factor), notation: "fraction", scale: behind, mixed: true };
    return { next: tail.next, value: sum, notation: "fraction", mixed: true };
  }

  // Ordinals

  ordinal(at: number): Read | null {
    const token = this.tokens[at];
    if (token?.kind === "digits" && token.value && token.notation === "integer") {
      const suffix = this.tokens[at + 1];
      if (suffix && suffix.start === token.end && /^(?:st|nd|rd|th)$/.test(suffix.text)) {
        return { next: at + 2, numeral: this.make(at, at + 2, { value: toDecimalText(token.value), ordinal: true, notation: "integer" }) };
      }
      return null;
    }
    if (token?.kind !== "word") return null;
    let end = at;
    while (end < at + 16 && this.isRunWord(end)) end += 1;
    const value = this.plainOrdinal(at, end);
    if (!value) return null;
    return { next: end + 1, numeral: this.make(at, end + 1, { value: toDecimalText(value), ordinal: true, notation: "integer" }) };
  }

  plainOrdinal(from: number, end: number): Ratio | null {
    const word = this.word(end);
    if (word === null || !(word in ordinalSmall || word in ordinalTens || word in ordinalScales)) return null;
    if (from === end && (word === "first" || word === "second")) return ratio(BigInt(ordinalSmall[word] ?? 0));
    return this.ordinalExactly(from, end);
  }

  isOrdinalEnd(at: number): boolean {
    const index = this.tokens[at]?.text === "-" ? at + 1 : at;
    const word = this.word(index);
    return (
      word !== null &&
      (word in ordinalSmall || word in ordinalTens || word in ordinalScales) &&
      (this.isCompound(index) || word in ordinalScales)
    );
  }

  // Building

  word(at: number): string | null {
    const token = this.tokens[at];
    return token?.kind === "word" ? token.text : null;
  }

  gap(from: number, to: number): string {
    return this.text.slice(this.tokens[from]?.end ?? 0, this.tokens[to]?.start ?? 0);
  }

  scaleSpan(scale: Scale): NonNullable<Numeral["scale"]> {
    const token = this.tokens[scale.token];
    return { start: token?.start ?? 0, end: token?.end ?? 0, value: toDecimalText(scale.factor) };
  }

  fromPart(from: number, part: Part): Numeral {
    const fraction = part.notation === "fraction";
    const scale = part.scale ? { scale: this.scaleSpan(part.scale) } : {};
    return this.make(from, part.next, {
      value: toDecimalText(part.value),
      ordinal: false,
      notation: part.notation,
      ...(fraction ? { fraction } : {}),
      ...scale,
    });
  }

  make(from: number, next: number, rest: Omit<Numeral, "start" | "end" | "form">): Numeral {
    let digits = false;
    let words = false;
    for (let index = from; index < next; index += 1) {
      if (this.tokens[index]?.kind === "digits") digits = true;
      if (this.tokens[index]?.kind === "word") words = true;
    }
    if (rest.ordinal && digits) words = false;
    return {
      start: this.tokens[from]?.start ?? 0,
      end: this.tokens[next - 1]?.end ?? 0,
      form: digits ? (words ? "mixed" : "digits") : "words",
      ...rest,
    };
  }
}

/** Words that may follow a share without being its noun. */
const closesShare = new Set([
  "and",
  "or",
  "to",
  "in",
  "less",
  "more",
  "as",
  "is",
  "are",
  "was",
  "were",
  "from",
  "for",
  "by",
  "than",
  "goes",
  "went",
  "go",
]);

function isNumberWord(word: string): boolean {
  return word in small || word in tens || word === "hundred" || word in scales;
}

function isPieceWord(word: string): boolean {
  const stem = word.replace(/s$/, "");
  return (
    isNumberWord(word) || stem in ordinalSmall || stem in ordinalTens || stem in ordinalScales || stem === "quarter" || stem === "half"
  );
}

/**
 * What of a model's answer is let in: hints that name a stretch of the text and a measure of the vocabulary. The values are read by our
 * grammar from the words themselves, so that a number the report does not print cannot come in by any answer.
 */
import { z } from "zod";
import type { MeasureId } from "#domain/measure.ts";
import { parseMeasure } from "#domain/measure.ts";
import type { ReportText } from "../claims/propose.ts";
import { findNumerals } from "../numeral/index.ts";
import { findZones } from "../zones/find-zones.ts";
import type { Question } from "./questions.ts";

/** The number that stands here tells this measure, says `by`. */
export type Hint = { readonly start: number; readonly end: number; readonly measure: MeasureId; readonly by: string };

export type Hinted = {
  readonly hints: readonly Hint[];
  /** What was not let in, in words a person can check: shown, never used. */
  readonly refused: readonly string[];
};

const outer = z.object({ answers: z.record(z.string(), z.unknown()).optional(), quotes: z.array(z.unknown()).optional() });
const quoted = z.object({ quote: z.string().min(1).max(200), measure: z.string().max(80) });

/** Hints of one answer. Never throws: whatever was answered, each part is taken or refused by itself. */
export function hintsOf(input: ReportText, questions: readonly Question[], answer: unknown, by: string): Hinted {
  const parsed = outer.safeParse(answer);
  if (!parsed.success) return { hints: [], refused: ["the answer does not have the agreed shape"] };
  const hints: Hint[] = [];
  const refused: string[] = [];
  const given = parsed.data.answers ?? {};
  for (const { id, start, end, words, measures } of questions) {
    const chosen = Object.hasOwn(given, id) ? given[id] : undefined;
    if (chosen === undefined || chosen === "none") continue;
    const measure = measures.find((one) => one === chosen);
    if (measure === undefined) refused.push(`${id} “${words}”: the answer is none of its candidates`);
    else hints.push({ start, end, measure, by });
  }
  const strangers = Object.keys(given).filter((id) => !questions.some((question) => question.id === id));
  if (strangers.length > 0) refused.push(`${strangers.length} answer${strangers.length === 1 ? "" : "s"} to no question`);
  for (const one of (parsed.data.quotes ?? []).slice(0, 20)) {
    const hint = hintOfQuote(input, one, by);
    if (typeof hint === "string") refused.push(hint);
    else if (!hints.some((other) => other.start < hint.end && hint.start < other.end)) hints.push(hint);
  }
  return { hints, refused };
}

/** The hints two answers agree on; what only one of them says goes to a person. */
export function agreed(first: Hinted, second: Hinted): Hinted {
  const same = first.hints.filter((hint) => second.hints.some((other) => other.start === hint.start && other.measure === hint.measure));
  const parted = new Set(
    [...first.hints, ...second.hints].filter((hint) => !same.some((one) => one.start === hint.start)).map((hint) => hint.start),
  );
  const says = parted.size === 0 ? [] : [`${parted.size} number${parted.size === 1 ? "" : "s"} on which two passes disagree`];
  return { hints: same, refused: [...new Set([...first.refused, ...second.refused])].concat(says) };
}

function hintOfQuote(input: ReportText, given: unknown, by: string): Hint | string {
  const parsed = quoted.safeParse(given);
  if (!parsed.success) return "a quote does not have the agreed shape";
  const { quote } = parsed.data;
  const measure = parseMeasure(parsed.data.measure);
  if (measure === null) return "a quote names no measure of the vocabulary";
  const at = input.text.indexOf(quote);
  if (at < 0) return "a quote is not in the text";
  if (input.text.indexOf(quote, at + 1) >= 0) return "a quote stands in the text more than once";
  const zone = findZones(input.text, input.outlet).find((one) => at >= one.start && at < one.end);
  if (zone?.kind === "related" || zone?.kind === "furniture" || zone?.kind === "byline") return "a quote is not from the report's own text";
  const inside = findNumerals(input.text, input.language).filter((numeral) => numeral.start >= at && numeral.end <= at + quote.length);
  const [only, second] = inside;
  if (only === undefined) return "a quote holds no number";
  if (second !== undefined) return "a quote holds more than one number";
  return { start: only.start, end: only.end, measure, by };
}

/**
 * The closed vocabulary of what a claim can be about. Stock is not flow, labour cost is not wage, booked is not paid.
 * The definitions are those the gold data was labelled with.
 */
import vocabulary from "./measures.json" with { type: "json" };

export type MeasureId = string & { readonly is: "MeasureId" };
export type Measure = { readonly id: MeasureId; readonly definition: string; readonly unit: string };

export const measures: readonly Measure[] = vocabulary.measures.map((m) => ({ ...m, id: m.id as MeasureId }));

const known = new Set<string>(measures.map((m) => m.id));

/** The measure of that name, or null when the vocabulary has no such term. */
export function parseMeasure(text: string): MeasureId | null {
  return known.has(text) ? (text as MeasureId) : null;
}

/** As {@link parseMeasure}, for a name known to be in the vocabulary. @throws RangeError when it is not. */
export function measure(text: string): MeasureId {
  const found = parseMeasure(text);
  if (found === null) throw new RangeError(`"${text}" is not a measure of the vocabulary`);
  return found;
}

/**
 * A stretch of the original text: W3C text position and text quote selectors in one.
 * Offsets are UTF-16 code units into the text as given, end exclusive; `exact` is that very substring.
 */
export type Span = { readonly start: number; readonly end: number; readonly exact: string };

/** At least one span: a claim without its words cannot be written down. */
export type Spans = readonly [Span, ...Span[]];

/**
 * The span of `text` from `start` to `end`.
 * @throws RangeError when the range is empty, reversed or outside the text.
 */
export function spanOf(text: string, start: number, end: number): Span {
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length)) {
    throw new RangeError(`no span ${start}..${end} in a text of ${text.length} UTF-16 units`);
  }
  return { start, end, exact: text.slice(start, end) };
}

/** Whether the span still says what the text says at that place. */
export function spanHolds(span: Span, text: string): boolean {
  return text.slice(span.start, span.end) === span.exact && span.exact.length > 0;
}

/**
 * How far a printed number may lie from the number it was rounded from. Canonical text has lost trailing zeros, so the
 * finer end of a range sets the place for both; a hedged whole number ("about 1,450") is rounded at its last non-zero digit.
 */
import type { Value } from "#domain/value.ts";
import { Exact, exact } from "./decimals.ts";

/** Half a unit of the last place that was printed, in the value's own unit. */
export function roundingHalfWidth(value: Value): Exact {
  const ends = [value.low, value.high].filter((end) => end !== null);
  if (ends.length === 0) return exact(0);
  const hedged = value.kind === "approx" || value.hedge.length > 0;
  const places = ends.map((end) => lastPlace(end, hedged));
  return Exact.min(...places).div(2);
}

/** 0.01 for "1.32"; 1 for "325"; 10 for a hedged "1450". */
function lastPlace(text: string, hedged: boolean): Exact {
  const decimals = text.split(".")[1]?.length ?? 0;
  if (decimals > 0) return exact(10).pow(-decimals);
  const zeros = hedged ? (/0*$/.exec(text.replace(/^-?0$/, ""))?.[0].length ?? 0) : 0;
  return exact(10).pow(zeros);
}

/**
 * How likely a root is wrong, from the Admiralty grade of the source behind it. Nobody has measured these for our field: they are
 * assumptions, stated with every result and open to change; the sensitivity shows what they do.
 */
import type { Reliability } from "#domain/source.ts";

/** Probability that what a root says has nothing to do with the truth. F ("cannot be judged") sits between C and D. */
export const wrongByGrade: Readonly<Record<Reliability, number>> = { A: 0.03, B: 0.08, C: 0.15, D: 0.3, E: 0.5, F: 0.25 };

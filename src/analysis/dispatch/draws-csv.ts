/** The draws behind a run as CSV, one row for each scenario, replicate and month, so that anybody can sum them up in their own way. */
import { curves } from "#domain/simulation.ts";
import type { RunRequest, RunSlice } from "./run-route.ts";

/** The lines, with a heading; every row carries the route and the seed. */
export function* drawsCsv({ route, scenarios, months, seed }: RunRequest, slices: readonly RunSlice[]): Generator<string> {
  yield "route,seed,scenario,replicate,month,abroad,preparing,arrived,returned,worker_months_of_year\n";
  const years = Math.ceil(months / 12);
  const ordered = [...slices].sort((a, b) => a.from - b.from);
  for (const [s, { name }] of scenarios.entries()) {
    for (const { from, to, parts } of ordered) {
      const part = parts[s];
      if (part === undefined) throw new RangeError(`no part for the scenario ${name}`);
      for (let replicate = from; replicate < to; replicate++) {
        for (let month = 0; month < months; month++) {
          const at = (replicate - from) * months + month;
          const worked = part.workerMonths[(replicate - from) * years + Math.floor(month / 12)] as number;
          const values = curves.map((curve) => part.curves[curve][at]).join(",");
          yield `${cell(route.id)},${seed},${cell(name)},${replicate},${month + 1},${values},${Number(worked.toPrecision(12))}\n`;
        }
      }
    }
  }
}

/** A cell that no spreadsheet takes for a formula or for two cells. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Rates of the numeric parts, in this process on one core: the event queue, all models of the six British lists, an estimate after an edit. */
import { readFileSync } from "node:fs";
import { allModels, contingencyTable } from "../src/analysis/population/index.ts";
import { EventQueue } from "../src/numeric/event-queue.ts";
import { samplePosterior } from "../src/numeric/posterior.ts";
import { randomStream } from "../src/numeric/random.ts";

const ROUNDS = 5;

const queue = new EventQueue(2048);
const random = randomStream(1);
for (let i = 0; i < 1000; i++) queue.add(random.uniform(), i);
const HOLDS = 1_000_000;
report("event queue: take and add with 1,000 pending", "events/s", () => {
  for (let i = 0; i < HOLDS; i++) {
    queue.take();
    queue.add(queue.time + random.uniform32(), queue.item);
  }
  return HOLDS;
});

const published = JSON.parse(readFileSync(new URL("../src/analysis/population/published-cases.json", import.meta.url), "utf8")) as {
  readonly cases: readonly { readonly id: string; readonly lists: readonly string[]; readonly rows: readonly (readonly number[])[] }[];
};
const six = published.cases.find(({ id }) => id === "uk-2013-six-lists");
const table = contingencyTable(six?.lists ?? [], six?.rows ?? []);
if (!table.ok) throw new Error(table.refusal.says);
const lists = table.value;
report("multiple systems: all 32,768 models of six lists", "fits/s", () => allModels(lists)?.models.length ?? 0);

report("posterior of six normal unknowns by the ladder, 100,000 draws", "effective draws/s", () => {
  return samplePosterior((x) => -0.5 * x.reduce((total, value) => total + value * value, 0), {
    dimensions: 6,
    seed: 1,
    draws: 100_000,
    adaptations: 1,
  }).effective;
});

function report(name: string, unit: string, run: () => number): void {
  run();
  const rates: number[] = [];
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const count = run();
    const seconds = (performance.now() - start) / 1000;
    rates.push(count / seconds);
    times.push(seconds);
  }
  const middle = (values: number[]) => values.sort((a, b) => a - b)[ROUNDS >> 1] as number;
  console.log(`${name.padEnd(64)} ${middle(rates).toExponential(2)} ${unit}   ${(middle(times) * 1000).toFixed(0)} ms`);
}

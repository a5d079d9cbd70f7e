/** What the page and its worker tell each other. */
import type { SimulationRun } from "#domain/simulation.ts";
import type { RunRequest } from "#analysis/dispatch/run-route.ts";

export type WorkerAsked = RunRequest & { readonly sensitivityOf: string };
export type Picture = { readonly name: string; readonly svg: string };
export type WorkerSays =
  | { readonly says: "progress"; readonly done: number; readonly total: number }
  | { readonly says: "done"; readonly run: SimulationRun; readonly pictures: readonly Picture[] };

/** One thread of a route's run. */
// The file itself, not the door: a thread loads no more than it runs.
import { simulateSlice, type RunRequest, type RunSlice } from "#analysis/dispatch/run-route.ts";
import { curves } from "#domain/simulation.ts";
import { workInThread } from "./in-thread.ts";

workInThread<RunRequest, RunSlice>(simulateSlice, (slice) =>
  slice.parts.flatMap((part) => [
    ...curves.map((name) => part.curves[name].buffer as ArrayBuffer),
    part.workerMonths.buffer as ArrayBuffer,
    part.take.buffer as ArrayBuffer,
    part.wait.buffer as ArrayBuffer,
  ]),
);

/** One thread of a run: takes stretches of replicates, says how far it is, and hands the slices over without copying them. */
import { parentPort, workerData } from "node:worker_threads";
// The file itself, not the door: a thread loads no more than it runs.
import { simulateSlice } from "#analysis/dispatch/run-route.ts";
import { curves } from "#domain/simulation.ts";
import type { ThreadSays, ThreadStart, ThreadTask } from "./run-in-threads.ts";

const port = parentPort;
if (port === null) throw new Error("this file runs in a worker thread only");
const { request, stop } = workerData as ThreadStart;
const flag = new Int32Array(stop);
let told = performance.now();

port.on("message", ({ from, to }: ThreadTask) => {
  const slice = simulateSlice(request, { from, to }, (replicates) => {
    const now = performance.now();
    if (now - told > 100) {
      told = now;
      port.postMessage({ says: "done", replicates } satisfies ThreadSays);
    }
    return Atomics.load(flag, 0) === 0;
  });
  if (slice === null) port.postMessage({ says: "stopped" } satisfies ThreadSays);
  else {
    const buffers = slice.parts.flatMap((part) => [
      ...curves.map((name) => part.curves[name].buffer as ArrayBuffer),
      part.workerMonths.buffer as ArrayBuffer,
      part.take.buffer as ArrayBuffer,
      part.wait.buffer as ArrayBuffer,
    ]);
    port.postMessage({ says: "slice", slice } satisfies ThreadSays, buffers);
  }
});

/**
 * Runs a route's replicates in worker threads and hands back their slices, with progress and cancel.
 * What a reader would get wrong: how many threads there are cannot change the answer; each replicate depends on its own number alone,
 * and the slices join in the order of the replicates.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { RunRequest, RunSlice } from "#analysis/dispatch/run-route.ts";

/** What a thread is given at its start: the request, and a flag that turns to 1 when the run is to stop. */
export type ThreadStart = { readonly request: RunRequest; readonly stop: SharedArrayBuffer };
export type ThreadTask = { readonly from: number; readonly to: number };
export type ThreadSays =
  | { readonly says: "done"; readonly replicates: number }
  | { readonly says: "slice"; readonly slice: RunSlice }
  | { readonly says: "stopped" };

export type RunOptions = {
  /** At most so many threads; one for each core unless told. */
  readonly threads?: number;
  /** Told about ten times a second how many replicates are done. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** True where the process may end before the run does. */
  readonly background?: boolean;
};

/** The slices of all replicates; null when the signal stopped the run. A checked request only. @throws what a thread threw. */
export async function runInThreads(
  request: RunRequest,
  { threads = availableParallelism(), onProgress, signal, background = false }: RunOptions = {},
): Promise<readonly RunSlice[] | null> {
  if (signal?.aborted === true) return null;
  const { replicates } = request;
  const count = Math.max(1, Math.min(threads, Math.ceil(replicates / 8)));
  const chunk = Math.max(1, Math.ceil(replicates / (count * 8)));
  const stop = new SharedArrayBuffer(4);
  const slices: RunSlice[] = [];
  const done = new Array<number>(count).fill(0);
  let next = 0;
  const workers: Worker[] = [];
  const abort = () => Atomics.store(new Int32Array(stop), 0, 1);
  signal?.addEventListener("abort", abort, { once: true });
  try {
    await Promise.all(
      Array.from({ length: count }, (_, index) => {
        const worker = new Worker(new URL("./simulation-thread.ts", import.meta.url), {
          workerData: { request, stop } satisfies ThreadStart,
        });
        workers.push(worker);
        if (background) worker.unref();
        return new Promise<void>((resolve, reject) => {
          let before = 0;
          const give = () => {
            if (next >= replicates || signal?.aborted === true) return resolve();
            const task: ThreadTask = { from: next, to: Math.min(replicates, next + chunk) };
            next = task.to;
            worker.postMessage(task);
          };
          worker.on("message", (said: ThreadSays) => {
            if (said.says === "stopped") return resolve();
            if (said.says === "slice") {
              slices.push(said.slice);
              before += said.slice.to - said.slice.from;
              done[index] = before;
              give();
            } else done[index] = before + said.replicates;
            onProgress?.(
              done.reduce((total, own) => total + own, 0),
              replicates,
            );
          });
          worker.on("error", reject);
          worker.on("exit", () => resolve());
          give();
        });
      }),
    );
  } finally {
    signal?.removeEventListener("abort", abort);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  const stopped = Atomics.load(new Int32Array(stop), 0) === 1;
  return stopped ? null : slices;
}

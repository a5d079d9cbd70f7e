/**
 * Shares numbered replicates out between worker threads, with progress and cancel.
 * What a reader would get wrong: how many threads there are cannot change the answer. Each replicate depends on its own number alone, and
 * whoever asked joins the slices in the order of the replicates.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** What a thread is given at its start: the work, and a flag that turns to 1 when it is to stop. */
export type ThreadStart<Work> = { readonly work: Work; readonly stop: SharedArrayBuffer };
export type ThreadTask = { readonly from: number; readonly to: number };
export type ThreadSays<Slice> =
  { readonly says: "done"; readonly replicates: number } | { readonly says: "slice"; readonly slice: Slice } | { readonly says: "stopped" };

export type ThreadOptions = {
  /** At most so many threads; one for each core unless told. */
  readonly threads?: number;
  /** Told about ten times a second how many replicates are done. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** True where the process may end before the run does. */
  readonly background?: boolean;
};

/** `file` is the module a thread runs; `fewest` replicates are worth a thread of their own. */
export type Shared<Work> = { readonly file: URL; readonly work: Work; readonly replicates: number; readonly fewest: number };

/** The slices of all replicates, in any order; null when the signal stopped it. @throws what a thread threw. */
export async function shareOut<Work, Slice extends ThreadTask>(
  { file, work, replicates, fewest }: Shared<Work>,
  { threads = availableParallelism(), onProgress, signal, background = false }: ThreadOptions = {},
): Promise<readonly Slice[] | null> {
  if (signal?.aborted === true) return null;
  const count = Math.max(1, Math.min(threads, Math.ceil(replicates / fewest)));
  const chunk = Math.max(1, Math.ceil(replicates / (count * 8)));
  const stop = new SharedArrayBuffer(4);
  const slices: Slice[] = [];
  const done = new Array<number>(count).fill(0);
  let next = 0;
  const workers: Worker[] = [];
  const abort = () => Atomics.store(new Int32Array(stop), 0, 1);
  signal?.addEventListener("abort", abort, { once: true });
  try {
    await Promise.all(
      Array.from({ length: count }, (_, index) => {
        const worker = new Worker(file, { workerData: { work, stop } satisfies ThreadStart<Work> });
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
          worker.on("message", (said: ThreadSays<Slice>) => {
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

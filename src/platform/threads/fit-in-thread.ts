/** Does a fit in a worker thread, so that a server goes on answering meanwhile; a signal ends the thread and with it the fit. */
import { Worker } from "node:worker_threads";
import type { FitWork } from "#analysis/dispatch/fit/fit-work.ts";
import type { DispatchFit, FitRefusal } from "#domain/fit.ts";
import type { Result } from "#domain/result.ts";

type Step = { readonly doing: string; readonly done: number; readonly total: number };
export type FitThreadSays = { readonly step: Step } | { readonly outcome: Result<DispatchFit, FitRefusal> };

/** The fit; null when the signal stopped it. @throws what the thread threw. */
export async function fitInThread(
  work: FitWork,
  { onProgress, signal }: { readonly onProgress?: (step: Step) => void; readonly signal?: AbortSignal } = {},
): Promise<Result<DispatchFit, FitRefusal> | null> {
  if (signal?.aborted === true) return null;
  const worker = new Worker(new URL("./fit-thread.ts", import.meta.url), { workerData: work });
  let stop = () => {};
  try {
    return await new Promise((resolve, reject) => {
      stop = () => resolve(null);
      signal?.addEventListener("abort", stop, { once: true });
      worker.on("message", (said: FitThreadSays) => {
        if ("outcome" in said) resolve(said.outcome);
        else onProgress?.(said.step);
      });
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`the thread of a fit ended with ${code} before it had an outcome`)));
    });
  } finally {
    signal?.removeEventListener("abort", stop);
    await worker.terminate();
  }
}

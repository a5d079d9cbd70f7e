/** Runs a route's replicates in worker threads and hands back their slices. */
import type { RunRequest, RunSlice } from "#analysis/dispatch/run-route.ts";
import { shareOut, type ThreadOptions } from "./share-out.ts";

/** The slices of all replicates; null when the signal stopped the run. A checked request only. @throws what a thread threw. */
export function runInThreads(request: RunRequest, options: ThreadOptions = {}): Promise<readonly RunSlice[] | null> {
  const file = new URL("./simulation-thread.ts", import.meta.url);
  return shareOut<RunRequest, RunSlice>({ file, work: request, replicates: request.replicates, fewest: 8 }, options);
}

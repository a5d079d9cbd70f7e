/** Repeats a population's choice of model on resamples in worker threads. */
import type { ResamplePlan, ResampleSlice } from "#analysis/population/bootstrap.ts";
import { shareOut, type ThreadOptions } from "./share-out.ts";

/** The slices of all replicates; null when the signal stopped it. @throws what a thread threw. */
export function resampleInThreads(plan: ResamplePlan, options: ThreadOptions = {}): Promise<readonly ResampleSlice[] | null> {
  const file = new URL("./resample-thread.ts", import.meta.url);
  return shareOut<ResamplePlan, ResampleSlice>({ file, work: plan, replicates: plan.replicates, fewest: 4 }, options);
}

/** One thread of a bootstrap. */
// The file itself, not the door: a thread loads no more than it runs.
import { resampleSlice, type ResamplePlan, type ResampleSlice } from "#analysis/population/bootstrap.ts";
import { workInThread } from "./in-thread.ts";

workInThread<ResamplePlan, ResampleSlice>(resampleSlice, (slice) => [
  slice.averaged.buffer as ArrayBuffer,
  slice.stepwise.buffer as ArrayBuffer,
]);

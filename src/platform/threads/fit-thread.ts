/** A thread that does one fit, says how far it is, and hands the outcome over. */
import { parentPort, workerData } from "node:worker_threads";
// The file itself, not the door: a thread loads no more than it runs.
import { doFit, type FitWork } from "#analysis/dispatch/fit/fit-work.ts";
import type { FitThreadSays } from "./fit-in-thread.ts";

const say = (said: FitThreadSays) => parentPort?.postMessage(said);
say({ outcome: doFit(workerData as FitWork, (step) => say({ step })) });

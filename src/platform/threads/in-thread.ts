/** The inside of a thread: takes stretches of replicates, says about ten times a second how far it is, and hands each slice over. */
import { parentPort, workerData, type Transferable } from "node:worker_threads";
import type { ThreadSays, ThreadStart, ThreadTask } from "./share-out.ts";

/**
 * `slice` does a stretch, telling `goOn` how many of it are done, and answers null once that returned false. `handOver` names the buffers of a
 * slice that move to the asker instead of being copied.
 */
export function workInThread<Work, Slice>(
  slice: (work: Work, task: ThreadTask, goOn: (done: number) => boolean) => Slice | null,
  handOver: (slice: Slice) => readonly Transferable[],
): void {
  const port = parentPort;
  if (port === null) throw new Error("this file runs in a worker thread only");
  const { work, stop } = workerData as ThreadStart<Work>;
  const flag = new Int32Array(stop);
  let told = performance.now();
  const say = (said: ThreadSays<Slice>, buffers: readonly Transferable[] = []) => port.postMessage(said, buffers);
  port.on("message", (task: ThreadTask) => {
    const done = slice(work, task, (replicates) => {
      const now = performance.now();
      if (now - told > 100) {
        told = now;
        say({ says: "done", replicates });
      }
      return Atomics.load(flag, 0) === 0;
    });
    if (done === null) say({ says: "stopped" });
    else say({ says: "slice", slice: done }, handOver(done));
  });
}

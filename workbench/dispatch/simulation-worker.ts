/** Runs a route away from the page: the same code as in Node, so the same seed gives the same bits. Stopped by ending the worker. */
import { routeAnswers } from "#analysis/dispatch/route-answers.ts";
import { accountsPicture, arrivalsPicture, differencePicture, runPicture, sensitivityPicture } from "#analysis/dispatch/route-pictures.ts";
import { routeSensitivity } from "#analysis/dispatch/route-sensitivity.ts";
import { joinSlices, simulateSlice, type RunSlice } from "#analysis/dispatch/run-route.ts";
import type { Picture, WorkerAsked, WorkerSays } from "./worker-words.ts";

const tell = (said: WorkerSays) => self.postMessage(said);
const step = 10;

self.onmessage = ({ data }: MessageEvent<WorkerAsked>) => {
  const { sensitivityOf, ...request } = data;
  const slices: RunSlice[] = [];
  for (let from = 0; from < request.replicates; from += step) {
    const to = Math.min(request.replicates, from + step);
    const slice = simulateSlice(request, { from, to });
    if (slice !== null) slices.push(slice);
    tell({ says: "progress", done: to, total: request.replicates });
  }
  const run = joinSlices(request, slices);
  const joint = request.joint === undefined ? {} : { joint: request.joint };
  const answers = routeAnswers(request.route, { seed: request.seed, draws: 512, ...joint });
  const unit = ["USD", "CNY"].find((one) => answers.accounts.some((line) => line.unit === one));
  const sensitivity = routeSensitivity(request.route, { answer: sensitivityOf, seed: request.seed, points: 512, ...joint });
  const pictures: Picture[] = [
    { name: "abroad", svg: runPicture(run) },
    ...(run.scenarios.length > 1 ? [{ name: "difference", svg: differencePicture(run) }] : []),
    { name: "arrivals", svg: arrivalsPicture(run) },
    ...(unit === undefined ? [] : [{ name: "accounts", svg: accountsPicture(answers, unit, "workerMonth") }]),
    ...(sensitivity.ok ? [{ name: "sensitivity", svg: sensitivityPicture(sensitivity.value) }] : []),
  ];
  tell({ says: "done", run, pictures });
};

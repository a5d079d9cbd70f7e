/**
 * Runs of a dispatch route in a case: started, looked at, cancelled, and recorded in the ledger with their seed, lineage and route file.
 * What a reader would get wrong: a run that is cancelled or that fails leaves no entry; a recorded one changes no other figure of the case.
 */
import {
  arrivalsPicture,
  checkRun,
  differencePicture,
  joinSlices,
  runPicture,
  scenariosOf,
  simulateSlice,
  type RunRequest,
  type RunSlice,
} from "#analysis/dispatch/index.ts";
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { KeptSimulation, RecordedSimulation, Scenario, SimulationAsked, SimulationJob, SimulationRun } from "#domain/simulation.ts";
import { routeOf } from "./ask-route.ts";
import type { Context } from "./context.ts";
import { fittedDraws } from "./fitted-draws.ts";

/** Runs the replicates somewhere: in worker threads where the shell hands such a runner in. Null when the signal stopped it. */
export type SimulationRunner = (
  request: RunRequest,
  options: { readonly signal: AbortSignal; readonly onProgress: (done: number, total: number) => void },
) => Promise<readonly RunSlice[] | null>;

/** The runs of this process, newest last. Runs that ended are forgotten beyond the newest fifty. */
export type SimulationDesk = {
  start(id: CaseId, request: RunRequest, record: ((run: SimulationRun) => Promise<Result<number, Refusal>>) | null): SimulationJob;
  look(id: CaseId, job: string): SimulationJob | null;
  cancel(id: CaseId, job: string): SimulationJob | null;
};

type Held = { job: SimulationJob; readonly case: CaseId; readonly stop: AbortController };

const mostKept = 50;
const mostRunning = 4;

/** A desk on a runner; without one the work is done on this thread, a few replicates between two breaths. */
export function createSimulationDesk(runner: SimulationRunner = runHere): SimulationDesk {
  const held = new Map<string, Held>();
  let next = 1;
  const find = (id: CaseId, job: string) => {
    const found = held.get(job);
    return found?.case === id ? found : null;
  };
  return {
    start(id, request, record) {
      const stop = new AbortController();
      const name = `run-${next++}`;
      const job: SimulationJob = {
        id: name,
        state: "running",
        done: 0,
        total: request.replicates,
        recorded: null,
        run: null,
        pictures: null,
        says: null,
      };
      const own: Held = { job, case: id, stop };
      held.set(name, own);
      for (const [key, { job: old }] of held) if (held.size > mostKept && old.state !== "running") held.delete(key);
      const waiting = [...held.values()].filter(({ job: { state } }) => state === "running").length > mostRunning;
      if (waiting) {
        own.job = { ...job, state: "failed", says: `${mostRunning} runs are under way; wait for one, or cancel it` };
        return own.job;
      }
      const onProgress = (done: number) => {
        own.job = { ...own.job, done };
      };
      void runner(request, { signal: stop.signal, onProgress })
        .then(async (slices) => {
          if (slices === null) {
            own.job = { ...own.job, state: "cancelled" };
            return;
          }
          const run = joinSlices(request, slices);
          const recorded = record === null ? null : await record(run);
          own.job = {
            ...own.job,
            state: recorded?.ok === false ? "failed" : "done",
            done: request.replicates,
            recorded: recorded?.ok === true ? recorded.value : null,
            run,
            pictures: picturesOf(run),
            says: recorded?.ok === false ? `the run could not be recorded (${recorded.refusal.kind})` : null,
          };
        })
        .catch((error: unknown) => {
          own.job = { ...own.job, state: "failed", says: error instanceof Error ? error.message : String(error) };
        });
      return own.job;
    },
    look: (id, job) => find(id, job)?.job ?? null,
    cancel(id, job) {
      const found = find(id, job);
      if (found === null) return null;
      found.stop.abort();
      if (found.job.state === "running") found.job = { ...found.job, state: "cancelled" };
      return found.job;
    },
  };
}

/** Starts a run of a shipped or a given route. Refuses a broken route, an unknown scenario and impossible numbers. */
export async function startSimulation(context: Context, id: CaseId, asked: SimulationAsked): Promise<Result<SimulationJob, Refusal>> {
  const filed = requestOf(asked);
  if (!filed.ok) return filed;
  const request = asked.fromFit === true ? await withFit(context, id, filed.value) : filed;
  if (!request.ok) return request;
  const { route } = request.value;
  const record =
    asked.record === false
      ? null
      : async (run: SimulationRun): Promise<Result<number, Refusal>> => {
          const kept = await recordSimulation(context, id, { run, routeFile: route });
          return kept.ok ? ok(kept.value.seq) : kept;
        };
  return ok(deskOf(context).start(id, request.value, record));
}

/** How far a run is, and its answer once it is done. */
export function simulationJob(context: Context, id: CaseId, job: string): Result<SimulationJob, Refusal> {
  return found(deskOf(context).look(id, job), job);
}

export function cancelSimulation(context: Context, id: CaseId, job: string): Result<SimulationJob, Refusal> {
  return found(deskOf(context).cancel(id, job), job);
}

/** Keeps a run in the ledger. */
export async function recordSimulation(
  { ledger, actor }: Context,
  id: CaseId,
  recorded: RecordedSimulation,
): Promise<Result<KeptSimulation, Refusal>> {
  const appended = await ledger.append(id, actor, [{ kind: "simulation-run", ...recorded }]);
  if (!appended.ok) return appended;
  const [entry] = appended.value;
  if (entry === undefined) throw new Error("an entry was appended and did not come back");
  return ok({ seq: entry.seq, at: entry.at, actor: entry.actor, run: recorded.run });
}

/** The runs the case's ledger keeps, newest first. */
export async function simulations({ ledger }: Context, id: CaseId): Promise<readonly KeptSimulation[]> {
  const entries = await ledger.entries(id, { kinds: ["simulation-run"] });
  const kept = entries.flatMap(({ seq, at, actor, body }) => (body.kind === "simulation-run" ? [{ seq, at, actor, run: body.run }] : []));
  return kept.reverse();
}

/** The request with the figures of the case's fit, one joint draw a replicate. */
async function withFit(context: Context, id: CaseId, request: RunRequest): Promise<Result<RunRequest, Refusal>> {
  const { route, replicates, seed } = request;
  const joint = await fittedDraws(context, id, route, { rows: Math.min(replicates, mostRows), seed });
  return joint.ok ? checkedRun({ ...request, joint: joint.value }) : joint;
}

/** Joint draws handed to the threads; more replicates take them again from the first. */
const mostRows = 8192;

function checkedRun(request: RunRequest): Result<RunRequest, Refusal> {
  const checked = checkRun(request);
  return checked.ok ? checked : refuse({ kind: "bad-input", place: checked.refusal.place, says: checked.refusal.says });
}

function requestOf(asked: SimulationAsked): Result<RunRequest, Refusal> {
  const route = routeOf(asked);
  if (!route.ok) return route;
  const known = scenariosOf(route.value);
  const scenarios: Scenario[] = [];
  for (const one of asked.scenarios ?? known.map(({ name }) => name)) {
    const scenario = typeof one === "string" ? known.find(({ name }) => name === one) : one;
    if (scenario === undefined)
      return refuse({
        kind: "bad-input",
        place: "scenarios",
        says: `route ${route.value.id} has no scenario "${String(one)}"; it has ${known.map(({ name }) => name).join(", ")}`,
      });
    scenarios.push(scenario);
  }
  return checkedRun({
    route: route.value,
    scenarios,
    months: asked.months ?? 36,
    replicates: asked.replicates ?? 400,
    seed: asked.seed ?? 1,
  });
}

function picturesOf(run: SimulationRun): NonNullable<SimulationJob["pictures"]> {
  return {
    abroad: runPicture(run),
    preparing: runPicture(run, "preparing"),
    arrivals: arrivalsPicture(run),
    difference: run.scenarios.length > 1 ? differencePicture(run) : null,
  };
}

/** Each process has one desk; a casework made without one (a test, a command) shares this. */
let ownDesk: SimulationDesk | null = null;

function deskOf({ simulationDesk }: Context): SimulationDesk {
  return simulationDesk ?? (ownDesk ??= createSimulationDesk());
}

function found(job: SimulationJob | null, name: string): Result<SimulationJob, Refusal> {
  return job === null
    ? refuse({ kind: "bad-input", place: `run "${name}"`, says: "there is no such run in this process; recorded ones are in the ledger" })
    : ok(job);
}

async function runHere(
  request: RunRequest,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (done: number, total: number) => void },
): Promise<readonly RunSlice[] | null> {
  const slices: RunSlice[] = [];
  const step = 8;
  for (let from = 0; from < request.replicates; from += step) {
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) return null;
    const to = Math.min(request.replicates, from + step);
    const slice = simulateSlice(request, { from, to });
    if (slice === null) return null;
    slices.push(slice);
    onProgress(to, request.replicates);
  }
  return slices;
}

/** `simulate`: a route event by event under one scenario or several, in worker threads; Ctrl-C stops it and leaves nothing behind. */
import {
  arrivalsPicture,
  checkRun,
  differencePicture,
  drawsCsv,
  joinSlices,
  runPicture,
  type RunRequest,
} from "#analysis/dispatch/index.ts";
import type { SimulationRun } from "#domain/simulation.ts";
import { runInThreads } from "#platform/threads/run-in-threads.ts";
import { chosenRoute, chosenScenarios, routeFlag, wholeNumber, writeBeside } from "../chosen-route.ts";
import { fitFlags, fittedFigures } from "../fitted-figures.ts";
import { sayFigure, sayLineage } from "../say-route.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { threeDigits } from "../say.ts";
import { table } from "../table.ts";
import { findVerb } from "../verbs.ts";
import { chosenCase, withStore } from "../with-case.ts";

/** Joint draws of a fit at most; more replicates take them again from the first. */
const mostRows = 8192;
const stoppedCode = 130;
const curvesToDraw = ["abroad", "preparing", "arrivals", "difference"] as const;

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  return simulate("simulate", args, shell);
}

/** Scenarios side by side: the same, with all scenarios of the route unless some are named, and their difference from the first. */
export async function runScenarios(args: readonly string[], shell: Shell): Promise<number> {
  return simulate("scenarios", args, shell);
}

async function simulate(verb: "simulate" | "scenarios", args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb(verb)?.usage ?? "";
  const text = { type: "string" } as const;
  const { values, positionals } = parse(
    args,
    {
      ...fitFlags,
      ...routeFlag,
      scenario: { type: "string", multiple: true },
      months: text,
      replicates: text,
      seed: text,
      threads: text,
      svg: text,
      picture: text,
      csv: text,
      record: { type: "boolean" },
    },
    usage,
  );
  if (positionals.length > 0) throw new Refused({ kind: "bad-usage", says: `"${positionals[0]}" is not expected here.`, usage });
  const picture = values.picture ?? (verb === "scenarios" ? "difference" : "abroad");
  if (!(curvesToDraw as readonly string[]).includes(picture))
    throw new Refused({ kind: "bad-usage", says: `--picture is "${picture}", not one of ${curvesToDraw.join(", ")}.`, usage });
  const route = await chosenRoute(values.route, shell);
  const scenarios = chosenScenarios(route, verb === "simulate" ? (values.scenario ?? []) : values.scenario);
  const replicates = wholeNumber(values.replicates, "--replicates", 400, usage);
  const seed = wholeNumber(values.seed, "--seed", 1, usage);
  const rows = Math.max(1, Math.min(replicates, mostRows));
  const request: RunRequest = {
    ...(await fittedFigures(values, route, { rows, seed }, { shell, usage })),
    route,
    scenarios,
    months: wholeNumber(values.months, "--months", 36, usage),
    replicates,
    seed,
  };
  const checked = checkRun(request);
  if (!checked.ok) throw new Refused({ kind: "bad-input", place: checked.refusal.place, says: checked.refusal.says });
  const slices = await runStoppable(request, wholeNumber(values.threads, "--threads", 0, usage), shell);
  if (slices === null) {
    shell.tell("Stopped. Nothing was written.");
    return stoppedCode;
  }
  const run = joinSlices(request, slices);
  await writeBeside(values.svg, () => pictureOf(run, picture), shell);
  await writeBeside(values.csv, () => [...drawsCsv(request, slices)].join(""), shell);
  if (values.record === true)
    await withStore(values, shell, async ({ casework }) => {
      const id = await chosenCase(casework, values.case);
      granted(await casework.recordSimulation(id, { run, routeFile: route }));
      shell.tell(`recorded in the case ${id}`);
    });
  if (values.json === true) shell.print(JSON.stringify(run, null, 2));
  else for (const line of describeRun(run, verb)) shell.print(line);
  return 0;
}

function pictureOf(run: SimulationRun, picture: string): string {
  if (picture === "difference") return run.scenarios.length > 1 ? differencePicture(run) : runPicture(run);
  return picture === "arrivals"
    ? arrivalsPicture(run, run.scenarios.length > 1 ? 1 : 0)
    : runPicture(run, picture === "preparing" ? "preparing" : "abroad");
}

async function runStoppable(request: RunRequest, threads: number, shell: Shell) {
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  process.once("SIGINT", onInterrupt);
  try {
    let told = -1;
    const slices = await runInThreads(request, {
      ...(threads > 0 ? { threads } : {}),
      signal: stop.signal,
      onProgress: (done, total) => {
        const percent = Math.floor((10 * done) / total) * 10;
        if (shell.isTerminal && percent > told) shell.tell(`  simulating ${percent} %`);
        told = Math.max(told, percent);
      },
    });
    return slices;
  } finally {
    process.removeListener("SIGINT", onInterrupt);
  }
}

function describeRun(run: SimulationRun, verb: "simulate" | "scenarios"): readonly string[] {
  const { months, scenarios } = run;
  const step = Math.max(1, Math.ceil(months / 12));
  const shown = Array.from({ length: months }, (_, month) => month).filter((month) => (month + 1) % step === 0 || month === months - 1);
  const at = (band: SimulationRun["scenarios"][number]["bands"]["abroad"], month: number) =>
    `${threeDigits(band.median[month] as number)} (${threeDigits(band.low[month] as number)} to ${threeDigits(band.high[month] as number)})`;
  const money = scenarios[0]?.stateTakeUnit ?? "";
  const lines: string[] = [];
  if (verb === "simulate")
    for (const { scenario, bands, workerMonths, stateTake, meanWait } of scenarios) {
      lines.push(
        scenario.name,
        ...table(
          ["month", "abroad", "in preparation", "arrive in it", "go home in it"],
          shown.map((month) => [
            String(month + 1),
            at(bands.abroad, month),
            at(bands.preparing, month),
            at(bands.left, month),
            at(bands.returned, month),
          ]),
        ),
        ...workerMonths.map(
          (worked, year) =>
            `year ${year + 1}: ${sayFigure(worked)} worker-months${stateTake?.[year] === undefined ? "" : `, of which ${sayFigure(stateTake[year])} ${money} does not reach the workers`}`,
        ),
        `mean wait for the crossing and a workplace: ${sayFigure(meanWait)} months`,
        "",
      );
    }
  else {
    const last = months - 1;
    lines.push(
      ...table(
        [
          "scenario",
          `abroad after ${months} months`,
          "against the first",
          "worker-months of the last year",
          `take of that year, ${money}`,
          "against the first",
        ],
        scenarios.map(({ scenario, bands, difference, workerMonths, stateTake, stateTakeDifference }) => [
          scenario.name,
          at(bands.abroad, last),
          at(difference, last),
          sayFigure(workerMonths.at(-1) as never),
          stateTake === null ? "–" : sayFigure(stateTake.at(-1) as never),
          stateTakeDifference === null ? "–" : sayFigure(stateTakeDifference.at(-1) as never),
        ]),
      ),
      "All scenarios run on the same groups, sizes and stays (common random numbers), so that a difference is the scenario's.",
      "",
    );
  }
  return [
    ...(run.warnings ?? []).map((warning) => `! ${warning}`),
    ...lines,
    ...sayLineage(run, `${run.replicates} runs, ${threeDigits(run.events)} events, Little's law held to ${run.littleGap.toExponential(0)}`),
  ];
}

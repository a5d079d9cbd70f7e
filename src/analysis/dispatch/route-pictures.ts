/** The pictures of a route, one for each question: what the command line, the HTTP interface and the workbench show. */
import type { CurveName, RouteAnswers, RouteSensitivity, SimulationRun } from "#domain/simulation.ts";
import { barPicture, curvePicture, tornadoPicture } from "./picture.ts";

const curveWords: { readonly [K in CurveName]: string } = {
  abroad: "Workers abroad",
  preparing: "People called and not yet at work",
  left: "Arrivals in each month",
  returned: "Returns in each month",
};

/** One curve of every scenario of the run: workers abroad over time, side by side. */
export function runPicture(run: SimulationRun, curve: CurveName = "abroad"): string {
  const series = run.scenarios.map(({ scenario, bands }) => ({ name: scenario.name, ...bands[curve] }));
  const first = run.scenarios[0]?.bands[curve];
  const last = run.months - 1;
  return curvePicture({
    title: `${curveWords[curve]}: ${run.route.title}`,
    desc: `${curveWords[curve]} over ${run.months} months under ${series.map(({ name }) => name).join(", ")}. At the end of the first: ${say(first?.median[last])}, 90 % between ${say(first?.low[last])} and ${say(first?.high[last])}.`,
    unit: curve === "left" || curve === "returned" ? "people a month" : "people",
    along: "months from nobody abroad",
    series,
    source: sourceOf(run, `${run.replicates} runs`),
  });
}

/** Arrivals and returns of one scenario in one picture. */
export function arrivalsPicture(run: SimulationRun, scenario = 0): string {
  const one = run.scenarios[scenario];
  if (one === undefined) throw new RangeError(`no scenario ${scenario}`);
  return curvePicture({
    title: `Arrivals and returns: ${run.route.title}`,
    desc: `People who arrive and who go home in each of ${run.months} months, ${one.scenario.name}.`,
    unit: "people a month",
    along: "months from nobody abroad",
    series: [
      { name: "arrive", ...one.bands.left },
      { name: "go home", ...one.bands.returned },
    ],
    source: sourceOf(run, `${run.replicates} runs`),
  });
}

/** How far each scenario is from the first, month by month, on the same random numbers. */
export function differencePicture(run: SimulationRun): string {
  const series = run.scenarios.slice(1).map(({ scenario, difference }) => ({ name: scenario.name, ...difference }));
  return curvePicture({
    title: `Change in workers abroad against "${run.scenarios[0]?.scenario.name ?? ""}"`,
    desc: `Difference of each scenario from the first over ${run.months} months, run by run on common random numbers.`,
    unit: "people",
    along: "months from nobody abroad",
    series,
    source: sourceOf(run, `${run.replicates} runs`),
  });
}

export const accountPeriods = {
  workerMonth: "of one worker-month",
  firstYear: "of the first year",
  settledYear: "of a year once settled",
} as const;
export type AccountPeriod = keyof typeof accountPeriods;

/** Who gets what, in one unit. */
export function accountsPicture(answers: RouteAnswers, unit: string, period: AccountPeriod): string {
  const lines = answers.accounts.filter((line) => line.unit === unit);
  return barPicture({
    title: `Who gets what ${accountPeriods[period]}`,
    desc: `${lines.map((line) => `${line.name}: ${say(line[period].median)} ${unit}, 90 % between ${say(line[period].interval.low)} and ${say(line[period].interval.high)}`).join("; ")}.`,
    unit: `${unit}, what comes in less what goes out`,
    bars: lines.map((line) => ({
      name: line.name,
      low: line[period].interval.low,
      median: line[period].median,
      high: line[period].interval.high,
    })),
    source: sourceOf(answers, `${answers.draws} draws`),
  });
}

/** One answer with its interval, or several of one unit. */
export function answersPicture(answers: RouteAnswers, ids: readonly string[]): string {
  const chosen = answers.answers.filter(({ id }) => ids.includes(id));
  const first = chosen[0];
  if (first === undefined) throw new RangeError(`no answer ${ids.join(", ")}`);
  return barPicture({
    title: chosen.length === 1 ? first.name : answers.route.title,
    desc: `${chosen.map(({ name, median, interval, unit }) => `${name}: ${say(median)} ${unit}, 90 % between ${say(interval.low)} and ${say(interval.high)}`).join("; ")}.`,
    unit: first.unit,
    bars: chosen.map(({ name, median, interval }) => ({ name, low: interval.low, median, high: interval.high })),
    source: sourceOf(answers, `${answers.draws} draws`),
  });
}

/** How much of the answer's spread each figure explains, alone and, where that exists, with all it does together with others. */
export function indicesPicture(sensitivity: RouteSensitivity): string {
  const { answer, indices, level } = sensitivity;
  const bars = indices.flatMap(({ says, first, total }) => [
    { name: `${says}: alone`, low: first.low, median: first.value, high: first.high },
    ...(total === null ? [] : [{ name: `${says}: with others`, low: total.low, median: total.value, high: total.high }]),
  ]);
  return barPicture({
    title: `What explains the spread: ${answer.name}`,
    desc: `${bars.map(({ name, low, median, high }) => `${name}: ${say(median)}, ${Math.round(100 * level)} % between ${say(low)} and ${say(high)}`).join("; ")}.`,
    unit: "share of the variance; whiskers that reach 0 are no finding",
    bars,
    source: sourceOf(sensitivity, `${sensitivity.points} points`, Math.round(100 * level)),
  });
}

/** The tornado of one answer. */
export function sensitivityPicture(sensitivity: RouteSensitivity): string {
  const { answer, middle, tornado } = sensitivity;
  return tornadoPicture({
    title: `What it hangs on: ${answer.name}`,
    desc: `${sensitivity.lineage.claims.length > 0 ? "Median of the fit" : "With every figure at its median"} ${say(middle)} ${answer.unit}. ${tornado.map(({ says, atFrom, atTo }) => `${says}: from ${say(atFrom)} to ${say(atTo)}`).join("; ")}.`,
    unit: `${answer.unit}; beside each bar the figure's 5 % and 95 % value`,
    middle,
    bars: tornado.map(({ says, atFrom, atTo, from, to }) => ({ name: says, atFrom, atTo, from, to })),
    source: sourceOf(
      sensitivity,
      sensitivity.lineage.claims.length > 0
        ? "one figure in its lowest and its highest tenth, the others following"
        : "one figure moved at a time",
    ),
  });
}

function sourceOf(
  { route, seed, lineage }: { readonly route: { readonly id: string }; readonly seed: number; readonly lineage: SimulationRun["lineage"] },
  how: string,
  percent = 90,
): string {
  const told = [...new Set(lineage.assumptions.flatMap(({ source }) => source.match(/https?:\/\/([^/\s]+)/g) ?? []))].map((url) =>
    url.replace(/^https?:\/\/(www\.)?/, ""),
  );
  const { length: claims } = lineage.claims;
  const fitted = claims === 0 ? "" : `the fit to ${claims} claims and `;
  const assumed = lineage.assumptions.filter(({ source }) => /assumed|not told/.test(source)).length;
  return `Route ${route.id}, seed ${seed}, ${how}, shaded and whiskers ${percent} %. Figures from ${fitted}${told.length === 0 ? "the route file" : told.join(", ")}; ${assumed} of ${lineage.assumptions.length} are assumed in whole or in part.`;
}

function say(value: number | undefined): string {
  return value === undefined ? "–" : value.toLocaleString("en", { maximumSignificantDigits: 3 });
}

/**
 * Which figure of a route an answer hangs on: a tornado (one input from its low to its high end, the others at their medians) and Sobol
 * indices with intervals (how much of the answer's spread each input explains alone, and with all it does together with others).
 * What a reader would get wrong: the stay enters as if all stayed equally long; and an index whose interval holds 0 is no finding.
 */
import type { RouteSensitivity, TornadoBar, JointDraws } from "#domain/simulation.ts";
import { refuse, ok, type Result } from "#domain/result.ts";
import { quantile } from "#numeric/laws.ts";
import { fastQuantiles, turnIntoDraws } from "#numeric/propagate.ts";
import { sobolIndices, type SensitivityIndex } from "#numeric/sensitivity.ts";
import { questionsOf } from "./route-answers.ts";
import { drawInputs, inputsAt, routeInputs } from "./route-inputs.ts";
import { jointSensitivity } from "./joint-sensitivity.ts";
import { lineageOf } from "./route-lineage.ts";
import { stayOf, type Route } from "./route.ts";

const level = 0.95;

export type SensitivityRefusal = { readonly kind: "no-such-answer"; readonly answer: string; readonly known: readonly string[] };

/** With `joint` the figures come together from a fit, and each bar and share lets the others follow. Else: sensitivity of the answer called `answer` (an id of `questionsOf`), from `points` rows (a power of two) of every uncertain input. */
export function routeSensitivity(
  route: Route,
  {
    answer,
    seed,
    points = 4096,
    joint,
  }: { readonly answer: string; readonly seed: number; readonly points?: number; readonly joint?: JointDraws },
): Result<RouteSensitivity, SensitivityRefusal> {
  const questions = questionsOf(route);
  const question = questions.find(({ id }) => id === answer);
  if (question === undefined) return refuse({ kind: "no-such-answer", answer, known: questions.map(({ id }) => id) });
  const inputs = routeInputs(route);
  if (joint !== undefined) {
    const columns = drawInputs(route, points, seed, joint);
    const rows = Array.from({ length: points }, (_, i) => inputsAt(columns, i));
    const lead = { id: "lead", says: "From selection to departure", unit: "month", source: joint.rests["lead"]?.source ?? "" };
    const lines: Readonly<Record<string, string>> = { groupsPerMonth: "groups", stay: `stage:${stayOf(route).id}`, homeWage: "home-wage" };
    const own = [...inputs, ...(columns.has("lead") ? [lead] : [])].map(({ id, says, unit, source }) => ({
      ...{ id, says, unit },
      source: joint.columns[id] === undefined ? source : (joint.rests[lines[id] ?? id]?.source ?? source),
      values: columns.get(id) as Float64Array,
    }));
    const { middle, bars } = jointSensitivity(own, rows, question.of, { seed, level });
    return ok({
      route: { id: route.id, title: route.title },
      answer: { id: question.id, name: question.name, unit: question.unit },
      ...{ seed, points, evaluations: points, middle, level },
      tornado: bars.map(({ first: _, ...bar }) => bar),
      indices: bars.map(({ input, says, first }) => ({ input, says, first, total: null })),
      lineage: lineageOf(route, joint),
    });
  }
  const middles = new Map(inputs.map(({ id, law }) => [id, quantile(law, 0.5)]));
  const at = (id: string, value: number) => question.of(new Map([...middles, [id, value]]));
  const bars = inputs
    .filter(({ law }) => law.law !== "fixed")
    .map(({ id, says, unit, law, source }): TornadoBar => {
      const [from, to] = [quantile(law, 0.05), quantile(law, 0.95)];
      return { input: id, says, unit, from, to, atFrom: at(id, from), atTo: at(id, to), source };
    })
    .filter(({ atFrom, atTo }) => atFrom !== atTo)
    .sort((a, b) => Math.abs(b.atTo - b.atFrom) - Math.abs(a.atTo - a.atFrom));
  const moving = bars.slice(0, 32).map(({ input }) => inputs.find(({ id }) => id === input) as (typeof inputs)[number]);
  const tables = moving.map(({ law }) => fastQuantiles(law));
  const values = new Map(middles);
  const one = new Float64Array(1);
  const sobol =
    moving.length === 0
      ? null
      : sobolIndices(
          (u) => {
            moving.forEach(({ id }, i) => {
              one[0] = u[i] as number;
              turnIntoDraws(tables[i] as (typeof tables)[number], one, 1);
              values.set(id, one[0]);
            });
            return question.of(values);
          },
          { inputs: moving.length, points, seed, level },
        );
  return ok({
    route: { id: route.id, title: route.title },
    answer: { id: question.id, name: question.name, unit: question.unit },
    seed,
    points,
    evaluations: sobol?.evaluations ?? 0,
    middle: question.of(middles),
    tornado: bars,
    indices: moving.map(({ id, says }, i) => ({
      input: id,
      says,
      first: sobol?.first[i] as SensitivityIndex,
      total: sobol?.total[i] as SensitivityIndex,
    })),
    level,
    lineage: lineageOf(route),
  });
}

import fc from "fast-check";
import { expect, test, vi } from "vitest";
import {
  allModels,
  averageOverGraphs,
  contingencyTable,
  estimatePopulation,
  oneModel,
  parseContingencyTable,
  standingOf,
  stepwiseTerms,
  type ContingencyTable,
} from "./index.ts";
import { decomposableGraphs } from "./decomposable.ts";
import { termName } from "./fit.ts";
import published from "./published-cases.json" with { type: "json" };

// Some of these fit tens of thousands of models; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

type Package = { readonly estimate?: number; readonly ci95?: readonly number[]; readonly deviance?: number };

const near = (got: number, want: number, relative: number) =>
  expect(Math.abs(got / want - 1), `${got} against ${want}`).toBeLessThan(relative);

test.each(published.cases.filter((one) => "package_main_effects" in one).map((one) => [one.id, one] as const))(
  "PM1 %s: the lists alone and the stepwise model match the published fit",
  (_, one) => {
    const table = tableOf(one.id);
    const main = one.package_main_effects as Package;
    compare(oneModel(table, []), main);
    const stepwise = one.package_stepwise_p0_02 as Package | undefined;
    if (stepwise?.estimate !== undefined) compare(oneModel(table, stepwiseTerms(table)), stepwise);
  },
);

function compare(model: { estimate: number; low: number; high: number; deviance: number }, want: Package): void {
  near(model.estimate, want.estimate as number, 1e-6);
  near(model.deviance, want.deviance as number, 1e-5);
  // Their intervals come from standard errors of a fit stopped earlier.
  near(model.low, want.ci95?.[0] as number, 3e-5);
  near(model.high, want.ci95?.[1] as number, 3e-5);
}

test("PM2 all 32,768 pairwise models of the six British lists, weighed by BIC, are the published ones", () => {
  const table = tableOf("uk-2013-six-lists");
  const models = allModels(table)?.models ?? [];
  expect(models).toHaveLength(32_768);
  const want = published.cases.find(({ id }) => id === "uk-2013-six-lists")?.all_32768_pairwise_models_bic;
  near(
    models.reduce((total, { weight, estimate }) => total + weight * estimate, 0),
    want?.averaged_estimate as number,
    1e-6,
  );
  want?.top.forEach((top, i) => {
    near(models[i]?.bic as number, top.bic, 1e-6);
    near(models[i]?.estimate as number, top.estimate, 1e-6);
    expect(models[i]?.weight).toBeCloseTo(top.weight, 4);
    expect(models[i]?.terms.map((term) => termName(term, table.lists)).sort()).toEqual(top.pairs.split(" ").sort());
  });
});

test("PM2 with five lists the best model says 23,000 and the average 18,020, and the answer warns of the spread", () => {
  const answer = estimatePopulation(tableOf("uk-2013-five-lists"), { seed: 1 });
  if (!answer.ok) throw new Error("refused");
  near(answer.value.best.estimate as number, 22991.3313, 1e-6);
  near(answer.value.averaged.mean, 18019.7050854, 1e-6);
  near(answer.value.stepwise.estimate as number, 11312.99029, 1e-6);
  expect(answer.value.averaged.low).toBeLessThan(11313);
  expect(answer.value.averaged.high).toBeGreaterThan(22991);
  expect(answer.value.warnings.join(" ")).toMatch(/differ by more than half/);
});

test("PM1 Rome: independence and [12,3,4] as Rcapture has them; Allegheny: all pairs", () => {
  const rome = tableOf("hiv-rome");
  near(oneModel(rome, []).estimate, 11124.578469, 1e-6);
  near(oneModel(rome, []).deviance, 13.02613695, 1e-5);
  near(oneModel(rome, [0b0011]).estimate, 12318.46768, 1e-6);
  near(oneModel(rome, [0b0011]).deviance, 7.613759263, 1e-5);
  near(oneModel(tableOf("lesbian-four-lists"), [3, 5, 6, 9, 10, 12]).estimate, 7126.018795, 1e-6);
});

test.each([
  [[], "estimated"],
  [["A:B"], "does not exist"],
  [["A:C"], "estimated"],
  [["B:C"], "estimated"],
  [["A:B", "A:C"], "does not exist"],
  [["A:B", "B:C"], "does not exist"],
  [["A:C", "B:C"], "estimated"],
  [["A:B", "A:C", "B:C"], "not identifiable"],
] as const)("PM4 on the three artificial lists the model %j: %s", (names, standing) => {
  const masks = { "A:B": 3, "A:C": 5, "B:C": 6 } as const;
  expect(
    standingOf(
      tableOf("artificial-three-lists").counts,
      3,
      names.map((name) => masks[name]),
    ),
  ).toBe(standing);
});

test("PM5 the three artificial lists get a refusal, not a number", () => {
  const answer = estimatePopulation(tableOf("artificial-three-lists"), { seed: 1 });
  expect(answer).toMatchObject({ ok: false, refusal: { kind: "overlap-too-thin", seenTwice: 6 } });
});

test("PM5 two lists, and lists that share nobody, get a refusal", () => {
  expect(
    estimatePopulation(
      made(
        ["A", "B"],
        [
          [1, 0, 40],
          [0, 1, 30],
          [1, 1, 10],
        ],
      ),
      { seed: 1 },
    ),
  ).toMatchObject({ ok: false, refusal: { kind: "overlap-too-thin" } });
  expect(
    estimatePopulation(
      made(
        ["A", "B", "C"],
        [
          [1, 0, 0, 40],
          [0, 1, 0, 30],
          [0, 0, 1, 10],
        ],
      ),
      { seed: 1 },
    ),
  ).toMatchObject({ ok: false, refusal: { says: expect.stringMatching(/Nobody is on two lists/) } });
});

test.each(published.graphs.map((one) => [one.id, one] as const))(
  "PM3 %s: the average over decomposable graphs is the published one",
  (_, one) => {
    const got = averageOverGraphs({ counts: Float64Array.from(one.counts), observed: one.observed }, { delta: one.delta, mostUnseen: 300 });
    near(got.mean, one.answer.mean, 1e-6);
    near(got.sd, one.answer.sd, 1e-5);
    expect([got.low, got.median, got.high, got.mode]).toEqual([one.answer.q025, one.answer.median, one.answer.q975, one.answer.mode]);
  },
);

test("there are 8, 61 and 822 decomposable graphs on three, four and five lists", () => {
  expect([3, 4, 5].map((k) => decomposableGraphs(k).length)).toEqual([8, 61, 822]);
});

test("PM6 the bootstrap repeats the choice of model, is repeatable, and reports progress that can cancel", () => {
  const table = tableOf("uk-2013-five-lists");
  const seen: number[] = [];
  const run = () =>
    estimatePopulation(table, {
      seed: 3,
      bootstraps: 12,
      onProgress: ({ doing, done }) => void (doing === "resampling the lists" && seen.push(done)),
    });
  const [one, two] = [run(), run()];
  expect(one).toEqual(two);
  expect(seen.slice(0, 12)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  if (!one.ok) throw new Error("refused");
  expect(one.value.bootstrap?.averaged.low).toBeLessThan(one.value.averaged.mean);
  expect(one.value.bootstrap?.averaged.high).toBeGreaterThan(one.value.bootstrap?.averaged.low as number);
  expect(estimatePopulation(table, { seed: 3, bootstraps: 5, onProgress: () => false })).toEqual({
    ok: false,
    refusal: { kind: "cancelled" },
  });
});

test("the order of lists and rows changes nothing", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 7, maxLength: 7 }), (counts) => {
      const rows = counts.map((count, i) => [((i + 1) >> 0) & 1, ((i + 1) >> 1) & 1, ((i + 1) >> 2) & 1, count]);
      const turned = rows.map(([a, b, c, n]) => [c, a, b, n] as number[]).reverse();
      const [one, two] = [oneModel(made(["A", "B", "C"], rows), [3]), oneModel(made(["C", "A", "B"], turned), [6])];
      near(one.estimate, two.estimate, 1e-9);
    }),
    { numRuns: 50 },
  );
});

test("a table is read from CSV, and a broken one is refused with its line", () => {
  const good = parseContingencyTable("A,B,C,count\n1,0,0,4\n1,1,0,2\n0,0,1,5\n");
  expect(good).toMatchObject({ ok: true, value: { lists: ["A", "B", "C"], observed: 11 } });
  expect(parseContingencyTable("A;B;count\n1;0;4\n0;1;3\n")).toMatchObject({ ok: true });
  const bad: readonly [string, number, RegExp][] = [
    ["", 1, /empty/],
    ["A,B\n1,0\n", 1, /no column "count"/],
    ["A,B,count\n1,0,4\n1,2,4\n", 3, /0 or 1, not 2/],
    ["A,B,count\n1,0,-4\n", 2, /not a whole number/],
    ["A,B,count\n1,0\n", 2, /2 cells under 3/],
    ["A,B,count\n0,0,7\n1,1,2\n", 2, /no list set/],
    ["A,B,C,count\n1,1,0,5\n", 1, /nobody is on list C/],
  ];
  for (const [text, line, says] of bad)
    expect(parseContingencyTable(text)).toMatchObject({
      ok: false,
      refusal: { kind: "bad-table", line, says: expect.stringMatching(says) },
    });
});

test("hiding one list and estimating it from the others covers more truths than the lists alone do", () => {
  // 8 of 13 truths lie in the published main-effects intervals; the mixture over models must do better without being told which.
  const cases = [
    ["uk-2013-six-lists", ["LA", "NG", "PF", "GO", "NCA"]],
    ["lesbian-four-lists", ["A", "B", "C", "D"]],
    ["hiv-rome", ["c1", "c2", "c3", "c4"]],
  ] as const;
  let covered = 0;
  let alone = 0;
  for (const [id, hidden] of cases) {
    for (const list of hidden) {
      const { table, truth } = hide(tableOf(id), list);
      const main = oneModel(table, []);
      if (main.low <= truth && truth <= main.high) alone++;
      const answer = estimatePopulation(table, { seed: 1 });
      // A refusal claims nothing and is not counted as covered.
      if (answer.ok && answer.value.averaged.low <= truth && truth <= answer.value.averaged.high) covered++;
    }
  }
  expect(alone).toBe(8);
  expect(covered).toBeGreaterThanOrEqual(9);
});

/** The people on one list, seen by the other lists that share anybody with it. */
function hide(table: ContingencyTable, list: string): { readonly table: ContingencyTable; readonly truth: number } {
  const at = table.lists.indexOf(list);
  const rows = new Map<number, number>();
  let truth = 0;
  table.counts.forEach((count, mask) => {
    if (((mask >> at) & 1) === 0) return;
    truth += count;
    const others = mask & ~(1 << at);
    if (others !== 0) rows.set(others, (rows.get(others) ?? 0) + count);
  });
  const used = table.lists.flatMap((name, i) =>
    i !== at && [...rows].some(([mask, count]) => (mask >> i) & 1 && count > 0) ? [{ name, i }] : [],
  );
  return {
    table: made(
      used.map(({ name }) => name),
      [...rows].map(([mask, count]) => [...used.map(({ i }) => (mask >> i) & 1), count]),
    ),
    truth,
  };
}

function tableOf(id: string): ContingencyTable {
  const one = published.cases.find((candidate) => candidate.id === id);
  return made(one?.lists ?? [], one?.rows ?? []);
}

function made(lists: readonly string[], rows: readonly (readonly number[])[]): ContingencyTable {
  const table = contingencyTable(lists, rows);
  if (!table.ok) throw new Error(table.refusal.says);
  return table.value;
}

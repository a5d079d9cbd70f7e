import { expect, test } from "vitest";
import { chainOf } from "./route.ts";
import { chinaRoute, russiaRoute } from "./routes.ts";
import { runRoute } from "./run-route.ts";

const article = "https://www.asiapress.org/rimjin-gang/2025/12/news/dispached_workers";

test("the China route has every stage of the founding report, in its order and by whom it names", () => {
  // Stages and who carries them out as the report tells them; the trading company and what the bureau does are hearsay there.
  const told: readonly (readonly [RegExp, RegExp])[] = [
    [/call and volunteering.*shoe factory.*beer factory.*copper mine/i, /Enterprises of Hyesan/],
    [/selection/i, /People's Committee Labor Bureau/],
    [/exit permit.*bribes/i, /Labor Bureau/],
    [/dispatch procedures/i, /Ministry of External Economic Affairs/],
    [/matching with employers/i, /Kangseong Trading Company/],
    [/departure in groups, one backpack each/i, /Trading Company/],
    [/border crossing into Changbai/i, /Ministry/],
    [/bus straight to a big city/i, /Broker/],
    [/work under surveillance with room and board.*clothing, packaging, assembly, restaurants/i, /Employers in Shenyang, Changchun/],
    [/rotation home/i, /Trading Company/],
  ];
  const chain = chainOf(chinaRoute.stages);
  if (!chain.ok) throw new Error("no chain");
  const names = new Map(chinaRoute.actors.map(({ id, name }) => [id, name]));
  expect(chain.value).toHaveLength(told.length);
  for (const [i, [stage, by]] of told.entries()) {
    expect(chain.value[i]?.name).toMatch(stage);
    expect(names.get(chain.value[i]?.by ?? ""), chain.value[i]?.name).toMatch(by);
    expect(chain.value[i]?.source).toContain(article);
  }
});

test("the China route has every actor and every flow of money and food of the founding report, each with its citation", () => {
  const told: readonly (readonly [string, string, string, string])[] = [
    ["employer", "state", "worker-month", "CNY"],
    ["state", "worker", "worker-month", "CNY"],
    ["worker", "family", "worker-month", "CNY"],
    ["worker", "state", "departure", "CNY"],
    ["worker", "official", "departure", "CNY"],
    ["state", "family", "worker-month", "kg"],
  ];
  const kinds = new Map(chinaRoute.actors.map(({ id, kind }) => [id, kind]));
  expect(chinaRoute.flows.map(({ from, to, per, unit }) => [kinds.get(from), kinds.get(to), per, unit])).toEqual(told);
  for (const { source } of chinaRoute.flows) expect(source).toContain(article);
  expect(chinaRoute.homeWage).toMatchObject({ amount: { low: 35_000, high: 50_000 }, unit: "KPW" });
  const all = ["company", "state", "broker", "employer", "official", "worker", "family"];
  expect(all.filter((kind) => !chinaRoute.actors.some((actor) => actor.kind === kind))).toEqual([]);
});

test("the Russia route gives the 15,000 reported in June 2025 within its band after a year and a half, and names where reports disagree", () => {
  const run = runRoute({ route: russiaRoute, scenarios: [{ name: "as-reported" }], months: 18, replicates: 200, seed: 1 });
  const { low, high } = run.scenarios[0]?.bands.abroad ?? { low: [], high: [] };
  // From January 2024 to June 2025: https://dprk.news-pravda.com/en/russia/2025/06/26/9458.html
  expect(low[16]).toBeLessThan(15_000);
  expect(high[16]).toBeGreaterThan(15_000);
  // Around 4,000 were there in February 2025, after fourteen months: only the low end of the arrivals gives them.
  expect(low[13]).toBeLessThan(5_000);
  expect(russiaRoute.about).toMatch(/do not sit together.*13,221.*15,000.*4,000/);
  expect(russiaRoute.sources?.["groupsPerMonth"]).toMatch(/9458.*babel.*linkdaddynews/);
});

test("a group that is larger than the workplaces is said never to enter", () => {
  const ask = (places: number) =>
    runRoute({ route: chinaRoute, scenarios: [{ name: "as-reported" }, { name: "few", places }], months: 12, replicates: 8, seed: 1 });
  expect(ask(500).warnings).toBeUndefined();
  expect(ask(35).warnings).toEqual([expect.stringMatching(/^few: groups of more than 35 never enter/)]);
  const none = ask(20);
  expect(none.warnings).toEqual([expect.stringMatching(/^few: nobody enters/)]);
  expect(none.scenarios[1]?.bands.abroad.high.every((people) => people === 0)).toBe(true);
});

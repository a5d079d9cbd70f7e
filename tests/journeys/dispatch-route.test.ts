/** What a person asks of a dispatch route at the command line: answers with seed, interval and sources; pictures; refusals that say what to mend. */
import { spawn } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { counterledger, root, scratch } from "./command.ts";

vi.setConfig({ testTimeout: 60_000 });

let place: Awaited<ReturnType<typeof scratch>>;
const inPlace = (file: string) => path.join(place.folder, file);
beforeAll(async () => {
  place = await scratch();
});
afterAll(() => place.remove());

type Run = {
  readonly seed: number;
  readonly route: { readonly id: string };
  readonly scenarios: readonly {
    readonly scenario: { readonly name: string };
    readonly bands: { readonly abroad: { readonly median: readonly number[] } };
  }[];
  readonly littleGap: number;
  readonly lineage: { readonly assumptions: readonly unknown[] };
};

test("simulate: the same seed gives the same bytes whatever the threads; a picture and every draw are written", async () => {
  const asked = ["simulate", "--months", "24", "--replicates", "60", "--seed", "9", "--scenario", "border-shut", "--json"];
  const one = await counterledger([...asked, "--threads", "1", "--svg", inPlace("abroad.svg"), "--csv", inPlace("draws.csv")]);
  expect(one.err).toContain("wrote");
  expect(one.code).toBe(0);
  const two = await counterledger([...asked, "--threads", "3"]);
  expect(two.out).toBe(one.out);
  const run = JSON.parse(one.out) as Run;
  expect(run).toMatchObject({ seed: 9, route: { id: "china-ryanggang" } });
  expect(run.scenarios.map(({ scenario }) => scenario.name)).toEqual(["as-reported", "border-shut"]);
  expect(run.littleGap).toBeLessThan(1e-9);
  expect(run.lineage.assumptions.length).toBeGreaterThan(15);
  expect(await readFile(inPlace("abroad.svg"), "utf8")).toMatch(/^<svg[^]*border-shut[^]*seed 9[^]*<\/svg>\n$/);
  const lines = (await readFile(inPlace("draws.csv"), "utf8")).trimEnd().split("\n");
  expect(lines).toHaveLength(1 + 2 * 60 * 24);
  expect(lines[1]).toMatch(/^china-ryanggang,9,as-reported,0,1,\d+,\d+,\d+,0,[\d.]+$/);
});

test("scenarios, accounts, sensitivity and route answer in words with seed, interval and sources", async () => {
  const sides = await counterledger(["scenarios", "--replicates", "20", "--months", "18"]);
  expect(sides.out).toMatch(/pay-down/);
  expect(sides.out).toContain("common random numbers");
  const accounts = await counterledger(["accounts", "--currency", "usd", "--svg", inPlace("accounts.svg")]);
  expect(accounts.out).toMatch(/Share of the payment that the worker does not receive +0\.797 \(0\.749 to 0\.84\)/);
  expect(accounts.out).toContain("https://www.asiapress.org/rimjin-gang/2025/12/news/dispached_workers");
  expect(await readFile(inPlace("accounts.svg"), "utf8")).toContain("Who gets what of one worker-month");
  const hangs = await counterledger(["sensitivity", "--answer", "share-withheld", "--svg", inPlace("tornado.svg")]);
  expect(hangs.out).toMatch(/Paid out to the worker +404 to 620 CNY/);
  expect(await readFile(inPlace("tornado.svg"), "utf8")).toContain("What it hangs on");
  expect((await counterledger(["route"])).out).toContain("russia-construction");
  expect((await counterledger(["route", "export", "china-ryanggang"])).out).toContain('<stock name="Abroad">');
  for (const ran of [sides, accounts, hangs]) expect(ran).toMatchObject({ code: 0 });
});

test("a route file of one's own works everywhere, and its mistakes are named with their place", async () => {
  const shipped = JSON.parse(await readFile(path.join(root, "src/analysis/dispatch/routes/china-ryanggang.route.json"), "utf8")) as Record<
    string,
    unknown
  >;
  const own = { ...shipped, id: "my-own", title: "Mine", groupsPerMonth: { law: "gamma", shape: 4, scale: 0.75 } };
  await writeFile(inPlace("own.route.json"), JSON.stringify(own));
  const ran = await counterledger(["simulate", "--route", "./own.route.json", "--months", "12", "--replicates", "10", "--json"], {
    env: { COUNTERLEDGER_CWD: place.folder },
  });
  expect(JSON.parse(ran.out)).toMatchObject({ route: { id: "my-own" } });
  const spoilt: readonly [string, (route: { stages: Record<string, unknown>[]; [key: string]: unknown }) => void, string][] = [
    ["cycle", (route) => ((route.stages[9] as Record<string, unknown>)["next"] = "work"), "stages.work: a cycle: call → selection"],
    ["missing-law", (route) => delete (route.stages[8] as Record<string, unknown>)["takes"], "stages.work.takes: the law is missing"],
    [
      "impossible-prior",
      (route) => (route["groupsPerMonth"] = { law: "uniform", low: 5, high: 1 }),
      "groupsPerMonth: a uniform law from 5 to 1 is upside down",
    ],
    [
      "contradicting-bounds",
      (route) => (route["groupsPerMonth"] = { law: "truncated", of: { law: "uniform", low: 1, high: 2 }, low: 3, high: 4 }),
      "nothing of the uniform law lies between 3 and 4",
    ],
  ];
  for (const [name, spoil, says] of spoilt) {
    const route = structuredClone(own) as unknown as Parameters<typeof spoil>[0];
    spoil(route);
    await writeFile(inPlace(`${name}.json`), JSON.stringify(route));
    const refused = await counterledger(["simulate", "--route", inPlace(`${name}.json`)]);
    expect(refused).toMatchObject({ code: 3, out: "" });
    expect(refused.err).toContain(says);
  }
  await writeFile(inPlace("not.json"), "{");
  expect(await counterledger(["accounts", "--route", inPlace("not.json")])).toMatchObject({ code: 3, out: "" });
});

test.each([
  {
    args: ["simulate", "--route", "atlantis"],
    code: 3,
    says: 'no route is called "atlantis"; known: china-ryanggang, russia-construction',
  },
  { args: ["simulate", "--route", "./nowhere.json"], code: 4, says: "does not exist" },
  { args: ["simulate", "--scenario", "peace"], code: 3, says: 'has no scenario "peace"; it has as-reported, border-shut' },
  { args: ["simulate", "--scenario", '{"shut":[{"from":9,"to":3}]}'], code: 3, says: "months with from < to" },
  { args: ["simulate", "--scenario", '{"roster":1}'], code: 3, says: 'nothing is called "roster"' },
  { args: ["simulate", "--months", "0"], code: 3, says: "a whole number from 1 to 600" },
  { args: ["simulate", "--months", "many"], code: 2, says: '--months is "many"' },
  { args: ["scenarios", "--picture", "roster"], code: 2, says: "not one of abroad, preparing, arrivals, difference" },
  { args: ["accounts", "--answer", "luck"], code: 3, says: 'gives no answer "luck"' },
  { args: ["accounts", "--per", "day"], code: 2, says: '--per is "day"' },
  { args: ["sensitivity", "--answer", "luck"], code: 3, says: 'gives no answer "luck"; it gives abroad' },
  { args: ["sensitivity", "--points", "1000"], code: 2, says: "not a power of two" },
  { args: ["route", "draw"], code: 2, says: '"draw" is not one of list, show, export' },
])("counterledger $args exits with $code", async ({ args, code, says }) => {
  const ran = await counterledger(args);
  expect(ran).toMatchObject({ code, out: "" });
  expect(ran.err).toContain(says);
  expect(ran.err).toMatch(/^→ /m);
});

test("Ctrl-C stops a long run, says so, exits with 130 and leaves no file", async () => {
  const before = await readdir(place.folder);
  const child = spawn(
    process.execPath,
    [path.join(root, "src/cli/main.ts"), "simulate", "--replicates", "100000", "--months", "120", "--svg", inPlace("never.svg")],
    {
      cwd: root,
      env: { ...process.env, NODE_NO_WARNINGS: "1" },
    },
  );
  let err = "";
  let out = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  await new Promise((resolve) => setTimeout(resolve, 4000));
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(err).toContain("Stopped. Nothing was written.");
  expect(out).toBe("");
  expect(await readdir(place.folder)).toEqual(before);
});

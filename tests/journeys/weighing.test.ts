/** Weighing at the command line: the published JSON is what its schemas promise, the shipped case gives its answers by one command each, and bad input is refused. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { checkKinds, type CheckKind, type Remark, type Weighed } from "#domain/weighed.ts";
import { counterledger, root, scratch } from "./command.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
let place: Awaited<ReturnType<typeof scratch>>;
beforeAll(async () => void (place = await scratch()));
afterAll(() => place.remove());

const example = ["--example", "dprk-overseas-labour"];
const schemaOf = async (name: string) => {
  const schema = JSON.parse(await readFile(path.join(root, `docs/reference/${name}.schema.json`), "utf8")) as object;
  return new Ajv2020({ allErrors: true, strict: true }).compile(schema);
};
const weigh = async (...args: readonly string[]) => {
  const ran = await counterledger(["weigh", ...example, ...args, "--json"]);
  expect(ran.code, ran.err).toBe(0);
  return JSON.parse(ran.out) as Weighed;
};
const checked = new Map<CheckKind, Promise<readonly Remark[]>>();
const check = (kind: CheckKind): Promise<readonly Remark[]> => {
  const known = checked.get(kind) ?? counterledger(["check", kind, ...example, "--json"]).then(({ out }) => JSON.parse(out) as Remark[]);
  checked.set(kind, known);
  return known;
};
const kindOf = async (kind: CheckKind, ...claims: readonly string[]) =>
  (await check(kind)).filter((one) => claims.every((id) => one.claims.some((claim) => claim === id))).map((one) => one.kind);

test.each(checkKinds)("check %s prints what its schema promises, and each kind under its own check", async (kind) => {
  const validate = await schemaOf("check");
  const remarks = await check(kind);
  expect(remarks.length).toBeGreaterThan(0);
  expect(validate(remarks), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  const kinds = (validate.schema as { items: { properties: { kind: { oneOf: { title: string; enum: string[] }[] } } } }).items.properties
    .kind;
  const own = kinds.oneOf.find((one) => one.title === kind)?.enum ?? [];
  expect(remarks.map((one) => one.kind).filter((one) => !own.includes(one))).toEqual([]);
});

test("the schemas refuse a row with a field missing, a kind nobody documented, and a weight over one", async () => {
  const [row] = await check("copies");
  const validate = await schemaOf("check");
  expect(validate([{ ...row, effect: undefined }])).toBe(false);
  expect(validate([{ ...row, kind: "rumour" }])).toBe(false);
  const weighed = { pooled: { median: 2, low: 1, high: 3, unit: "CNY", level: 0.9 }, roots: [{ family: "a", claims: ["A-01"], weight: 0.5, influence: 0 }], excluded: [], verdict: "v" }; // prettier-ignore
  const ofWeigh = await schemaOf("weigh");
  expect(ofWeigh(weighed)).toBe(true);
  expect(ofWeigh({ ...weighed, roots: [{ ...weighed.roots[0], weight: 1.5 }] })).toBe(false);
});

test("labour cost in China 2023-25 is pooled inside 2,000-3,000 yuan from five roots, with what was kept out by name", async () => {
  const weighed = await weigh("--measure", "labour_cost_paid_monthly", "--country", "CN", "--from", "2023", "--to", "2025");
  const validate = await schemaOf("weigh");
  expect(validate(weighed), JSON.stringify(validate.errors)).toBe(true);
  expect(weighed.pooled).toMatchObject({ unit: "CNY per person-month", level: 0.9 });
  expect(weighed.pooled.low).toBeGreaterThan(2000);
  expect(weighed.pooled.high).toBeLessThan(3000);
  expect(weighed.roots.map((one) => one.claims.map((id) => id.slice(0, 4)).join())).toEqual(["D001", "D004", "D005", "D011", "D017"]);
  expect(weighed.excluded).toContainEqual({ claim: "D011-03", why: "demanded, not yet paid (level Pyongyang asked for, not yet paid)" });
  expect(weighed.excluded).toContainEqual({ claim: "D011-05", why: expect.stringContaining("a single site's figure") });
  const { out } = await counterledger([
    "weigh",
    ...example,
    "--measure",
    "labour_cost_paid_monthly",
    "--country",
    "CN",
    "--from",
    "2023",
    "--to",
    "2025",
  ]);
  expect(out).toContain("D011-05  4,000 CNY per person-month: a single site's figure");
  expect(out).toContain("D011-03  3,000-4,000 CNY per person-month: demanded, not yet paid");
  // Four points from one year carry no rate of change that anybody could call flat.
  expect(weighed.verdict).toContain("no trend can be told since 2024");
  expect(weighed.verdict).not.toContain("flat");
});

test("a lone bound is printed as a bound, and no figure of the prior's stands in its head", async () => {
  const question = ["--measure", "workers_abroad_stock", "--country", "CN", "--from", "2022"];
  const weighed = await weigh(...question);
  const validate = await schemaOf("weigh");
  expect(validate(weighed), JSON.stringify(validate.errors)).toBe(true);
  expect(weighed.pooled).toMatchObject({ bounded: "below", low: 100_000 });
  const { out } = await counterledger(["weigh", ...example, ...question]);
  expect(out.split("\n")[0]).toBe("workers_abroad_stock: at least 100,000 people; nothing told bounds it above");
});

test("arrivals of different waves add up and no outlet is called wrong for telling of another", async () => {
  const weighed = await weigh("--measure", "workers_arrived", "--country", "CN", "--from", "2024");
  expect(weighed.verdict).toContain("seven waves of different times or places, which add up to at least");
  expect(weighed.verdict).not.toContain("probably wrong");
  expect(weighed.roots.every((one) => one.weight > 0.5)).toBe(true);
});

test("what is assumed before any claim is printed and can be changed, and the answer moves with it", async () => {
  const question = ["--measure", "labour_cost_paid_monthly", "--country", "CN", "--from", "2023", "--to", "2025"];
  const plain = await weigh(...question);
  const doubtful = await weigh(...question, "--spread", "0.5", "--outlet-share", "0", "--wrong-times", "3", "--level", "0.5");
  expect(doubtful.pooled.level).toBe(0.5);
  expect(doubtful.pooled.high - doubtful.pooled.low).toBeLessThan(plain.pooled.high - plain.pooled.low);
  expect(doubtful.roots.every((one, k) => one.weight < (plain.roots[k]?.weight ?? 0))).toBe(true);
  const capped = await weigh(...question, "--highest", "2300");
  expect(capped.pooled.high).toBeLessThanOrEqual(2300);
  const { out } = await counterledger(["weigh", ...example, ...question, "--spread", "0.5", "--wrong-times", "2"]);
  expect(out.replace(/\s+/g, " ")).toContain(
    "roots differ by about 50 %, and 50 % of that variance is common to one outlet; a root is wrong with a probability of 30 %",
  );
  for (const [flag, value] of [
    ["--spread", "9"],
    ["--level", "1"],
    ["--wrong-times", "x"],
    ["--lowest", "0"],
  ] as const)
    expect(await counterledger(["weigh", ...example, ...question, flag, value])).toMatchObject({ code: 3, out: "" });
});

test("lead time fell from 6-12 months to about 4 to 2-3.5; an application and training are kept apart", async () => {
  const weighed = await weigh("--measure", "lead_time");
  expect(weighed.verdict).toContain("each later figure is lower than the one before (6-12, then about 4, then about 2-3.5)");
  expect(weighed.excluded).toContainEqual({ claim: "D002-01", why: expect.stringContaining("application to approval") });
  expect(weighed.excluded).toContainEqual({ claim: "D014-03", why: expect.stringContaining("training alone") });
});

test("the Russian levies of D029, D034 and D096 are one consistent series, none of them probably wrong", async () => {
  const weighed = await weigh("--measure", "state_levy", "--country", "RU", "--currency", "USD");
  const of = (report: string) => weighed.roots.find((one) => one.claims.some((id) => id.startsWith(report)));
  expect(["D029", "D034", "D096"].map((report) => (of(report)?.weight ?? 0) > 0.9)).toEqual([true, true, true]);
  expect(weighed.verdict).not.toContain("probably wrong");
});

test("conversions: 8.2 % under the fixing, at 0.14, 16.7 % low, a chain of two, rounding alone, and five that are sound", async () => {
  const about = async (id: string) => (await check("conversions")).find((one) => one.claims[0] === id);
  expect(await about("D001-14")).toMatchObject({ kind: "conversion-missed", effect: expect.stringContaining("8.2 % too low") });
  expect((await about("D002-03"))?.readings.join()).toContain("at 0.14 USD per CNY (outlet");
  expect(await about("D004-07")).toMatchObject({ kind: "conversion-missed", effect: expect.stringContaining("16.7 % too low") });
  expect(
    (await check("conversions"))
      .filter((one) => one.claims[0]?.startsWith("D009"))
      .map((one) => one.says)
      .join(),
  ).toContain("two conversions");
  expect((await about("D087-02"))?.kind).toBe("conversion-explained-by-rounding");
  for (const report of ["D011", "D036", "D041", "D067", "D077"]) {
    const own = (await check("conversions")).filter((one) => one.claims[0]?.startsWith(report)).map((one) => one.kind);
    // For the rouble of 2025 no rate is published: D036-02 agrees with nothing but itself.
    expect([report, new Set(own)]).toEqual([
      report,
      new Set(report === "D036" ? ["conversion-unchecked", "conversion-sound"] : ["conversion-sound"]),
    ]);
  }
  expect((await check("conversions")).filter((one) => one.kind === "rate-artefact").map((one) => one.says)).toEqual([
    expect.stringContaining("a rise of 7.7 % in its USD figures between them is only the rate"),
    expect.stringContaining("(it halves)"),
  ]);
});

test("what is wrong is listed first, and can be asked for alone and by country", async () => {
  const only = async (...args: readonly string[]) =>
    JSON.parse((await counterledger(["check", "conversions", ...example, "--only-wrong", "--json", ...args])).out) as readonly Remark[];
  const wrong = await only();
  expect(new Set(wrong.map((one) => one.kind))).toEqual(new Set(["conversion-missed", "rate-artefact", "conversion-unchecked"]));
  expect((await check("conversions")).slice(0, wrong.length)).toEqual(wrong);
  expect((await only("--country", "ru")).map((one) => one.claims[0])).toEqual(["D036-02"]);
});

test("won is South Korean in D026, D058 and D077 and North Korean in D001 and D085", async () => {
  const read = async (report: string) => (await check("currencies")).find((one) => one.claims[0]?.startsWith(report))?.says;
  for (const report of ["D026", "D058", "D077"]) expect(await read(report)).toContain("read as South Korean won");
  for (const report of ["D001", "D085"]) expect(await read(report)).toContain("read as North Korean won");
});

test.each([
  ["plausibility", ["D035-02", "D017-06"], "levy-over-pay"],
  ["plausibility", ["D035-04", "D041-02"], "levy-over-pay"],
  ["plausibility", ["D036-03", "D017-06"], "levy-over-pay"],
  ["plausibility", ["D036-01", "D041-02"], "levy-leaves-little"],
  ["plausibility", ["D067-06", "D065-02"], "revenue-over-pay"],
  ["plausibility", ["D070-02", "D052-02", "D054-01", "D049-01", "D050-01", "D051-01"], "repeated-unchanged"],
  ["plausibility", ["D037-03"], "hours-miss-clock"],
  ["contradictions", ["D012-01", "D016-01"], "not-the-first"],
  ["copies", ["D040-01", "D042-03"], "thousands-lost"],
  ["copies", ["D040-02", "D042-04"], "figure-garbled"],
  ["copies", ["D044-02", "D042-04"], "part-for-whole"],
] as const)("check %s names %j as %s", async (kind, claims, remark) => {
  expect(await kindOf(kind, ...claims)).toContain(remark);
});

test.each([
  { args: ["weigh", "--measure", "state_levy", "--currency", "XYZ"], code: 3, says: '"XYZ" is not a currency of the vocabulary: ' },
  { args: ["weigh", "--measure", "state_levy", "--country", "CN", "--currency", "KWD"], code: 5, says: "no rate between CNY and KWD" },
  {
    args: ["weigh", "--measure", "lead_time", "--from", "2025", "--to", "2023"],
    code: 3,
    says: "the window 2025..2023 ends before it begins",
  },
  { args: ["weigh", "--measure", "lead_time", "--from", "2025-13"], code: 2, says: '--from is "2025-13", which is not an EDTF date' },
  { args: ["weigh", "--measure", "lead"], code: 2, says: '--measure is "lead"' },
  { args: ["weigh", "--measure", "lead_time", "--country", "IS"], code: 5, says: 'nobody tells of it in "IS"; it is told of ' },
  { args: ["weigh", "--measure", "escapes", "--from", "1950", "--to", "1951"], code: 5, says: "none of the time asked about" },
  { args: ["weigh", "--measure", "lead_time", "CN"], code: 2, says: '"CN" stands by itself' },
  { args: ["weigh", "--measure", "lead_time", "--spread", "-1"], code: 2, says: "is given as --spread=VALUE." },
  { args: ["check", "morals"], code: 2, says: "Name one check" },
  { args: ["check", "copies", "--rates", "nowhere.csv"], code: 4, says: "nowhere.csv does not exist" },
])("counterledger $args is refused with $code", async ({ args, code, says }) => {
  const ran = await counterledger([...args, ...example]);
  expect(ran).toMatchObject({ code, out: "" });
  expect(ran.err).toContain(says);
  expect(ran.err).toMatch(/^→ /m);
});

test("rates of one's own bring a levy to dollars where none is published, and a wrong one is refused by line and column", async () => {
  const file = path.join(place.folder, "rates.csv");
  const heading = "base,quote,rate,on,kind,source,url";
  await writeFile(file, `${heading}\nUSD,RUB,86.00,2025-03,official,"A bank, mean of the month",\n`);
  const question = ["--measure", "state_levy", "--country", "RU", "--currency", "USD", "--from", "2025", "--to", "2025"];
  const own = ["D035-01", "D036-01"];
  const levy = (await weigh(...question, "--rates", file)).roots.find((one) => own.some((id) => one.claims.some((claim) => claim === id)));
  expect(levy?.claims).toEqual(own);
  await writeFile(file, `${heading}\nUSD,RUB,86.00,2025-03,official,A bank,\nUSD,RUB,eighty,2025-04,official,A bank,\n`);
  const ran = await counterledger(["weigh", ...example, ...question, "--rates", file]);
  expect(ran).toMatchObject({ code: 3, out: "" });
  expect(ran.err).toContain('rates.csv, line 3, column rate: "eighty" is not a price');
});

test.each([
  {
    what: "a reversed range",
    claim: { value: { low: "3000", high: "2000", kind: "range", hedge: [] } },
    says: "the range 3000-2000 is reversed",
  },
  { what: "an unknown currency", claim: { unit: "VND" }, says: "VND is not a currency" },
  { what: "an impossible date", claim: { period: "2025-02-30" }, says: '"2025-02-30" is not an EDTF date' },
  { what: "a family in a circle", report: { repeats: "T2" }, says: "retell each other in a circle: a family needs an origin" },
])("a table with $what is refused at its line, and nothing is opened", async ({ what, claim = {}, report = {}, says }) => {
  const folder = path.join(place.folder, what);
  const data = path.join(place.folder, "data");
  await mkdir(folder);
  const reports = [
    { ...reportRow("T1"), ...report },
    { ...reportRow("T2"), repeats: "T1" },
  ];
  await writeFile(path.join(folder, "case.json"), JSON.stringify(tableHead));
  await writeFile(path.join(folder, "reports.jsonl"), reports.map((one) => JSON.stringify(one)).join("\n"));
  await writeFile(path.join(folder, "claims.jsonl"), JSON.stringify({ ...claimRow, ...claim }));
  const ran = await counterledger(["open", folder, "--data", data]);
  expect(ran).toMatchObject({ code: 3, out: "" });
  expect(ran.err).toContain(says);
  expect(ran.err).toMatch(/(reports|claims)\.jsonl, line \d/);
});

const tableHead = {
  id: "worked",
  title: "Worked",
  about: "Two reports of one origin",
  claims: "claims.jsonl",
  reports: "reports.jsonl",
  decided: { by: "compilers", at: "2026-01-01T00:00:00.000Z", credibility: 3 },
  sources: [{ id: "elm", pseudonym: "Elm", canKnow: "buses", reliability: "C", tlp: "TLP:CLEAR", consent: "publish-quoted" }],
};
const reportRow = (id: string) => ({ id, outlet: "Post", carries: "Post", url: null, published: "2025-03", family: "f", source: "elm" });
const claimRow = {
  id: "T1-01", report: "T1", measure: "labour_cost_paid_monthly", value: { low: "2000", high: "3000", kind: "range", hedge: [] }, unit: "CNY", per: "person-month",
  period: "2025-03", place: null, country: "CN", subject: "pay", speakers: ["Post"], polarity: "asserted", conversion_of: null, flags: [], words: "2,000-3,000 yuan",
  source_kind: null, sector: null,
}; // prettier-ignore

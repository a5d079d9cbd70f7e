/** The reading engine by its rules; the numbers are those of docs/method/reading.md. All sentences are our own. */
import { describe, expect, test } from "vitest";
import { undated } from "#domain/edtf.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import { reportId } from "#domain/ids.ts";
import { spanHolds } from "#domain/span.ts";
import { readReport } from "./index.ts";

describe("zones", () => {
  test("RD1 headlines listed below a story are not evidence", () => {
    const text =
      "About 300 workers are in Dandong.\n- <Inside> Hundreds Of Soldiers Sent To Farms As 500 Workers Leave (2)\n- <Border> New Fence Costs 40,000 Yuan Per Person In Hoeryong City";
    expect(values(text)).toEqual(["workers_abroad_stock 300..300"]);
  });
  test("RD2 a heading that repeats a number of the body is the same claim with two spans", () => {
    const claims = read("◆ Pay of About $65 Leaves Little\nWorkers keep 500 yuan (about $65) a month after deductions.");
    expect(claims.map((c) => [c.value.low, c.spans.length])).toEqual([
      ["65", 2],
      ["500", 1],
    ]);
  });
  test("RD3 an editor's note speaks for the outlet, whoever spoke before", () => {
    const [note] = read(
      "Partner B gave the following details:\nQ: What are they paid?\nA: I cannot tell.\n※ Plants there pay 2,300 yuan a month for each worker.",
    );
    expect(chain(note)).toEqual(["Border Notes"]);
  });
});

describe("quantities", () => {
  test.each([
    ["RD4 more than", "More than 100 workers have arrived in Dandong.", "100", null, "at_least"],
    ["RD4 no more than", "No more than 100 workers are in Dandong.", null, "100", "at_most"],
    ["RD4 almost keeps both ends", "Almost 1,200 workers are in Mongolia.", "1200", "1200", "approx"],
    ["RD4 or more behind the noun", "30 workers or more are in Dandong.", "30", null, "at_least"],
    ["RD5 a shared scale", "Perhaps 2-3 thousand workers are in Vladivostok.", "2000", "3000", "approx"],
    ["RD5 two alternatives are a range", "Two or three hundred workers arrived in May.", "200", "300", "range"],
    ["RD5 between and and", "Between 50,000 and 60,000 people are working abroad.", "50000", "60000", "range"],
    ["RD5 spans in two units", "They stay in Russia for six months to a year.", "6", "12", "range"],
  ])("%s", (_, text, low, high, kind) => {
    const [claim] = read(text);
    expect(claim?.value).toMatchObject({ low, high, kind });
  });
  test("RD6 words that belong to the verb are no hedge", () => {
    const [claim] = read("Owners were told the monthly wage would go up to 3,000 to 4,000 yuan.");
    expect(claim?.value).toMatchObject({ low: "3000", high: "4000", kind: "range" });
  });
  test("RD7 a number whose noun is left out counts people when people come or stay", () => {
    expect(values("North Korean women crossed all month. Over 100 entered in May alone.")).toEqual(["workers_arrived 100..null"]);
  });
  test("RD8 bare plurals, labels and years give nothing", () => {
    expect(values("Dozens of workers came under Resolution 2397 in 2019, hundreds the year after.")).toEqual([]);
  });
  test("RD9 won is North Korean or South Korean by its printed dollars, and the reason is kept", () => {
    const [korean] = read("A waitress earns 260,000-280,000 won (US$238-256) a month.");
    const [northern] = read("Ordinary workers at state enterprises earn 35,000 won (about $0.92) a month.");
    expect([korean?.quantity, northern?.quantity].map((q) => (q?.kind === "money" ? q.currency : q))).toEqual(["KRW", "KPW"]);
    expect(korean?.reasons.unit).toContain("South Korean rate");
  });
});

describe("conversions and rates", () => {
  test("RD10 a sum restated in another currency is a child of the first", () => {
    const [yuan, dollars] = read("A Chinese seamstress is paid 4,000-5,000 yuan ($560-700) a month.");
    expect([dollars?.conversionOf, dollars?.measure, dollars?.value.high]).toEqual([yuan?.id, yuan?.measure, "700"]);
  });
  test.each([
    ["10,000 North Korean won = 0.263 USD.", "0.263", { of: "USD", base: { amount: "10000", currency: "KPW" } }],
    ["The fixing was 7.0602 yuan per dollar.", "7.0602", { of: "CNY", base: { amount: "1", currency: "USD" } }],
    ["In Hyesan the dollar fetched 18,000 won.", "18000", { of: "KPW", base: { amount: "1", currency: "USD" } }],
  ])("RD11 a quoted rate is an exchange rate: %s", (text, low, rate) => {
    const [claim] = read(text);
    expect([claim?.measure, claim?.value.low, claim?.quantity]).toEqual(["exchange_rate", low, { kind: "rate", ...rate }]);
  });
});

describe("time", () => {
  test.each([
    ["last year", "300 workers arrived in Hunchun last year.", "2024-05-10", "2023"],
    ["since early April", "300 workers have arrived in Hunchun since early April.", "2024-05-10", "2024-04-01~/2024-05-10"],
    ["end of a year", "The registry counted 30,023 workers at the end of 2017.", "2024-05-10", "2017-12~"],
    ["a month without a year is the last one", "300 workers arrived in November.", "2024-05-10", "2023-11"],
    ["no date: the month of the report", "300 workers are in Hunchun.", "2024-05-10", "2024-05"],
    ["a window told by both ends", "300 workers came between the end of 2022 and the end of 2023.", "2024-05", "2022-12~/2023-12~"],
  ])("RD12 %s", (_, text, published, period) => {
    expect(read(text, published)[0]?.period).toBe(period);
  });
  test("RD13 the date on which somebody spoke is not the date of what they tell", () => {
    const [claim] = read("A resident of Hunchun told the station on September 10 that 500 workers came in on August 28 and 29.", "2024-09");
    expect(claim?.period).toBe("2024-08-28/2024-08-29");
  });
  test("RD14 what was true once, without a date, lies before the report", () => {
    expect(read("At the peak 70,000 workers were in Dandong.")[0]).toMatchObject({ polarity: "formerly", period: "../2024-05" });
  });
});

describe("measures", () => {
  test.each([
    [
      "RD15 what the employer pays is labour cost",
      "Chinese companies pay about 2,500 yuan per person per month.",
      "labour_cost_paid_monthly",
    ],
    [
      "RD15 pay from which a share is taken is labour cost",
      "They are paid 3,000 yuan a month, but the state takes most of it.",
      "labour_cost_paid_monthly",
    ],
    ["RD15 what is left after cuts is a wage received", "After deductions a worker keeps 700 yuan a month.", "wage_received_monthly"],
    ["RD15 earn alone decides nothing", "They earn 700 dollars a month in Vladivostok.", "wage_nominal"],
    ["RD15 pay of others is local pay", "A Chinese seamstress costs 4,000 yuan a month.", "local_wage_monthly"],
    ["RD16 present is a stock", "Some 4,000 workers are in Kuwait.", "workers_abroad_stock"],
    ["RD16 came is a flow", "Some 4,000 workers arrived in Kuwait.", "workers_arrived"],
    ["RD16 to come is a plan", "Some 4,000 workers are to be sent to Kuwait.", "workers_planned"],
    ["RD16 went home", "Some 4,000 workers went home from Kuwait.", "repatriated"],
    ["RD16 visas are documents", "Over 20,000 work visas were issued.", "work_permits_issued"],
    ["RD17 hours, rest and stays", "They work 14 hours a day.", "daily_hours"],
    ["RD17 hours, rest and stays", "They get two days off a month.", "rest_days"],
    ["RD17 hours, rest and stays", "The selection took four months.", "lead_time"],
    ["RD17 hours, rest and stays", "She signed a three-year contract.", "tenure"],
    ["RD17 hours, rest and stays", "They entered on a one-month visa.", "visa_duration"],
  ])("%s: %s", (_, text, measure) => {
    expect(read(text)[0]?.measure).toBe(measure);
  });
  test("RD18 a quantity whose measure cannot be told is shown, never claimed", () => {
    const reading = readReport(report("The parcel weighed 12 kg.", "2024-05-10"));
    expect(reading.claims).toEqual([]);
    expect(reading.unclassified.map((u) => [u.span.exact, u.unit])).toEqual([["12 kg", "kg"]]);
  });
});

describe("attribution", () => {
  test.each([
    ["a source says", "A source in Russia says 300 workers arrived in Sakhalin.", ["source in Russia"]],
    ["behind the words", "Some 300 workers arrived in Sakhalin, a local trader said.", ["local trader"]],
    [
      "the medium stands above the teller",
      "A resident of Hunchun told the radio station that 300 workers arrived.",
      ["radio station", "resident of Hunchun"],
    ],
    ["nested", "A wire story says that, according to Russian statistics, 300 workers arrived.", ["wire story", "Russian statistics"]],
    ["nobody but the outlet", "300 workers arrived in Sakhalin.", []],
    ["a pronoun carries the speaker", "A trader said the plant has closed. He said 300 workers went home.", ["trader"]],
  ])("RD19 %s", (_, text, names) => {
    expect(chain(read(text)[0])).toEqual(["Border Notes", ...names]);
  });
  test("RD20 a returnee inside a partner's answer is two voices deep, and both are protected", () => {
    const [claim] = read(
      "Reporting partner C provided the following details:\nQ: What are they paid?\nSomeone who returned from Russia last year said they received 300 dollars per month.",
    );
    expect(claim?.speakers).toEqual([
      { name: "Border Notes", protect: false },
      { name: "reporting partner C", protect: true },
      { name: "returnee", protect: true },
    ]);
    expect(claim?.basis).toBe("heard");
  });
});

describe("polarity", () => {
  test.each([
    ["hypothetical", "For a plant with, say, 200 workers the bill is high."],
    ["demanded", "Plants must hand over at least 50 yuan for each worker as a contribution."],
    ["denied", "The ministry denied that 300 workers had died."],
    ["formerly", "A builder used to hand over 7,200 dollars a year as his quota."],
    ["asserted", "As many as 300 workers may be in Kuwait."],
  ])("RD21 %s: %s", (polarity, text) => {
    expect(read(text)[0]?.polarity).toBe(polarity);
  });
});

test("RD22 every span holds, in any text made of the pieces of reports", () => {
  const pieces = [
    "about",
    "100",
    "workers",
    "yuan",
    "(",
    ")",
    "a",
    "source",
    "says",
    "last year",
    "30-40",
    "\n",
    "※",
    "Q:",
    "◆",
    "“",
    "”",
    "per month",
    "$",
    "朝鲜",
    "👩",
    "und",
    "%",
  ];
  let state = 7;
  const next = () => (state = (state * 1103515245 + 12345) % 2147483648);
  for (let run = 0; run < 300; run += 1) {
    const text = Array.from({ length: 25 }, () => pieces[next() % pieces.length]).join(" ");
    const reading = readReport(report(text, "2024-05-10"));
    for (const span of [...reading.claims, ...reading.mentions].flatMap((row) => row.spans)) expect(spanHolds(span, text)).toBe(true);
  }
});

test("RD23 the places of the route have coordinates, and protected roles are never places or people", () => {
  const { mentions } = readReport(report("A broker took 30 women from Hyesan over Changbai County to Shenyang.", "2024-05-10"));
  expect(mentions.filter((m) => m.coordinates !== undefined).map((m) => m.name)).toEqual(["Hyesan", "Changbai County", "Shenyang"]);
  expect(mentions.find((m) => m.name === "broker")).toMatchObject({ schema: "Role", protect: true });
});

function report(text: string, published: string) {
  return {
    text,
    language: "en" as const,
    published: published === "" ? undated : (published as EdtfDate),
    outlet: "Border Notes",
    report: reportId("T1"),
  };
}
const read = (text: string, published = "2024-05-10") => readReport(report(text, published)).claims;
const values = (text: string) => read(text).map((c) => `${c.measure} ${c.value.low}..${c.value.high}`);
const chain = (claim: ReturnType<typeof read>[number] | undefined) => claim?.speakers.map((s) => s.name);

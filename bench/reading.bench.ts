/**
 * The reading rate, in characters a second, of one article of our own words: the whole reading (zones, numerals, quantities, time, measure,
 * speakers, polarity, conversions) against what others do with the same text, in one run. Then the start of `./counterledger read`.
 * What a reader would get wrong: the others do less (numbers, or dates, or tags; none yields an interval with its unit and speaker), so a
 * ratio compares what a person waits for, not equal work.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseEdtf, undated } from "../src/domain/edtf.ts";
import type { Language } from "../src/domain/report.ts";
import { reportId } from "../src/domain/ids.ts";
import { readReport } from "../src/reading/index.ts";
import { languageData } from "../src/reading/languages.ts";
import { findNumerals } from "../src/reading/numeral/index.ts";
import { fold } from "../src/reading/phrases/fold.ts";
import { findQuantities } from "../src/reading/quantity/find-quantities.ts";

const ROUNDS = 7;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const peer = createRequire(new URL("package.json", import.meta.url));

type Contender = { readonly name: string; readonly does: string; readonly characters: number; run(): number };

const article = writeArticle(40);
const short = writeArticle(4);
const published = parseEdtf("2025-12-26") ?? undated;

const contenders: readonly (Contender | null)[] = [
  {
    name: "counterledger",
    does: "claims",
    characters: article.length,
    run: () => readReport({ text: article, language: "en", published, outlet: "The Example", report: reportId("bench") }).claims.length,
  },
  quantitiesOf("en", "English"),
  quantitiesOf("ko", "Korean"),
  quantitiesOf("ja", "Japanese"),
  quantitiesOf("zh", "Chinese"),
  recognizers(),
  compromise(),
  chrono(),
  wink(),
];
const present = contenders.filter((contender) => contender !== null);

const seconds = new Map<Contender, number[]>(present.map((contender) => [contender, []]));
const found = new Map<Contender, number>();
// The first three rounds warm everybody up; then each in turn, so that a busy machine slows all alike.
for (let round = -3; round < ROUNDS; round++) {
  for (const contender of present) {
    const start = performance.now();
    found.set(contender, contender.run());
    const took = (performance.now() - start) / 1000;
    if (round >= 0) seconds.get(contender)?.push(took);
  }
}

const ours = rate(present[0] as Contender);
console.log(
  `reading ${article.length.toLocaleString("en")} characters of English (the slowest peer: ${short.length.toLocaleString("en")}), median of ${ROUNDS}`,
);
for (const contender of present) {
  const line = `${Math.round(rate(contender)).toLocaleString("en").padStart(12)} characters/s`;
  const ratio = contender.name.startsWith("counterledger") ? "" : `  ours is ${(ours / rate(contender)).toFixed(1)} times that`;
  console.log(`${contender.name.padEnd(34)} ${line}  ${String(found.get(contender)).padStart(5)} ${contender.does}${ratio}`);
}

const page = article.slice(0, 5800);
const pageTimes = Array.from({ length: 9 }, () => {
  const start = performance.now();
  readReport({ text: page, language: "en", published, outlet: "The Example", report: reportId("bench") });
  return performance.now() - start;
});
console.log(`one article of ${page.length.toLocaleString("en")} characters, read whole: ${median(pageTimes).toFixed(1)} ms`);
for (const [language, pattern] of [
  ["en", "two-"],
  ["en", "one hundred and "],
  ["ko", "만 "],
  ["ja", "二十"],
  ["zh", "一二三"],
] as const) {
  const [one, ten] = [1_000_000, 10_000_000].map((length) => {
    const text = pattern.repeat(length / pattern.length);
    const start = performance.now();
    findQuantities(fold(text), findNumerals(text, language), [], languageData(language).frames);
    return performance.now() - start;
  }) as [number, number];
  console.log(
    `${JSON.stringify(pattern).padEnd(20)} repeated: a million characters ${one.toFixed(0)} ms, ten million ${(ten / one).toFixed(1)} times that`,
  );
}

const whole = startTimes(["src/cli/main.ts", "read", "-", "--published", "2025-12-26"]);
const bare = startTimes(["-e", "0"]);
console.log(
  `one article through the command line: ${whole.toFixed(0)} ms, of which Node's own start ${bare.toFixed(0)} ms (median of 9, compiled code cached)`,
);

/** The quantity layer alone: numerals, then frames. */
function quantitiesOf(language: Language, name: string): Contender {
  const text = language === "en" ? article : Array.from({ length: 60 }, (_, i) => paragraph(language, i * 37)).join("\n\n");
  return {
    name: `counterledger, quantities, ${name}`,
    does: "quantities",
    characters: text.length,
    run: () => findQuantities(fold(text), findNumerals(text, language), [], languageData(language).frames).length,
  };
}

/** An invented paragraph like those of {@link writeArticle}. */
function paragraph(language: Exclude<Language, "en">, n: number): string {
  const [low, high, came, gives, pay, hours, months] = [
    20 + (n % 60),
    30 + (n % 60),
    100 + n,
    3 + (n % 5),
    1800 + n,
    10 + (n % 4),
    6 + (n % 7),
  ];
  switch (language) {
    case "ko":
      return `12월 초부터 노동자 ${low}~${high}명이 한 조로 국경 도시에 가고 있다고 무역 관계자가 전했다. 지난달 말까지 ${came}명이 넘는 사람들이 도착했으며 기업소마다 ${gives}명씩 내보낸다. 회사는 1인당 한 달에 약 ${pay}위안을 지급하지만 작년에 돌아온 한 여성은 오백 위안을 받았다고 말했다. 하루 ${hours}시간 일하고 최소 ${months}개월 머문다.`;
    case "ja":
      return `12月初めから労働者${low}〜${high}人が一組で国境の町へ向かっていると貿易関係者が語った。先月末までに${came}人以上が到着し、各企業から${gives}人ずつ出す。会社は1人当たり月に約${pay}元を支払うが、昨年戻った女性は五百元しか受け取らなかったという。1日${hours}時間働き、少なくとも${months}か月とどまる。`;
    case "zh":
      return `从12月初开始，每组${low}至${high}名工人前往边境城市，一名贸易官员说。截至上月底已有${came}多人抵达，每家企业派出${gives}人。公司每人每月支付约${pay}元，但去年回来的一名女工说只拿到五百元。他们每天工作${hours}小时，至少停留${months}个月。`;
  }
}

function rate(contender: Contender): number {
  return contender.characters / median(seconds.get(contender) ?? []);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

/** Milliseconds from the call to the end, the first (which fills the cache of compiled code) left out. */
function startTimes(args: readonly string[]): number {
  const cached = { ...process.env, NODE_COMPILE_CACHE: path.join(root, "node_modules", ".cache", "counterledger", "compiled") };
  const times = Array.from({ length: 10 }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, input: short, env: cached, encoding: "utf8" });
    if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
    return performance.now() - start;
  });
  return median(times.slice(1));
}

function recognizers(): Contender | null {
  type Suite = Record<"recognizeNumberWithUnit" | "recognizeDateTime", unknown> & {
    readonly Culture: { readonly English: string };
    recognizeNumber(text: string, culture: string): readonly unknown[];
    recognizeCurrency(text: string, culture: string): readonly unknown[];
    recognizeDateTime(text: string, culture: string): readonly unknown[];
  };
  const suite = load<Suite>("@microsoft/recognizers-text-suite");
  if (suite === null) return null;
  return {
    name: "Recognizers-Text 1.3.1 (JS)",
    does: "numbers, sums and dates",
    characters: short.length,
    run: () => {
      const en = suite.Culture.English;
      return (
        suite.recognizeNumber(short, en).length + suite.recognizeCurrency(short, en).length + suite.recognizeDateTime(short, en).length
      );
    },
  };
}

function compromise(): Contender | null {
  type Nlp = (text: string) => { numbers(): { json(): readonly unknown[] } };
  const nlp = load<Nlp>("compromise");
  if (nlp === null) return null;
  return { name: "compromise 14.17", does: "numbers", characters: article.length, run: () => nlp(article).numbers().json().length };
}

function chrono(): Contender | null {
  const module = load<{ parse(text: string, reference: Date): readonly unknown[] }>("chrono-node");
  if (module === null) return null;
  const reference = new Date("2025-12-26T12:00:00Z");
  return { name: "chrono-node 2.10", does: "dates", characters: article.length, run: () => module.parse(article, reference).length };
}

function wink(): Contender | null {
  type Wink = (model: unknown) => { readDoc(text: string): { entities(): { out(): readonly unknown[] } } };
  const create = load<Wink>("wink-nlp");
  const model = load<unknown>("wink-eng-lite-web-model");
  if (create === null || model === null) return null;
  const nlp = create(model);
  return { name: "wink-nlp 2.4", does: "entities", characters: article.length, run: () => nlp.readDoc(article).entities().out().length };
}

function load<T>(name: string): T | null {
  try {
    return peer(name) as T;
  } catch {
    console.log(`${name} is not installed; npm run bench installs it`);
    return null;
  }
}

/** An invented report: as many paragraphs as asked, with numbers that differ, in the shape such reports have. */
function writeArticle(paragraphs: number): string {
  const places = ["a border city", "the harbour town", "an inland county", "the provincial capital"];
  const lines = Array.from({ length: paragraphs }, (_, i) => {
    const n = 20 + ((i * 37) % 60);
    const pay = 1800 + ((i * 130) % 1500);
    return [
      `Groups of ${n} to ${n + 10} workers have been leaving for ${places[i % places.length]} since early December, a trade official told our partner.`,
      `According to him, more than ${n * 5} people had arrived by the end of last month, and each enterprise gives ${3 + (i % 5)} of its own.`,
      `The company pays about ${pay.toLocaleString("en")} yuan (about $${Math.round(pay * 0.14)}) per person per month; someone who came back last year said she received ${Math.round(pay / 5)} yuan.`,
      `They work ${10 + (i % 4)} hours a day, six days a week, and stay at least ${6 + (i % 7)} months. The broker denies that anyone was held.`,
    ].join(" ");
  });
  return `Workers leave again in groups\n\n${lines.join("\n\n")}\n`;
}

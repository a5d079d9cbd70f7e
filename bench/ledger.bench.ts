/**
 * Rates of the ledger on the embedded store, and what its chain costs. What is compared: the same reports and claims in transactions of the
 * same size, in turn in one run, once through the ledger and once as plain inserts by the same driver, pipelined, prepared and sent in one write like ours,
 * into tables with the same columns, keys and indexes. The plain side writes the same rows (original, entries, report, claims) with the
 * content in the clear; it checks nothing and has no chain, no sealing, no row-level security and no triggers. Of each kind of transaction
 * the median counts, since another's work on the same disk falls on either side.
 *
 * `node bench/ledger.bench.ts [--claims N] [--each N]`: N claims in one case (10,000 unless told), N of them in a report (50 unless told).
 * `npm run bench ledger -- --claims 1000000` asks what a large archive costs: then many reports go into one transaction.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { parseArgs } from "node:util";
import pg from "pg";
import type { ProposedClaim } from "../src/domain/claim.ts";
import type { EdtfDate } from "../src/domain/edtf.ts";
import type { EntryBody } from "../src/domain/entry.ts";
import { caseId, claimId, person, reportId, sourceId } from "../src/domain/ids.ts";
import { measure } from "../src/domain/measure.ts";
import { decimal } from "../src/domain/value.ts";
import { openLedger } from "../src/ledger/index.ts";
import { randomStream } from "../src/numeric/random.ts";
import { systemClock } from "../src/platform/clock.ts";
import { sha256 } from "../src/platform/hashing.ts";
import { openEmbedded } from "../src/platform/postgres/index.ts";

const { values: asked } = parseArgs({ options: { claims: { type: "string" }, each: { type: "string" } } });
const claimsInAll = Number(asked.claims ?? 10_000);
const claimsOfEach = Number(asked.each ?? 50);
const reports = Math.ceil(claimsInAll / claimsOfEach);
/** An archive is read in by the hundred; a desk receives one report at a time. */
const reportsAtOnce = claimsInAll > 100_000 ? 100 : 1;
const claims = reports * claimsOfEach;
const ana = person("ana");
const id = caseId("bench");
const random = randomStream(7);
const folder = mkdtempSync(join(tmpdir(), "ledger-bench-"));
const encoder = new TextEncoder();
const tables = ["original", "entry", "report", "claim"] as const;
type Columns = Readonly<Record<(typeof tables)[number], readonly { readonly name: string; readonly type: string }[]>>;
let mostMemory = 0;
const watching = setInterval(() => (mostMemory = Math.max(mostMemory, process.memoryUsage.rss())), 100);

const began = performance.now();
const store = granted(await openEmbedded({ folder }));
line("first open of a new store", `${Math.round(performance.now() - began)} ms`);
const ledger = granted(await openLedger(store, { clock: systemClock, hash: sha256 }));
try {
  granted(await ledger.append(id, ana, [{ kind: "case-opened", title: "Bench", about: "Rates" }, source()]));
  const client = new pg.Client({ ...store.connection("owner"), pipeline: true } as pg.ClientConfig);
  client.on("error", () => undefined); // when the store closes under it, what broke first is told
  await client.connect();
  const columns = await makePlainTables(client);
  const copier = new pg.Client(store.connection("owner")); // COPY does not go through a pipeline
  copier.on("error", () => undefined);
  await copier.connect();

  const [ours, plain]: { wall: number; cpu: number }[][] = [[], []];
  for (let from = 0; from < reports; from += reportsAtOnce) {
    const arrivals = Array.from({ length: Math.min(reportsAtOnce, reports - from) }, (_, i) => arrival(from + i));
    const bodies = arrivals.flatMap((one) => one.bodies);
    const originals = arrivals.map((one) => one.original);
    const ledgerTurn = async () => ours?.push(await timed(async () => void granted(await ledger.append(id, ana, bodies, { originals }))));
    const plainTurn = async () => plain?.push(await timed(() => insertPlainly(client, columns, { seq: 2 + from * 2, bodies, originals })));
    // Who goes first warms the disk for the other: in turn.
    for (const turn of (from / reportsAtOnce) % 2 === 0 ? [ledgerTurn, plainTurn] : [plainTurn, ledgerTurn]) await turn();
  }
  const took = middle(ours ?? []);
  const plainly = middle(plain ?? []);
  const atOnce = reportsAtOnce * claimsOfEach;
  line(`append: ${reports} reports of ${claimsOfEach} claims, ${reportsAtOnce} a transaction`, `${rate(atOnce, took.wall)} claims/s`);
  line("the same content as plain inserts", `${rate(atOnce, plainly.wall)} claims/s`);
  line("chain, sealing, checks and row security against plain inserts", `${(took.wall / plainly.wall).toFixed(2)} times the time`);
  line("  of it in this process (processor time, ours and plain)", `${took.cpu.toFixed(1)} and ${plainly.cpu.toFixed(1)} ms a transaction`);

  const decisions = Math.min(500, claims);
  let start = performance.now();
  for (let i = 0; i < decisions; i++) {
    const claim = claimId(`r${i % reports}-${1 + Math.floor(i / reports)}`);
    granted(await ledger.append(id, ana, [{ kind: "claim-accepted", claim, credibility: 3 }]));
  }
  line("decisions, one transaction each, on disk", `${rate(decisions, performance.now() - start)} a second`);
  await client.query("CHECKPOINT").catch(() => undefined);

  const memoryBefore = forgetMemory();
  start = performance.now();
  const verified = granted(await ledger.verify(id));
  const verify = performance.now() - start;
  line(`verify: ${verified.entries} entries`, `${rate(verified.entries, verify)} entries/s, ${rate(claims, verify)} claims/s`);
  line("  most memory of this process", `${mebibytes(mostMemory)} MiB (${mebibytes(memoryBefore)} before)`);

  // Both in turn, three times: what is read back are open claims as the program holds them; COPY hands over the clear text unread.
  const readings: number[] = [];
  const copies: number[] = [];
  forgetMemory();
  for (let turn = 0; turn < 3; turn++) {
    start = performance.now();
    let read = 0;
    await ledger.claimsInTurn(id, (some) => void (read += some.length));
    readings.push(performance.now() - start);
    if (read !== claims) throw new Error(`${read} of ${claims} claims were read back`);
    start = performance.now();
    await copyOut(copier);
    copies.push(performance.now() - start);
  }
  const reading = median(readings);
  const copying = median(copies);
  line("claims read back, open", `${rate(claims, reading)} claims/s`);
  line("the same content in the clear by COPY, unread", `${rate(claims, copying)} claims/s`);
  line("claims read back against COPY", `${(copying / reading).toFixed(2)} times the rate`);
  line("  most memory of this process", `${mebibytes(mostMemory)} MiB`);

  forgetMemory();
  start = performance.now();
  granted(await ledger.rebuild(id));
  line("rebuild, with the digests of every projection", `${rate(claims, performance.now() - start)} claims/s`);
  line("  most memory of this process", `${mebibytes(mostMemory)} MiB`);
  await Promise.all([client.end(), copier.end()]);
} finally {
  clearInterval(watching);
  await ledger.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

function line(what: string, figure: string): void {
  console.log(`${what.padEnd(64)} ${figure}`);
}

function rate(count: number, milliseconds: number): string {
  return Math.round(count / (milliseconds / 1000)).toLocaleString("en");
}

function forgetMemory(): number {
  mostMemory = process.memoryUsage.rss();
  return mostMemory;
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Medians without the first tenth, in which the code is still being compiled. */
function middle(turns: readonly { readonly wall: number; readonly cpu: number }[]) {
  const warm = turns.slice(Math.floor(turns.length / 10));
  return { wall: median(warm.map(({ wall }) => wall)), cpu: median(warm.map(({ cpu }) => cpu)) };
}

async function timed(work: () => Promise<void>): Promise<{ wall: number; cpu: number }> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { wall, cpu: (user + system) / 1000 };
}

/** Tables as ours, without what guards them; text and bytes are kept as PostgreSQL keeps them by itself. */
async function makePlainTables(client: pg.Client): Promise<Columns> {
  const columns: Partial<Record<(typeof tables)[number], { name: string; type: string }[]>> = {};
  for (const table of tables) {
    await client.query(
      `CREATE TABLE plain_${table} (LIKE counterledger.${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)`,
    );
    const found = await client.query<{ name: string; type: string }>(
      "SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
      [`plain_${table}`],
    );
    columns[table] = found.rows;
  }
  await client.query("ALTER TABLE plain_entry ALTER COLUMN body SET STORAGE EXTENDED");
  await client.query("ALTER TABLE plain_original ALTER COLUMN bytes SET STORAGE EXTENDED");
  return columns as Columns;
}

type Plainly = {
  readonly seq: number;
  readonly bodies: readonly EntryBody[];
  readonly originals: readonly { readonly sha256: string; readonly bytes: Uint8Array }[];
};

/** The rows the ledger would write for these, as anybody would write them: content as JSON, no hash but a column's worth of text for each. */
async function insertPlainly(client: pg.Client, columns: Columns, { seq: before, bodies, originals }: Plainly): Promise<void> {
  const at = new Date().toISOString();
  const filler = "0".repeat(64);
  const rows: Record<(typeof tables)[number], Record<string, unknown>[]> = { original: [], entry: [], report: [], claim: [] };
  for (const { sha256: hash, bytes } of originals)
    rows.original.push({ case_id: id, sha256: hash, bytes: Buffer.from(bytes), key_id: "source:s1", compartment: "" });
  for (const [i, body] of bodies.entries()) {
    const seq = before + i + 1;
    rows.entry.push({ case_id: id, seq, at, actor: ana, kind: body.kind, body: JSON.stringify(body), prev_hash: filler, hash: filler, compartment: "" }); // prettier-ignore
    if (body.kind === "report-received")
      rows.report.push({ case_id: id, id: body.report.id, sha256: body.report.sha256, source: "s1", received_seq: seq, reading_seq: seq + 1, seq: seq + 1, compartment: "" }); // prettier-ignore
    if (body.kind !== "report-read") continue;
    for (const [n, claim] of body.reading.claims.entries())
      rows.claim.push({ case_id: id, id: claim.id, report: body.report, received_seq: seq - 1, ordinal: n + 1, reader: body.reader, measure: claim.measure, read_measure: claim.measure, state: "proposed", standing: "[]", seq, source: "s1", reading_seq: seq, compartment: "" }); // prettier-ignore
  }
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  const sent: Promise<unknown>[] = [client.query("BEGIN")];
  for (const table of tables) {
    const types = columns[table];
    const text = `INSERT INTO plain_${table} (${types.map(({ name }) => name).join(",")}) SELECT * FROM unnest(${types.map(({ type }, i) => `$${i + 1}::${type}[]`).join(",")})`;
    sent.push(client.query({ name: `plain_${table}`, text, values: types.map(({ name }) => rows[table].map((row) => row[name])) }));
  }
  sent.push(client.query("COMMIT"));
  stream.uncork();
  await Promise.all(sent);
}

/** Rows and content as the plain tables hold them, as COPY writes them; the bytes are counted and dropped. */
async function copyOut(client: pg.Client): Promise<number> {
  let bytes = 0;
  for (const what of ["plain_claim", "(SELECT seq, body FROM plain_entry ORDER BY seq)"]) {
    await new Promise<void>((resolve, reject) => {
      const copy = {
        submit: (connection: { query: (text: string) => void }) => connection.query(`COPY ${what} TO STDOUT`),
        handleCopyData: (message: { chunk: Buffer }) => void (bytes += message.chunk.length),
        handleError: reject,
        handleReadyForQuery: () => resolve(),
        handleRowDescription: () => undefined,
        handleCommandComplete: () => undefined,
      };
      client.query(copy as unknown as pg.Submittable);
    });
  }
  return bytes;
}

function arrival(i: number) {
  const bytes = encoder.encode(Array.from({ length: 300 }, (_, n) => `Report ${i}, line ${n}: ${Math.floor(random.uniform() * 1e9)} were told of. `).join("")); // prettier-ignore
  const hash = sha256(bytes);
  const published = "2026-03-02" as EdtfDate;
  const bodies: EntryBody[] = [
    {
      kind: "report-received",
      report: {
        id: reportId(`r${i}`), sha256: hash, title: `Report ${i}`, language: "en", outlet: "The Border Post", published, told: published,
        source: sourceId("s1"), channel: "public web page", url: null, family: `r${i}`,
      },
    },
    {
      kind: "report-read",
      report: reportId(`r${i}`),
      reader: "bench",
      reading: { claims: Array.from({ length: claimsOfEach }, (_, n) => proposal(`r${i}-${n + 1}`)), mentions: [], zones: [], unclassified: [] },
    },
  ]; // prettier-ignore
  return { bodies, original: { sha256: hash, bytes } };
}

/** No two alike, so that compressing does not find more to save than in real reports. */
function proposal(name: string): ProposedClaim {
  const low = Math.floor(random.uniform() * 90_000);
  const start = Math.floor(random.uniform() * 20_000);
  const year = 2010 + Math.floor(random.uniform() * 16);
  const places = ["Dandong", "Hunchun", "Tumen", "Vladivostok", "Khabarovsk"];
  return {
    id: claimId(name), measure: measure("workers_arrived"), value: { low: decimal(`${low}`), high: decimal(`${low + 500}`), kind: "range", hedge: ["about"] },
    quantity: { kind: "count", unit: "person" }, per: "group", period: `${year}-12-01~/..` as EdtfDate, place: places[low % 5] ?? null, country: "CN",
    subject: `women of group ${low % 977}`, speakers: [{ name: "The Border Post", protect: false }, { name: "a trader", protect: true }], basis: "heard",
    polarity: "asserted", conversionOf: null, flags: [], spans: [{ start, end: start + 12, exact: `${low}-${low + 500}` }],
    confidence: { claim: Math.round(random.uniform() * 100) / 100, value: 0.9, unit: 0.8 }, reasons: { value: "two numerals joined", unit: "the noun counted" },
  }; // prettier-ignore
}

function source(): EntryBody {
  const told = {
    pseudonym: "voice one",
    canKnow: "hears the brokers talk",
    reliability: "C",
    tlp: "TLP:RED",
    consent: "publish-aggregate",
  } as const;
  return { kind: "source-registered", source: { id: sourceId("s1"), ...told } };
}

function granted<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

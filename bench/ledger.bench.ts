/**
 * Rates of the ledger on the embedded store, and what its chain costs: the same rows, in transactions of the same size, once through the
 * ledger and once as plain inserts into tables with the same keys and indexes, in turn in one run.
 * `node bench/ledger.bench.ts [REPORTS] [CLAIMS OF EACH]`
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { ProposedClaim } from "../src/domain/claim.ts";
import type { EdtfDate } from "../src/domain/edtf.ts";
import type { EntryBody } from "../src/domain/entry.ts";
import { caseId, claimId, person, reportId, sourceId } from "../src/domain/ids.ts";
import { measure } from "../src/domain/measure.ts";
import { decimal } from "../src/domain/value.ts";
import { openLedger } from "../src/ledger/index.ts";
import { systemClock } from "../src/platform/clock.ts";
import { sha256 } from "../src/platform/hashing.ts";
import { openEmbedded } from "../src/platform/postgres/index.ts";

const reports = Number(process.argv[2] ?? 200);
const claimsOfEach = Number(process.argv[3] ?? 50);
const ana = person("ana");
const id = caseId("bench");
const folder = mkdtempSync(join(tmpdir(), "ledger-bench-"));

const began = performance.now();
const store = granted(await openEmbedded({ folder }));
line("first open of a new store", `${Math.round(performance.now() - began)} ms`);
const ledger = granted(await openLedger(store, { clock: systemClock, hash: sha256 }));
try {
  granted(await ledger.append(id, ana, [{ kind: "case-opened", title: "Bench", about: "Rates" }, source()]));

  let took = 0;
  let plain = 0;
  const client = new pg.Client(store.connection("owner"));
  await client.connect();
  const tables = ["original", "entry", "report", "claim"] as const;
  for (const table of tables) await client.query(`CREATE TABLE plain_${table} (LIKE counterledger.${table} INCLUDING ALL)`);
  for (let i = 0; i < reports; i++) {
    const { bodies, original } = arrival(i);
    let start = performance.now();
    granted(await ledger.append(id, ana, bodies, { originals: [original] }));
    took += performance.now() - start;

    const rows = await rowsOf(client, i);
    start = performance.now();
    await client.query("BEGIN");
    for (const table of tables) await insert(client, `plain_${table}`, rows[table]);
    await client.query("COMMIT");
    plain += performance.now() - start;
  }
  const claims = reports * claimsOfEach;
  line(`append: ${reports} reports of ${claimsOfEach} claims, one transaction each`, `${rate(claims, took)} claims/s`);
  line("the same rows as plain inserts", `${rate(claims, plain)} claims/s`);
  line("chain, checks and projections against plain inserts", `${(took / plain).toFixed(2)} times the time`);

  const decisions = Math.min(500, claims);
  let start = performance.now();
  for (let i = 0; i < decisions; i++) {
    const claim = claimId(`r${i % reports}-${1 + Math.floor(i / reports)}`);
    granted(await ledger.append(id, ana, [{ kind: "claim-accepted", claim, credibility: 3 }]));
  }
  line("decisions, one transaction each, on disk", `${rate(decisions, performance.now() - start)} a second`);

  start = performance.now();
  const verified = granted(await ledger.verify(id));
  const verify = performance.now() - start;
  line(`verify: ${verified.entries} entries`, `${rate(verified.entries, verify)} entries/s, ${rate(claims, verify)} claims/s`);
  start = performance.now();
  granted(await ledger.rebuild(id));
  line("rebuild", `${rate(claims, performance.now() - start)} claims/s`);
  start = performance.now();
  const read = await ledger.claims(id);
  line("claims read back", `${rate(read.length, performance.now() - start)} claims/s`);
  await client.end();
} finally {
  await ledger.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

function line(what: string, figure: string): void {
  console.log(`${what.padEnd(60)} ${figure}`);
}

function rate(count: number, milliseconds: number): string {
  return Math.round(count / (milliseconds / 1000)).toLocaleString("en");
}

type Table = "original" | "entry" | "report" | "claim";

/** The rows the ledger wrote for one report. */
async function rowsOf(client: pg.Client, i: number): Promise<Record<Table, Record<string, unknown>[]>> {
  await client.query("SELECT set_config('counterledger.case', $1, false)", [id]);
  const of = async (statement: string, values: unknown[]) => (await client.query(statement, values)).rows as Record<string, unknown>[];
  const [report] = await of("SELECT * FROM counterledger.report WHERE id = $1", [`r${i}`]);
  if (report === undefined) throw new Error(`report r${i} is not there`);
  return {
    original: await of("SELECT * FROM counterledger.original WHERE sha256 = $1", [report["sha256"]]),
    entry: await of("SELECT * FROM counterledger.entry WHERE seq IN ($1, $2)", [report["received_seq"], report["reading_seq"]]),
    report: [report],
    claim: await of("SELECT * FROM counterledger.claim WHERE report = $1", [`r${i}`]),
  };
}

async function insert(client: pg.Client, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map((_, i) => `(${columns.map((__, j) => `$${i * columns.length + j + 1}`).join(",")})`);
  await client.query(`INSERT INTO ${table} (${columns.join(",")}) VALUES ${values.join(",")}`, rows.flatMap((row) => columns.map((column) => row[column]))); // prettier-ignore
}

function arrival(i: number) {
  const bytes = new TextEncoder().encode(`Report ${i}. `.repeat(300));
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

function proposal(name: string): ProposedClaim {
  return {
    id: claimId(name), measure: measure("workers_arrived"), value: { low: decimal("30"), high: decimal("40"), kind: "range", hedge: ["about"] },
    quantity: { kind: "count", unit: "person" }, per: "group", period: "2025-12-01~/.." as EdtfDate, place: "Dandong", country: "CN",
    subject: "women", speakers: [{ name: "The Border Post", protect: false }, { name: "a trader", protect: true }], basis: "heard",
    polarity: "asserted", conversionOf: null, flags: [], spans: [{ start: 10, end: 15, exact: "30-40" }],
    confidence: { claim: 0.75, value: 0.9, unit: 0.8 }, reasons: { value: "two numerals joined", unit: "the noun counted" },
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

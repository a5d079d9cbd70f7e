/**
 * Adds entries to a case: sealed to the one before, with the originals they name and the projections they change, all in one
 * transaction. When this resolves with entries, they are on disk.
 */
import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { Clock, Hash } from "#domain/effects.ts";
import type { Entry, EntryBody } from "#domain/entry.ts";
import type { CaseId, Person, Sha256 } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import { canonicalJson } from "./canonical-json.ts";
import { openCaseView } from "./case-view.ts";
import { beforeTheFirst, entryHash } from "./entry-hash.ts";
import { understand } from "./entry-shape.ts";
import { project } from "./project.ts";
import type { Tables } from "./tables.ts";

export type Original = { readonly sha256: Sha256; readonly bytes: Uint8Array };
export type AppendOptions = {
  /** The bytes of every report received here; each must be named by a `report-received`. */
  readonly originals?: readonly Original[];
  /** The position the caller decided at; when the case has moved on, the act is refused as `conflict`. */
  readonly expect?: number;
};

export type Act = AppendOptions & { readonly case: CaseId; readonly actor: Person; readonly bodies: readonly EntryBody[] };

/** The canonical text of each body, or the refusal of one that cannot be kept. */
export function writeBodies(bodies: readonly EntryBody[]): Result<readonly string[], Refusal> {
  const texts: string[] = [];
  for (const body of bodies) {
    let text: string;
    try {
      text = canonicalJson(body);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return refuse({ kind: "bad-input", place: body.kind, says: error.message.replace(/^\./, "") });
    }
    if (text.includes("\\u0000"))
      return refuse({ kind: "bad-input", place: body.kind, says: "a text holds the character U+0000, which cannot be kept" });
    const understood = understand(JSON.parse(text));
    if (!understood.ok) throw new TypeError(`a ${body.kind} that could not be read back: ${understood.why}`);
    texts.push(text);
  }
  return ok(texts);
}

/** Appends within a transaction; a refusal must roll it back. */
export async function appendEntries(
  transaction: Transaction<Tables>,
  act: Act,
  texts: readonly string[],
  { clock, hash }: { readonly clock: Clock; readonly hash: Hash },
): Promise<Result<readonly Entry[], Refusal>> {
  const head = await lockHead(transaction, act);
  if (head === null) return refuse({ kind: "no-such-case", case: act.case, known: [] });
  if (act.expect !== undefined && act.expect !== head.seq) return refuse({ kind: "conflict", what: `The case "${act.case}"` });
  const at = clock();
  const entries: Entry[] = [];
  let prevHash = head.hash;
  for (const [i, body] of act.bodies.entries()) {
    const seq = head.seq + i + 1;
    const hashed = entryHash({ case: act.case, seq, at, actor: act.actor, body: texts[i] as string, prevHash }, hash);
    entries.push({ case: act.case, seq, at, actor: act.actor, body, prevHash, hash: hashed });
    prevHash = hashed;
  }
  const kept = await keepOriginals(transaction, act, hash);
  if (!kept.ok) return kept;

  const view = openCaseView(transaction, act.case);
  await view.load(entries);
  for (const entry of entries) {
    const changes = project(entry, view);
    if (!changes.ok) return changes;
    view.apply(changes.value);
  }
  const column = (of: (entry: Entry, i: number) => string | number) => entries.map(of);
  await sql`
    with moved as (update counterledger.head set seq = ${head.seq + entries.length}, hash = ${prevHash} where case_id = ${act.case})
    insert into counterledger.entry (case_id, seq, at, actor, kind, body, prev_hash, hash)
    select ${act.case}, * from unnest(
      ${column((e) => e.seq)}::integer[], ${column((e) => e.at)}::text[], ${column((e) => e.actor)}::text[],
      ${column((e) => e.body.kind)}::text[], ${column((_, i) => texts[i] as string)}::text[],
      ${column((e) => e.prevHash)}::text[], ${column((e) => e.hash)}::text[])
  `.execute(transaction);
  await view.save();
  return ok(entries);
}

/** The head of the case, locked until the transaction ends; made when the act opens the case; null when there is none. */
async function lockHead(transaction: Transaction<Tables>, act: Act): Promise<{ readonly seq: number; readonly hash: Sha256 } | null> {
  if (act.bodies[0]?.kind === "case-opened") {
    await sql`insert into counterledger.head values (${act.case}, 0, ${beforeTheFirst}) on conflict do nothing`.execute(transaction);
  }
  const { rows } = await sql<{ seq: number; hash: Sha256 }>`
    select seq, hash from counterledger.head where case_id = ${act.case} for update
  `.execute(transaction);
  return rows[0] ?? null;
}

/** Every report received needs its bytes, here or before; and bytes that no report names have no place in a case. */
async function keepOriginals(transaction: Transaction<Tables>, act: Act, hash: Hash): Promise<Result<null, Refusal>> {
  const given = act.originals ?? [];
  const named = act.bodies.flatMap((body) => (body.kind === "report-received" ? [body.report] : []));
  for (const { sha256, bytes } of given) {
    if (hash(bytes) !== sha256) throw new RangeError(`the original given as ${sha256} has another hash`);
    if (!named.some((report) => report.sha256 === sha256)) throw new RangeError(`no report received here names the original ${sha256}`);
    await sql`insert into counterledger.original values (${act.case}, ${sha256}, ${asBuffer(bytes)}) on conflict do nothing`.execute(
      transaction,
    );
  }
  for (const report of named) {
    if (given.some(({ sha256 }) => sha256 === report.sha256)) continue;
    const found = await transaction
      .selectFrom("original")
      .select("sha256")
      .where("case_id", "=", act.case)
      .where("sha256", "=", report.sha256)
      .executeTakeFirst();
    if (found === undefined)
      return refuse({ kind: "bad-input", place: `report "${report.id}"`, says: "its original bytes were not given" });
  }
  return ok(null);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Adds entries to a case: sealed to the one before, with the originals they name and the projections they change, all in one
 * transaction. When this resolves with entries, they are on disk.
 *
 * Two round trips: one locks the head and asks for everything the acts touch, one writes it all and commits. Between the two the bodies are
 * sealed and hashed.
 */
import type { Clock, Hash } from "#domain/effects.ts";
import type { Entry, EntryBody } from "#domain/entry.ts";
import type { CaseId, Person, Sha256 } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { originalsOf } from "#domain/report.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import { canonicalJson } from "./canonical-json.ts";
import { openCaseView } from "./case-view.ts";
import type { CaseView } from "./case-view.ts";
import { entryHash } from "./entry-hash.ts";
import { understand } from "./entry-shape.ts";
import type { CaseKeys } from "./keyring.ts";
import { project } from "./project.ts";
import { carries, sealBody } from "./sealed-body.ts";
import type { Head, Transaction } from "./store-access.ts";
import { caseKey, releaseKey, sourceKey } from "./tables.ts";
import { newestVersion } from "./upcast.ts";

export type Original = { readonly sha256: Sha256; readonly bytes: Uint8Array };
export type AppendOptions = {
  /** The bytes of every report received here; each must be named by a `report-received`. */
  readonly originals?: readonly Original[];
  /** The position the caller decided at; when the case has moved on, the act is refused as `conflict`. */
  readonly expect?: number;
};

export type Act = AppendOptions & { readonly case: CaseId; readonly actor: Person; readonly bodies: readonly EntryBody[] };

/** Each body in its newest shape. @throws TypeError for one that could not be read back: whoever made it is mistaken. */
export function understoodBodies(bodies: readonly EntryBody[]): readonly EntryBody[] {
  return bodies.map((given) => {
    const understood = understand(given);
    if (!understood.ok) throw new TypeError(`a ${given.kind} that could not be read back: ${understood.why}`);
    return understood.body;
  });
}

/** The canonical text of each body, or the refusal of one that cannot be kept. */
export function textsOf(bodies: readonly EntryBody[]): Result<readonly string[], Refusal> {
  const texts: string[] = [];
  for (const body of bodies) {
    const version = newestVersion(body.kind);
    let text: string;
    try {
      text = canonicalJson(version === 1 ? body : { ...body, version });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return refuse({ kind: "bad-input", place: body.kind, says: error.message.replace(/^\./, "") });
    }
    if (text.includes("\\u0000"))
      return refuse({ kind: "bad-input", place: body.kind, says: "a text holds the character U+0000, which cannot be kept" });
    texts.push(text);
  }
  return ok(texts);
}

/** Appends within a transaction, bodies as {@link understoodBodies} gives them; a refusal must roll it back. */
export async function appendEntries(
  transaction: Transaction,
  act: Act,
  { clock, hash }: { readonly clock: Clock; readonly hash: Hash },
): Promise<Result<readonly Entry[], Refusal>> {
  const view = openCaseView(transaction, act.case);
  const loading = view.load(act.bodies);
  const originals = keptOriginals(transaction, act);
  // Whatever fails first is told by what is awaited first.
  for (const one of [loading, originals]) one.catch(() => undefined);
  // The store looks for what was asked while the bodies are written.
  await transaction.sent();
  const texts = textsOf(act.bodies);
  if (!texts.ok) return texts;
  const head = await transaction.head();
  if (head === null) return refuse({ kind: "no-such-case", case: act.case, known: [] });
  if (act.expect !== undefined && act.expect !== head.seq) return refuse({ kind: "conflict", what: `The case "${act.case}"` });
  await loading;
  const keys = await transaction.keys();
  const sealed = await sealAndProject(view, keys, { ...act, head, at: clock(), texts: texts.value }, hash);
  if (!sealed.ok) return sealed;
  const kept = keepOriginals(transaction, view, keys, act, await originals, hash);
  if (!kept.ok) return kept;

  const { entries, rows } = sealed.value;
  transaction.later("update counterledger.head set seq = $2, hash = $3 where case_id = $1", [act.case, head.seq + entries.length, entries.at(-1)?.hash ?? head.hash]); // prettier-ignore
  transaction.later(
    `insert into counterledger.entry (case_id, seq, at, actor, kind, body, prev_hash, hash, compartment)
     select $1, * from unnest($2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])`,
    [
      act.case,
      entries.map((entry) => entry.seq),
      entries.map((entry) => entry.at),
      entries.map((entry) => entry.actor),
      entries.map((entry) => entry.body.kind),
      rows.map((row) => row.body),
      entries.map((entry) => entry.prevHash),
      entries.map((entry) => entry.hash),
      rows.map((row) => row.compartment),
    ],
  );
  view.save(transaction, keys);
  return ok(entries);
}

type Sealing = Act & { readonly head: Head; readonly at: Entry["at"]; readonly texts: readonly string[] };
type SealedEntries = {
  readonly entries: readonly Entry[];
  readonly rows: readonly { readonly body: string; readonly compartment: string }[];
};

/** Entry by entry, since each stands on the state the one before it left. */
async function sealAndProject(view: CaseView, keys: CaseKeys, act: Sealing, hash: Hash): Promise<Result<SealedEntries, Refusal>> {
  const entries: Entry[] = [];
  const rows: { body: string; compartment: string }[] = [];
  let prevHash = act.head.hash;
  for (const [i, body] of act.bodies.entries()) {
    if (body.kind === "case-opened") {
      await keys.make(caseKey, "");
      await keys.make(releaseKey, "");
    }
    if (body.kind === "envelope-made") await keys.make(body.envelope, "");
    if (body.kind === "source-registered") await keys.make(sourceKey(body.source.id), body.source.compartment ?? "");
    const seq = act.head.seq + i + 1;
    // The rule is asked before anything is sealed: an act without meaning names no key.
    const open: Entry = { case: act.case, seq, at: act.at, actor: act.actor, body, prevHash, hash: prevHash };
    const changes = project(open, view);
    if (!changes.ok) return changes;
    const of = placeInCase(body, view);
    view.apply(changes.value);
    const { key, compartment } = of ?? placeInCase(body, view) ?? { key: caseKey, compartment: "" };
    const stored = sealBody(keys, { kind: body.kind, key, compartment }, act.texts[i] ?? "");
    const hashed = entryHash({ case: act.case, seq, at: act.at, actor: act.actor, body: stored, prevHash }, hash);
    entries.push({ ...open, hash: hashed });
    rows.push({ body: stored, compartment });
    prevHash = hashed;
  }
  return ok({ entries, rows });
}

/** The key that seals a body and the compartment it belongs to; null when what it is about is not there yet. */
function placeInCase(body: EntryBody, view: CaseView): { readonly key: string; readonly compartment: string } | null {
  const carried = carries(body);
  if ("key" in carried) {
    const link = body.kind === "link-decided" ? [body.link.from, body.link.to] : [];
    const compartment = link.map((end) => (view.claim(end) ?? view.report(end))?.compartment ?? "").find((name) => name !== "") ?? "";
    return { key: carried.key, compartment };
  }
  const source =
    "source" in carried ? carried.source : "report" in carried ? view.report(carried.report)?.source : view.claim(carried.claim)?.source;
  if (source === undefined) return null;
  const compartment = "source" in carried ? view.source(source)?.compartment : "report" in carried ? view.report(carried.report)?.compartment : view.claim(carried.claim)?.compartment; // prettier-ignore
  return compartment === undefined ? null : { key: sourceKey(source), compartment };
}

/** Of the reports received without their bytes: which bytes are there already. */
async function keptOriginals(transaction: Transaction, act: Act): Promise<ReadonlySet<string>> {
  const missing = receivedIn(act).filter(([sha256]) => !(act.originals ?? []).some((given) => given.sha256 === sha256));
  if (missing.length === 0) return new Set();
  const rows = await transaction.rows<{ sha256: string }>(
    "select sha256 from counterledger.original where case_id = $1 and sha256 = any($2)",
    [act.case, missing.map(([sha256]) => sha256)],
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** Every report received needs its bytes, here or before; and bytes that no report names have no place in a case. */
function keepOriginals(
  transaction: Transaction,
  view: CaseView,
  keys: CaseKeys,
  act: Act,
  known: ReadonlySet<string>,
  hash: Hash,
): Result<null, Refusal> {
  const given = act.originals ?? [];
  const named = new Map(receivedIn(act));
  for (const { sha256, bytes } of given) {
    if (hash(bytes) !== sha256) throw new RangeError(`the original given as ${sha256} has another hash`);
    const report = named.get(sha256);
    if (report === undefined) throw new RangeError(`no report received here names the original ${sha256}`);
    const key = sourceKey(report.source);
    const sealed = keys.sealBytes(key, originalPlace(sha256), bytes);
    const compartment = view.report(report.id)?.compartment ?? "";
    transaction.later(
      "insert into counterledger.original (case_id, sha256, bytes, key_id, compartment) values ($1, $2, $3, $4, $5) on conflict do nothing",
      [act.case, sha256, sealed, key, compartment],
    );
  }
  for (const [needed, report] of named) {
    if (known.has(needed) || given.some(({ sha256 }) => sha256 === needed)) continue;
    return refuse({ kind: "bad-input", place: `report "${report.id}"`, says: "its original bytes were not given" });
  }
  return ok(null);
}

/** Where an original stands: its bytes open as this original's and as no other's. */
export const originalPlace = (sha256: string): string => `original\u0000${sha256}`;

/** The hashes of the originals that are received here, each with its report. */
function receivedIn(act: Act) {
  return act.bodies.flatMap((body) =>
    body.kind === "report-received" ? originalsOf(body.report).map((sha256) => [sha256, body.report] as const) : [],
  );
}

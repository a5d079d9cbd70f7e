/**
 * The ledger: every act on a case, in order, and the answers computed from them. The only writer is {@link Ledger.append}.
 *
 * Acts and checks answer with a `Result`. Questions answer with plain values, since what they ask about a case that is not there
 * is simply empty; when the store itself fails (down, damaged, disk full) they throw {@link StoreFailure} with the refusal.
 */
import { sql } from "kysely";
import type { Claim, Mention, Reading, Zone } from "#domain/claim.ts";
import type { Clock, Hash } from "#domain/effects.ts";
import type { Entry, EntryBody } from "#domain/entry.ts";
import type { CaseId, ClaimId, Person, ReleaseId, ReportId, Sha256 } from "#domain/ids.ts";
import type { DecidedLink, LinkId } from "#domain/link.ts";
import type { MeasureId } from "#domain/measure.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { ReleaseContent, Risk, RiskAcceptance } from "#domain/release.ts";
import type { Report } from "#domain/report.ts";
import { ok } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import type { Source } from "#domain/source.ts";
import type { Rate } from "#domain/weighing.ts";
import type { RunningStore } from "#platform/postgres/index.ts";
import { appendEntries, writeBodies } from "./append.ts";
import type { AppendOptions } from "./append.ts";
import { digestProjections } from "./digest.ts";
import { leafHash } from "./merkle-tree.ts";
import { migrate, ownMigrations } from "./migrate.ts";
import { claimOf, decidedLinkOf, linkStandingOf, standingOf } from "./project.ts";
import { rebuildCase } from "./rebuild.ts";
import { openAccess, StoreFailure } from "./store-access.ts";
import type { StoreAccess } from "./store-access.ts";
import type { EntryTable, ProjectionName, ReleaseRow } from "./tables.ts";
import { verifyCase } from "./verify.ts";
import type { Verified } from "./verify.ts";
import { readEntry } from "./walk.ts";

export type OpenCase = { readonly id: CaseId; readonly title: string; readonly about: string };
export type ReportHead = Omit<Report, "text">;
export type ReportReading = {
  readonly reader: string;
  readonly mentions: readonly Mention[];
  readonly zones: readonly Zone[];
  readonly unclassified: Reading["unclassified"];
};
export type AnalysisRun = {
  readonly body: Extract<EntryBody, { kind: "analysis-run" }>;
  /** Position of the run. */
  readonly seq: number;
  /** Whether a reading, a decision, a grade or a rate came after it. */
  readonly stale: boolean;
};
export type ReleaseRecord = {
  readonly id: ReleaseId;
  readonly state: "draft" | "published";
  readonly content: ReleaseContent;
  /** The ledger position the content was taken at. */
  readonly position: number;
  readonly risks: readonly Risk[];
  readonly acceptances: readonly RiskAcceptance[];
  /** Hash of the published bytes; null for a draft. */
  readonly sha256: Sha256 | null;
  /** Position of the draft's entry. */
  readonly drafted: number;
};
export type ClaimFilter = {
  readonly report?: ReportId;
  readonly measure?: MeasureId | string;
  readonly state?: Claim["decision"]["state"];
};
export type Digests = Readonly<Record<ProjectionName, Sha256>>;

export type Ledger = {
  /**
   * Records acts, all or none; the entries when they are on disk.
   * Refuses `no-such-case`, `conflict`, `already-received`, `no-such-source`, `no-such-report`, `no-such-claim`,
   * `nothing-to-undo`, `bad-input`, and what the store refuses.
   */
  append(id: CaseId, actor: Person, bodies: readonly EntryBody[], options?: AppendOptions): Promise<Result<readonly Entry[], Refusal>>;

  /** Every case of the store, by id. */
  cases(): Promise<readonly OpenCase[]>;
  /** How many entries the case has; 0 when there is no such case. */
  position(id: CaseId): Promise<number>;
  /** Entries from position `from` (1 by default), at most `limit` of them (all by default). */
  entries(id: CaseId, page?: { readonly from?: number; readonly limit?: number }): Promise<readonly Entry[]>;
  /** In the order they were received. */
  reports(id: CaseId): Promise<readonly ReportHead[]>;
  /** With the text, decoded from the original. */
  report(id: CaseId, report: ReportId): Promise<Report | null>;
  original(id: CaseId, sha256: Sha256): Promise<Uint8Array | null>;
  /** In the order they were registered, with the newest grade. */
  sources(id: CaseId): Promise<readonly Source[]>;
  /** In the order of their reports, and within a report in the order of mention. */
  claims(id: CaseId, filter?: ClaimFilter): Promise<readonly Claim[]>;
  claim(id: CaseId, claim: ClaimId): Promise<Claim | null>;
  /** Position of the newest decision on the claim that still stands; null when none does. */
  newestDecision(id: CaseId, claim: ClaimId): Promise<number | null>;
  /** Of one report or of all, in order. */
  mentions(id: CaseId, report?: ReportId): Promise<readonly Mention[]>;
  /** What the newest reading of a report saw besides claims; null when it was not read. */
  reading(id: CaseId, report: ReportId): Promise<ReportReading | null>;
  /** Links somebody decided on, each with the newest decision that stands, by id. */
  decidedLinks(id: CaseId): Promise<readonly DecidedLink[]>;
  /** Position of the newest decision on the link that still stands; null when none does. */
  newestLinkDecision(id: CaseId, link: LinkId): Promise<number | null>;
  /** In the order they were recorded, the newest of each id. */
  rates(id: CaseId): Promise<readonly Rate[]>;
  /** The newest run, or null. */
  analysis(id: CaseId): Promise<AnalysisRun | null>;
  /** In the order they were drafted. */
  releases(id: CaseId): Promise<readonly ReleaseRecord[]>;

  /** Walks chain and originals. Refuses `chain-broken` naming the first break, `store-damaged` for what cannot be understood. */
  verify(id: CaseId): Promise<Result<Verified, Refusal>>;
  /** Computes the projections again from the entries; changes nothing when the chain is broken. */
  rebuild(id: CaseId): Promise<Result<{ readonly entries: number; readonly digests: Digests }, Refusal>>;
  /** Leaf hashes of the case's Merkle tree, in order (`merkle-tree.ts`): for checkpoints and proofs. Trusts the stored hashes; verify first. */
  leaves(id: CaseId): Promise<readonly Uint8Array[]>;
  /** SHA-256 of each projection's rows. */
  digest(id: CaseId): Promise<Digests>;
  close(): Promise<void>;
};

export type LedgerEffects = {
  readonly clock: Clock;
  readonly hash: Hash;
  /** Bytes of an original to its text; UTF-8 with any byte order mark kept, unless told otherwise. */
  readonly decode?: (bytes: Uint8Array) => string;
};

/** Opens the ledger of a running store, bringing its tables up to date first. Closing it leaves the store running. */
export async function openLedger(store: RunningStore, effects: LedgerEffects): Promise<Result<Ledger, Refusal>> {
  try {
    const migrated = await migrate(store, ownMigrations(), effects);
    if (!migrated.ok) return migrated;
  } catch (error) {
    const refusal = store.refusalOf(error) ?? notEntitled(error, store.name);
    if (refusal === null) throw error;
    return { ok: false, refusal };
  }
  return ok(ledgerOver(openAccess(store, "writer"), effects));
}

/** An account on somebody's server that may not make the tables, and for which nobody has made them. */
function notEntitled(error: unknown, store: string): Refusal | null {
  const insufficientPrivilege = "42501";
  if ((error as { code?: string }).code !== insufficientPrivilege) return null;
  const why = `${(error as Error).message}; open it once with an account that may make the ledger's schema and roles`;
  return { kind: "store-down", store, why };
}

/** Carries a refusal out of a transaction, which rolls back on a throw. */
class RolledBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function ledgerOver(access: StoreAccess, { clock, hash, decode = (bytes) => utf8.decode(bytes) }: LedgerEffects): Ledger {
  const ledger: Ledger = {
    async append(id, actor, bodies, options = {}) {
      const texts = writeBodies(bodies);
      if (!texts.ok) return texts;
      const appended = await refusable(() =>
        access.write(id, (transaction) =>
          settled(appendEntries(transaction, { ...options, case: id, actor, bodies }, texts.value, { clock, hash })),
        ),
      );
      if (appended.ok || appended.refusal.kind !== "no-such-case") return appended;
      return { ok: false, refusal: { ...appended.refusal, known: (await ledger.cases()).map((one) => one.id) } };
    },

    cases: () =>
      access.read({ listing: true }, async (transaction) => {
        // From the heads: a case whose projections were lost is still a case, to be verified and rebuilt.
        const rows = await transaction
          .selectFrom("head")
          .leftJoin("case_file", "case_file.case_id", "head.case_id")
          .select(["head.case_id", "case_file.title", "case_file.about"])
          .where("head.seq", ">", 0)
          .orderBy("head.case_id")
          .execute();
        return rows.map(({ case_id, title, about }) => ({ id: case_id as CaseId, title: title ?? case_id, about: about ?? "" }));
      }),

    position: (id) =>
      access.read({ case: id }, async (transaction) => {
        const head = await transaction.selectFrom("head").select("seq").where("case_id", "=", id).executeTakeFirst();
        return head?.seq ?? 0;
      }),

    entries: (id, { from = 1, limit } = {}) =>
      access.read({ case: id }, async (transaction) => {
        const query = transaction.selectFrom("entry").selectAll().where("case_id", "=", id).where("seq", ">=", from).orderBy("seq");
        return (await (limit === undefined ? query : query.limit(limit)).execute()).map(entryOf);
      }),

    reports: (id) =>
      access.read({ case: id }, async (transaction) => {
        const rows = await transaction.selectFrom("report").select("body").where("case_id", "=", id).orderBy("received_seq").execute();
        return rows.map(({ body }) => JSON.parse(body) as ReportHead);
      }),

    report: (id, report) =>
      access.read({ case: id }, async (transaction) => {
        const { rows } = await sql<{ body: string; bytes: Buffer | null }>`
          select r.body, o.bytes from counterledger.report r
          left join counterledger.original o on o.case_id = r.case_id and o.sha256 = r.sha256
          where r.case_id = ${id} and r.id = ${report}
        `.execute(transaction);
        const found = rows[0];
        if (found === undefined) return null;
        if (found.bytes === null) throw damaged(id, `the original of report ${report} is missing`);
        return { ...(JSON.parse(found.body) as ReportHead), text: decode(found.bytes) };
      }),

    original: (id, sha256) =>
      access.read({ case: id }, async (transaction) => {
        const found = await transaction
          .selectFrom("original")
          .select("bytes")
          .where("case_id", "=", id)
          .where("sha256", "=", sha256)
          .executeTakeFirst();
        return found === undefined ? null : new Uint8Array(found.bytes);
      }),

    sources: (id) =>
      access.read({ case: id }, async (transaction) => {
        const rows = await transaction
          .selectFrom("source")
          .innerJoin("source_protected", (join) =>
            join.onRef("source_protected.case_id", "=", "source.case_id").onRef("source_protected.id", "=", "source.id"),
          )
          .select(["source.id", "pseudonym", "can_know", "reliability", "tlp", "consent"])
          .where("source.case_id", "=", id)
          .orderBy("registered_seq")
          .execute();
        return rows.map(({ can_know, ...row }) => ({ ...row, canKnow: can_know }) as unknown as Source);
      }),

    claims: (id, filter = {}) =>
      access.read({ case: id }, async (transaction) => {
        let query = transaction.selectFrom("claim").select(["proposal", "standing", "report", "reader"]).where("case_id", "=", id);
        if (filter.report !== undefined) query = query.where("report", "=", filter.report);
        if (filter.measure !== undefined) query = query.where("measure", "=", filter.measure);
        if (filter.state !== undefined) query = query.where("state", "=", filter.state);
        return (await query.orderBy("received_seq").orderBy("ordinal").orderBy("id").execute()).map(claimOf);
      }),

    claim: (id, claim) =>
      access.read({ case: id }, async (transaction) => {
        const found = await transaction
          .selectFrom("claim")
          .select(["proposal", "standing", "report", "reader"])
          .where("case_id", "=", id)
          .where("id", "=", claim)
          .executeTakeFirst();
        return found === undefined ? null : claimOf(found);
      }),

    newestDecision: (id, claim) =>
      access.read({ case: id }, async (transaction) => {
        const found = await transaction
          .selectFrom("claim")
          .select("standing")
          .where("case_id", "=", id)
          .where("id", "=", claim)
          .executeTakeFirst();
        return found === undefined ? null : (standingOf(found).at(-1)?.seq ?? null);
      }),

    mentions: (id, report) =>
      access.read({ case: id }, async (transaction) => {
        const { rows } = await sql<{ body: string }>`
          select m.body from counterledger.mention m
          join counterledger.report r on r.case_id = m.case_id and r.id = m.report
          where m.case_id = ${id} and (${report ?? null}::text is null or m.report = ${report ?? null})
          order by r.received_seq, m.ordinal
        `.execute(transaction);
        return rows.map(({ body }) => JSON.parse(body) as Mention);
      }),

    reading: (id, report) =>
      access.read({ case: id }, async (transaction) => {
        const { rows } = await sql<EntryTable>`
          select e.* from counterledger.report r
          join counterledger.entry e on e.case_id = r.case_id and e.seq = r.reading_seq
          where r.case_id = ${id} and r.id = ${report}
        `.execute(transaction);
        const found = rows[0];
        if (found === undefined) return null;
        const { body } = entryOf(found);
        if (body.kind !== "report-read") throw damaged(id, `entry ${found.seq} should be a reading of ${report}`);
        const { mentions, zones, unclassified } = body.reading;
        return { reader: body.reader, mentions, zones, unclassified };
      }),

    decidedLinks: (id) =>
      access.read({ case: id }, async (transaction) =>
        (await transaction.selectFrom("link").selectAll().where("case_id", "=", id).orderBy("id").execute()).map(decidedLinkOf),
      ),

    newestLinkDecision: (id, link) =>
      access.read({ case: id }, async (transaction) => {
        const found = await transaction
          .selectFrom("link")
          .select("standing")
          .where("case_id", "=", id)
          .where("id", "=", link)
          .executeTakeFirst();
        return found === undefined ? null : (linkStandingOf(found).at(-1)?.seq ?? null);
      }),

    rates: (id) =>
      access.read({ case: id }, async (transaction) => {
        const rows = await transaction.selectFrom("rate").select("body").where("case_id", "=", id).orderBy("seq").orderBy("id").execute();
        return rows.map(({ body }) => JSON.parse(body) as Rate);
      }),

    analysis: (id) =>
      access.read({ case: id }, async (transaction) => {
        const { rows } = await sql<EntryTable & { stale: boolean }>`
          select e.*, c.weighed_seq > c.analysis_seq as stale from counterledger.case_file c
          join counterledger.entry e on e.case_id = c.case_id and e.seq = c.analysis_seq
          where c.case_id = ${id}
        `.execute(transaction);
        const found = rows[0];
        if (found === undefined) return null;
        const { body, seq } = entryOf(found);
        if (body.kind !== "analysis-run") throw damaged(id, `entry ${seq} should be an analysis`);
        return { body, seq, stale: found.stale };
      }),

    releases: (id) =>
      access.read({ case: id }, async (transaction) => {
        const rows = await transaction.selectFrom("release").selectAll().where("case_id", "=", id).orderBy("drafted_seq").execute();
        return rows.map(releaseOf);
      }),

    verify: (id) => refusable(() => access.read({ case: id }, (transaction) => settled(verifyCase(transaction, id, hash)))),

    rebuild: (id) =>
      refusable(() =>
        access.write(id, async (transaction) => {
          const entries = await settled(rebuildCase(transaction, id, hash));
          return { entries, digests: await digestProjections(transaction, id) };
        }),
      ),

    leaves: (id) =>
      access.read({ case: id }, async (transaction) => {
        const rows = await transaction.selectFrom("entry").select("hash").where("case_id", "=", id).orderBy("seq").execute();
        return rows.map((row) => leafHash(Buffer.from(row.hash, "hex")));
      }),

    digest: (id) => access.read({ case: id }, (transaction) => digestProjections(transaction, id)),
    close: () => access.close(),
  };
  return ledger;
}

/** The value, or a throw that rolls the transaction back and comes out of {@link refusable} as the refusal it was. */
async function settled<T>(result: Promise<Result<T, Refusal>>): Promise<T> {
  const outcome = await result;
  if (!outcome.ok) throw new RolledBack(outcome.refusal);
  return outcome.value;
}

async function refusable<T>(work: () => Promise<T>): Promise<Result<T, Refusal>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof RolledBack || error instanceof StoreFailure) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

function entryOf(row: EntryTable): Entry {
  const read = readEntry(row);
  if ("why" in read) throw damaged(row.case_id as CaseId, `entry ${row.seq}: ${read.why}`);
  return read.entry;
}

function releaseOf(row: ReleaseRow): ReleaseRecord {
  return {
    id: row.id as ReleaseId,
    state: row.state as ReleaseRecord["state"],
    content: JSON.parse(row.content) as ReleaseContent,
    position: row.position,
    risks: JSON.parse(row.risks) as Risk[],
    acceptances: JSON.parse(row.acceptances) as RiskAcceptance[],
    sha256: row.sha256 as Sha256 | null,
    drafted: row.drafted_seq,
  };
}

function damaged(id: CaseId, why: string): StoreFailure {
  return new StoreFailure({ kind: "store-damaged", store: `case ${id}`, why });
}

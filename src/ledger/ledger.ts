/**
 * The ledger: every act on a case, in order, and the answers computed from them. The only writers are {@link Ledger.append} and
 * {@link Ledger.forget}.
 *
 * Acts and checks answer with a `Result`. Questions answer with plain values, since what they ask about a case that is not there
 * is simply empty; when the store itself fails (down, locked, damaged, disk full) they throw {@link StoreFailure} with the refusal.
 */
import type { Claim, Mention, Reading, Zone } from "#domain/claim.ts";
import type { Clock, Hash } from "#domain/effects.ts";
import type { Entry, EntryBody, EntryKind } from "#domain/entry.ts";
import type { CaseId, ClaimId, Person, ReleaseId, ReportId, Sha256, SourceId } from "#domain/ids.ts";
import type { DecidedLink, LinkId } from "#domain/link.ts";
import type { MeasureId } from "#domain/measure.ts";
import type { Member, Standing } from "#domain/member.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { ReleaseContent, Risk, RiskAcceptance } from "#domain/release.ts";
import type { Report } from "#domain/report.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import type { RestedOn, Source, SourceFile } from "#domain/source.ts";
import type { Rate } from "#domain/weighing.ts";
import { isRecipient, openStoreKeys } from "#platform/keys/index.ts";
import type { Recipient, StoreKeys } from "#platform/keys/index.ts";
import type { RunningStore } from "#platform/postgres/index.ts";
import { appendEntries, understoodBodies } from "./append.ts";
import type { AppendOptions } from "./append.ts";
import { mayRecord } from "./authorisation.ts";
import { carryOver } from "./carry-over.ts";
import { pastRows, storedRows } from "./case-rows.ts";
import { openCaseView } from "./case-view.ts";
import { carriedKeys, sealedOriginal, takeInCase } from "./carry-case.ts";
import type { CarriedCase, CarriedKeys } from "./carry-case.ts";
import { digestProjections } from "./digest.ts";
import { envelopesOf, openSealedTo } from "./envelopes.ts";
import type { Envelope } from "./envelopes.ts";
import { forgetSource, finishRotation } from "./forget-source.ts";
import { grantCaseKey } from "./keyring.ts";
import type { CaseVault } from "./keyring.ts";
import { leafHash } from "./merkle-tree.ts";
import { migrate, ownMigrations } from "./migrate.ts";
import { questionsOf, releaseOf } from "./questions.ts";
import type { Questions } from "./questions.ts";
import { rebuildCase, replay } from "./rebuild.ts";
import { openRow } from "./sealed-rows.ts";
import { openAccess } from "./store-access.ts";
import type { As, StoreAccess } from "./store-access.ts";
import { StoreFailure } from "./store-failure.ts";
import type { EntryTable, ProjectionName } from "./tables.ts";
import { verifyCase } from "./verify.ts";
import type { Verified } from "./verify.ts";

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
  readonly source?: SourceId;
};
/** An entry as it is kept: its body sealed, which is what the chain is over. */
export type StoredEntry = Omit<Entry, "body"> & { readonly kind: string; readonly body: string };
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
  /** Entries from position `from` (1 by default), at most `limit` of them (all by default), of these kinds (every kind by default). */
  entries(
    id: CaseId,
    page?: { readonly from?: number; readonly limit?: number; readonly kinds?: readonly EntryKind[] },
  ): Promise<readonly Entry[]>;
  /** In the order they were received; of those named alone, where some are named. */
  reports(id: CaseId, named?: ReadonlySet<ReportId>): Promise<readonly ReportHead[]>;
  /** With the text, decoded from the original. */
  report(id: CaseId, report: ReportId): Promise<Report | null>;
  original(id: CaseId, sha256: Sha256): Promise<Uint8Array | null>;
  /** In the order they were registered, with the newest grade. */
  sources(id: CaseId): Promise<readonly Source[]>;
  /** In the order of their reports, and within a report in the order of mention. */
  claims(id: CaseId, filter?: ClaimFilter): Promise<readonly Claim[]>;
  /** The same claims in the same order and of one moment, so many at a time that a case of any size fits; the next wait for `take`. */
  claimsInTurn(id: CaseId, take: (claims: readonly Claim[]) => void | Promise<void>): Promise<void>;
  claim(id: CaseId, claim: ClaimId): Promise<Claim | null>;
  /** Position of the newest decision on the claim that still stands; null when none does. */
  newestDecision(id: CaseId, claim: ClaimId): Promise<number | null>;
  /** A source with its grades and notes; what is protected only for whoever may see it. */
  source(id: CaseId, source: SourceId): Promise<SourceFile | null>;
  /** The armored age file an entry sealed to the note's holders; null when there is none at that position or its key was destroyed. */
  note(id: CaseId, source: SourceId, position: number): Promise<string | null>;
  /** By name, then compartment. */
  members(id: CaseId): Promise<readonly Member[]>;
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
  /** A release, read by the role that has no right to anything protected and no key of any source: what a dossier is built from. */
  toRelease(id: CaseId, release: ReleaseId): Promise<ReleaseRecord | null>;
  /** What must not appear in any output, whoever asks: what the case calls its sources and what they are placed to know. For scanning only. */
  protectedStrings(id: CaseId): Promise<readonly string[]>;
  /** Entries as they are kept, for whoever checks or carries them elsewhere. */
  storedEntries(id: CaseId, page?: { readonly from?: number; readonly limit?: number }): Promise<readonly StoredEntry[]>;

  /** The same ledger with the rights of a member: the database shows and takes nothing else. */
  as(member: Standing): Ledger;
  /**
   * The case as it stood after that entry, to read only: every act is refused as `past-state`. Held in memory.
   * Refuses `no-such-case`, a position the case has not reached, and a broken chain.
   */
  at(id: CaseId, position: number): Promise<Result<Ledger, Refusal>>;
  /**
   * Destroys the key of a source, and with it everything sealed with it: their registration, notes, reports, readings, decisions and
   * originals. Then everything that can still be computed is computed again. The chain verifies as before.
   * Refuses `no-such-source`, `source-gone` when it is forgotten already, `not-allowed` to all but the desk, and what the store refuses.
   */
  forget(
    id: CaseId,
    actor: Person,
    forgotten: { readonly source: SourceId; readonly why: string; readonly rested: Omit<RestedOn, "state"> },
  ): Promise<Result<Entry, Refusal>>;
  /** Keys and originals of a case that is to be carried elsewhere, as they are kept (`carry-case.ts`); the entries are {@link Ledger.storedEntries}. */
  carriedKeys(id: CaseId): Promise<Result<CarriedKeys, Refusal>>;
  /** The sealed bytes of an original, or null. */
  sealedOriginal(id: CaseId, sha256: Sha256): Promise<Uint8Array | null>;
  /** Takes in a case carried from elsewhere, whole or not at all, and verifies it. Refuses `bad-input` when it is here already. */
  takeIn(carried: CarriedCase): Promise<Result<Verified, Refusal>>;
  /** The keys correspondents may seal to, the newest first; refuses `not-allowed` to all but handlers. */
  envelopes(id: CaseId): Promise<Result<readonly Envelope[], Refusal>>;
  /** What an age file sealed to one of them holds, null when none opens it; for handlers only, too. */
  openEnvelope(id: CaseId, file: Uint8Array): Promise<Result<Uint8Array | null, Refusal>>;
  /** Lets the holder of an age key open the case without this store's key. */
  grantKey(id: CaseId, to: { readonly recipient: Recipient; readonly holder: string }): Promise<Result<null, Refusal>>;
  /** Who can open the case, besides whoever has the store's key. */
  keyHolders(id: CaseId): Promise<readonly { readonly recipient: Recipient; readonly holder: string }[]>;

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
  /** The key the store opens with; the file beside the store, without a passphrase, unless given. */
  readonly keys?: StoreKeys;
};

/** Opens the ledger of a running store, bringing its tables up to date first. Closing it leaves the store running. */
export async function openLedger(store: RunningStore, effects: LedgerEffects): Promise<Result<Ledger, Refusal>> {
  const keys = effects.keys === undefined ? await openStoreKeys({ store: store.name, file: store.keyFile }) : ok(effects.keys);
  if (!keys.ok) return keys;
  const vault: CaseVault = { store: store.name, keys: keys.value };
  try {
    const migrated = await migrate(store, ownMigrations(), effects, (client) => carryOver(client, vault, effects.hash));
    if (!migrated.ok) return migrated;
    const access = openAccess(store, vault);
    if (keys.value.isRotating()) await finishRotation(access, vault);
    return ok(ledgerOver(access, vault, "desk", effects));
  } catch (error) {
    if (error instanceof StoreFailure) return refuse(error.refusal);
    const refusal = store.refusalOf(error) ?? notEntitled(error, store.name);
    if (refusal === null) throw error;
    return refuse(refusal);
  }
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

type Ask = <T>(id: CaseId, question: (of: Questions) => Promise<T>) => Promise<T>;

/** Every question about one case, each asked the same way. */
function asked(ask: Ask) {
  return {
    position: (id) => ask(id, (of) => of.position()),
    entries: (id, { from = 1, limit, kinds } = {}) => ask(id, (of) => of.entries(from, limit ?? null, kinds ?? null)),
    reports: (id, named) => ask(id, (of) => of.reports(named)),
    report: (id, report) => ask(id, (of) => of.report(report)),
    original: (id, sha256) => ask(id, (of) => of.original(sha256)),
    sources: (id) => ask(id, (of) => of.sources()),
    source: (id, source) => ask(id, (of) => of.source(source)),
    note: (id, source, position) => ask(id, (of) => of.note(source, position)),
    claims: (id, filter) => ask(id, (of) => of.claims(filter)),
    claimsInTurn: (id, take) => ask(id, (of) => of.claimsInTurn(take)),
    claim: (id, claim) => ask(id, (of) => of.claim(claim)),
    newestDecision: (id, claim) => ask(id, (of) => of.newestDecision(claim)),
    decidedLinks: (id) => ask(id, (of) => of.decidedLinks()),
    newestLinkDecision: (id, link) => ask(id, (of) => of.newestLinkDecision(link)),
    mentions: (id, report) => ask(id, (of) => of.mentions(report)),
    reading: (id, report) => ask(id, (of) => of.reading(report)),
    rates: (id) => ask(id, (of) => of.rates()),
    analysis: (id) => ask(id, (of) => of.analysis()),
    releases: (id) => ask(id, (of) => of.releases()),
    members: (id) => ask(id, (of) => of.members()),
  } satisfies Partial<Ledger>;
}

function ledgerOver(access: StoreAccess, vault: CaseVault, as: As, effects: LedgerEffects): Ledger {
  const { clock, hash, decode = (bytes) => utf8.decode(bytes) } = effects;
  const releaser = access.as("releaser");
  // A release is held against everything that is protected, also when its editor may not see it.
  const desk = access.as("desk");
  const seesProtected = typeof as === "string" || as.role === "handler";
  const seesAll = typeof as === "string" || ((as.role === "handler" || as.role === "auditor") && as.compartments === "all");
  const ask: Ask = (id, question) =>
    access.read(id, (transaction) => question(questionsOf(storedRows(transaction, id), id, decode, seesProtected)));
  const notAllowed = (what: string, why: string): Result<never, Refusal> => refuse({ kind: "not-allowed", what, why });
  const who = typeof as === "string" ? "" : `${as.person} is ${as.role} here`;

  const ledger: Ledger = {
    ...asked(ask),

    async append(id, actor, bodies, options = {}) {
      if (typeof as !== "string") {
        const beyond = bodies.find(({ kind }) => !mayRecord(as.role, kind));
        if (beyond !== undefined) return notAllowed(beyond.kind, who);
        if (actor !== as.person) return notAllowed("an act in another's name", who);
      }
      // It takes a key with it, which only `forget` does.
      if (bodies.some(({ kind }) => kind === "source-forgotten" || kind === "not-readable"))
        throw new TypeError("forget a source with Ledger.forget");
      const act = { ...options, case: id, actor, bodies: understoodBodies(bodies) };
      const appended = await refusable(() =>
        access.write(id, (transaction) => settled(appendEntries(transaction, act, { clock, hash })), {
          opens: bodies[0]?.kind === "case-opened",
        }),
      );
      if (appended.ok || appended.refusal.kind !== "no-such-case") return appended;
      return refuse({ ...appended.refusal, known: (await ledger.cases()).map((one) => one.id) });
    },

    cases: () =>
      access.list(async ({ rows }) => {
        // From the heads: a case whose projections were lost is still a case, to be verified and rebuilt.
        const found = await rows<{ case_id: string; title: string | null; about: string | null }>(
          `select h.case_id, f.title, f.about from counterledger.head h
           left join counterledger.case_file f on f.case_id = h.case_id where h.seq > 0 order by h.case_id collate "C"`,
        );
        return found.map(({ case_id, title, about }) => ({ id: case_id as CaseId, title: title ?? case_id, about: about ?? "" }));
      }),

    toRelease: (id, release) =>
      releaser.read(id, async (transaction) => {
        const found = transaction.rows("select * from counterledger.release where case_id = $1 and id = $2", [id, release]);
        const keys = await transaction.keys();
        const [row] = await found;
        const opened = row === undefined ? null : openRow(keys, "release", row);
        return opened === null ? null : releaseOf(opened);
      }),

    protectedStrings: async (id) => {
      const sources = await desk.read(id, (transaction) => questionsOf(storedRows(transaction, id), id, decode, true).sources());
      const spoken = sources.filter((source) => source.tlp !== "TLP:CLEAR").flatMap((source) => [source.pseudonym, source.canKnow]);
      return [...new Set(spoken.filter((text) => text !== ""))];
    },

    storedEntries: (id, { from = 1, limit } = {}) =>
      access.read(id, async ({ rows }) => {
        const found = await rows<EntryTable>("select * from counterledger.entry where case_id = $1 and seq >= $2 order by seq limit $3", [id, from, limit ?? null]); // prettier-ignore
        return found.map(({ case_id, seq, at, actor, kind, body, prev_hash, hash: own }) => ({ case: case_id, seq, at, actor, kind, body, prevHash: prev_hash, hash: own }) as unknown as StoredEntry); // prettier-ignore
      }),

    as: (member) => ledgerOver(access.as(member), vault, member, effects),

    async at(id, position) {
      const reached = await ledger.position(id);
      if (reached === 0) return refuse({ kind: "no-such-case", case: id, known: (await ledger.cases()).map((one) => one.id) });
      if (!Number.isInteger(position) || position < 1 || position > reached)
        return refuse({ kind: "bad-input", place: "position", says: `the case has entries 1 to ${reached}, not ${position}` });
      if (!seesAll) return notAllowed("opening a past state", who);
      const view = openCaseView(null, id);
      const replayed = await refusable(() => access.read(id, (transaction) => settled(replay(transaction, id, hash, view, position))));
      if (!replayed.ok) return replayed;
      const past = questionsOf(
        pastRows(view, id, position, (work) => access.read(id, work)),
        id,
        decode,
        seesProtected,
      );
      const then: Result<never, Refusal> = refuse({ kind: "past-state", case: id, position });
      const ofOther = (other: CaseId) => {
        if (other !== id) throw new RangeError(`a past state of ${id} was asked about ${other}`);
        return past;
      };
      const file = view.caseFile();
      return ok({
        ...ledger,
        ...asked((other, question) => question(ofOther(other))),
        append: () => Promise.resolve(then),
        forget: () => Promise.resolve(then),
        grantKey: () => Promise.resolve(then),
        takeIn: () => Promise.resolve(then),
        rebuild: () => Promise.resolve(then),
        cases: () => Promise.resolve(file === undefined ? [] : [{ id, title: file.title, about: file.about }]),
        toRelease: async (_id, release) => (await past.releases()).find((one) => one.id === release) ?? null,
        storedEntries: (other, page) => ledger.storedEntries(other, { from: page?.from ?? 1, limit: Math.min(page?.limit ?? position, Math.max(0, position - (page?.from ?? 1) + 1)) }), // prettier-ignore
        leaves: async (other) => (await ledger.leaves(other)).slice(0, position),
        close: () => Promise.resolve(),
      });
    },

    async forget(id, actor, forgotten) {
      if (typeof as !== "string") return notAllowed("source-forgotten", `${who}; the key of a source is destroyed at the store itself`);
      return refusable(() => settled(forgetSource(access, vault, { id, actor, ...forgotten }, { clock, hash })));
    },

    async carriedKeys(id) {
      if (typeof as !== "string") return notAllowed("carrying a case away", `${who}; that is done at the store itself`);
      return refusable(() => access.read(id, (transaction) => carriedKeys(transaction, vault, id)));
    },

    sealedOriginal: (id, sha256) => access.read(id, (transaction) => sealedOriginal(transaction, id, sha256)),

    async takeIn(carried) {
      if (typeof as !== "string") return notAllowed("taking a case in", `${who}; that is done at the store itself`);
      return refusable(() =>
        access.write(carried.id, (transaction) => settled(takeInCase(transaction, vault, carried, hash)), { opens: true }),
      );
    },

    async envelopes(id) {
      if (!seesProtected) return notAllowed("opening envelopes", who);
      return refusable(() => access.read(id, (transaction) => envelopesOf(transaction, id)));
    },

    async openEnvelope(id, file) {
      if (!seesProtected) return notAllowed("opening envelopes", who);
      return refusable(() => access.read(id, (transaction) => openSealedTo(transaction, id, file)));
    },

    async grantKey(id, to) {
      if (!seesProtected) return notAllowed("giving a key", who);
      if (!isRecipient(to.recipient))
        return refuse({ kind: "bad-input", place: "key", says: `"${to.recipient}" is not an age public key (age1…)` });
      return refusable(() =>
        access.write(id, async (transaction) => {
          await grantCaseKey(vault, id, to, transaction);
          return null;
        }),
      );
    },

    keyHolders: (id) =>
      access.read(id, ({ rows }) => rows<{ recipient: string; holder: string }>("select recipient, holder from counterledger.case_key where case_id = $1 order by holder, recipient", [id])), // prettier-ignore

    async verify(id) {
      if (!seesAll) return notAllowed("verifying", `${who}, and what they may not see cannot be checked for them`);
      return refusable(() => access.read(id, (transaction) => settled(verifyCase(transaction, id, hash))));
    },

    async rebuild(id) {
      if (!seesAll || !seesProtected) return notAllowed("rebuilding", who);
      return refusable(() =>
        access.write(id, async (transaction) => {
          const entries = await settled(rebuildCase(transaction, id, hash));
          return { entries, digests: await digestProjections(transaction, id) };
        }),
      );
    },

    leaves: (id) =>
      access.read(id, async ({ rows }) => {
        const found = await rows<{ hash: string }>("select hash from counterledger.entry where case_id = $1 order by seq", [id]);
        return found.map((row) => leafHash(Buffer.from(row.hash, "hex")));
      }),

    digest: (id) => access.read(id, (transaction) => digestProjections(transaction, id)),
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
    if (error instanceof RolledBack || error instanceof StoreFailure) return refuse(error.refusal);
    throw error;
  }
}

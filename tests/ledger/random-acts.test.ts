/**
 * Random sequences of acts, sensible or not: after each run the projections equal a rebuild, the chain verifies, and the
 * decisions are those of a model that knows nothing of tables.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Entry, EntryBody, EntryKind } from "#domain/entry.ts";
import { claimId, reportId, sourceId } from "#domain/ids.ts";
import type { CaseId } from "#domain/ids.ts";
import { linkId } from "#domain/link.ts";
import { openLedger } from "#ledger/index.ts";
import { sha256 } from "#platform/hashing.ts";
import { accept, ana, analysed, changed, correct, described, drafted, envelope, freshCase, grade, joined, left, link, noted, opened, proposal, published, rate, reading, received, reject, riskTaken, simulated, source, undo, unlink, withdraw, withdrawn } from "./acts.ts"; // prettier-ignore
import { granted, openTestStore, steppingClock } from "./opened-store.ts";
import type { OpenedStore } from "./opened-store.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });
let open: OpenedStore;
beforeAll(async () => void (open = await openTestStore()));
afterAll(() => open.close());

const reports = ["r1", "r2", "r3"] as const;
const report = fc.constantFrom(...reports);
const claim = report.chain((of) => fc.constantFrom(`${of}-01`, `${of}-02`));
const place = fc.string({ unit: "grapheme", maxLength: 8 }).filter((text) => !text.includes("\u0000") && text.isWellFormed());

type Act =
  | { readonly bodies: readonly EntryBody[] }
  | { readonly undo: string }
  | { readonly unlink: readonly [string, string] }
  | { readonly receive: string; readonly claims: number }
  | { readonly forget: string };
const teller = fc.constantFrom("s1", "s2", "s3");
const member = fc.constantFrom("mo", "bo");
const release = fc.constantFrom("release-1", "release-2");
const one = (bodies: fc.Arbitrary<EntryBody>) => bodies.map((body) => ({ bodies: [body] }));
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ receive: report, claims: fc.nat(2) }) },
  { weight: 7, arbitrary: one(fc.oneof(claim.map(accept), fc.tuple(claim, place).map(([id, at]) => correct(id, { place: at })), claim.map(reject), claim.map(withdraw))) },
  { weight: 3, arbitrary: fc.record({ undo: claim }) },
  { weight: 2, arbitrary: one(fc.tuple(claim, claim, fc.constantFrom("accepted", "rejected")).map(([a, b, verdict]) => link(a, b, verdict))) },
  { weight: 1, arbitrary: fc.record({ unlink: fc.tuple(claim, claim) }) },
  { weight: 1, arbitrary: one(fc.tuple(report, fc.nat(2)).map(([of, n]) => reading(of, proposals(of, n), "en-2"))) },
  { weight: 3, arbitrary: one(fc.oneof(teller.map(source), teller.map((id) => grade(id, "B")), teller.map(described), teller.map(noted))) },
  { weight: 1, arbitrary: fc.oneof(one(teller.map(withdrawn)), fc.record({ forget: teller })) },
  { weight: 2, arbitrary: one(fc.oneof(member.map(joined), member.map(changed), member.map(left), fc.nat(3).map((n) => envelope(n + 1)))) },
  { weight: 2, arbitrary: one(fc.oneof(release.map((id) => drafted(id, 1)), release.map(riskTaken), release.map((id) => published(id, 2)))) },
  { weight: 2, arbitrary: one(fc.constantFrom(opened, analysed, simulated, rate("fix", "0.139"), rate("fix", "0.14"))) },
  { weight: 1, arbitrary: fc.array(claim.map(accept), { minLength: 2, maxLength: 4 }).map((bodies) => ({ bodies })) },
); // prettier-ignore

/** The first run of every sampling: acts that must each be taken on a fresh case. */
const certain: readonly Act[] = [
  { bodies: [source("s3")] },
  { receive: "r2", claims: 2 },
  { bodies: [accept("r1-01")] },
  { bodies: [analysed] },
  { bodies: [drafted("release-1", 1)] },
];

/** Whose word each report is. */
const tellers = { r1: "s1", r2: "s2", r3: "s3" } as const;
const entryKinds = ["case-opened", "source-registered", "source-graded", "source-described", "note-sealed", "source-withdrawn", "source-forgotten", "envelope-made", "member-added", "role-changed", "member-removed", "report-received", "report-read", "claim-accepted", "claim-corrected", "claim-rejected", "claim-withdrawn", "decision-undone", "link-decided", "link-undone", "rate-recorded", "analysis-run", "simulation-run", "release-drafted", "risk-accepted", "release-published"] as const satisfies readonly EntryKind[]; // prettier-ignore
/** Does not compile when a kind of entry is new and not tried here. */
type Untried = Exclude<EntryKind, (typeof entryKinds)[number] | "not-readable">;
const untried: readonly Untried[] = [] satisfies readonly never[];

/** Does the act, sensible or not; the entries it made. */
async function perform(id: CaseId, one: Act): Promise<readonly Entry[]> {
  const { ledger } = open;
  if ("receive" in one) {
    const arrived = received(one.receive, `words of ${one.receive}`, tellers[one.receive as keyof typeof tellers]);
    const done = await ledger.append(id, ana, [arrived.body, reading(one.receive, proposals(one.receive, one.claims))], {
      originals: [arrived.original],
    });
    return done.ok ? done.value : [];
  }
  if ("forget" in one) {
    const rested = { source: sourceId(one.forget), reports: [], claims: [], conclusions: [], sentences: [] };
    const done = await ledger.forget(id, ana, { source: sourceId(one.forget), why: "asked", rested });
    return done.ok ? [done.value] : [];
  }
  const bodies =
    "undo" in one
      ? [undo(one.undo, (await ledger.newestDecision(id, one.undo as never)) ?? 0)]
      : "unlink" in one
        ? [unlink(...one.unlink, (await ledger.newestLinkDecision(id, linkId({ kind: "same-as", from: claimId(one.unlink[0]), to: claimId(one.unlink[1]) }))) ?? 0)] // prettier-ignore
        : one.bodies;
  const done = await ledger.append(id, ana, bodies);
  return done.ok ? done.value : [];
}

test("after any sequence of acts of every kind the projections equal a rebuild, decisions are those of a plain model, and any prefix opens", async () => {
  const { ledger } = open;
  expect(untried).toEqual([]);
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 10, maxLength: 60, size: "max" }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (acts, share) => {
        const id = freshCase();
        granted(await ledger.append(id, ana, [opened, source("s1"), source("s2")]));
        const first = received("r1", "words of r1");
        granted(await ledger.append(id, ana, [first.body, reading("r1", proposals("r1", 2))], { originals: [first.original] }));
        const model = new Map<string, { state: string; place: string | null; seq: number }[]>();
        const after: { position: number; claims: string }[] = [];
        let forgotten = false;
        for (const one of acts) {
          for (const entry of await perform(id, one)) {
            seen.add(entry.body.kind);
            forgotten ||= entry.body.kind === "source-forgotten";
            remember(model, entry.seq, entry.body);
            if (entry.body.kind !== "source-withdrawn") continue;
            // Taking consent back withdraws what of theirs was accepted.
            for (const found of await ledger.claims(id, { source: entry.body.source })) if (found.decision.state === "withdrawn" && model.get(found.id)?.at(-1)?.state !== "withdrawn") model.get(found.id)?.push({ state: "withdrawn", place: null, seq: entry.seq }); // prettier-ignore
          }
          after.push({ position: await ledger.position(id), claims: JSON.stringify(await ledger.claims(id)) });
        }
        for (const found of await ledger.claims(id)) {
          const standing = model.get(found.id) ?? [];
          const places = standing.flatMap((decision) => (decision.state === "corrected" ? [decision.place] : []));
          expect([found.id, found.decision.state, found.place]).toEqual([
            found.id,
            standing.at(-1)?.state ?? "proposed",
            places.at(-1) ?? "Dandong",
          ]);
        }
        const filtered = await Promise.all(reports.map((one) => ledger.claims(id, { report: reportId(one) })));
        const all = await ledger.claims(id);
        expect([...all].sort(byId)).toEqual(filtered.flat().sort(byId));
        const before = await ledger.digest(id);
        expect(granted(await ledger.rebuild(id)).digests).toEqual(before);
        expect(await ledger.verify(id)).toMatchObject({ ok: true });

        const then = after[Math.floor(share * (after.length - 1))] ?? expect.fail("nothing was done");
        const past = granted(await ledger.at(id, then.position));
        expect(await past.position(id)).toBe(then.position);
        expect(await past.entries(id)).toEqual((await ledger.entries(id)).slice(0, then.position));
        // What was forgotten since is not there; nothing else is otherwise.
        if (!forgotten) expect(JSON.stringify(await past.claims(id))).toBe(then.claims);
        expect(await past.append(id, ana, [analysed])).toMatchObject({
          ok: false,
          refusal: { kind: "past-state", position: then.position },
        });
      },
    ),
    { numRuns: 20, endOnFailure: true, examples: [[[...certain], 0.5]] },
  );
  // A chance sample may lack any kind, so the first run is scripted: these acts are taken, never silently refused.
  expect([...seen]).toEqual(
    expect.arrayContaining(["claim-accepted", "report-read", "source-registered", "analysis-run", "release-drafted"]),
  );
});

test("writers of one case at once lose nothing of each other's, and stand in one order", async () => {
  const { ledger, store } = open;
  const second = granted(await openLedger(store, { clock: steppingClock(), hash: sha256 }));
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.nat(9), { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 5 }), async (writers) => {
        const id = freshCase();
        granted(await ledger.append(id, ana, [opened]));
        const promised = await Promise.all(
          writers.map(async (acts, w) => {
            const by = w % 2 === 0 ? ledger : second;
            const entries: Entry[] = [];
            for (const [i, n] of acts.entries())
              entries.push(...granted(await by.append(id, ana, [rate(`rate-${w}-${i}`, `${n + 1}`), envelope(1 + w)])));
            return entries;
          }),
        );
        const stored = await ledger.entries(id, { from: 2 });
        expect(stored.map((entry) => entry.hash)).toEqual(promised.flat().sort((a, b) => a.seq - b.seq).map((entry) => entry.hash)); // prettier-ignore
        expect(await ledger.verify(id)).toMatchObject({ ok: true, value: { entries: 1 + stored.length } });
        const before = await ledger.digest(id);
        expect(granted(await ledger.rebuild(id)).digests).toEqual(before);
      }),
      { numRuns: 10 },
    );
  } finally {
    await second.close();
  }
});

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

function proposals(of: string, count: number) {
  return Array.from({ length: count }, (_, i) => proposal(`${of}-0${i + 1}`));
}

function remember(model: Map<string, { state: string; place: string | null; seq: number }[]>, seq: number, body: EntryBody): void {
  if (body.kind === "decision-undone") model.get(body.claim)?.pop();
  const states = {
    "claim-accepted": "accepted",
    "claim-corrected": "corrected",
    "claim-rejected": "rejected",
    "claim-withdrawn": "withdrawn",
  } as const;
  if (!(body.kind in states)) return;
  const decision = body as Extract<EntryBody, { kind: keyof typeof states }>;
  const standing = model.get(decision.claim) ?? [];
  standing.push({
    state: states[decision.kind],
    place: decision.kind === "claim-corrected" ? (decision.correction.place ?? null) : null,
    seq,
  });
  model.set(decision.claim, standing);
}

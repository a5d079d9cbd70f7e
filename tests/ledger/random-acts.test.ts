/**
 * Random sequences of acts, sensible or not: after each run the projections equal a rebuild, the chain verifies, and the
 * decisions are those of a model that knows nothing of tables.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { EntryBody } from "#domain/entry.ts";
import {
  accept,
  ana,
  analysed,
  correct,
  drafted,
  freshCase,
  grade,
  link,
  opened,
  proposal,
  rate,
  reading,
  received,
  reject,
  source,
  undo,
  unlink,
  withdraw,
} from "./acts.ts";
import { granted, openTestStore } from "./opened-store.ts";
import type { OpenedStore } from "./opened-store.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });
let open: OpenedStore;
beforeAll(async () => void (open = await openTestStore()));
afterAll(() => open.close());

const reports = ["r1", "r2", "r3"] as const;
const report = fc.constantFrom(...reports);
const claim = report.chain((of) => fc.constantFrom(`${of}-01`, `${of}-02`));
const place = fc.string({ unit: "grapheme", maxLength: 8 }).filter((text) => !text.includes("\u0000") && text.isWellFormed());

type Act = { readonly bodies: readonly EntryBody[] } | { readonly undo: string } | { readonly receive: string; readonly claims: number };
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ receive: report, claims: fc.nat(2) }) },
  { weight: 6, arbitrary: fc.oneof(claim.map(accept), fc.tuple(claim, place).map(([id, at]) => correct(id, { place: at })), claim.map(reject), claim.map(withdraw)).map((body) => ({ bodies: [body] })) },
  { weight: 3, arbitrary: fc.record({ undo: claim }) },
  { weight: 2, arbitrary: fc.tuple(claim, claim, fc.constantFrom("accepted", "rejected")).map(([a, b, verdict]) => ({ bodies: [link(a, b, verdict)] })) },
  { weight: 1, arbitrary: fc.tuple(claim, claim, fc.nat(60)).map(([a, b, seq]) => ({ bodies: [unlink(a, b, seq)] })) },
  { weight: 1, arbitrary: fc.tuple(report, fc.nat(2)).map(([of, n]) => ({ bodies: [reading(of, proposals(of, n), "en-2")] })) },
  { weight: 1, arbitrary: fc.constantFrom(analysed, grade("s1", "A"), grade("s9", "B"), rate("fix", "0.139"), rate("fix", "0.14"), drafted("release-1", 1)).map((body) => ({ bodies: [body] })) },
  { weight: 1, arbitrary: fc.array(claim.map(accept), { minLength: 2, maxLength: 4 }).map((bodies) => ({ bodies })) },
); // prettier-ignore

test("after any sequence of acts the projections equal a rebuild, and decisions are those of a plain model", async () => {
  const { ledger } = open;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40, size: "max" }), async (acts) => {
      const id = freshCase();
      granted(await ledger.append(id, ana, [opened, source("s1")]));
      const first = received("r1", "words of r1");
      granted(await ledger.append(id, ana, [first.body, reading("r1", proposals("r1", 2))], { originals: [first.original] }));
      const model = new Map<string, { state: string; place: string | null; seq: number }[]>();
      for (const one of acts) {
        if ("receive" in one) {
          const arrived = received(one.receive, `words of ${one.receive}`);
          await ledger.append(id, ana, [arrived.body, reading(one.receive, proposals(one.receive, one.claims))], {
            originals: [arrived.original],
          });
        } else {
          const bodies = "undo" in one ? [undo(one.undo, (await ledger.newestDecision(id, one.undo as never)) ?? 0)] : one.bodies;
          const done = await ledger.append(id, ana, bodies);
          if (done.ok) for (const entry of done.value) remember(model, entry.seq, entry.body);
        }
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
      const before = await ledger.digest(id);
      expect(granted(await ledger.rebuild(id)).digests).toEqual(before);
      expect(await ledger.verify(id)).toMatchObject({ ok: true });
    }),
    { numRuns: 25 },
  );
});

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

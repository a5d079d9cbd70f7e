/** What may still be published: not a draft that was replaced, and not one from which something was taken back since. */
import { expect, test } from "vitest";
import { caseId, person, releaseId } from "#domain/ids.ts";
import type { EntryBody } from "#domain/entry.ts";
import type { Context } from "./context.ts";
import { publishRelease } from "./release-case.ts";

const draft = (id: string) => ({
  id,
  drafted: 11,
  state: "draft",
  position: 10,
  risks: [],
  acceptances: [],
  sha256: null,
  content: {
    title: "T",
    summary: "S",
    claims: [{ id: "R1-01" }],
    estimates: [],
    findings: [],
    conversions: [],
    corroborations: [],
    rates: [],
  },
});

/** Entry 11 drafts; what is given comes after it. */
async function publishing(after: readonly object[], releases: readonly object[] = [draft("release-1")]) {
  const bodies = [{ kind: "release-drafted", release: "release-1" }, ...after] as readonly EntryBody[];
  const entries = bodies.map((body, at) => ({ seq: 11 + at, body }));
  const ledger = {
    releases: async () => releases,
    entries: async (_: string, { from, limit = entries.length }: { from: number; limit?: number }) =>
      entries.filter(({ seq }) => seq >= from).slice(0, limit),
    // The releaser finds nothing: what passed the check stops here, by another refusal.
    toRelease: async () => null,
  };
  const context = { ledger, actor: person("Mina") } as unknown as Context;
  const published = await publishRelease(context, caseId("c"), releaseId("release-1"));
  return published.ok ? "published" : "says" in published.refusal ? published.refusal.says : published.refusal.kind;
}
const passed = "the releaser does not find it";

test.each([
  ["a claim withdrawn", { kind: "claim-withdrawn", claim: "R9-01" }, "R9-01 was withdrawn (entry 12)"],
  ["a claim it says corrected", { kind: "claim-corrected", claim: "R1-01" }, "R1-01 was corrected (entry 12)"],
  ["a decision before it undone", { kind: "decision-undone", claim: "R1-01", undoes: 9 }, "a decision on R1-01 was undone (entry 12)"],
  ["a source withdrawn", { kind: "source-withdrawn", source: "larch" }, "source larch was withdrawn (entry 12)"],
  ["a source forgotten", { kind: "source-forgotten", source: "larch" }, "a source was forgotten (entry 12)"],
  ["a narrower consent", { kind: "source-described", source: "larch", change: { consent: "none" } }, "the consent or marking of larch changed (entry 12)"], // prettier-ignore
])("DI16 after %s a draft is refused and says which entry moved it", async (_, body, says) => {
  expect(await publishing([body])).toBe(`since it was drafted ${says}`);
});

test.each([
  ["a claim accepted since", { kind: "claim-accepted", claim: "R2-01", credibility: 2 }],
  ["a claim it does not say corrected", { kind: "claim-corrected", claim: "R2-01" }],
  ["a decision made since and undone", { kind: "decision-undone", claim: "R2-01", undoes: 12 }],
  ["what a source can know", { kind: "source-described", source: "larch", change: { canKnow: "the crossing" } }],
  ["a risk accepted", { kind: "risk-accepted", release: "release-1", acceptance: {} }],
])("DI16 %s takes nothing back", async (_, body) => {
  expect(await publishing([body])).toBe(passed);
});

test("DI16 a draft that a later one took the place of is refused, and names the later one", async () => {
  expect(await publishing([], [draft("release-1"), draft("release-2")])).toBe("release-2 was drafted since and took its place");
});

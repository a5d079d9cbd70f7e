/** Weighing of whatever may be told: odd values, bounds, times, places, copies and decisions, from chance. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { isAccepted, type Claim } from "#domain/claim.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import { claimId, person, reportId, sourceId, type Instant } from "#domain/ids.ts";
import { measure } from "#domain/measure.ts";
import { decimal } from "#domain/value.ts";
import { ecbReferenceRates } from "../money/index.ts";
import { weigh, type WeighReport } from "./weigh.ts";

const measures = ["labour_cost_paid_monthly", "workers_arrived", "workers_abroad_stock", "lead_time", "worker_share"] as const;
const amounts = ["0", "0.001", "1", "30", "100", "500", "2500", "1000000000", "99999999999999"];

const claimsAtChance = fc.array(
  fc.record({
    measure: fc.constantFrom(...measures),
    ends: fc.tuple(fc.constantFrom(...amounts), fc.constantFrom(...amounts)),
    shape: fc.constantFrom("exact", "range", "at_least", "at_most"),
    period: fc.constantFrom("XXXX", "2024", "2024-05", "2025-12-16", "2025/..", "../2023", "2024-05-03/2024-06"),
    place: fc.constantFrom(null, "Dandong", "Tumen", "Jilin"),
    country: fc.constantFrom(null, "CN", "RU"),
    currency: fc.constantFrom("CNY", "USD", "KPW", "RUB"),
    report: fc.integer({ min: 0, max: 5 }),
    about: fc.boolean(),
    accepted: fc.integer({ min: 0, max: 4 }).map((drawn) => drawn > 0),
  }),
  { minLength: 1, maxLength: 14 },
);

function claimOf(drawn: typeof claimsAtChance extends fc.Arbitrary<readonly (infer T)[]> ? T : never, i: number): Claim {
  const [a, b] = drawn.ends;
  const [least, most] = Number(a) <= Number(b) ? [a, b] : [b, a];
  const low = drawn.shape === "at_most" ? null : decimal(least);
  const high = drawn.shape === "at_least" ? null : decimal(drawn.shape === "exact" ? least : most);
  const period = drawn.period as EdtfDate;
  const isMoney = drawn.measure === "labour_cost_paid_monthly";
  return {
    id: claimId(`R${drawn.report}-${i}`),
    report: reportId(`R${drawn.report}`),
    measure: measure(drawn.measure),
    value: { low, high, kind: drawn.shape, hedge: drawn.about ? ["about"] : [] } as Claim["value"],
    quantity: isMoney
      ? { kind: "money", currency: drawn.currency as "CNY", on: period }
      : { kind: "count", unit: drawn.measure === "lead_time" ? "month" : drawn.measure === "worker_share" ? "percent" : "person" },
    per: isMoney ? "person-month" : null,
    period,
    place: drawn.place,
    country: drawn.country,
    subject: "workers",
    speakers: [{ name: `Outlet ${drawn.report % 3}`, protect: false }],
    basis: "not-told",
    polarity: "asserted",
    conversionOf: null,
    flags: [],
    spans: [{ start: 0, end: 1, exact: "x" }],
    confidence: { claim: 1 },
    reasons: {},
    decision: drawn.accepted
      ? { state: "accepted", by: person("editor"), at: "2026-01-01T00:00:00.000Z" as Instant, credibility: 3 }
      : { state: "proposed", by: "rules" },
  } as Claim;
}

const reports = Array.from({ length: 6 }, (_, i) => ({
  id: reportId(`R${i}`),
  family: `family ${i % 4}`,
  outlet: `Outlet ${i % 3}`,
  published: (i === 5 ? "XXXX" : `2025-0${i + 1}-10`) as EdtfDate,
  source: sourceId("s"),
  url: null,
})) satisfies readonly WeighReport[];

test("PO20 whatever is told, the answer lies in order and within what is possible, and every accepted claim asked about is used or kept out by name", () => {
  fc.assert(
    fc.property(claimsAtChance, fc.constantFrom(undefined, undefined, "CN", "FR"), (drawn, country) => {
      const about = drawn[0]?.measure ?? "lead_time";
      const claims = drawn.map(claimOf);
      const answer = weigh(claims, reports, { measure: about, ...(country !== undefined && { country }) }, { tables: [ecbReferenceRates] });
      if (!answer.ok) {
        expect(answer.refusal.kind).toBe("no-answer");
        return;
      }
      const { pooled, roots, excluded, verdict } = answer.value;
      expect([pooled.low, pooled.median, pooled.high].every(Number.isFinite)).toBe(true);
      expect(pooled.low).toBeGreaterThanOrEqual(0);
      expect(pooled.low).toBeLessThanOrEqual(pooled.median);
      expect(pooled.median).toBeLessThanOrEqual(pooled.high);
      for (const root of roots) {
        expect(root.weight).toBeGreaterThanOrEqual(0);
        expect(root.weight).toBeLessThanOrEqual(1);
        expect(root.claims.length).toBeGreaterThan(0);
      }
      expect(verdict).not.toMatch(/NaN|Infinity|undefined|null/);
      const used = roots.flatMap((root) => root.claims);
      expect(new Set(used).size).toBe(used.length);
      const named = new Set<string>([...used, ...excluded.map((one) => one.claim)]);
      const asked = claims.filter(
        (claim) => claim.measure === about && isAccepted(claim) && (country === undefined || claim.country === country),
      );
      expect(asked.map((claim) => claim.id).filter((id) => !named.has(id))).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

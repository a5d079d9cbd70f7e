/**
 * Builds an accepted claim from the few facts that matter to a rule or a worked case. The words stand for themselves:
 * a claim cannot exist without them, so a case that quotes none gets its own description as its words.
 */
import type { Claim, Polarity } from "#domain/claim.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import { claimId, person, reportId, type Instant } from "#domain/ids.ts";
import { measure } from "#domain/measure.ts";
import type { CountUnit, Currency, Quantity } from "#domain/quantity.ts";
import type { Credibility } from "#domain/source.ts";
import { decimal, type Value, type ValueKind } from "#domain/value.ts";

export type ToldFacts = {
  readonly id?: string;
  readonly report?: string;
  readonly measure: string;
  readonly low?: string | null;
  readonly high?: string | null;
  readonly kind?: ValueKind;
  readonly hedge?: readonly string[];
  readonly unit?: CountUnit | Currency;
  readonly quantity?: Quantity;
  readonly per?: string | null;
  readonly period?: string;
  readonly place?: string | null;
  readonly country?: string | null;
  readonly subject?: string;
  readonly speakers?: readonly string[];
  readonly polarity?: Polarity;
  readonly conversionOf?: string;
  readonly flags?: readonly string[];
  readonly words?: string;
  readonly decision?: Claim["decision"];
  readonly credibility?: Credibility;
};

/** An accepted, asserted claim with the given facts; equal ends where only `low` is given. */
export function told(facts: ToldFacts): Claim {
  const low = facts.low === undefined ? null : facts.low;
  const high = facts.high === undefined ? (facts.kind === "at_least" ? null : low) : facts.high;
  const value: Value = {
    low: low === null ? null : decimal(low),
    high: high === null ? null : decimal(high),
    kind: facts.kind ?? (low === high ? "exact" : "range"),
    hedge: facts.hedge ?? [],
  };
  const period = (facts.period ?? "XXXX") as EdtfDate;
  const id = facts.id ?? "T1-01";
  const words = facts.words ?? facts.subject ?? facts.measure;
  const [outlet = "Outlet", ...voices] = facts.speakers ?? ["Outlet"];
  return {
    id: claimId(id),
    report: reportId(facts.report ?? id.split("-")[0] ?? "T1"),
    measure: measure(facts.measure),
    value,
    quantity: facts.quantity ?? quantityOf(facts.unit ?? "person", period),
    per: (facts.per ?? null) as Claim["per"],
    period,
    place: facts.place ?? null,
    country: facts.country ?? null,
    subject: facts.subject ?? "",
    speakers: [{ name: outlet, protect: false }, ...voices.map((name) => ({ name, protect: true }))],
    basis: "not-told",
    polarity: facts.polarity ?? "asserted",
    conversionOf: facts.conversionOf === undefined ? null : claimId(facts.conversionOf),
    flags: facts.flags ?? [],
    spans: [{ start: 0, end: words.length, exact: words }],
    confidence: { claim: 1 },
    reasons: {},
    decision: facts.decision ?? {
      state: "accepted",
      by: person("editor"),
      at: "2026-01-01T00:00:00.000Z" as Instant,
      credibility: facts.credibility ?? 3,
    },
  };
}

function quantityOf(unit: CountUnit | Currency, on: EdtfDate): Quantity {
  return /^[A-Z]{3}$/.test(unit) ? { kind: "money", currency: unit as Currency, on } : { kind: "count", unit: unit as CountUnit };
}

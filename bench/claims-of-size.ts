/** A case of any size, the same every time: so many claims over the vocabulary's measures, twelve countries and sixty origins a measure. */
import type { Claim } from "../src/domain/claim.ts";
import type { EdtfDate } from "../src/domain/edtf.ts";
import { claimId, person, reportId, sourceId, type Instant } from "../src/domain/ids.ts";
import { measure } from "../src/domain/measure.ts";
import { decimal } from "../src/domain/value.ts";
import { randomStream } from "../src/numeric/random.ts";

const money = ["labour_cost_paid_monthly", "wage_nominal", "wage_received_monthly", "state_levy", "home_wage_monthly"];
const counted = ["workers_arrived", "workers_abroad_stock", "repatriated", "workers_planned", "sites_count"];
const countries = ["CN", "RU", "MN", "KW", "QA", "AE", "PL", "MY", "KH", "SN", "LA", "VN"];
const places = [null, "Dandong", "Hunchun", "Tumen", "Vladivostok"];
const origins = 60;

/** Claims of that number; four of five accepted, three in a report, values log-normal about their measure. */
export function claimsOfSize(size: number): readonly Claim[] {
  const random = randomStream(11);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random.uniform() * from.length)] as T;
  return Array.from({ length: size }, (_, i): Claim => {
    const about = pick(random.uniform() < 0.5 ? money : counted);
    const isMoney = money.includes(about);
    const year = 2010 + Math.floor(random.uniform() * 16);
    const month = String(1 + Math.floor(random.uniform() * 12)).padStart(2, "0");
    const period = (random.uniform() < 0.3 ? `${year}` : `${year}-${month}`) as EdtfDate;
    const middle = isMoney ? 2000 + random.uniform() * 1500 : 50 + random.uniform() * 5000;
    const low = decimal(String(Math.round(middle / 10) * 10));
    const ranged = random.uniform() < 0.4;
    const high = ranged ? decimal(String(Math.round(middle / 10) * 10 + 500)) : low;
    const report = `R${Math.floor(i / 3)}`;
    const words = `${low} told`;
    return {
      id: claimId(`${report}-${String((i % 3) + 1).padStart(2, "0")}`),
      report: reportId(report),
      measure: measure(about),
      value: { low, high, kind: ranged ? "range" : "exact", hedge: [] },
      quantity: isMoney
        ? { kind: "money", currency: "CNY", on: period }
        : { kind: "count", unit: about === "sites_count" ? "site" : "person" },
      per: isMoney ? "person-month" : null,
      period,
      place: pick(places),
      country: pick(countries),
      subject: "workers",
      speakers: [{ name: `Outlet ${i % 25}`, protect: false }],
      basis: "not-told",
      polarity: "asserted",
      conversionOf: null,
      flags: [],
      spans: [{ start: 0, end: words.length, exact: words }],
      confidence: { claim: 1 },
      reasons: {},
      decision:
        random.uniform() < 0.8
          ? { state: "accepted", by: person("editor"), at: "2026-01-01T00:00:00.000Z" as Instant, credibility: 3 }
          : { state: "proposed", by: "rules" },
    };
  });
}

/** The reports of those claims, of sixty origins and twenty-five outlets. */
export function reportsOf(claims: readonly Claim[]) {
  return [...new Set(claims.map((claim) => claim.report))].map((id, i) => ({
    id,
    family: `family ${i % origins}`,
    outlet: `Outlet ${i % 25}`,
    published: "2025-01" as EdtfDate,
    told: "2025-01" as EdtfDate,
    source: sourceId("s"),
    url: null,
  }));
}

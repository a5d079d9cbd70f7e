/** What a value is told per. A measure that is monthly by definition keeps its own per where the text prints none. */
import type { Per } from "#domain/quantity.ts";
import type { SeenQuantity } from "../quantity/find-quantities.ts";

export type PerChoice = { readonly per: Per | null; readonly from: "printed" | "measure" };

export function choosePer(
  measure: string,
  quantity: SeenQuantity,
  near: {
    readonly monthly: boolean;
    readonly yearly: boolean;
    readonly person: boolean;
    readonly site: boolean;
    readonly years: string | null;
  },
): PerChoice {
  const printed = new Set(quantity.pers.map((p) => p.per));
  const time = (["hour", "day", "week", "month", "year"] as const).find((unit) => printed.has(unit)) ?? null;
  const done = (per: string | null, from: PerChoice["from"] = "measure"): PerChoice => ({ per: per as Per | null, from });
  switch (measure) {
    case "group_size":
      return done("group");
    case "workers_per_enterprise":
      return done("enterprise");
    case "workers_at_site":
      return done("site");
    case "repatriated":
    case "workers_arrived":
      return done(printed.has("day") ? "day" : null, "printed");
    case "labour_cost_paid_monthly":
    case "wage_received_monthly":
    case "wage_nominal":
    case "local_wage_monthly":
    case "home_wage_monthly":
      return time === null ? done("person-month") : done(`person-${time}`, "printed");
    case "ration_monthly":
      return done(time === null ? "person-month" : `person-${time}`, time === null ? "measure" : "printed");
    case "state_levy": {
      const whom = printed.has("supervisor")
        ? "supervisor"
        : printed.has("site") || (near.site && !near.person && !printed.has("person"))
          ? "site"
          : "person";
      const span = time ?? (near.monthly ? "month" : near.yearly ? "year" : null);
      if (whom === "site") return done(span === null ? "site" : `site-${span}`, "printed");
      if (whom === "supervisor") return done("supervisor", "printed");
      return span === null ? done("person") : done(`person-${span}`, time === null ? "measure" : "printed");
    }
    case "permit_fee":
      return done("person");
    case "bribe":
      return done(time === "year" || (near.yearly && time === null) ? "person-year" : "person");
    case "remittance":
      return done(time === null ? "person-year" : `person-${time}`, time === null ? "measure" : "printed");
    case "lump_sum_settlement":
      return done(near.years ?? "person");
    case "annual_state_revenue":
      return done("year");
    case "revenue_total":
      return done(near.years);
    case "state_share":
    case "worker_share":
      return done("earnings");
    case "daily_hours":
      return done("person-day");
    case "rest_days":
      return done(time ?? (near.monthly ? "month" : "month"), time === null ? "measure" : "printed");
    default:
      return done(null);
  }
}

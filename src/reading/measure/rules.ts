/**
 * Which senses speak for which measure, as data. A measure's score is its base plus the weight of each sense that stands near the number,
 * nearer counting more; `needs` must stand in the sentence (or the one before) at all. What a reader would get wrong: labour cost and wage
 * differ only by who pays and who keeps, so "keep" and "cut" decide between them, not the word "pay".
 */
import type { UnitKind } from "../quantity/lexicon.ts";

export type MeasureRule = {
  readonly measure: string;
  readonly kinds: readonly UnitKind[];
  readonly units?: readonly string[];
  readonly base: number;
  readonly cues: Readonly<Record<string, number>>;
  /** At least one of these senses in the sentence or the one before. */
  readonly needs?: readonly string[];
  /** Senses that must stand in the same clause or right beside the number. */
  readonly beside?: readonly string[];
  readonly never?: readonly string[];
  /** And at least one of these. */
  readonly also?: readonly string[];
};

export const measureRules: readonly MeasureRule[] = [
  { measure: "group_size", kinds: ["person"], base: 0, cues: { group: 4, select: 0.5 }, beside: ["group"] },
  {
    measure: "workers_per_enterprise",
    kinds: ["person"],
    base: 0,
    cues: { select: 2.5, enterprise: 3 },
    needs: ["enterprise"],
    beside: ["enterprise"],
  },
  { measure: "deaths", kinds: ["person"], base: 0, cues: { die: 4 }, beside: ["die"] },
  { measure: "escapes", kinds: ["person"], base: 0, cues: { flee: 3.6 }, beside: ["flee"] },
  { measure: "repatriated", kinds: ["person"], base: 0, cues: { return: 3.4 }, beside: ["return"] },
  { measure: "workers_planned", kinds: ["person"], base: 0, cues: { plan: 3.1, arrive: 0.2 }, needs: ["plan"] },
  {
    measure: "workers_at_site",
    kinds: ["person"],
    base: 0,
    cues: { site: 2.6, siteAt: 3.8, allNations: 0.5, stay: -0.4, sitesAll: -3 },
    needs: ["site", "siteAt"],
  },
  {
    measure: "work_permits_issued",
    kinds: ["person"],
    base: -0.5,
    cues: { permit: 2.5, entitle: 2 },
    beside: ["entitle"],
    needs: ["permit"],
  },
  { measure: "workers_arrived", kinds: ["person"], base: 0.6, cues: { arrive: 2.7, return: -0.5 } },
  { measure: "workers_abroad_stock", kinds: ["person"], base: 0.9, cues: { stay: 2.3, arrive: -0.2 } },
  { measure: "work_permits_issued", kinds: ["document"], base: 1, cues: { permit: 1, entitle: 1 }, needs: ["permit"] },
  { measure: "host_countries", kinds: ["country"], base: 1, cues: { hostCountry: 1 }, never: ["reporting"] },
  { measure: "sites_count", kinds: ["site"], base: 0.5, cues: { hostSite: 1 }, needs: ["hostSite"] },
  { measure: "permit_fee", kinds: ["money"], base: 0, cues: { exitPaper: 3.4 }, beside: ["exitPaper"] },
  { measure: "bribe", kinds: ["money"], base: 0, cues: { bribe: 3.2 }, beside: ["bribe"] },
  { measure: "state_levy", kinds: ["money"], base: 0, cues: { levy: 3.1, pay: -0.3, large: -3 }, needs: ["levy"] },
  {
    measure: "annual_state_revenue",
    kinds: ["money"],
    base: -1,
    cues: { revenue: 2.4, yearly: 2, regime: 1, large: 2, remit: 1.5 },
    needs: ["yearly"],
  },
  {
    measure: "revenue_total",
    kinds: ["money"],
    base: -0.6,
    cues: { revenue: 2.6, regime: 0.9, yearly: -2, large: 2 },
    needs: ["revenue", "remit"],
  },
  { measure: "lump_sum_settlement", kinds: ["money"], base: 0, cues: { lump: 3.2, monthly: -2 }, needs: ["lump"] },
  { measure: "remittance", kinds: ["money"], base: 0, cues: { remit: 3.2, large: -4 }, beside: ["remit"] },
  { measure: "home_wage_monthly", kinds: ["money"], base: 0, cues: { homeWork: 3.4, pay: 0.3 }, needs: ["homeWork"] },
  {
    measure: "local_wage_monthly",
    kinds: ["money"],
    base: 0,
    cues: { localWorker: 4.6, pay: 0.5, northWorker: -1.2 },
    needs: ["localWorker"],
    beside: ["localWorker"],
  },
  {
    measure: "wage_received_monthly",
    kinds: ["money"],
    base: 0,
    cues: { keep: 3, cut: 1.3, receive: 0.8, returnee: 2, pay: 0.2 },
    needs: ["keep", "cut", "returnee"],
  },
  {
    measure: "labour_cost_paid_monthly",
    kinds: ["money"],
    base: 0.2,
    cues: { employerPays: 2.6, pay: 0.5, cutAfter: 3.4, large: -3, keep: -1.5 },
    needs: ["employerPays", "cutAfter"],
    also: ["worker", "northWorker", "localWorker", "pay", "monthly"],
  },
  {
    measure: "wage_nominal",
    kinds: ["money"],
    base: 0.9,
    cues: { pay: 1.6, receive: 1.3, large: -3 },
    needs: ["pay", "receive", "monthly"],
  },
  { measure: "state_share", kinds: ["share"], base: 0.4, cues: { stateTakes: 2.2, regime: 0.4 }, needs: ["stateTakes"] },
  { measure: "worker_share", kinds: ["share"], base: 0.2, cues: { workerKeeps: 2.4 }, needs: ["workerKeeps"] },
  { measure: "daily_hours", kinds: ["duration"], units: ["hour"], base: 1, cues: { hours: 1 }, needs: ["hours"] },
  { measure: "rest_days", kinds: ["duration"], units: ["day"], base: 1, cues: { rest: 2.5 }, beside: ["rest"] },
  {
    measure: "visa_duration",
    kinds: ["duration"],
    units: ["year", "month", "week", "day"],
    base: 0,
    cues: { visaSpan: 2.6 },
    beside: ["visaSpan"],
  },
  { measure: "lead_time", kinds: ["duration"], units: ["year", "month", "week", "day"], base: 0, cues: { lead: 2.5 }, needs: ["lead"] },
  {
    measure: "tenure",
    kinds: ["duration"],
    units: ["year", "month", "week", "day"],
    base: 0.2,
    cues: { tenure: 2.2 },
    needs: ["tenure"],
  },
  { measure: "ration_monthly", kinds: ["weight"], base: 1, cues: { ration: 2 }, needs: ["ration"] },
];

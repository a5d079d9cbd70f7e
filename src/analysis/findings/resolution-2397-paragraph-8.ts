/**
 * UN Security Council resolution 2397 (2017), paragraph 8: workers and their overseers go home by 22 December 2019.
 * The bound party is the host State, never an employer and never a worker; a trainee visa changes nothing about "earning income".
 */
import type { EdtfDate } from "#domain/edtf.ts";
import { otherPeople, presence } from "./presence.ts";
import { rule, type Speaks } from "./rule.ts";
import { told } from "./told.ts";

const deadline = "2019-12-22" as EdtfDate;
const income = [
  "labour_cost_paid_monthly",
  "wage_received_monthly",
  "wage_nominal",
  "worker_share",
  "state_share",
  "state_levy",
  "remittance",
  "annual_state_revenue",
  "lump_sum_settlement",
];

const workers: Speaks = { measures: [...presence, "workers_per_enterprise", "tenure"], unless: otherPeople, moreThanZero: true };

export const repatriationOfWorkers = rule({
  id: "unsc-2397-8",
  title: "Repatriation of workers and overseers",
  instrument: "UN Security Council resolution 2397 (2017)",
  provision: "paragraph 8",
  url: "https://undocs.org/S/RES/2397(2017)",
  summary:
    "Obliges States to send home all DPRK nationals earning income in their jurisdiction, and the government safety-oversight attachés who monitor them, at once and within 24 months at the latest.",
  binds: "host State",
  dutyDue: deadline,
  elements: [
    {
      id: "addressee",
      text: "the host is a UN Member State",
      speaks: null,
      hostStates: "UN members",
      wouldChange: {
        met: "that the work is in a place the host State has no jurisdiction over",
        "not met": "that the host is a UN Member State",
        "not enough": "which State has jurisdiction over the place of work",
      },
    },
    {
      id: "worker",
      text: "DPRK nationals are at work there",
      speaks: workers,
      wouldChange: {
        met: "that the people reported are not DPRK nationals, or that the reports of them fall",
        "not met": "an accepted report of DPRK nationals at work there",
        "not enough": "a report, graded possibly true or better, of DPRK nationals at work there",
      },
    },
    {
      id: "income",
      text: "they earn income in that State's jurisdiction, whatever their visa is called",
      speaks: { measures: income, unless: otherPeople, moreThanZero: true },
      wouldChange: {
        met: "that nothing is paid for their work, to them or to anyone else",
        "not met": "that somebody pays for their work",
        "not enough": "what is paid for their work there, and to whom",
      },
    },
    {
      id: "overseer",
      text: "or a DPRK government safety-oversight attaché monitors workers there",
      speaks: null,
      wouldChange: {
        met: "that the overseer holds no government post",
        "not met": "a report of a government overseer posted there",
        "not enough": "who watches the workers there, and in whose service",
      },
    },
    {
      id: "not-repatriated",
      text: "they are still present after 22 December 2019",
      speaks: { measures: presence, after: deadline, unless: otherPeople, moreThanZero: true },
      wouldChange: {
        met: "that all of them had left by the deadline, or that those seen later came for something else than work",
        "not met": "a report of workers present after the deadline",
        "not enough": "a report, with a date after the deadline, of workers present there",
      },
    },
  ],
  requires: ["addressee", { anyOf: [["worker", "income"], ["overseer"]] }, "not-repatriated"],
  exceptions: [
    {
      id: "own-national",
      text: "the State determined that the person is its own national",
      speaks: null,
      wouldChange: {
        met: "that no such determination was made",
        "not met": "a determination of nationality",
        "not enough": "a determination by the host State that a person is its national",
      },
    },
    {
      id: "repatriation-prohibited",
      text: "return is barred by national or international law, refugee and human-rights law among them",
      speaks: null,
      wouldChange: {
        met: "that return is lawful",
        "not met": "a protection claim",
        "not enough": "a claim for protection, which must never lead to naming the person",
      },
    },
  ],
  cannotConclude: "that any worker, employer or carrier broke it: the duty is the host State's alone",
  unverifiedParts: [],
  holds: [
    {
      name: "women cross in December 2025 and their employers pay for them",
      asOf: "2025-12-26" as EdtfDate,
      host: "CN",
      claims: [
        told({
          id: "A-01",
          measure: "workers_arrived",
          low: "100",
          kind: "at_least",
          hedge: ["more than"],
          period: "2025-12",
          country: "CN",
        }),
        told({
          id: "A-02",
          measure: "labour_cost_paid_monthly",
          low: "2500",
          kind: "approx",
          unit: "CNY",
          per: "person-month",
          period: "2025-12",
          country: "CN",
        }),
      ],
    },
  ],
  fails: [
    {
      name: "the same, told of 2018, before the duty was due",
      asOf: "2018-12-31" as EdtfDate,
      host: "RU",
      claims: [
        told({ id: "B-01", measure: "workers_abroad_stock", low: "11490", period: "2018-12", country: "RU" }),
        told({ id: "B-02", measure: "wage_nominal", low: "415", unit: "USD", per: "person-month", period: "2018-12", country: "RU" }),
      ],
    },
    {
      name: "a State whose last workers left in time",
      asOf: "2025-12-26" as EdtfDate,
      host: "OM",
      claims: [
        told({ id: "C-01", measure: "workers_abroad_stock", low: "0", period: "2020-06", country: "OM" }),
        told({ id: "C-02", measure: "wage_nominal", low: "415", unit: "USD", per: "person-month", period: "2016-12", country: "OM" }),
      ],
    },
  ],
});

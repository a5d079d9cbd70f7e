/**
 * United States law, CAATSA section 321(b): goods made by North Korean nationals are presumed to be made by forced labour. What a
 * reader would get wrong: the finding shows the basic fact of the presumption (who made goods, and where), never that anything made
 * there was shipped anywhere; and the importer may rebut.
 */
import type { EdtfDate } from "#domain/edtf.ts";
import { otherPeople, presence } from "./presence.ts";
import { rule } from "./rule.ts";
import { told } from "./told.ts";

const signed = "2017-08-02" as EdtfDate;
const asOf = "2025-12-26" as EdtfDate;
const making =
  /\b(?:factor(?:y|ies)|plants?|garments?|textiles?|cloth(?:es|ing)|sewing|seafood|fish|process(?:ing|ed)|mills?|workshops?|manufactur\w*|assembl\w*|electronics|footwear|shoes|wigs?|mines?|mining|logg(?:ing|ers?)|timber|drones?|umbrellas?)\b/i;

export const goodsPresumption = rule({
  id: "caatsa-321b",
  title: "Rebuttable presumption on goods",
  instrument: "Countering America's Adversaries Through Sanctions Act (Public Law 115-44; 22 U.S.C. 9241a)",
  provision: "section 321(b)",
  url: "https://www.dhs.gov/news/2021/02/11/countering-america-s-adversaries-through-sanctions-act-faqs",
  summary:
    "Significant goods mined, produced or made wholly or partly by North Korean nationals anywhere are presumed to be forced-labour goods that may not enter the United States.",
  binds: "whoever imports the goods into the United States",
  dutyDue: signed,
  elements: [
    {
      id: "labour",
      text: "North Korean nationals were at work there after 2 August 2017",
      speaks: { measures: [...presence], after: signed, unless: otherPeople, moreThanZero: true },
      wouldChange: {
        met: "that the people reported are not North Korean nationals",
        "not met": "an accepted report of North Korean nationals at work there",
        "not enough": "a report, graded possibly true or better, of North Korean nationals at work there",
      },
    },
    {
      id: "production",
      text: "in mining, producing or making goods, in the report's own words",
      speaks: {
        measures: [...presence, "labour_cost_paid_monthly", "wage_nominal", "daily_hours", "sites_count"],
        after: signed,
        unless: otherPeople,
        moreThanZero: true,
        saying: making,
      },
      wouldChange: {
        met: "that they build, serve or clean, and make nothing",
        "not met": "an accepted report that they make goods",
        "not enough": "what is made at the place of work",
      },
    },
  ],
  requires: ["labour", "production"],
  exceptions: [
    {
      id: "rebuttal",
      text: "the importer showed by clear and convincing evidence that no convict, forced or indentured labour was used",
      speaks: null,
      wouldChange: {
        met: "that the evidence was refused",
        "not met": "a ruling that the presumption was rebutted",
        "not enough": "a ruling of U.S. Customs and Border Protection on the goods of that maker",
      },
    },
  ],
  cannotConclude: "that the goods are significant, nor that any of them were shipped to the United States",
  unverifiedParts: [],
  holds: [
    {
      name: "women at seafood plants in 2025",
      asOf,
      host: "CN",
      claims: [
        told({
          id: "A-01",
          measure: "workers_at_site",
          low: "150",
          kind: "approx",
          period: "2025",
          country: "CN",
          subject: "women at a seafood processing plant",
        }),
      ],
    },
  ],
  fails: [
    {
      name: "a plant that nobody works at any more",
      asOf,
      host: "CN",
      claims: [
        told({ id: "B-01", measure: "workers_at_site", low: "0", period: "2025", country: "CN", subject: "women at a garment factory" }),
      ],
    },
    {
      name: "told before the Act was signed",
      asOf: "2017-06-30" as EdtfDate,
      host: "PL",
      claims: [
        told({ id: "C-01", measure: "workers_at_site", low: "40", period: "2016", country: "PL", subject: "men at a shipyard plant" }),
      ],
    },
  ],
});

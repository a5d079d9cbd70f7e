/**
 * UN Security Council resolution 2375 (2017), paragraph 17: no new work authorizations. What a reader would get wrong: a student or
 * trainee visa is not a work authorization, whatever the holder does with it, and people who came are not papers that were given.
 */
import type { EdtfDate } from "#domain/edtf.ts";
import { otherPeople } from "./presence.ts";
import { rule } from "./rule.ts";
import { told } from "./told.ts";

const adopted = "2017-09-11" as EdtfDate;
const permits = { measure: "work_permits_issued", unit: "document" as const };

export const noNewAuthorizations = rule({
  id: "unsc-2375-17",
  title: "Ban on new work authorizations",
  instrument: "UN Security Council resolution 2375 (2017)",
  provision: "paragraph 17",
  url: "https://undocs.org/S/RES/2375(2017)",
  summary:
    "States may no longer give DPRK nationals work authorizations in connection with admission to their territory, unless the Committee decides beforehand for the single case.",
  binds: "host State",
  dutyDue: adopted,
  elements: [
    {
      id: "addressee",
      text: "the host is a UN Member State",
      speaks: null,
      hostStates: "UN members",
      wouldChange: {
        met: "that the authorizations were given by somebody the host State does not answer for",
        "not met": "that the host is a UN Member State",
        "not enough": "which State gave the authorizations",
      },
    },
    {
      id: "authorization",
      text: "work authorizations were given to DPRK nationals wholly after 11 September 2017",
      speaks: {
        measures: ["work_permits_issued"],
        after: adopted,
        unless: otherPeople,
        moreThanZero: true,
        notSaying: /\b(?:stud(?:y|ent|ents|ies)|trainees?|training|tourist|visitor)\b/i,
      },
      wouldChange: {
        met: "that the papers were renewals under contracts older than the resolution, or no work authorizations",
        "not met": "an accepted report of work authorizations given after that day",
        "not enough": "how many work authorizations (not study or trainee visas) were given, and when",
      },
    },
  ],
  requires: ["addressee", "authorization"],
  exceptions: [
    {
      id: "committee",
      text: "the Committee approved the single case beforehand",
      speaks: null,
      wouldChange: {
        met: "that no approval was given",
        "not met": "an approval by the Committee",
        "not enough": "whether the Committee's annual reports list an approval for this State",
      },
    },
    {
      id: "old-contracts",
      text: "the authorization is under a written contract concluded before 11 September 2017",
      speaks: null,
      wouldChange: {
        met: "that the contracts are newer",
        "not met": "a written contract older than the resolution",
        "not enough": "the date of the contracts behind the authorizations",
      },
    },
  ],
  cannotConclude: "that people who entered on other visas work unlawfully, nor how many were at work",
  unverifiedParts: ["exact wording of the exceptions"],
  holds: [
    {
      name: "permits given in 2019",
      asOf: "2020-01-31" as EdtfDate,
      host: "RU",
      claims: [
        told({ ...permits, id: "A-01", low: "700", kind: "approx", period: "2019", country: "RU", subject: "permits for builders" }),
      ],
    },
  ],
  fails: [
    {
      name: "permits given before the resolution",
      asOf: "2017-08-31" as EdtfDate,
      host: "RU",
      claims: [
        told({ ...permits, id: "B-01", low: "762", period: "2013-01/2013-09", country: "RU", subject: "permits for skilled workers" }),
      ],
    },
    {
      name: "an accepted count of none",
      asOf: "2020-01-31" as EdtfDate,
      host: "OM",
      claims: [told({ ...permits, id: "C-01", low: "0", period: "2019", country: "OM", subject: "permits" })],
    },
  ],
});

/**
 * The HTTP contract: every route with its schemas, shared by the server, the workbench and the OpenAPI page.
 * Imports only zod and the domain, so that the browser can load it. Answers are typed as the domain's own types;
 * what comes in is checked against these schemas at the door and nowhere else.
 */
import { z } from "zod";
import {
  bases,
  polarities,
  schemata,
  zoneKinds,
  type Claim,
  type Correction,
  type Decision,
  type Mention,
  type Zone,
} from "#domain/claim.ts";
import { parseEdtf, type EdtfDate } from "#domain/edtf.ts";
import type { Entry } from "#domain/entry.ts";
import type { Estimate, NoEstimate } from "#domain/estimate.ts";
import type { Finding } from "#domain/finding.ts";
import type { DispatchFit } from "#domain/fit.ts";
import type {
  CaseId,
  ClaimId,
  EntityId,
  EstimateId,
  FindingId,
  Instant,
  Person,
  ReleaseId,
  ReportId,
  Sha256,
  SourceId,
} from "#domain/ids.ts";
import { claimLinkKinds, linkKinds, linkStates, linkVerdicts, type Link, type LinkEnds, type LinkId, type LinkPage } from "#domain/link.ts";
import { isCompartment, memberRoles, type Member } from "#domain/member.ts";
import { parseMeasure, type MeasureId } from "#domain/measure.ts";
import { currencies, type CountUnit, type Per, type Quantity } from "#domain/quantity.ts";
import { mendWays, riskKinds, type ReleaseContent } from "#domain/release.ts";
import { languages } from "#domain/report.ts";
import {
  consents,
  contactRisks,
  reliabilities,
  sourceStates,
  tlps,
  type Credibility,
  type RestedOn,
  type Source,
  type SourceFile,
} from "#domain/source.ts";
import type {
  AnsweredRoute,
  Band,
  Figure,
  KeptSimulation,
  RouteListed,
  Scenario,
  SensitivityShown,
  SimulationJob,
  SimulationRun,
  JointDraws,
} from "#domain/simulation.ts";
import { parseDecimalText, type DecimalText, type Value } from "#domain/value.ts";
import type { Analysis, CaseSummary, OpenReport, Rebuilt, ReceiptLine, ReleaseState, ReportSummary, Verified } from "#domain/views.ts";
import { boundedSides, checkKinds, type Remark, type WeighedInDetail } from "#domain/weighed.ts";
import type { ConversionCheck, Corroboration, Rate } from "#domain/weighing.ts";

/** A case that ships with the program. */
export type Example = { readonly id: CaseId; readonly title: string; readonly about: string };
/** Who is signed in. */
export type SessionInfo = {
  readonly actor: Person;
  /** In team mode; whether they keep the store: may open cases, invite, and sign people out. */
  readonly team?: { readonly keeper: boolean; readonly recoveryLeft: number; readonly passkeys: number };
};
/** One signed-in browser, as its list shows it: nothing of where it is. */
export type SessionShown = {
  readonly id: string;
  readonly how: "passkey" | "password" | "recovery code";
  readonly madeAt: Instant;
  readonly seenAt: Instant;
  readonly until: Instant;
  readonly own: boolean;
};
/** A link to send to one person over a way you trust: `/join#` and the token. */
export type InvitationMade = { readonly person: Person; readonly token: string; readonly until: Instant };
/** What an invitation offers to whoever holds it. */
export type InvitationShown = {
  readonly person: Person;
  readonly by: Person;
  readonly until: Instant;
  readonly keeper: boolean;
  /** For the browser's passkey dialog. */
  readonly passkey: object;
  /** For an authenticator program. */
  readonly codes: { readonly secret: string; readonly address: string };
};
export type Joined = { readonly person: Person; readonly recovery: readonly string[] };
/** RFC 9457, with the remedy every refusal carries and the kind it is known by. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly remedy: string;
  readonly kind: string;
};

/**
 * Holds a schema to a type of the domain whole: a field of the type that the schema does not name, optional ones too, does not
 * compile. Without it a new optional field would be served and described nowhere.
 */
const describes =
  <T extends object>() =>
  <S extends z.ZodType<T>>(
    schema: S & ([keyof T] extends [keyof z.output<S>] ? unknown : { missing: Exclude<keyof T, keyof z.output<S>> }),
  ) =>
    schema as z.ZodType<T>;

/** Text of a named kind: a string on the wire, the branded type in code. */
const text = <T extends string>(schema: z.ZodString = z.string()): z.ZodType<T, T> => schema as unknown as z.ZodType<T, T>;
const id = <T extends string>() => text<T>(z.string().min(1).max(200));
/** Refinements cannot be told to JSON Schema, so each of these also has a description. */
const edtfDate = z
  .string()
  .max(100)
  .refine((given) => parseEdtf(given) !== null, "is not an EDTF date; write it as 2025-12-26, 2025-12 or 2025-12-01~/..")
  .describe("EDTF (ISO 8601-2); XXXX when nobody knows") as unknown as z.ZodType<EdtfDate, EdtfDate>;
const decimalText = z
  .string()
  .max(60)
  .refine((given) => parseDecimalText(given) !== null, "is not a plain decimal number such as 2500 or 0.263")
  .describe("canonical decimal text: no exponent, no leading or trailing zeros") as unknown as z.ZodType<DecimalText, DecimalText>;
const measureId = z
  .string()
  .refine((given) => parseMeasure(given) !== null, "is not a measure of the vocabulary")
  .describe("a term of the closed vocabulary") as unknown as z.ZodType<MeasureId, MeasureId>;
const sha256 = text<Sha256>();
const instant = text<Instant>();
const personName = text<Person>();
const shown = <T extends string>() => text<T>();
const reason = z.string().trim().min(1, "a reason is needed: it is what the next reader has to go on").max(4000);

const span = z.object({ start: z.int().min(0), end: z.int().min(1), exact: z.string() });
const spans = z.tuple([span], span);
const credibility = z.literal([1, 2, 3, 4, 5, 6]) satisfies z.ZodType<Credibility>;

const value: z.ZodType<Value, Value> = z
  .object({
    low: decimalText.nullable(),
    high: decimalText.nullable(),
    kind: z.enum(["exact", "range", "at_least", "at_most", "approx"]),
    hedge: z.array(z.string()),
  })
  .describe("an interval; both ends are null only where the words give none");

const quantity: z.ZodType<Quantity, Quantity> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("count"), unit: text<CountUnit>(z.string().min(1).max(60)) }),
  z.object({ kind: z.literal("money"), currency: z.enum(currencies), on: edtfDate }),
  z.object({
    kind: z.literal("rate"),
    of: z.enum(currencies),
    base: z.object({ amount: decimalText, currency: z.enum(currencies) }),
  }),
]);

const decision: z.ZodType<Decision> = z.discriminatedUnion("state", [
  z.object({ state: z.literal("proposed"), by: z.string() }),
  z.object({ state: z.literal("accepted"), by: personName, at: instant, credibility }),
  z.object({ state: z.literal("corrected"), by: personName, at: instant, credibility, why: z.string() }),
  z.object({ state: z.literal("rejected"), by: personName, at: instant, why: z.string() }),
  z.object({ state: z.literal("withdrawn"), by: personName, at: instant, why: z.string() }),
]);

const speaker = z.object({ name: z.string(), protect: z.boolean() });
const proposedClaimFields = {
  id: shown<ClaimId>(),
  measure: shown<MeasureId>(),
  value,
  quantity,
  per: shown<Per>().nullable(),
  period: shown<EdtfDate>(),
  place: z.string().nullable(),
  country: z.string().nullable(),
  subject: z.string(),
  speakers: z.tuple([speaker], speaker),
  basis: z.enum(bases),
  polarity: z.enum(polarities),
  conversionOf: shown<ClaimId>().nullable(),
  flags: z.array(z.string()),
  spans,
  confidence: z.object({ claim: z.number() }).catchall(z.number()),
  reasons: z.record(z.string(), z.string()),
};
const claim = describes<Claim>()(z.object({ ...proposedClaimFields, report: shown<ReportId>(), decision }));

const correction = z.object({
  measure: measureId.exactOptional(),
  value: value
    .refine((given) => given.low !== null || given.high !== null, "needs at least one end")
    .refine(
      (given) => given.low === null || given.high === null || Number(given.low) <= Number(given.high),
      "has its ends the wrong way round",
    )
    .exactOptional(),
  quantity: quantity.exactOptional(),
  per: text<Per>(z.string().min(1).max(60)).nullable().exactOptional(),
  period: edtfDate.exactOptional(),
  place: z.string().min(1).max(300).nullable().exactOptional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "is not a two-letter country code")
    .nullable()
    .exactOptional(),
  subject: z.string().max(300).exactOptional(),
  basis: z.enum(bases).exactOptional(),
  polarity: z.enum(polarities).exactOptional(),
}) satisfies z.ZodType<Correction>;

const mention = describes<Mention>()(
  z.object({
    id: shown<EntityId>(),
    schema: z.enum([...schemata, "Role"]),
    name: z.string(),
    country: z.string().nullable(),
    role: z.string().nullable(),
    protect: z.boolean(),
    spans,
    coordinates: z.object({ latitude: z.number(), longitude: z.number() }).exactOptional(),
  }),
);
const zone = describes<Zone>()(z.object({ kind: z.enum(zoneKinds), start: z.int(), end: z.int() }));

const reportFields = {
  id: id<ReportId>(),
  sha256,
  title: z.string(),
  language: z.enum(languages),
  outlet: z.string(),
  published: edtfDate,
  told: edtfDate,
  source: id<SourceId>(),
  channel: z.string(),
  url: z.string().nullable(),
  family: z.string(),
  cameAs: sha256.exactOptional(),
};
const reportSummary = describes<ReportSummary>()(z.object({ ...reportFields, claims: z.int(), waiting: z.int() }));
const openReport = describes<OpenReport>()(
  z.object({
    report: z.object({ ...reportFields, text: z.string() }),
    claims: z.array(claim),
    mentions: z.array(mention),
    zones: z.array(zone),
    unclassified: z.array(z.object({ value, unit: z.string().nullable(), per: z.string().nullable(), span })),
  }),
);

const receiptLine = describes<ReceiptLine>()(
  z.object({
    place: z.string(),
    report: shown<ReportId>().nullable(),
    state: z.enum(["new", "same", "changed", "refused", "taken-in"]),
    title: z.string().exactOptional(),
    family: z.string().exactOptional(),
    claims: z.int().exactOptional(),
    says: z.string().exactOptional(),
    notes: z.array(z.string()),
    like: z.array(z.object({ report: shown<ReportId>(), family: z.string(), share: z.number() })),
  }),
);
const receiptLines = z.array(receiptLine) as z.ZodType<readonly ReceiptLine[]>;
const filesGiven = {
  files: z
    .array(z.object({ name: z.string().min(1).max(300), base64: z.base64().describe("the file's bytes") }))
    .min(1)
    .max(500),
  defaults: z
    .object({
      source: id<SourceId>().exactOptional(),
      outlet: z.string().trim().min(1).max(200).exactOptional(),
      published: edtfDate.exactOptional(),
      told: edtfDate.exactOptional(),
      channel: z.string().max(200).exactOptional(),
      language: z.enum(languages).exactOptional(),
    })
    .describe("what holds for all of them; a table's own columns come first"),
};

const sourceFields = {
  id: id<SourceId>(),
  pseudonym: z.string().min(1).max(100),
  canKnow: z.string().max(1000),
  reliability: z.enum(reliabilities),
  tlp: z.enum(tlps),
  consent: z.enum(consents),
};
const newSource: z.ZodType<Source, Source> = z.object({
  ...sourceFields,
  contactRisk: z.enum(contactRisks).exactOptional(),
  compartment: z
    .string()
    .refine(isCompartment, "needs small letters, digits and hyphens; empty means the open part")
    .describe("who may see it: the members of that compartment; empty or left out, every member of the case")
    .exactOptional(),
});
const source = describes<Source>()(
  z.object({
    ...sourceFields,
    contactRisk: z.enum(contactRisks).exactOptional(),
    compartment: z.string().exactOptional(),
    state: z.enum(sourceStates).exactOptional(),
  }),
);
const sourceFile = describes<SourceFile>()(
  z.object({
    ...sourceFields,
    contactRisk: z.enum(contactRisks),
    compartment: z.string(),
    state: z.enum(sourceStates),
    grades: z.array(z.object({ reliability: z.enum(reliabilities), by: personName, at: instant, why: z.string() })),
    notes: z.array(z.object({ position: z.int(), by: personName, at: instant, holders: z.array(z.string()) })),
  }),
);
const restedOn = describes<RestedOn>()(
  z.object({
    source: shown<SourceId>(),
    state: z.enum(sourceStates),
    reports: z.array(shown<ReportId>()),
    claims: z.array(shown<ClaimId>()),
    conclusions: z.array(
      z.object({
        position: z.int(),
        kind: z.enum(["estimate", "finding", "corroboration", "conversion", "fit", "simulation"]),
        name: z.string(),
      }),
    ),
    sentences: z.array(z.object({ release: shown<ReleaseId>(), state: z.enum(["draft", "published"]), says: z.string() })),
    giveKeyAgain: z.array(z.string()).exactOptional(),
  }),
);

const rate: z.ZodType<Rate, Rate> = z.object({
  id: z.string().min(1),
  base: z.enum(currencies),
  quote: z.enum(currencies),
  rate: decimalText,
  on: edtfDate,
  kind: z.enum(["official", "street", "outlet"]),
  source: z.string().min(1),
  url: z.string().nullable(),
});

const assumption = z.object({ id: z.string(), says: z.string(), source: z.string() });
const lineage = z.union([
  z.object({ claims: z.tuple([shown<ClaimId>()], shown<ClaimId>()), assumptions: z.array(assumption) }),
  z.object({ claims: z.array(shown<ClaimId>()), assumptions: z.tuple([assumption], assumption) }),
]);
const estimate = describes<Estimate>()(
  z.object({
    id: shown<EstimateId>(),
    name: z.string(),
    median: z.number(),
    interval: z.object({ low: z.number(), high: z.number(), level: z.number() }),
    unit: z.string(),
    on: shown<EdtfDate>(),
    method: z.object({ name: z.string(), reference: z.string(), seed: z.number(), draws: z.number() }),
    lineage,
    curve: z.array(z.object({ month: z.string(), low: z.number(), median: z.number(), high: z.number() })).exactOptional(),
  }),
);
const noEstimate = describes<NoEstimate>()(z.object({ id: shown<EstimateId>(), name: z.string(), missing: z.array(z.string()) }));

const elementFinding = z.object({
  element: z.string(),
  text: z.string(),
  verdict: z.enum(["met", "not met", "not enough"]),
  because: z.string(),
  claims: z.array(shown<ClaimId>()),
  wouldChange: z.string(),
});
const finding = describes<Finding>()(
  z.object({
    id: shown<FindingId>(),
    rule: z.string(),
    title: z.string(),
    instrument: z.string(),
    url: z.string(),
    boundParty: z.string(),
    elements: z.array(elementFinding),
    exceptions: z.array(elementFinding),
    verdict: z.enum(["met", "not met", "not enough"]),
    says: z.string(),
    unverified: z.boolean(),
  }),
);

const conversionCheck = describes<ConversionCheck>()(
  z.object({
    printed: shown<ClaimId>(),
    restates: shown<ClaimId>(),
    implied: z.array(decimalText),
    candidates: z.array(z.object({ rate, recomputed: z.array(decimalText), missPercent: z.number() })),
    flagged: z.boolean(),
    says: z.string(),
  }),
);
const corroboration = describes<Corroboration>()(
  z.object({
    measure: shown<MeasureId>(),
    place: z.string().nullable(),
    period: shown<EdtfDate>(),
    claims: z.array(shown<ClaimId>()),
    roots: z.array(
      z.object({
        id: z.string(),
        claims: z.array(shown<ClaimId>()),
        reports: z.array(shown<ReportId>()),
        depth: z.number(),
        why: z.string(),
      }),
    ),
    links: z.array(
      z.object({
        from: shown<ClaimId>(),
        to: shown<ClaimId>(),
        kind: z.enum(claimLinkKinds),
        why: z.string(),
        acceptedBy: personName.exactOptional(),
      }),
    ),
    verdict: z.string(),
  }),
);
/** A fitted route as far as other rooms read it; the rest is shown as it is. */
const dispatchFit = z.looseObject({
  route: z.string(),
  estimates: z.array(z.union([estimate, noEstimate])),
  checks: z.array(z.looseObject({ claim: shown<ClaimId>(), words: z.string() })),
  keptOut: z.array(z.object({ claim: shown<ClaimId>(), why: z.string() })),
  assumptions: z.array(assumption),
}) as unknown as z.ZodType<DispatchFit>;
const analysis = describes<Analysis>()(
  z.object({
    estimates: z.array(z.union([estimate, noEstimate])),
    findings: z.array(finding),
    conversions: z.array(conversionCheck),
    corroborations: z.array(corroboration),
    rates: z.array(rate),
    position: z.int(),
    fits: z.array(dispatchFit).exactOptional(),
    stale: z.boolean(),
  }),
);

const releasedClaim = z.object({
  id: shown<ClaimId>(),
  report: shown<ReportId>(),
  measure: z.string(),
  valueText: z.string(),
  period: z.string(),
  place: z.string().nullable(),
  speakers: z.array(z.string()),
  polarity: z.string(),
  credibility: z.number(),
  words: z.array(z.string()),
  outlet: z.string(),
  url: z.string().nullable(),
  value: z
    .object({
      low: decimalText.nullable(),
      high: decimalText.nullable(),
      kind: z.enum(["exact", "range", "at_least", "at_most", "approx"]),
      unit: z.string(),
      per: z.string().nullable(),
    })
    .exactOptional(),
  basis: z.enum(bases).exactOptional(),
  country: z.string().nullable().exactOptional(),
  conversionOf: shown<ClaimId>().nullable().exactOptional(),
  spans: z.array(span).exactOptional(),
  language: z.enum(languages).exactOptional(),
  wordsWithheld: z.string().exactOptional(),
  source: z.string().exactOptional(),
});
const releaseContent = describes<ReleaseContent>()(
  z.object({
    title: z.string(),
    summary: z.string(),
    claims: z.array(releasedClaim),
    sources: z
      .array(
        z.object({ name: z.string(), canKnow: z.string(), reliability: z.enum(reliabilities), basis: z.enum(["public page", "consent"]) }),
      )
      .exactOptional(),
    withheld: z.array(z.string()).exactOptional(),
    unmade: z.array(noEstimate).exactOptional(),
    estimates: z.array(estimate),
    findings: z.array(finding),
    conversions: z.array(conversionCheck),
    corroborations: z.array(corroboration),
    rates: z.array(rate),
  }),
);
const mend = z.object({ claim: id<ClaimId>(), how: z.enum(mendWays) });
const releaseState = describes<ReleaseState>()(
  z.object({
    id: shown<ReleaseId>(),
    state: z.enum(["draft", "published"]),
    content: releaseContent,
    position: z.int(),
    risks: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(riskKinds),
        says: z.string(),
        claims: z.array(shown<ClaimId>()),
        smallestGroup: z.object({ people: z.number(), because: z.string() }).exactOptional(),
        remedy: z.string(),
        canBeAccepted: z.boolean(),
      }),
    ),
    acceptances: z.array(z.object({ risk: z.string(), by: personName, at: instant, why: z.string() })),
    mends: z.array(mend).exactOptional(),
    dropped: z.array(mend.extend({ why: z.enum(["the claim no longer counts", "lifted"]) })).exactOptional(),
    fallen: z.array(z.object({ source: shown<SourceId>(), says: z.string() })).exactOptional(),
    sha256: sha256.nullable(),
  }),
);

const interval = { low: z.number(), high: z.number() };
const assumed = (what: string) => z.coerce.number().describe(what).exactOptional();
const weighedInDetail = describes<WeighedInDetail>()(
  z.object({
    weighed: z.object({
      pooled: z.object({
        median: z.number(),
        ...interval,
        unit: z.string(),
        level: z.number(),
        bounded: z.enum(boundedSides).describe("sides on which what is told bounds it; the median and an open end are the prior's alone"),
      }),
      roots: z.array(z.object({ family: z.string(), claims: z.array(shown<ClaimId>()), weight: z.number(), influence: z.number() })),
      excluded: z.array(z.object({ claim: shown<ClaimId>(), why: z.string() })),
      verdict: z.string(),
    }),
    prior: z.object({ ...interval, spread: z.number(), outletShare: z.number() }),
    sensitivity: z.array(z.object({ assumption: z.string(), median: z.number(), ...interval })),
    trend: z.object({
      direction: z.enum(["falls", "rises", "flat", "not to be told"]),
      perYear: z.object({ median: z.number(), ...interval, level: z.number() }).nullable(),
      points: z.array(
        z.object({
          claim: shown<ClaimId>(),
          root: z.string(),
          outlet: z.string(),
          on: shown<EdtfDate>(),
          low: z.number(),
          high: z.number().nullable(),
          told: z.string(),
        }),
      ),
      says: z.string(),
    }),
    boxes: z.array(
      z.object({
        claim: shown<ClaimId>(),
        root: z.string(),
        low: z.number(),
        high: z.number().nullable().describe("null where the claim leaves the upper end open"),
        on: shown<EdtfDate>(),
        rates: z.array(z.string()),
      }),
    ),
    waves: z
      .array(
        z.object({ claims: z.array(shown<ClaimId>()), of: z.string(), median: z.number(), ...interval, bounded: z.enum(boundedSides) }),
      )
      .describe("where a flow is told in several waves: what each comes to; they add up to the pooled figure"),
    keptOut: z.array(z.object({ claim: shown<ClaimId>(), told: z.string() })).describe("what each claim that was kept out tells, in print"),
    reports: z.array(shown<ReportId>()),
    why: z.array(z.object({ family: z.string(), outlet: z.string(), why: z.string(), depth: z.int(), wrong: z.number() })),
  }),
);
const remark = describes<Remark>()(
  z.object({
    claims: z.array(shown<ClaimId>()),
    kind: z.string(),
    says: z.string(),
    readings: z.array(z.string()),
    effect: z.string(),
  }),
);

const linkEnds = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(claimLinkKinds), from: id<ClaimId>(), to: id<ClaimId>() }),
  z.object({ kind: z.literal("copy-of"), from: id<ReportId>(), to: id<ReportId>() }),
]) satisfies z.ZodType<LinkEnds>;
const linkFields = {
  id: shown<LinkId>(),
  reasons: z.array(z.string()),
  decision: z.object({ verdict: z.enum(linkVerdicts), by: personName, at: instant, why: z.string() }).nullable(),
};
const link: z.ZodType<Link> = z.discriminatedUnion("kind", [
  z.object({ ...linkFields, kind: z.enum(claimLinkKinds), from: shown<ClaimId>(), to: shown<ClaimId>() }),
  z.object({ ...linkFields, kind: z.literal("copy-of"), from: shown<ReportId>(), to: shown<ReportId>() }),
]);
const linkPage: z.ZodType<LinkPage> = z.object({ links: z.array(link), total: z.int() });

/** An entry's body has one shape per kind; the ledger page shows it as it is, so the wire says only that it has a kind. */
const entry = z.object({
  case: shown<CaseId>(),
  seq: z.int().min(1),
  at: instant,
  actor: personName,
  body: z.looseObject({ kind: z.string() }),
  prevHash: sha256,
  hash: sha256,
}) as unknown as z.ZodType<Entry>;

const caseSummary = describes<CaseSummary>()(
  z.object({
    id: shown<CaseId>(),
    title: z.string(),
    about: z.string(),
    position: z.int(),
    reports: z.int(),
    claims: z.int(),
    waiting: z.int(),
    accepted: z.int(),
  }),
);

export const problem: z.ZodType<Problem> = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  remedy: z.string(),
  kind: z.string(),
});

const figure: z.ZodType<Figure> = z.object({
  median: z.number(),
  interval: z.object({ low: z.number(), high: z.number(), level: z.number() }),
});
const band: z.ZodType<Band> = z.object({ low: z.array(z.number()), median: z.array(z.number()), high: z.array(z.number()) });
const scenario: z.ZodType<Scenario, Scenario> = z.object({
  name: z.string().min(1).max(100),
  demand: z
    .array(z.object({ from: z.number(), factor: z.number().min(0).max(100), at: z.enum(["call", "crossing"]).exactOptional() }))
    .max(100)
    .exactOptional(),
  shut: z
    .array(z.object({ from: z.number(), to: z.number() }))
    .max(100)
    .exactOptional(),
  capacity: z.number().positive().exactOptional(),
  places: z.number().positive().exactOptional(),
  rotation: z.enum(["singly", "together"]).exactOptional(),
  preparation: z.enum(["running", "empty"]).exactOptional(),
  pay: z.number().min(0).exactOptional(),
});
const routeName = z.object({ id: z.string(), title: z.string() });
const simulationRun: z.ZodType<SimulationRun> = z.object({
  route: routeName,
  seed: z.number(),
  replicates: z.int(),
  months: z.int(),
  level: z.number(),
  scenarios: z.array(
    z.object({
      scenario,
      bands: z.object({ abroad: band, preparing: band, left: band, returned: band }),
      difference: band,
      workerMonths: z.array(figure),
      stateTake: z.array(figure).nullable(),
      stateTakeDifference: z.array(figure).nullable(),
      stateTakeUnit: z.string().nullable(),
      meanWait: figure,
    }),
  ),
  events: z.int(),
  littleGap: z.number(),
  warnings: z.array(z.string()).exactOptional(),
  lineage,
});
const svg = z.string().describe("a self-contained SVG picture");
const simulationJob: z.ZodType<SimulationJob> = z.object({
  id: z.string(),
  state: z.enum(["running", "done", "cancelled", "failed"]),
  done: z.int(),
  total: z.int(),
  recorded: z.int().nullable(),
  run: simulationRun.nullable(),
  pictures: z.object({ abroad: svg, preparing: svg, arrivals: svg, difference: svg.nullable() }).nullable(),
  says: z.string().nullable(),
});
const accountLine = z.object({
  actor: z.string(),
  name: z.string(),
  kind: z.string(),
  unit: z.string(),
  workerMonth: figure,
  firstYear: figure,
  settledYear: figure,
});
const answeredRoute: z.ZodType<AnsweredRoute> = z.object({
  answers: z.object({
    route: routeName,
    seed: z.number(),
    draws: z.int(),
    level: z.number(),
    answers: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        unit: z.string(),
        how: z.string(),
        median: z.number(),
        interval: z.object({ low: z.number(), high: z.number(), level: z.number() }),
      }),
    ),
    accounts: z.array(accountLine),
    withoutRate: z.array(z.string()),
    lineage,
  }),
  pictures: z.record(z.string(), svg),
});
const index = z.object({ value: z.number(), low: z.number(), high: z.number() });
const sensitivityShown: z.ZodType<SensitivityShown> = z.object({
  sensitivity: z.object({
    route: routeName,
    answer: z.object({ id: z.string(), name: z.string(), unit: z.string() }),
    seed: z.number(),
    points: z.int(),
    evaluations: z.int(),
    middle: z.number(),
    tornado: z.array(
      z.object({
        input: z.string(),
        says: z.string(),
        unit: z.string(),
        from: z.number(),
        to: z.number(),
        atFrom: z.number(),
        atTo: z.number(),
        source: z.string(),
      }),
    ),
    indices: z.array(z.object({ input: z.string(), says: z.string(), first: index, total: index.nullable() })),
    level: z.number(),
    lineage,
  }),
  picture: svg,
  indicesPicture: svg,
});
const routeListed: z.ZodType<RouteListed> = z.object({
  id: z.string(),
  title: z.string(),
  about: z.string(),
  scenarios: z.array(scenario),
  answers: z.array(z.object({ id: z.string(), name: z.string(), unit: z.string() })),
  lineage,
});
const seed = z.int().min(0);
/** A route by name or as a route file's content; its own reader checks the content and names the place. */
const routeGiven = { route: z.string().max(100).exactOptional(), routeFile: z.looseObject({}).exactOptional() };
const answersAsked = z.object({
  ...routeGiven,
  seed: seed.exactOptional(),
  draws: z.int().min(1).max(65_536).exactOptional(),
  currencies: z
    .array(z.string().regex(/^[A-Z]{3}$/))
    .max(10)
    .exactOptional(),
});
const sensitivityAsked = z.object({
  ...routeGiven,
  answer: z.string().max(100).exactOptional(),
  seed: seed.exactOptional(),
  points: z.literal([64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536]).exactOptional(),
});
const jointDraws: z.ZodType<JointDraws> = z.object({
  rows: z.int(),
  columns: z.record(z.string(), z.array(z.number())).describe("by the id of a figure; the values at one place together are one draw"),
  rests: z.record(z.string(), assumption),
  claims: z.array(shown<ClaimId>()),
  assumptions: z.array(assumption),
});
const onRun = z.object({ case: id<CaseId>(), run: z.string().min(1).max(100) });

const inCase = z.object({ case: id<CaseId>() });
const onSource = z.object({ case: id<CaseId>(), source: id<SourceId>() });
const inReport = z.object({ case: id<CaseId>(), report: id<ReportId>() });
const onClaim = z.object({ case: id<CaseId>(), claim: id<ClaimId>() });
const onRelease = z.object({ case: id<CaseId>(), release: id<ReleaseId>() });
const nothing = z.object({});

/** Names people choose for themselves; what cannot be told apart on a screen (controls, ends of blanks) is refused. */
const givenPerson = text<Person>(
  z
    .string()
    .regex(
      /^[\p{L}\p{N}](?:[\p{L}\p{N} ,.'_-]{0,58}[\p{L}\p{N}.])?$/u,
      "needs letters or digits, with blanks, commas, dots or hyphens between them, up to 60",
    ),
);
const invitationToken = z.string().regex(/^[0-9a-f]{64}$/, "is not an invitation");
const compartmentGiven = z.string().refine(isCompartment, "needs small letters, digits and hyphens; empty means the open part");
/** Checked by the library of the ceremony it belongs to. */
const anything = z.looseObject({});
const done = z.object({ done: z.literal(true) });
const signedInAs = z.object({ person: personName }) as z.ZodType<{ readonly person: Person }>;
const joined = z.object({ person: personName, recovery: z.array(z.string()) }) as z.ZodType<Joined>;
const invitationMade = z.object({ person: personName, token: z.string(), until: instant }) as z.ZodType<InvitationMade>;
const members = z.array(z.object({ person: personName, role: z.enum(memberRoles), compartment: z.string() })) as z.ZodType<
  readonly Member[]
>;

/** One route: where it is, what it takes and what it answers. `answers` is a schema, or "html" for a page of its own. */
type Route = {
  readonly method: "get" | "post";
  /** With `{name}` for each parameter, as OpenAPI writes it. */
  readonly path: string;
  readonly summary: string;
  readonly params: z.ZodType<object>;
  readonly query: z.ZodType<object>;
  readonly body: z.ZodType<object>;
  readonly answers: z.ZodType;
  readonly html?: true;
};

const route = <P extends z.ZodType<object>, Q extends z.ZodType<object>, B extends z.ZodType<object>, A extends z.ZodType>(one: {
  readonly method: "get" | "post";
  readonly path: string;
  readonly summary: string;
  readonly params: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answers: A;
  readonly html?: true;
}) => ({ query: nothing as unknown as Q, body: nothing as unknown as B, ...one }) satisfies Route;

/** Every route of the API, by the name the workbench calls it. */
export const routes = {
  dispatchRoutes: route({
    method: "get",
    path: "/api/dispatch-routes",
    summary: "The dispatch routes that ship, with their scenarios and what can be asked of them",
    params: nothing,
    answers: z.array(routeListed) as z.ZodType<readonly RouteListed[]>,
  }),
  answerRoute: route({
    method: "post",
    path: "/api/dispatch-routes/answers",
    summary: "Who gets what of a worker-month and of a year under a route, and what follows, with intervals and pictures",
    params: nothing,
    body: answersAsked,
    answers: answeredRoute,
  }),
  answerFitted: route({
    method: "post",
    path: "/api/cases/{case}/fitted-route/answers",
    summary: "As the answers of a route, with the figures of the case's fit to its claims where claims speak of them",
    params: inCase,
    body: answersAsked,
    answers: answeredRoute,
  }),
  fittedSensitivity: route({
    method: "post",
    path: "/api/cases/{case}/fitted-route/sensitivity",
    summary: "As the sensitivity of a route, over the joint draws of the case's fit: each figure moved with the others following it",
    params: inCase,
    body: sensitivityAsked,
    answers: sensitivityShown,
  }),
  routeSensitivity: route({
    method: "post",
    path: "/api/dispatch-routes/sensitivity",
    summary: "Which figure of a route an answer hangs on: a tornado and Sobol indices with intervals",
    params: nothing,
    body: sensitivityAsked,
    answers: sensitivityShown,
  }),
  drawFitted: route({
    method: "post",
    path: "/api/cases/{case}/fitted-route/draws",
    summary: "Joint draws of a route's figures from the case's fit, with what each rests on: to run the route elsewhere",
    params: inCase,
    body: z.object({ ...routeGiven, seed: seed.exactOptional(), rows: z.int().min(1).max(8192).exactOptional() }),
    answers: jointDraws,
  }),
  exportRoute: route({
    method: "post",
    path: "/api/dispatch-routes/export",
    summary: "A route's stock-flow view as XMILE",
    params: nothing,
    body: z.object({ ...routeGiven, months: z.int().min(1).max(600).exactOptional() }),
    answers: z.object({ xmile: z.string() }),
  }),
  startSimulation: route({
    method: "post",
    path: "/api/cases/{case}/simulations",
    summary: "Start a run of a route under scenarios; it is recorded in the ledger when it is done",
    params: inCase,
    body: z.object({
      ...routeGiven,
      scenarios: z
        .array(z.union([z.string().max(100), scenario]))
        .min(1)
        .max(12)
        .exactOptional(),
      months: z.int().min(1).max(600).exactOptional(),
      replicates: z.int().min(1).max(100_000).exactOptional(),
      seed: seed.exactOptional(),
      fromFit: z.boolean().exactOptional(),
      record: z.boolean().exactOptional(),
    }),
    answers: simulationJob,
  }),
  simulations: route({
    method: "get",
    path: "/api/cases/{case}/simulations",
    summary: "The runs the case's ledger keeps, newest first",
    params: inCase,
    answers: z.array(z.object({ seq: z.int(), at: instant, actor: personName, run: simulationRun })) as z.ZodType<
      readonly KeptSimulation[]
    >,
  }),
  simulation: route({
    method: "get",
    path: "/api/cases/{case}/simulations/{run}",
    summary: "How far a run is, and its answer with pictures once it is done",
    params: onRun,
    answers: simulationJob,
  }),
  cancelSimulation: route({
    method: "post",
    path: "/api/cases/{case}/simulations/{run}/cancel",
    summary: "Stop a run; nothing of it is kept",
    params: onRun,
    answers: simulationJob,
  }),
  session: route({
    method: "get",
    path: "/api/session",
    summary: "Who is signed in",
    params: nothing,
    answers: z.object({
      actor: personName,
      team: z.object({ keeper: z.boolean(), recoveryLeft: z.int(), passkeys: z.int() }).exactOptional(),
    }) as z.ZodType<SessionInfo>,
  }),
  passkeyQuestion: route({
    method: "post",
    path: "/api/sign-in/passkey/question",
    summary: "What the browser's passkey dialog needs; names nobody",
    params: nothing,
    answers: anything,
  }),
  signInWithPasskey: route({
    method: "post",
    path: "/api/sign-in/passkey",
    summary: "Sign in with a passkey",
    params: nothing,
    body: z.object({ response: anything }),
    answers: signedInAs,
  }),
  signInWithPassword: route({
    method: "post",
    path: "/api/sign-in/password",
    summary: "Sign in with a password and a one-time code",
    params: nothing,
    body: z.object({ person: givenPerson, password: z.string().min(1).max(200), code: z.string().max(12) }),
    answers: signedInAs,
  }),
  signInWithRecovery: route({
    method: "post",
    path: "/api/sign-in/recovery",
    summary: "Sign in with a recovery code, which is used up",
    params: nothing,
    body: z.object({ person: givenPerson, code: z.string().min(1).max(60) }),
    answers: signedInAs,
  }),
  invitation: route({
    method: "post",
    path: "/api/join/open",
    summary: "What an invitation offers",
    params: nothing,
    body: z.object({ token: invitationToken }),
    answers: z.object({
      person: personName,
      by: personName,
      until: instant,
      keeper: z.boolean(),
      passkey: anything,
      codes: z.object({ secret: z.string(), address: z.string() }),
    }) as z.ZodType<InvitationShown>,
  }),
  joinWithPasskey: route({
    method: "post",
    path: "/api/join/passkey",
    summary: "Use an invitation up with a new passkey",
    params: nothing,
    body: z.object({ token: invitationToken, response: anything }),
    answers: joined,
  }),
  joinWithPassword: route({
    method: "post",
    path: "/api/join/password",
    summary: "Use an invitation up with a password and an authenticator program",
    params: nothing,
    body: z.object({
      token: invitationToken,
      // Length is the only rule there is (NIST SP 800-63B-4, 3.1.1.2).
      password: z.string().min(15, "needs 15 characters or more").max(200),
      secret: z.string().regex(/^[A-Z2-7]{32}$/, "is not the secret the invitation showed"),
      code: z.string().max(12),
    }),
    answers: joined,
  }),
  signOut: route({ method: "post", path: "/api/sign-out", summary: "End this session", params: nothing, answers: done }),
  sessions: route({
    method: "get",
    path: "/api/sessions",
    summary: "Your sessions, the newest first",
    params: nothing,
    answers: z.array(
      z.object({
        id: z.string(),
        how: z.enum(["passkey", "password", "recovery code"]),
        madeAt: instant,
        seenAt: instant,
        until: instant,
        own: z.boolean(),
      }),
    ) as z.ZodType<readonly SessionShown[]>,
  }),
  endSession: route({
    method: "post",
    path: "/api/sessions/end",
    summary: "End one of your sessions, or all of them but this",
    params: nothing,
    body: z.object({ session: z.string().min(1).max(100).describe("its id, or others") }),
    answers: done,
  }),
  passkeyOffer: route({
    method: "post",
    path: "/api/passkeys/offer",
    summary: "What the browser's passkey dialog needs to make another passkey",
    params: nothing,
    answers: anything,
  }),
  addPasskey: route({
    method: "post",
    path: "/api/passkeys",
    summary: "Add a passkey to your account",
    params: nothing,
    body: z.object({ response: anything }),
    answers: done,
  }),
  people: route({
    method: "get",
    path: "/api/people",
    summary: "Who has an account",
    params: nothing,
    answers: z.array(z.object({ person: personName, keeper: z.boolean() })) as z.ZodType<
      readonly { readonly person: Person; readonly keeper: boolean }[]
    >,
  }),
  invite: route({
    method: "post",
    path: "/api/people/invite",
    summary: "Invite somebody to this server; they see no case until a handler adds them",
    params: nothing,
    body: z.object({ person: givenPerson }),
    answers: invitationMade,
  }),
  signOutPerson: route({
    method: "post",
    path: "/api/people/sign-out",
    summary: "End every session of a person",
    params: nothing,
    body: z.object({ person: givenPerson }),
    answers: z.object({ ended: z.int() }),
  }),
  cases: route({
    method: "get",
    path: "/api/cases",
    summary: "All cases, with how much waits in each",
    params: nothing,
    answers: z.array(caseSummary) as z.ZodType<readonly CaseSummary[]>,
  }),
  openCase: route({
    method: "post",
    path: "/api/cases",
    summary: "Open a case",
    params: nothing,
    body: z.object({
      id: text<CaseId>(z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "needs small letters, digits and hyphens, up to 63")),
      title: z.string().trim().min(1).max(300),
      about: z.string().max(4000),
    }),
    answers: caseSummary,
  }),
  examples: route({
    method: "get",
    path: "/api/examples",
    summary: "The cases that ship with the program",
    params: nothing,
    answers: z.array(z.object({ id: shown<CaseId>(), title: z.string(), about: z.string() })) as z.ZodType<readonly Example[]>,
  }),
  openExample: route({
    method: "post",
    path: "/api/examples/{case}/open",
    summary: "Open a case that ships with the program, with the decisions beside it",
    params: inCase,
    answers: caseSummary,
  }),
  overview: route({ method: "get", path: "/api/cases/{case}", summary: "One case", params: inCase, answers: caseSummary }),
  members: route({
    method: "get",
    path: "/api/cases/{case}/members",
    summary: "Who works on a case, in which role, in which compartments",
    params: inCase,
    answers: members,
  }),
  addMember: route({
    method: "post",
    path: "/api/cases/{case}/members",
    summary: "Add a member to the open part of a case, or to a compartment you are in",
    params: inCase,
    body: z.object({ person: givenPerson, role: z.enum(memberRoles), compartment: compartmentGiven }),
    answers: members,
  }),
  changeRole: route({
    method: "post",
    path: "/api/cases/{case}/members/change",
    summary: "Change a member's role; in their compartments, too",
    params: inCase,
    body: z.object({ person: givenPerson, role: z.enum(memberRoles), why: reason }),
    answers: members,
  }),
  removeMember: route({
    method: "post",
    path: "/api/cases/{case}/members/remove",
    summary: "Take a member out of a compartment; with the open part, out of the whole case",
    params: inCase,
    body: z.object({ person: givenPerson, compartment: compartmentGiven, why: reason }),
    answers: members,
  }),
  inviteMember: route({
    method: "post",
    path: "/api/cases/{case}/members/invite",
    summary: "Invite a member of this case who has no account yet",
    params: inCase,
    body: z.object({ person: givenPerson }),
    answers: invitationMade,
  }),
  sources: route({
    method: "get",
    path: "/api/cases/{case}/sources",
    summary: "The sources of a case, by pseudonym",
    params: inCase,
    answers: z.array(source) as z.ZodType<readonly Source[]>,
  }),
  registerSource: route({
    method: "post",
    path: "/api/cases/{case}/sources",
    summary: "Register a source under a pseudonym; never a name",
    params: inCase,
    body: newSource,
    answers: source,
  }),
  source: route({
    method: "get",
    path: "/api/cases/{case}/sources/{source}",
    summary: "A source with its grades and the notes sealed about it",
    params: onSource,
    answers: sourceFile,
  }),
  gradeSource: route({
    method: "post",
    path: "/api/cases/{case}/sources/{source}/grade",
    summary: "Grade a source anew, with the reason; the grades before stay",
    params: onSource,
    body: z.object({ reliability: z.enum(reliabilities), why: reason }),
    answers: sourceFile,
  }),
  describeSource: route({
    method: "post",
    path: "/api/cases/{case}/sources/{source}/describe",
    summary: "Change what a source is placed to know, who may see it, its consent or the risk of contact, with the reason",
    params: onSource,
    body: z.object({
      change: z.object({
        canKnow: z.string().trim().min(1).max(1000).exactOptional(),
        tlp: z.enum(tlps).exactOptional(),
        consent: z.enum(consents).exactOptional(),
        contactRisk: z.enum(contactRisks).exactOptional(),
      }),
      why: reason,
    }),
    answers: sourceFile,
  }),
  restedOn: route({
    method: "get",
    path: "/api/cases/{case}/sources/{source}/rested-on",
    summary: "The reports, claims, conclusions and released sentences that rest, or rested, on a source",
    params: onSource,
    answers: restedOn,
  }),
  withdrawSource: route({
    method: "post",
    path: "/api/cases/{case}/sources/{source}/withdraw",
    summary: "Let nothing a source told count any more; answers what rested on it",
    params: onSource,
    body: z.object({ why: reason }),
    answers: restedOn,
  }),
  forgetSource: route({
    method: "post",
    path: "/api/cases/{case}/sources/{source}/forget",
    summary: "Destroy the key of a source and all that was sealed with it; answers what rested on it",
    params: onSource,
    body: z.object({ why: reason }),
    answers: restedOn,
  }),
  reports: route({
    method: "get",
    path: "/api/cases/{case}/reports",
    summary: "The inbox: reports and how many of their claims wait",
    params: inCase,
    answers: z.array(reportSummary) as z.ZodType<readonly ReportSummary[]>,
  }),
  receive: route({
    method: "post",
    path: "/api/cases/{case}/reports",
    summary: "Receive a report: its bytes are kept and hashed, then read",
    params: inCase,
    body: z.object({
      id: text<ReportId>(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/, "needs letters, digits, dots and hyphens, up to 61")),
      name: z.string().min(1).max(300),
      base64: z.base64().describe("the file's bytes"),
      title: z.string().trim().min(1).max(500),
      language: z.enum(languages),
      outlet: z.string().trim().min(1).max(200),
      published: edtfDate,
      told: edtfDate,
      source: id<SourceId>(),
      channel: z.string().max(200),
      url: z
        .url({ protocol: /^https?$/ })
        .max(2000)
        .nullable(),
      family: z.string().min(1).max(200),
    }),
    answers: openReport,
  }),
  planFiles: route({
    method: "post",
    path: "/api/cases/{case}/receipts/plan",
    summary: "What taking in text, messages, pages, tables or envelopes would do; writes nothing",
    params: inCase,
    body: z.object(filesGiven),
    answers: receiptLines,
  }),
  takeFiles: route({
    method: "post",
    path: "/api/cases/{case}/receipts",
    summary: "Take in what is new of these files; a report that repeats another may be put into its family",
    params: inCase,
    body: z.object({ ...filesGiven, families: z.record(z.string(), z.string().min(1).max(200)).exactOptional() }),
    answers: receiptLines,
  }),
  report: route({
    method: "get",
    path: "/api/cases/{case}/reports/{report}",
    summary: "A report with its text, zones, claims and mentions",
    params: inReport,
    answers: openReport,
  }),
  claims: route({
    method: "get",
    path: "/api/cases/{case}/claims",
    summary: "The claims of a case",
    params: inCase,
    query: z.object({
      report: id<ReportId>().exactOptional(),
      measure: z.string().exactOptional(),
      state: z.enum(["proposed", "accepted", "corrected", "rejected", "withdrawn"]).exactOptional(),
    }),
    answers: z.array(claim) as z.ZodType<readonly Claim[]>,
  }),
  accept: route({
    method: "post",
    path: "/api/cases/{case}/claims/{claim}/accept",
    summary: "Let a claim count as it was read",
    params: onClaim,
    body: z.object({ credibility }),
    answers: claim,
  }),
  correct: route({
    method: "post",
    path: "/api/cases/{case}/claims/{claim}/correct",
    summary: "Let a claim count with other fields than were read",
    params: onClaim,
    body: z.object({ correction, credibility, why: reason }),
    answers: claim,
  }),
  reject: route({
    method: "post",
    path: "/api/cases/{case}/claims/{claim}/reject",
    summary: "Say that the text does not make this claim",
    params: onClaim,
    body: z.object({ why: reason }),
    answers: claim,
  }),
  withdraw: route({
    method: "post",
    path: "/api/cases/{case}/claims/{claim}/withdraw",
    summary: "Take an accepted claim out of every later figure",
    params: onClaim,
    body: z.object({ why: reason }),
    answers: claim,
  }),
  undo: route({
    method: "post",
    path: "/api/cases/{case}/claims/{claim}/undo",
    summary: "Take back the newest decision on a claim",
    params: onClaim,
    answers: claim,
  }),
  rates: route({
    method: "get",
    path: "/api/cases/{case}/rates",
    summary: "The exchange rates recorded in a case",
    params: inCase,
    answers: z.array(rate) as z.ZodType<readonly Rate[]>,
  }),
  recordRate: route({
    method: "post",
    path: "/api/cases/{case}/rates",
    summary: "Record a dated, sourced exchange rate",
    params: inCase,
    body: rate,
    answers: rate,
  }),
  analysis: route({
    method: "get",
    path: "/api/cases/{case}/analysis",
    summary: "The newest analysis; null when none was run",
    params: inCase,
    answers: analysis.nullable() as z.ZodType<Analysis | null>,
  }),
  analyse: route({
    method: "post",
    path: "/api/cases/{case}/analysis",
    summary: "Weigh, estimate and hold the rules against what is accepted",
    params: inCase,
    answers: analysis,
  }),
  fit: route({
    method: "post",
    path: "/api/cases/{case}/fit",
    summary:
      "Fit a dispatch route to the accepted claims and record it with a new analysis: what moves it, what is surprising, what to ask next",
    params: inCase,
    body: z.object({
      route: z.string().min(1).max(100).describe("a route that ships (china-ryanggang unless told)").exactOptional(),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, "is not a two-letter country code")
        .exactOptional(),
      place: z.string().min(1).max(200).describe("the crossing").exactOptional(),
      from: edtfDate.exactOptional(),
      to: edtfDate.exactOptional(),
      seed: z.int().min(0).max(4_294_967_295).exactOptional(),
    }),
    answers: analysis,
  }),
  weigh: route({
    method: "get",
    path: "/api/cases/{case}/weigh",
    summary: "What all claims about one quantity amount to, by root, with what was kept out and why",
    params: inCase,
    query: z.object({
      measure: z.string().min(1).max(100).describe("a term of the closed vocabulary"),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, "is not a two-letter country code")
        .exactOptional(),
      from: edtfDate.exactOptional(),
      to: edtfDate.exactOptional(),
      currency: z.string().max(10).exactOptional(),
      lowest: assumed("the quantity is taken as log-uniform from here, in the unit of the answer"),
      highest: assumed("and up to here"),
      spread: assumed("scale of the spread between roots, in logs (default 0.25)"),
      outletShare: assumed("share of that variance which roots of one outlet have in common (default 0.5)"),
      wrongTimes: assumed("by how much the probability of being wrong that comes with a grade is multiplied (default 1)"),
      level: assumed("probability of the interval (default 0.9)"),
    }),
    answers: weighedInDetail,
  }),
  check: route({
    method: "get",
    path: "/api/cases/{case}/checks/{kind}",
    summary: "Claims that do not sit well together, with every way to read them",
    params: z.object({ case: id<CaseId>(), kind: z.enum(checkKinds) }),
    answers: z.array(remark) as z.ZodType<readonly Remark[]>,
  }),
  conversions: route({
    method: "get",
    path: "/api/cases/{case}/conversions",
    summary: "Every printed conversion beside what it is worth at the rates of its day",
    params: inCase,
    answers: z.array(conversionCheck) as z.ZodType<readonly ConversionCheck[]>,
  }),
  links: route({
    method: "get",
    path: "/api/cases/{case}/links",
    summary: "How claims and reports lie to each other: proposed with reasons, and as decided; the decided ones first",
    params: inCase,
    query: z.object({
      kind: z.enum(linkKinds).exactOptional(),
      end: z.string().max(200).describe("a claim or a report at one end").exactOptional(),
      state: z.enum(linkStates).exactOptional(),
      skip: z.coerce.number().int().min(0).exactOptional(),
      limit: z.coerce.number().int().min(1).max(1000).exactOptional(),
    }),
    answers: linkPage,
  }),
  decideLink: route({
    method: "post",
    path: "/api/cases/{case}/links/decide",
    summary: "Accept or reject a link in your own name, with a reason; one nobody proposed may be told, too",
    params: inCase,
    body: z.object({ link: linkEnds, verdict: z.enum(linkVerdicts), why: reason }),
    answers: link,
  }),
  undoLink: route({
    method: "post",
    path: "/api/cases/{case}/links/undo",
    summary: "Take back the newest decision on a link",
    params: inCase,
    body: z.object({ link: linkEnds }),
    answers: link,
  }),
  releases: route({
    method: "get",
    path: "/api/cases/{case}/releases",
    summary: "Drafts and publications",
    params: inCase,
    answers: z.array(releaseState) as z.ZodType<readonly ReleaseState[]>,
  }),
  draftRelease: route({
    method: "post",
    path: "/api/cases/{case}/releases",
    summary: "Draft a release from the newest analysis and list its risks",
    params: inCase,
    answers: releaseState,
  }),
  mendRelease: route({
    method: "post",
    path: "/api/cases/{case}/releases/{release}/mend",
    summary: "Draft anew with these claims said in less: as a band, without words or voices, by country, or not at all",
    params: onRelease,
    body: z
      .object({
        mends: z.array(mend).max(1000),
        lift: z.array(mend).max(1000).describe("mends of this draft to take back").exactOptional(),
      })
      .refine(({ mends, lift = [] }) => mends.length + lift.length > 0, "names no claim to mend and no mend to lift"),
    answers: releaseState,
  }),
  acceptRisk: route({
    method: "post",
    path: "/api/cases/{case}/releases/{release}/accept-risk",
    summary: "Accept one risk in your own name, with a reason",
    params: onRelease,
    body: z.object({ risk: z.string().min(1), why: reason }),
    answers: releaseState,
  }),
  publish: route({
    method: "post",
    path: "/api/cases/{case}/releases/{release}/publish",
    summary: "Publish a release that is clear to leave",
    params: onRelease,
    answers: releaseState,
  }),
  dossier: route({
    method: "get",
    path: "/api/cases/{case}/releases/{release}/dossier",
    summary: "The dossier of a published release, as one HTML page",
    params: onRelease,
    answers: z.string(),
    html: true,
  }),
  history: route({
    method: "get",
    path: "/api/cases/{case}/entries",
    summary: "The ledger's entries, in order",
    params: inCase,
    query: z.object({ from: z.coerce.number().int().min(1).default(1), limit: z.coerce.number().int().min(1).max(500).default(100) }),
    answers: z.array(entry) as z.ZodType<readonly Entry[]>,
  }),
  verify: route({
    method: "post",
    path: "/api/cases/{case}/verify",
    summary: "Walk the chain and say whether any entry was changed",
    params: inCase,
    answers: z.object({ entries: z.int(), head: sha256 }) as z.ZodType<Verified>,
  }),
  rebuild: route({
    method: "post",
    path: "/api/cases/{case}/rebuild",
    summary: "Recompute the projections from the entries",
    params: inCase,
    answers: z.object({ entries: z.int(), digests: z.record(z.string(), sha256) }) as z.ZodType<Rebuilt>,
  }),
};

export type RouteName = keyof typeof routes;
type Routes = typeof routes;
/** What a handler is given, already checked. */
export type Given<K extends RouteName> = {
  readonly params: z.output<Routes[K]["params"]>;
  readonly query: z.output<Routes[K]["query"]>;
  readonly body: z.output<Routes[K]["body"]>;
};
export type Answer<K extends RouteName> = z.output<Routes[K]["answers"]>;
/** What a caller sends: path parameters, query and body in one object each. */
export type Sent<K extends RouteName> = {
  readonly params: z.input<Routes[K]["params"]>;
  readonly query?: z.input<Routes[K]["query"]>;
  readonly body?: z.input<Routes[K]["body"]>;
};

/** The path of a route with its parameters filled in, each encoded. */
export function pathOf(name: RouteName, params: Readonly<Record<string, string>>): string {
  return routes[name].path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const given = params[key];
    if (given === undefined) throw new Error(`route ${name} needs the parameter ${key}`);
    return encodeURIComponent(given);
  });
}

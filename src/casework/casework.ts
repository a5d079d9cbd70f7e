/**
 * What a person can do with a case: the verbs the command line, the HTTP API and the workbench all call.
 * Every verb that changes something appends entries to the ledger and returns only when they are on disk.
 */
import type { ClaimTable } from "#analysis/index.ts";
import type { Claim, Correction } from "#domain/claim.ts";
import type { Entry } from "#domain/entry.ts";
import type { CaseId, ClaimId, Person, ReleaseId, ReportId, SourceId } from "#domain/ids.ts";
import type { DecidedLink, Link, LinkEnds, LinkFilter, LinkPage, LinkVerdict } from "#domain/link.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { Mend } from "#domain/release.ts";
import type { Report } from "#domain/report.ts";
import type { NoteHolders } from "#ledger/index.ts";
import type { Result } from "#domain/result.ts";
import type { Member, Standing } from "#domain/member.ts";
import type { Credibility, Reliability, RestedOn, Source, SourceChange, SourceFile } from "#domain/source.ts";
import type {
  Analysis,
  CaseSummary,
  GivenFile,
  OpenReport,
  Rebuilt,
  ReceiptLine,
  ReleaseState,
  ReportSummary,
  Verified,
} from "#domain/views.ts";
import type { CheckKind, Remark, WeighedInDetail, WeighQuestion } from "#domain/weighed.ts";
import type { ConversionCheck, Rate } from "#domain/weighing.ts";
import type { Defaults, Draft } from "#intake/index.ts";
import type { EnvelopeShown } from "./envelopes.ts";
import type { PlannedReceipt } from "./plan-receipt.ts";
import type { Route } from "#analysis/dispatch/index.ts";
import type { AnswersAsked, DrawsGiven, SensitivityAsked } from "./ask-route.ts";
import type { FitRequest } from "./fit-material.ts";
import type { DrawsAsked } from "./fitted-draws.ts";

export type { FitRequest };
import type {
  AnsweredRoute,
  KeptSimulation,
  RecordedSimulation,
  RouteGiven,
  RouteListed,
  SensitivityShown,
  SimulationAsked,
  SimulationJob,
  JointDraws,
} from "#domain/simulation.ts";

export type { Analysis, CaseSummary, OpenReport, ReleaseState, ReportSummary };

export type ClaimFilter = {
  readonly report?: ReportId;
  readonly measure?: string;
  readonly state?: Claim["decision"]["state"];
};

/** What arrives for {@link Casework.receive}: bytes and what is known about them, not yet checked. */
export type Arrival = {
  readonly id: ReportId;
  /** For messages only. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly title: string;
  readonly language: Report["language"];
  readonly outlet: string;
  readonly published: Report["published"];
  readonly told: Report["told"];
  readonly source: Report["source"];
  readonly channel: string;
  readonly url: string | null;
  readonly family: string;
  /** The file the words were taken from, to be kept sealed beside them. */
  readonly file?: Uint8Array;
};

type Outcome<T> = Promise<Result<T, Refusal>>;

export type Casework = {
  /** The person in whose name everything is recorded. */
  readonly actor: Person;
  /** The same verbs in another person's name. */
  as(actor: Person): Casework;
  /** The same verbs with the rights of a member and in their name: the database shows and takes nothing else. */
  asMember(member: Standing): Casework;
  cases(): Promise<readonly CaseSummary[]>;
  overview(id: CaseId): Outcome<CaseSummary>;
  openCase(id: CaseId, title: string, about: string): Outcome<CaseSummary>;
  /** Opens a table of labelled claims with the decisions of its compilers; a case that is open already is returned as it is. */
  openTable(table: ClaimTable): Outcome<CaseSummary & { readonly opened: boolean }>;
  sources(id: CaseId): Outcome<readonly Source[]>;
  registerSource(id: CaseId, source: Source): Outcome<Source>;
  /** A source with its grades and notes. */
  source(id: CaseId, source: SourceId): Outcome<SourceFile>;
  gradeSource(id: CaseId, source: SourceId, reliability: Reliability, why: string): Outcome<SourceFile>;
  describeSource(id: CaseId, source: SourceId, change: SourceChange, why: string): Outcome<SourceFile>;
  /** Seals a handler's note to the age keys of named people, or behind a passphrase. */
  sealNote(id: CaseId, source: SourceId, text: string, to: NoteHolders): Outcome<SourceFile>;
  /** The newest note, or the one sealed at that position, for one of its holders. */
  openNote(
    id: CaseId,
    source: SourceId,
    opener: { readonly identities: readonly string[] } | { readonly passphrase: string },
    position?: number,
  ): Outcome<string>;
  /** Nothing of theirs counts any more; what rested on them. */
  withdrawSource(id: CaseId, source: SourceId, why: string): Outcome<RestedOn>;
  /** Destroys their key and all that was sealed with it; what rested on them. */
  forgetSource(id: CaseId, source: SourceId, why: string): Outcome<RestedOn>;
  /** The reports, claims, conclusions and released sentences that rest, or rested, on a source. */
  restedOn(id: CaseId, source: SourceId): Outcome<RestedOn>;
  members(id: CaseId): Outcome<readonly Member[]>;
  addMember(id: CaseId, member: Member): Outcome<readonly Member[]>;
  changeRole(id: CaseId, member: Member, why: string): Outcome<readonly Member[]>;
  removeMember(id: CaseId, person: Person, compartment: string, why: string): Outcome<readonly Member[]>;
  /** The case as it stood after that entry, to read only. */
  at(id: CaseId, position: number): Outcome<Casework>;
  rates(id: CaseId): Outcome<readonly Rate[]>;
  /** Records many at once, all or none; answers how many the case had not. */
  recordRates(id: CaseId, rates: readonly Rate[]): Outcome<number>;
  recordRate(id: CaseId, rate: Rate): Outcome<Rate>;
  /** Checks, hashes and keeps the bytes, then reads them: one entry each. */
  receive(id: CaseId, arrival: Arrival): Outcome<OpenReport>;
  /** What taking these drafts in would do: new, here already, other words under a known id, refused, and what each is like. Writes nothing. */
  planReceipt(id: CaseId, drafts: readonly Draft[], defaults: Defaults): Outcome<readonly PlannedReceipt[]>;
  /** The same of whole files, envelopes opened: a line for every report in them. Writes nothing. */
  planFiles(id: CaseId, files: readonly GivenFile[], defaults: Defaults): Outcome<readonly ReceiptLine[]>;
  /** Takes in what is new of them; `families` puts a report into the family of one it repeats. */
  takeFiles(
    id: CaseId,
    files: readonly GivenFile[],
    defaults: Defaults,
    families: Readonly<Record<string, string>>,
  ): Outcome<readonly ReceiptLine[]>;
  /** The public key correspondents seal to; made when there is none, or when `another` is asked for. */
  envelope(id: CaseId, another?: boolean): Outcome<EnvelopeShown>;
  /** The bytes inside an age file that was sealed to the case. */
  openEnvelope(id: CaseId, name: string, bytes: Uint8Array): Outcome<Uint8Array>;
  /** The bytes of a report as they are kept: its words, or the file they came in. */
  original(id: CaseId, report: ReportId, asItCame: boolean): Outcome<Uint8Array>;
  reports(id: CaseId): Outcome<readonly ReportSummary[]>;
  report(id: CaseId, report: ReportId): Outcome<OpenReport>;
  claims(id: CaseId, filter?: ClaimFilter): Outcome<readonly Claim[]>;
  accept(id: CaseId, claim: ClaimId, credibility: Credibility): Outcome<Claim>;
  correct(id: CaseId, claim: ClaimId, correction: Correction, credibility: Credibility, why: string): Outcome<Claim>;
  reject(id: CaseId, claim: ClaimId, why: string): Outcome<Claim>;
  withdraw(id: CaseId, claim: ClaimId, why: string): Outcome<Claim>;
  /** Takes back the newest standing decision on the claim. */
  undo(id: CaseId, claim: ClaimId): Outcome<Claim>;
  /** How claims and reports lie to each other: what the rules propose with their reasons, and what was decided. */
  links(id: CaseId, filter?: LinkFilter): Outcome<LinkPage>;
  /** Every link somebody decided on, with the newest decision. */
  decidedLinks(id: CaseId): Outcome<readonly DecidedLink[]>;
  /** Accepts or rejects a link, proposed or not, in the actor's name; a later decision replaces an earlier one. */
  decideLink(id: CaseId, link: LinkEnds, verdict: LinkVerdict, why: string): Outcome<Link>;
  /** Takes back the newest standing decision on the link. */
  undoLink(id: CaseId, link: LinkEnds): Outcome<Link>;
  /** Pools all claims about one quantity by root, with rates given for this call beside the case's own; records nothing. */
  weigh(id: CaseId, question: WeighQuestion, given?: readonly Rate[]): Outcome<WeighedInDetail>;
  /** The claims that do not sit well together; records nothing. */
  check(id: CaseId, kind: CheckKind): Outcome<readonly Remark[]>;
  /** Every printed conversion beside what it is worth at the rates of its day; records nothing. */
  conversions(id: CaseId): Outcome<readonly ConversionCheck[]>;
  /** Weighs, estimates and holds the rules against what is accepted, and records the outcome. */
  analyse(id: CaseId): Outcome<Analysis>;
  /** Fits a route to what is accepted, checks the fit, and records it with a new analysis. */
  fit(id: CaseId, request: FitRequest): Outcome<Analysis>;
  /** The newest analysis, or null when none was run. */
  analysis(id: CaseId): Outcome<Analysis | null>;
  /** A new draft from the newest analysis, with every mend of the release before that still applies; the others are named in `dropped`. */
  draftRelease(id: CaseId): Outcome<ReleaseState>;
  /** A new draft in which these claims say less, with all that was mended before except what is lifted. Only the newest draft is mended. */
  mendRelease(id: CaseId, release: ReleaseId, mends: readonly Mend[], lift?: readonly Mend[]): Outcome<ReleaseState>;
  releases(id: CaseId): Outcome<readonly ReleaseState[]>;
  acceptRisk(id: CaseId, release: ReleaseId, risk: string, why: string): Outcome<ReleaseState>;
  /** Refuses with `not-reviewed` while a risk is open. */
  publish(id: CaseId, release: ReleaseId): Outcome<ReleaseState>;
  /** The dossier of a published release, rebuilt from its ledger position: always the same bytes. */
  dossier(id: CaseId, release: ReleaseId): Outcome<string>;
  /** The dispatch routes that ship; what is asked of one needs no case. */
  routes(): readonly RouteListed[];
  answerRoute(given: AnswersAsked): Result<AnsweredRoute, Refusal>;
  askSensitivity(given: SensitivityAsked): Result<SensitivityShown, Refusal>;
  /** The same with the figures of the case's newest fit of the route; a fit that is missing or out of date is made and recorded first. */
  answerFitted(id: CaseId, given: AnswersAsked): Outcome<AnsweredRoute>;
  askFittedSensitivity(id: CaseId, given: SensitivityAsked): Outcome<SensitivityShown>;
  drawFitted(id: CaseId, given: DrawsGiven): Outcome<JointDraws>;
  /** Joint draws of the route's figures from that fit. */
  fittedDraws(id: CaseId, route: Route, asked: DrawsAsked): Outcome<JointDraws>;
  exportRoute(given: RouteGiven & { readonly months?: number }): Result<{ readonly xmile: string }, Refusal>;
  /** Starts a run of a dispatch route; it goes on while others are asked of. Recorded in the ledger unless told otherwise. */
  startSimulation(id: CaseId, asked: SimulationAsked): Outcome<SimulationJob>;
  simulationJob(id: CaseId, job: string): Outcome<SimulationJob>;
  /** Stops a run; nothing of it is kept. */
  cancelSimulation(id: CaseId, job: string): Outcome<SimulationJob>;
  recordSimulation(id: CaseId, recorded: RecordedSimulation): Outcome<KeptSimulation>;
  /** The runs the ledger keeps, newest first. */
  simulations(id: CaseId): Outcome<readonly KeptSimulation[]>;
  history(id: CaseId, page: { readonly from: number; readonly limit: number }): Outcome<readonly Entry[]>;
  verify(id: CaseId): Outcome<Verified>;
  rebuild(id: CaseId): Outcome<Rebuilt>;
};

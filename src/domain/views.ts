/**
 * What a person is shown of a case: the answers of casework, as the command line, the HTTP API and the workbench all see them.
 * They stand here, and not in casework, because the workbench may not import casework and must not restate them.
 */
import type { Claim, Mention, Reading, Zone } from "./claim.ts";
import type { Estimate, NoEstimate } from "./estimate.ts";
import type { Finding } from "./finding.ts";
import type { DispatchFit } from "./fit.ts";
import type { CaseId, ReleaseId, ReportId, Sha256, SourceId } from "./ids.ts";
import type { Mend, MendDropped, ReleaseContent, Risk, RiskAcceptance } from "./release.ts";
import type { Report } from "./report.ts";
import type { ConversionCheck, Corroboration, Rate } from "./weighing.ts";

export type CaseSummary = {
  readonly id: CaseId;
  readonly title: string;
  readonly about: string;
  /** Entries in the ledger. */
  readonly position: number;
  readonly reports: number;
  readonly claims: number;
  /** Claims nobody has decided on. */
  readonly waiting: number;
  readonly accepted: number;
};

export type ReportSummary = Omit<Report, "text"> & {
  readonly claims: number;
  readonly waiting: number;
};

/** A report as the reading room shows it. */
export type OpenReport = {
  readonly report: Report;
  readonly claims: readonly Claim[];
  readonly mentions: readonly Mention[];
  readonly zones: readonly Zone[];
  readonly unclassified: Reading["unclassified"];
};

export type Analysis = {
  readonly estimates: readonly (Estimate | NoEstimate)[];
  readonly findings: readonly Finding[];
  readonly conversions: readonly ConversionCheck[];
  readonly corroborations: readonly Corroboration[];
  readonly rates: readonly Rate[];
  /** Routes fitted to the claims with it; none where none was asked for. */
  readonly fits?: readonly DispatchFit[];
  /** Ledger position it was computed at. */
  readonly position: number;
  /** True when decisions or rates came after it: run it again. */
  readonly stale: boolean;
};

export type ReleaseState = {
  readonly id: ReleaseId;
  readonly state: "draft" | "published";
  readonly content: ReleaseContent;
  readonly position: number;
  readonly risks: readonly Risk[];
  readonly acceptances: readonly RiskAcceptance[];
  /** What persons mended, carried over from draft to draft; left out where there is none. */
  readonly mends?: readonly Mend[];
  /** Mends of the draft before that this one was made without, and why; left out where there are none. */
  readonly dropped?: readonly MendDropped[];
  /** Hash of the dossier's bytes, once published. */
  readonly sha256: Sha256 | null;
  /** Its sentences that rested on a source who has been withdrawn or forgotten since; left out where there are none. */
  readonly fallen?: readonly { readonly source: SourceId; readonly says: string }[];
};

/** What walking a chain answers. */
export type Verified = { readonly entries: number; readonly head: Sha256 };
/** What computing the projections again answers: their digests. */
export type Rebuilt = { readonly entries: number; readonly digests: Readonly<Record<string, Sha256>> };

/** A file as somebody hands it over. */
export type GivenFile = { readonly name: string; readonly bytes: Uint8Array };

/** What becomes of one report of the files somebody hands over. */
export type ReceiptLine = {
  /** The file, and the line where it holds several. */
  readonly place: string;
  /** The id it has or would have; null where a file is refused whole. */
  readonly report: ReportId | null;
  /** `same`: its words are here already, under that id. `changed`: other words stand here under its id. */
  readonly state: "new" | "same" | "changed" | "refused" | "taken-in";
  readonly title?: string;
  readonly family?: string;
  /** Claims read, once it is taken in. */
  readonly claims?: number;
  /** Where the words part, or why it is refused and what to do. */
  readonly says?: string;
  readonly notes: readonly string[];
  /** Reports of the case whose words it largely repeats, the likest first. */
  readonly like: readonly { readonly report: ReportId; readonly family: string; readonly share: number }[];
};

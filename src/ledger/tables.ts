/** The tables as the queries see them. The order of the columns is that of the migrations; keys start with the case. */
type Position = number;

export type EntryTable = {
  case_id: string;
  seq: Position;
  at: string;
  actor: string;
  kind: string;
  /** Canonical JSON text; the hash is over these characters. */
  body: string;
  prev_hash: string;
  hash: string;
};
export type OriginalTable = { case_id: string; sha256: string; bytes: Buffer };
export type HeadTable = { case_id: string; seq: Position; hash: string };

/** Columns ending in `_seq` are positions; `seq` is the entry that changed the row last. JSON columns are canonical text. */
export type CaseFileRow = {
  case_id: string;
  title: string;
  about: string;
  analysis_seq: Position | null;
  weighed_seq: Position;
  seq: Position;
};
export type SourceRow = {
  case_id: string;
  id: string;
  reliability: string;
  tlp: string;
  consent: string;
  registered_seq: Position;
  seq: Position;
};
export type SourceProtectedRow = { case_id: string; id: string; pseudonym: string; can_know: string; seq: Position };
export type ReportRow = {
  case_id: string;
  id: string;
  sha256: string;
  source: string;
  language: string;
  published: string;
  family: string;
  received_seq: Position;
  reading_seq: Position | null;
  body: string;
  seq: Position;
};
export type ClaimRow = {
  case_id: string;
  id: string;
  report: string;
  received_seq: Position;
  ordinal: number;
  /** The reading engine that proposed it. */
  reader: string;
  measure: string;
  state: string;
  polarity: string;
  low: string | null;
  high: string | null;
  unit: string;
  country: string | null;
  place: string | null;
  first_day: string | null;
  last_day: string | null;
  /** Whether it may enter a figure. */
  counted: boolean;
  /** The claim as it was read. */
  proposal: string;
  /** The decisions that stand, oldest first. */
  standing: string;
  seq: Position;
};
export type MentionRow = {
  case_id: string;
  report: string;
  ordinal: number;
  id: string;
  schema: string;
  name: string;
  country: string | null;
  protect: boolean;
  body: string;
  seq: Position;
};
/** A link somebody decided on. */
export type LinkRow = {
  case_id: string;
  id: string;
  kind: string;
  from_end: string;
  to_end: string;
  verdict: string;
  /** The decisions that stand, oldest first. */
  standing: string;
  seq: Position;
};
export type RateRow = { case_id: string; id: string; base: string; quote: string; day: string; kind: string; body: string; seq: Position };
export type ReleaseRow = {
  case_id: string;
  id: string;
  state: string;
  position: Position;
  sha256: string | null;
  drafted_seq: Position;
  content: string;
  risks: string;
  acceptances: string;
  seq: Position;
};

export type ProjectionRows = {
  case_file: CaseFileRow;
  source: SourceRow;
  source_protected: SourceProtectedRow;
  report: ReportRow;
  claim: ClaimRow;
  mention: MentionRow;
  link: LinkRow;
  rate: RateRow;
  release: ReleaseRow;
};
export type ProjectionName = keyof ProjectionRows;

export type Tables = ProjectionRows & {
  entry: EntryTable;
  original: OriginalTable;
  head: HeadTable;
  migration: { name: string; sha256: string; applied_at: string };
};

type ColumnType = "text" | "integer" | "boolean" | "numeric";
type Shape<Row> = { readonly key: readonly (keyof Row & string)[]; readonly columns: { readonly [Column in keyof Row]: ColumnType } };

/** Key and columns of each projection: what bulk writing, digests and clearing go by. */
export const projections: { readonly [Name in ProjectionName]: Shape<ProjectionRows[Name]> } = {
  case_file: {
    key: ["case_id"],
    columns: { case_id: "text", title: "text", about: "text", analysis_seq: "integer", weighed_seq: "integer", seq: "integer" },
  },
  source: {
    key: ["case_id", "id"],
    columns: { case_id: "text", id: "text", reliability: "text", tlp: "text", consent: "text", registered_seq: "integer", seq: "integer" },
  },
  source_protected: {
    key: ["case_id", "id"],
    columns: { case_id: "text", id: "text", pseudonym: "text", can_know: "text", seq: "integer" },
  },
  report: {
    key: ["case_id", "id"],
    columns: {
      case_id: "text", id: "text", sha256: "text", source: "text", language: "text", published: "text", family: "text",
      received_seq: "integer", reading_seq: "integer", body: "text", seq: "integer",
    },
  },
  claim: {
    key: ["case_id", "id"],
    columns: {
      case_id: "text", id: "text", report: "text", received_seq: "integer", ordinal: "integer", reader: "text", measure: "text", state: "text",
      polarity: "text", low: "numeric", high: "numeric", unit: "text", country: "text", place: "text", first_day: "text",
      last_day: "text", counted: "boolean", proposal: "text", standing: "text", seq: "integer",
    },
  },
  mention: {
    key: ["case_id", "report", "ordinal"],
    columns: {
      case_id: "text", report: "text", ordinal: "integer", id: "text", schema: "text", name: "text", country: "text",
      protect: "boolean", body: "text", seq: "integer",
    },
  },
  link: {
    key: ["case_id", "id"],
    columns: {
      case_id: "text", id: "text", kind: "text", from_end: "text", to_end: "text", verdict: "text", standing: "text", seq: "integer",
    },
  },
  rate: {
    key: ["case_id", "id"],
    columns: { case_id: "text", id: "text", base: "text", quote: "text", day: "text", kind: "text", body: "text", seq: "integer" },
  },
  release: {
    key: ["case_id", "id"],
    columns: {
      case_id: "text", id: "text", state: "text", position: "integer", sha256: "text", drafted_seq: "integer", content: "text",
      risks: "text", acceptances: "text", seq: "integer",
    },
  },
}; // prettier-ignore

export const projectionNames = Object.keys(projections) as ProjectionName[];

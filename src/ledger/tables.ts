/** The tables as the queries see them. The order of the columns is that of the migrations; keys start with the case. */
type Position = number;

export type EntryTable = {
  case_id: string;
  seq: Position;
  at: string;
  actor: string;
  kind: string;
  /** Canonical JSON text, sealed (`sealed-body.ts`); the hash is over these characters. */
  body: string;
  prev_hash: string;
  hash: string;
  compartment: string;
};

/**
 * Columns ending in `_seq` are positions; `seq` is the entry that changed the row last. JSON columns are canonical text.
 * Rows in the program are open; in the database the columns of {@link sealedColumns} are sealed.
 */
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
  state: string;
  compartment: string;
};
/** `body`: pseudonym, what they can know, contact risk, grades and notes. */
export type SourceProtectedRow = { case_id: string; id: string; seq: Position; body: string; compartment: string };
export type ReportRow = {
  case_id: string;
  id: string;
  sha256: string;
  source: string;
  received_seq: Position;
  reading_seq: Position | null;
  seq: Position;
  compartment: string;
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
  /** The measure as it was read, whatever was corrected since. */
  read_measure: string;
  state: string;
  /** The decisions that stand, oldest first. */
  standing: string;
  seq: Position;
  source: string;
  /** The entry that proposed it; the proposal is claim number `ordinal` of that reading. */
  reading_seq: Position;
  compartment: string;
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
  compartment: string;
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
export type MemberRow = { case_id: string; person: string; compartment: string; role: string; seq: Position };

export type ProjectionRows = {
  case_file: CaseFileRow;
  source: SourceRow;
  source_protected: SourceProtectedRow;
  report: ReportRow;
  claim: ClaimRow;
  link: LinkRow;
  rate: RateRow;
  release: ReleaseRow;
  member: MemberRow;
};
export type ProjectionName = keyof ProjectionRows;

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
    columns: { case_id: "text", id: "text", reliability: "text", tlp: "text", consent: "text", registered_seq: "integer", seq: "integer", state: "text", compartment: "text" },
  },
  source_protected: {
    key: ["case_id", "id"],
    columns: { case_id: "text", id: "text", seq: "integer", body: "text", compartment: "text" },
  },
  report: {
    key: ["case_id", "id"],
    columns: {
      case_id: "text", id: "text", sha256: "text", source: "text", received_seq: "integer", reading_seq: "integer", seq: "integer", compartment: "text",
    },
  },
  claim: {
    key: ["case_id", "id"],
    columns: {
      case_id: "text", id: "text", report: "text", received_seq: "integer", ordinal: "integer", reader: "text", measure: "text",
      read_measure: "text", state: "text", standing: "text", seq: "integer", source: "text", reading_seq: "integer", compartment: "text",
    },
  },
  link: {
    key: ["case_id", "id"],
    columns: {
      case_id: "text", id: "text", kind: "text", from_end: "text", to_end: "text", verdict: "text", standing: "text", seq: "integer", compartment: "text",
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
  member: {
    key: ["case_id", "person", "compartment"],
    columns: { case_id: "text", person: "text", compartment: "text", role: "text", seq: "integer" },
  },
}; // prettier-ignore

/** Columns that hold words, and the key each row's are sealed with. */
export const sealedColumns: {
  readonly [Name in ProjectionName]?: {
    readonly columns: readonly (keyof ProjectionRows[Name] & string)[];
    readonly key: (row: ProjectionRows[Name]) => string;
  };
} = {
  source_protected: { columns: ["body"], key: (row) => sourceKey(row.id) },
  claim: { columns: ["standing"], key: (row) => sourceKey(row.source) },
  link: { columns: ["standing"], key: () => caseKey },
  release: { columns: ["content", "risks", "acceptances"], key: () => releaseKey },
};

/** Names of data keys. */
export const caseKey = "case";
export const releaseKey = "release";
export const sourceKey = (source: string): string => `source:${source}`;
/** The number in the name of a key that opens envelopes; null for the others. */
export const numberOfEnvelope = (key: string): number | null =>
  /^envelope-[1-9][0-9]*$/.test(key) ? Number(key.slice("envelope-".length)) : null;
/** The source a data key is of; null for the others. */
export const sourceOfKey = (key: string): string | null => (key.startsWith("source:") ? key.slice("source:".length) : null);

export const projectionNames = Object.keys(projections) as ProjectionName[];

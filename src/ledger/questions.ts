/** The questions about one case, asked of its rows: those of now, or those of a past position. */
import type { Claim, Mention, Reading } from "#domain/claim.ts";
import type { Entry, EntryBody, EntryKind } from "#domain/entry.ts";
import type { CaseId, ClaimId, Person, ReleaseId, ReportId, Sha256, SourceId } from "#domain/ids.ts";
import type { DecidedLink, LinkId } from "#domain/link.ts";
import type { Member } from "#domain/member.ts";
import type { ReleaseContent, Risk, RiskAcceptance } from "#domain/release.ts";
import type { Report } from "#domain/report.ts";
import type { Source, SourceFile } from "#domain/source.ts";
import type { Rate } from "#domain/weighing.ts";
import { damaged } from "./case-rows.ts";
import type { CaseRows } from "./case-rows.ts";
import { proposalIn } from "./case-view.ts";
import type { AnalysisRun, ClaimFilter, ReleaseRecord, ReportHead, ReportReading } from "./ledger.ts";
import { claimOf, decidedLinkOf, linkStandingOf, protectedOf, standingOf } from "./project.ts";
import type { ClaimRow, ReleaseRow, ReportRow, SourceRow } from "./tables.ts";

export type Questions = ReturnType<typeof questionsOf>;

/** @param seesProtected whether what is protected of a source may be asked for: others get the source without it */
export function questionsOf(rows: CaseRows, id: CaseId, decode: (bytes: Uint8Array) => string, seesProtected: boolean) {
  async function heads(reports: readonly ReportRow[]): Promise<readonly ReportHead[]> {
    const entries = await rows.entriesAt(reports.map((row) => row.received_seq));
    return reports.flatMap((row) => {
      const body = entries.get(row.received_seq)?.body;
      return body?.kind === "report-received" ? [body.report] : [];
    });
  }

  /** Claims whose proposal may not be read are left out: nobody could say what they claim. */
  async function claimsIn(found: readonly ClaimRow[]): Promise<readonly Claim[]> {
    const readings = await readingsAt(found.map((row) => row.reading_seq));
    return found.flatMap((row) => (readings.has(row.reading_seq) ? [claimOf(row, proposalIn(readings.get(row.reading_seq), row))] : []));
  }

  async function readingsAt(positions: readonly number[]): Promise<ReadonlyMap<number, Reading>> {
    const entries = await rows.entriesAt([...new Set(positions)]);
    return new Map([...entries].flatMap(([seq, { body }]) => (body.kind === "report-read" ? [[seq, body.reading] as const] : [])));
  }

  async function sourceFile(row: SourceRow): Promise<SourceFile> {
    const [sealed] = seesProtected ? await rows.select("source_protected", { id: row.id }) : [];
    return fileOf(row, sealed);
  }

  return {
    position: () => rows.position(),
    entries: (from: number, limit: number | null, kinds: readonly EntryKind[] | null): Promise<readonly Entry[]> =>
      rows.entries(from, limit, kinds),
    async reports(named?: ReadonlySet<ReportId>): Promise<readonly ReportHead[]> {
      const found = await rows.select("report", {}, ["received_seq"]);
      return heads(named === undefined ? found : found.filter((row) => named.has(row.id as ReportId)));
    },

    async report(report: ReportId): Promise<Report | null> {
      const [row] = await rows.select("report", { id: report });
      if (row === undefined) return null;
      const [bytes, [head]] = await Promise.all([rows.original(row.sha256 as Sha256), heads([row])]);
      if (bytes === null || head === undefined) throw damaged(id, `the original of report ${report} is missing`);
      return { ...head, text: decode(bytes) };
    },

    original: (sha256: Sha256) => rows.original(sha256),

    async sources(): Promise<readonly Source[]> {
      const found = await rows.select("source", {}, ["registered_seq", "id"]);
      const sealed = new Map((seesProtected ? await rows.select("source_protected") : []).map((row) => [row.id, row]));
      return found.map((row) => {
        const { grades: _grades, notes: _notes, ...source } = fileOf(row, sealed.get(row.id));
        return source;
      });
    },

    async source(source: SourceId): Promise<SourceFile | null> {
      const [row] = await rows.select("source", { id: source });
      return row === undefined ? null : sourceFile(row);
    },

    /** All of them, so many at a time that a case of any size fits. */
    claimsInTurn: (take: (claims: readonly Claim[]) => void | Promise<void>): Promise<void> =>
      rows.claimsInTurn((places, entries) =>
        take(
          places.flatMap((place) => {
            const body = entries.get(place.reading_seq)?.body;
            return body?.kind === "report-read" ? [claimOf(place, proposalIn(body.reading, place))] : [];
          }),
        ),
      ),

    async claims(filter: ClaimFilter = {}): Promise<readonly Claim[]> {
      if (Object.values(filter).every((value) => value === undefined)) {
        const all: Claim[][] = [];
        await this.claimsInTurn((some) => void all.push([...some]));
        return all.flat();
      }
      const where: Partial<ClaimRow> = {
        ...(filter.report === undefined ? {} : { report: filter.report }),
        ...(filter.measure === undefined ? {} : { measure: filter.measure }),
        ...(filter.state === undefined ? {} : { state: filter.state }),
        ...(filter.source === undefined ? {} : { source: filter.source }),
      };
      return claimsIn(await rows.select("claim", where, ["received_seq", "ordinal", "id"]));
    },

    claim: async (claim: ClaimId): Promise<Claim | null> => (await claimsIn(await rows.select("claim", { id: claim })))[0] ?? null,

    async newestDecision(claim: ClaimId): Promise<number | null> {
      const [row] = await rows.select("claim", { id: claim });
      return row === undefined ? null : (standingOf(row).at(-1)?.seq ?? null);
    },

    decidedLinks: async (): Promise<readonly DecidedLink[]> => (await rows.select("link", {}, ["id"])).map(decidedLinkOf),

    async newestLinkDecision(link: LinkId): Promise<number | null> {
      const [row] = await rows.select("link", { id: link });
      return row === undefined ? null : (linkStandingOf(row).at(-1)?.seq ?? null);
    },

    async mentions(report?: ReportId): Promise<readonly Mention[]> {
      const reports = await rows.select("report", report === undefined ? {} : { id: report }, ["received_seq"]);
      const positions = reports.flatMap((row) => row.reading_seq ?? []);
      const readings = await readingsAt(positions);
      return positions.flatMap((seq) => readings.get(seq)?.mentions ?? []);
    },

    async reading(report: ReportId): Promise<ReportReading | null> {
      const [row] = await rows.select("report", { id: report });
      if (row === undefined || row.reading_seq === null) return null;
      const body = (await rows.entriesAt([row.reading_seq])).get(row.reading_seq)?.body;
      if (body?.kind !== "report-read") throw damaged(id, `entry ${row.reading_seq} should be a reading of ${report}`);
      const { mentions, zones, unclassified } = body.reading;
      return { reader: body.reader, mentions, zones, unclassified };
    },

    rates: async (): Promise<readonly Rate[]> => (await rows.select("rate", {}, ["seq", "id"])).map(({ body }) => JSON.parse(body) as Rate),

    async analysis(): Promise<AnalysisRun | null> {
      const [file] = await rows.select("case_file");
      if (file === undefined || file.analysis_seq === null) return null;
      const body = (await rows.entriesAt([file.analysis_seq])).get(file.analysis_seq)?.body;
      if (body?.kind !== "analysis-run") throw damaged(id, `entry ${file.analysis_seq} should be an analysis`);
      return { body, seq: file.analysis_seq, stale: file.weighed_seq > file.analysis_seq };
    },

    releases: async (): Promise<readonly ReleaseRecord[]> => (await rows.select("release", {}, ["drafted_seq"])).map(releaseOf),

    async members(): Promise<readonly Member[]> {
      const found = await rows.select("member", {}, ["person", "compartment"]);
      return found.map(({ person, role, compartment }) => ({ person: person as Person, role: role as Member["role"], compartment }));
    },

    /** The armored age file of the note an entry sealed; null when there is none at that position, or its key was destroyed. */
    async note(source: SourceId, position: number): Promise<string | null> {
      const body: EntryBody | undefined = (await rows.entriesAt([position])).get(position)?.body;
      return body?.kind === "note-sealed" && body.source === source ? body.note : null;
    },
  };
}

function fileOf(row: SourceRow, sealed: { readonly body: string } | undefined): SourceFile {
  const { id, reliability, tlp, consent, state, compartment } = row;
  const known = { id, reliability, tlp, consent, state, compartment } as Omit<
    SourceFile,
    "pseudonym" | "canKnow" | "contactRisk" | "grades" | "notes"
  >;
  // Without the right, or once it is destroyed, the id is all there is to call them by.
  if (sealed === undefined) return { ...known, pseudonym: id, canKnow: "", contactRisk: "unknown", grades: [], notes: [] };
  return { ...known, ...protectedOf(sealed) };
}

export function releaseOf(row: ReleaseRow): ReleaseRecord {
  return {
    id: row.id as ReleaseId,
    state: row.state as ReleaseRecord["state"],
    content: JSON.parse(row.content) as ReleaseContent,
    position: row.position,
    risks: JSON.parse(row.risks) as Risk[],
    acceptances: JSON.parse(row.acceptances) as RiskAcceptance[],
    sha256: row.sha256 as Sha256 | null,
    drafted: row.drafted_seq,
  };
}

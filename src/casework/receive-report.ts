/** From bytes to a read report: kept and hashed, then read, in one transaction, so that no report stays half received. */
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { refuse, type Result } from "#domain/result.ts";
import { receiveReport } from "#intake/index.ts";
import { readReport, readerVersion } from "#reading/index.ts";
import type { Arrival, OpenReport } from "./casework.ts";
import type { Context } from "./context.ts";
import { openReport } from "./look.ts";

/** Refuses what intake refuses, bytes that are already in the case, and a source the case does not know. */
export async function receive(context: Context, id: CaseId, arrival: Arrival): Promise<Result<OpenReport, Refusal>> {
  const { ledger, actor } = context;
  const { name, bytes, ...note } = arrival;
  const received = receiveReport(name, bytes, note, context);
  if (!received.ok) return received;
  const { text, ...report } = received.value;
  const known = await ledger.reports(id);
  const twin = known.find((other) => other.sha256 === report.sha256 || other.id === report.id);
  if (twin) return refuse({ kind: "already-received", report: twin.id, sha256: twin.sha256 });
  const sources = await ledger.sources(id);
  if (!sources.some((source) => source.id === report.source)) return refuse({ kind: "no-such-source", source: report.source });
  const reading = readReport({
    text,
    language: report.language,
    published: report.published,
    told: report.told,
    outlet: report.outlet,
    report: report.id,
  });
  const appended = await ledger.append(
    id,
    actor,
    [
      { kind: "report-received", report },
      { kind: "report-read", report: report.id, reader: readerVersion, reading },
    ],
    { originals: [{ sha256: report.sha256, bytes }] },
  );
  return appended.ok ? openReport(context, id, report.id) : appended;
}

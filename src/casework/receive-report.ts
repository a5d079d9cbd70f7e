/** From bytes to a read report: kept and hashed, then read, in one transaction, so that no report stays half received. */
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { Result } from "#domain/result.ts";
import { receiveReport } from "#intake/index.ts";
import { readReport, readerVersion } from "#reading/index.ts";
import type { Arrival, OpenReport } from "./casework.ts";
import type { Context } from "./context.ts";
import { openReport } from "./look.ts";

/** Refuses what intake refuses, bytes that are already in the case, and a source the case does not know. */
export async function receive(context: Context, id: CaseId, arrival: Arrival): Promise<Result<OpenReport, Refusal>> {
  const { ledger, actor } = context;
  const { name, bytes, file, ...note } = arrival;
  const kept = file === undefined ? [] : [{ sha256: context.hash(file), bytes: file }];
  const received = receiveReport(name, bytes, { ...note, ...(kept[0] === undefined ? {} : { cameAs: kept[0].sha256 }) }, context);
  if (!received.ok) return received;
  const { text, ...report } = received.value;
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
    { originals: [{ sha256: report.sha256, bytes }, ...kept] },
  );
  return appended.ok ? openReport(context, id, report.id) : appended;
}

/**
 * A case folder becomes a case. Its reports are taken in and read; where a person's worked answers lie beside them, each
 * proposal is, in that person's name, accepted where it agrees, corrected where it differs, and rejected where they know of
 * no such claim.
 * A folder that holds a table of labelled claims instead of reports is opened as what it is.
 * Opening the same folder again adds only what is missing, so that an opening that was cut short can be finished.
 */
import { dayBounds, parseEdtf } from "#domain/edtf.ts";
import type { Claim, Correction } from "#domain/claim.ts";
import type { Progress } from "#domain/effects.ts";
import { person, type ClaimId, type ReportId } from "#domain/ids.ts";
import { parseMeasure } from "#domain/measure.ts";
import { quantityOf, unitText, type Per } from "#domain/quantity.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { DecimalText } from "#domain/value.ts";
import { parseCaseFolder, parseDecisions, reportLimit, type Answer, type Decisions } from "#intake/index.ts";
import type { CaseSummary, Casework, OpenReport } from "./casework.ts";
import { readTable } from "./material.ts";

export type Folder = {
  /** As the user named it, for messages. */
  readonly folder: string;
  /** Reads a file of the folder, refusing one over `limit` bytes. */
  readonly read: (file: string, limit: number) => Promise<Result<Uint8Array, Refusal>>;
  readonly progress: Progress;
};

/** Opens the folder's case, or returns it as it is when it is open already. Refuses what intake refuses, naming the file. */
export async function openFolder(
  casework: Casework,
  { folder, read, progress }: Folder,
): Promise<Result<CaseSummary & { readonly opened: boolean }, Refusal>> {
  const text = await readText(`${folder}/case.json`, read("case.json", reportLimit));
  if (!text.ok) return text;
  if (isTable(text.value)) {
    const table = await readTable(read);
    return table.ok ? casework.openTable(table.value) : table;
  }
  const parsed = parseCaseFolder(`${folder}/case.json`, text.value);
  if (!parsed.ok) return parsed;
  const decisions = await readDecisions(folder, read);
  if (!decisions.ok) return decisions;
  const { id, title, about, sources, reports, rates } = parsed.value;
  const known = await casework.overview(id);

  // Everything is read and decoded before the first entry is written: a broken file leaves no half-open case.
  const bytes: Uint8Array[] = [];
  for (const report of reports) {
    const file = await read(report.file, reportLimit);
    if (!file.ok) return file;
    bytes.push(file.value);
  }

  if (known.ok) {
    const changed = await changedReport(casework, id, reports, bytes);
    if (changed !== null) return changed;
    if (known.value.reports >= reports.length) return ok({ ...known.value, opened: false });
  }

  const total = reports.length + 1;
  const opened = known.ok ? known : await casework.openCase(id, title, about);
  if (!opened.ok) return opened;
  const [knownSources, knownRates, knownReports] = [await casework.sources(id), await casework.rates(id), await casework.reports(id)];
  if (!knownSources.ok) return knownSources;
  if (!knownRates.ok) return knownRates;
  if (!knownReports.ok) return knownReports;
  for (const source of sources) {
    if (knownSources.value.some((one) => one.id === source.id)) continue;
    const registered = await casework.registerSource(id, source);
    if (!registered.ok) return registered;
  }
  for (const rate of rates) {
    if (knownRates.value.some((one) => one.id === rate.id)) continue;
    const recorded = await casework.recordRate(id, rate);
    if (!recorded.ok) return recorded;
  }
  for (const [index, { file, ...note }] of reports.entries()) {
    if (knownReports.value.some((one) => one.id === note.id)) continue;
    progress({ doing: `reading “${note.title}”`, done: index + 1, total });
    const received = await casework.receive(id, { name: `${folder}/${file}`, bytes: bytes[index] as Uint8Array, ...note });
    if (!received.ok) return received;
    if (decisions.value === null) continue;
    const decided = await decide(
      casework.as(person(decisions.value.by)),
      received.value,
      decisions.value.claims.filter((answer) => answer.report === note.id),
      parsed.value.id,
    );
    if (!decided.ok) return decided;
  }
  progress({ doing: decisions.value === null ? "ready for decisions" : "the recorded decisions are applied", done: total, total });
  const after = await casework.overview(id);
  return after.ok ? ok({ ...after.value, opened: true }) : after;
}

/** Whether a `case.json` names a table of labelled claims instead of listing reports. Broken JSON is none: it is refused with its place. */
function isTable(json: string): boolean {
  try {
    return typeof (JSON.parse(json) as { readonly claims?: unknown } | null)?.claims === "string";
  } catch {
    return false;
  }
}

/** The refusal for a file that no longer says what was taken in under its id: evidence is never replaced. */
async function changedReport(
  casework: Casework,
  id: CaseSummary["id"],
  reports: readonly { readonly id: ReportId; readonly file: string }[],
  bytes: readonly Uint8Array[],
): Promise<Result<never, Refusal> | null> {
  for (const [index, { id: report, file }] of reports.entries()) {
    const open = await casework.report(id, report);
    if (!open.ok || open.value.report.text === new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes[index])) continue;
    const says = `it differs from what was taken in as ${report}, and what was taken in is never replaced; give the new text as a report with an id of its own`;
    return refuse({ kind: "bad-input", place: file, says });
  }
  return null;
}

/** The decisions beside the case, or null when the folder has none. */
export async function readDecisions(folder: string, read: Folder["read"]): Promise<Result<Decisions | null, Refusal>> {
  const text = await readText(`${folder}/decisions.json`, read("decisions.json", reportLimit));
  if (text.ok) return parseDecisions(`${folder}/decisions.json`, text.value);
  return text.refusal.kind === "file-missing" ? ok(null) : text;
}

async function readText(name: string, file: Promise<Result<Uint8Array, Refusal>>): Promise<Result<string, Refusal>> {
  const bytes = await file;
  if (!bytes.ok) return bytes.refusal.kind === "file-missing" ? refuse({ kind: "file-missing", name }) : bytes;
  return ok(new TextDecoder().decode(bytes.value));
}

async function decide(
  casework: Casework,
  { report, claims }: OpenReport,
  answers: readonly Answer[],
  id: CaseSummary["id"],
): Promise<Result<null, Refusal>> {
  const taken = new Map<ClaimId, Answer>();
  for (const answer of answers) {
    const start = nthIndex(report.text, answer.words, answer.occurrence);
    if (start < 0)
      return refuse({
        kind: "bad-input",
        place: `decisions.json, ${report.id} “${answer.words}”`,
        says: "the report does not say these words",
      });
    const end = start + answer.words.length;
    const found = claims.find(
      (claim) =>
        !taken.has(claim.id) &&
        unitText(claim.quantity) === answer.unit &&
        claim.spans.some((span) => span.start < end && start < span.end),
    );
    if (found) taken.set(found.id, answer);
  }
  for (const claim of claims) {
    const answer = taken.get(claim.id);
    if (answer === undefined) {
      const rejected = await casework.reject(id, claim.id, "the text makes no such claim, by the worked answers");
      if (!rejected.ok) return rejected;
      continue;
    }
    const correction = differences(claim, answer);
    if (!correction.ok) return correction;
    const decided =
      Object.keys(correction.value).length === 0
        ? await casework.accept(id, claim.id, answer.credibility)
        : await casework.correct(
            id,
            claim.id,
            correction.value,
            answer.credibility,
            `as worked out by hand: ${Object.keys(correction.value).join(", ")}`,
          );
    if (!decided.ok) return decided;
  }
  return ok(null);
}

/** The fields in which a person's answer differs from the proposal. */
function differences(claim: Claim, answer: Answer): Result<Correction, Refusal> {
  const place = `decisions.json, ${answer.report} “${answer.words}”`;
  const measure = parseMeasure(answer.measure);
  const period = parseEdtf(answer.period);
  if (measure === null) return refuse({ kind: "bad-input", place, says: `"${answer.measure}" is not a measure of the vocabulary` });
  if (period === null) return refuse({ kind: "bad-date", given: answer.period, field: place });
  const quantity = quantityOf(answer.unit, period);
  if (quantity === null) return refuse({ kind: "bad-input", place, says: `"${answer.unit}" is not a unit of the vocabulary` });
  const value = { low: answer.low as DecimalText | null, high: answer.high as DecimalText | null, kind: answer.kind, hedge: answer.hedge };
  const samePeriod = claim.period === period || JSON.stringify(dayBounds(claim.period)) === JSON.stringify(dayBounds(period));
  return ok({
    ...(claim.measure === measure ? {} : { measure }),
    ...(claim.value.low === value.low && claim.value.high === value.high && claim.value.kind === value.kind ? {} : { value }),
    ...(samePeriod ? {} : { period }),
    // Money is dated: moving its period moves the day its rate is taken from.
    ...(samePeriod || quantity.kind !== "money" ? {} : { quantity }),
    ...(claim.per === answer.per ? {} : { per: answer.per as Per | null }),
    ...(answer.place === null || claim.place === answer.place ? {} : { place: answer.place }),
    ...(claim.polarity === answer.polarity ? {} : { polarity: answer.polarity }),
  });
}

function nthIndex(text: string, words: string, occurrence: number): number {
  let at = -1;
  for (let seen = 0; seen < occurrence; seen++) {
    at = text.indexOf(words, at + 1);
    if (at < 0) return -1;
  }
  return at;
}

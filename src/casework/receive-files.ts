/**
 * Files as they lie there, several at once: what taking them in would do, and then doing it. A person looks at the plan first; what is
 * taken in is planned again at that moment, so that nothing is written on the strength of an old look.
 */
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, type Result } from "#domain/result.ts";
import type { GivenFile, ReceiptLine } from "#domain/views.ts";
import { draftsOfFile, type Defaults, type Draft } from "#intake/index.ts";
import type { Context } from "./context.ts";
import { openEnvelope } from "./envelopes.ts";
import { planReceipt, type PlannedReceipt } from "./plan-receipt.ts";
import { receive } from "./receive-report.ts";
import { refusalWords } from "./refusal-words.ts";

/** A line for every report the files hold, and for every file that is refused whole. Writes nothing. */
export async function planFiles(
  context: Context,
  id: CaseId,
  files: readonly GivenFile[],
  defaults: Defaults,
): Promise<Result<readonly ReceiptLine[], Refusal>> {
  const { refused, plans } = await planned(context, id, files, defaults);
  return ok([...refused, ...plans.map((plan) => lineOf(plan))]);
}

/**
 * Takes in what is new; the others are told as they are in the plan. `families` puts a report, by its id, into the family of one it repeats.
 * Each report is one transaction: should the store fail in between, the next look shows what is here already.
 */
export async function takeFiles(
  context: Context,
  id: CaseId,
  files: readonly GivenFile[],
  defaults: Defaults,
  families: Readonly<Record<string, string>>,
): Promise<Result<readonly ReceiptLine[], Refusal>> {
  const { refused, plans } = await planned(context, id, files, defaults);
  const lines: ReceiptLine[] = [...refused];
  for (const plan of plans) {
    if (plan.state !== "new") {
      lines.push(lineOf(plan));
      continue;
    }
    const family = families[plan.id] ?? plan.note.family;
    const open = await receive(context, id, { name: plan.place, bytes: plan.bytes, ...plan.note, family });
    lines.push(open.ok ? { ...lineOf(plan), state: "taken-in", claims: open.value.claims.length } : refusedLine(plan.place, open.refusal));
  }
  return ok(lines);
}

async function planned(
  context: Context,
  id: CaseId,
  files: readonly GivenFile[],
  defaults: Defaults,
): Promise<{ readonly refused: readonly ReceiptLine[]; readonly plans: readonly PlannedReceipt[] }> {
  const refused: ReceiptLine[] = [];
  const drafts: Draft[] = [];
  for (const { name, bytes } of files) {
    const found = await draftsIn(context, id, name, bytes);
    if (found.ok) drafts.push(...found.value);
    else refused.push(refusedLine(name, found.refusal));
  }
  return { refused, plans: await planReceipt(context, id, drafts, defaults) };
}

async function draftsIn(context: Context, id: CaseId, name: string, bytes: Uint8Array): Promise<Result<readonly Draft[], Refusal>> {
  if (!isEnvelope(bytes)) return draftsOfFile(name, bytes, context.decode);
  const opened = await openEnvelope(context, id, name, bytes);
  return opened.ok ? draftsOfFile(name.replace(/\.age$/i, ""), opened.value, context.decode) : opened;
}

/** An age file by its first bytes (C2SP age, version 1), binary or armored. */
function isEnvelope(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 40));
  return head.startsWith("age-encryption.org/v1") || head.startsWith("-----BEGIN AGE ENCRYPTED FILE-----");
}

function lineOf(plan: PlannedReceipt): ReceiptLine {
  const head = { place: plan.place, report: plan.state === "same" ? plan.as : plan.id, notes: plan.notes, like: plan.like };
  switch (plan.state) {
    case "new":
      return { ...head, state: "new", title: plan.note.title, family: plan.note.family };
    case "same":
      return { ...head, state: "same" };
    case "changed":
      return { ...head, state: "changed", says: plan.differs };
    case "refused":
      return { ...head, ...refusedLine(plan.place, plan.refusal), notes: plan.notes };
  }
}

function refusedLine(place: string, refusal: Refusal): ReceiptLine {
  const { detail, remedy } = refusalWords(refusal);
  return { place, report: null, state: "refused", notes: [], like: [], says: `${detail} ${remedy}` };
}

/**
 * `start`: the main job on the sample case, then the workbench. Each step says what it did; nothing is done twice,
 * so a second start is quick.
 */
import { stat } from "node:fs/promises";
import path from "node:path";
import type { CaseSummary, Casework } from "#casework/index.ts";
import { openFolder, readDecisions } from "#casework/open-folder.ts";
import { caseId, person, type ReleaseId } from "#domain/ids.ts";
import { readBytes, writeWhole } from "#platform/files.ts";
import type { Decisions } from "#intake/index.ts";
import { granted, parseFlags, tellRefusal, type Shell } from "../shell.ts";
import { wrapped } from "../say.ts";
import { findVerb } from "../verbs.ts";
import { teamFlags } from "../team-flags.ts";
import { dataFolder, storeFlags, withStore, type StoreFlags } from "../with-case.ts";
import { currentRelease } from "./dossier.ts";
import { describeAnalysis } from "./estimate.ts";
import { describeFinding } from "./findings.ts";
import { serveUntilStopped } from "./serve.ts";

const sample = path.join(import.meta.dirname, "../../../examples/ryanggang-dispatch");

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const { values } = parseFlags(
    args,
    { ...storeFlags, ...teamFlags, once: { type: "boolean" }, port: { type: "string" } },
    findVerb("start")?.usage ?? "",
  );
  shell.tell("Opening the store …");
  return withStore(values, shell, async (store) => {
    await mainJob(store.casework, values, shell);
    return values.once === true ? 0 : serveUntilStopped(store, values, shell);
  });
}

/** Bytes in, a reviewed dossier out, on the sample case. */
async function mainJob(casework: Casework, flags: StoreFlags, shell: Shell): Promise<void> {
  const read = (file: string, limit: number) => readBytes(path.join(sample, file), limit);
  const folder = "examples/ryanggang-dispatch";
  shell.tell("Sample case");
  const opened = granted(
    await openFolder(casework, { folder, read, progress: ({ doing, done, total }) => shell.tell(`  ${done}/${total} ${doing}`) }),
  );
  const id = caseId(opened.id);
  if (opened.waiting > 0) shell.tell(`  ${opened.waiting} claims wait for a decision in the workbench`);
  if (opened.accepted === 0) return;

  shell.tell("Weighing and estimating …");
  const release = await currentRelease(casework, id);
  const analysis = granted(await casework.analysis(id));
  shell.print("");
  shell.print(`${opened.title}`);
  shell.print(`${opened.reports} reports, ${opened.claims} proposals, ${opened.accepted} accepted by a person`);
  shell.print("");
  if (analysis !== null) for (const line of describeAnalysis(analysis)) shell.print(line);
  shell.print("");
  shell.print("Finding");
  for (const line of (analysis?.findings ?? []).flatMap(describeFinding)) shell.print(`  ${line}`);
  shell.print("");
  await settleAndPublish(casework, opened, release.id, flags, shell, granted(await readDecisions(folder, read)));
}

async function settleAndPublish(
  casework: Casework,
  { id }: CaseSummary,
  named: ReleaseId,
  flags: StoreFlags,
  shell: Shell,
  decisions: Decisions | null,
): Promise<void> {
  const before = granted(await casework.releases(id)).find((one) => one.id === named);
  if (before === undefined) throw new Error(`release ${named} vanished`);
  const accepted = new Set(before.acceptances.map((one) => one.risk));
  const open = before.risks.filter((risk) => !accepted.has(risk.id));
  shell.print("Disclosure review");
  if (before.state === "draft" && open.length > 0)
    shell.print(`  ${open.length} risks block the release until a named person settles each:`);
  for (const risk of before.state === "draft" ? open : []) {
    const reason = decisions?.risks.find((one) => one.kind === risk.kind);
    for (const line of wrapped("  ! ", risk.says)) shell.print(line);
    if (decisions === null || reason === undefined || !risk.canBeAccepted) continue;
    granted(await casework.as(person(decisions.by)).acceptRisk(id, named, risk.id, reason.why));
    for (const line of wrapped("    ", `accepted by ${decisions.by}: ${reason.why}`)) shell.print(line);
  }
  const published = await (decisions === null ? casework : casework.as(person(decisions.by))).publish(id, named);
  if (!published.ok) {
    tellRefusal(published.refusal, shell);
    shell.tell("  Settle them in the release room of the workbench.");
    return;
  }
  const file = path.join(dataFolder(flags, shell), "dossiers", `${id}-${named}.html`);
  const isWritten = await stat(file).then(
    () => true,
    () => false,
  );
  if (!isWritten) {
    granted(await writeWhole(file, granted(await casework.dossier(id, named))));
  }
  const { entries, head } = granted(await casework.verify(id));
  shell.print(
    `  clear to leave, published by ${decisions?.by ?? casework.actor}: ${named}, pinned to ledger position ${published.value.position}`,
  );
  shell.print("");
  shell.print(`Dossier  ${path.relative(shell.cwd, file)}`);
  shell.print(`Ledger   ${entries} entries, unbroken, head ${head.slice(0, 16)}…`);
}

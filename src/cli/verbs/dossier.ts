/** `dossier`: draft a release, settle its risks, write the file. */
import path from "node:path";
import type { Casework, ReleaseState } from "#casework/index.ts";
import { releaseId, type CaseId } from "#domain/ids.ts";
import { writeWhole } from "#platform/files.ts";
import { granted, parseFlags, Refused, type Shell } from "../shell.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("dossier")?.usage ?? "";
  const { values } = parseFlags(
    args,
    { ...caseFlags, out: { type: "string" }, accept: { type: "string" }, why: { type: "string" } },
    usage,
  );
  if (values.accept !== undefined && values.why === undefined)
    throw new Refused({ kind: "bad-usage", says: "--accept needs --why REASON.", usage });
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    let release = await currentRelease(casework, id);
    if (values.accept !== undefined) release = granted(await casework.acceptRisk(id, release.id, values.accept, values.why ?? ""));
    return publishTo(casework, id, release, values, shell);
  });
}

/** Publishes the release and writes its dossier where the flag says. */
export async function publishTo(
  casework: Casework,
  id: CaseId,
  release: ReleaseState,
  values: { readonly out?: string | undefined; readonly json?: boolean | undefined },
  shell: Shell,
): Promise<number> {
  const published = granted(await casework.publish(id, release.id));
  const html = granted(await casework.dossier(id, releaseId(published.id)));
  const file = path.resolve(shell.cwd, values.out ?? `${id}-${published.id}.html`);
  granted(await writeWhole(file, html));
  shell.print(
    values.json === true
      ? JSON.stringify({ case: id, release: published.id, position: published.position, sha256: published.sha256, file }, null, 2)
      : `${path.relative(shell.cwd, file) || file}: ${published.id} of ${id}, pinned to ledger position ${published.position}. SHA-256 ${published.sha256 ?? ""}`,
  );
  return 0;
}

/** The newest release that still says what the case says, else a new draft on a fresh analysis. */
export async function currentRelease(casework: Casework, id: CaseId): Promise<ReleaseState> {
  const analysis = granted(await casework.analysis(id));
  const fresh = analysis === null || analysis.stale ? granted(await casework.analyse(id)) : analysis;
  const newest = granted(await casework.releases(id)).at(-1);
  return newest !== undefined && newest.position >= fresh.position ? newest : granted(await casework.draftRelease(id));
}

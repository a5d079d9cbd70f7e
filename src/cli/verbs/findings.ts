/** `findings`: the legal rules, element by element. */
import type { Finding } from "#domain/finding.ts";
import { granted, parseFlags, type Shell } from "../shell.ts";
import { wrapped } from "../say.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const { values } = parseFlags(args, caseFlags, findVerb("findings")?.usage ?? "");
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    const newest = granted(await casework.analysis(id));
    const { findings } = newest === null || newest.stale ? granted(await casework.analyse(id)) : newest;
    if (values.json === true) shell.print(JSON.stringify(findings, null, 2));
    else for (const line of findings.flatMap(describeFinding)) shell.print(line);
    return 0;
  });
}

/** A finding as a terminal shows it. */
export function describeFinding(finding: Finding): readonly string[] {
  const mark = { met: "✓", "not met": "✗", "not enough": "?" } as const;
  const row = (one: Finding["elements"][number], lead: string) =>
    wrapped(
      `  ${mark[one.verdict]} ${lead}`,
      `${one.text}: ${one.verdict}. ${one.because}${one.claims.length > 0 ? ` [${one.claims.join(", ")}]` : ""}`,
    );
  return [
    `${finding.instrument}, ${finding.title}`,
    ...wrapped("  ", finding.says),
    ...finding.elements.flatMap((one) => row(one, "")),
    ...finding.exceptions.flatMap((one) => row(one, "exception: ")),
    ...(finding.unverified ? ["  Part of this text was not confirmed in a primary source."] : []),
  ];
}

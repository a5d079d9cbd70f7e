/** `findings`: the legal rules, element by element. */
import type { Finding } from "#domain/finding.ts";
import { granted, parse, type Shell } from "../shell.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const { values } = parse(args, caseFlags, findVerb("findings")?.usage ?? "");
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
  return [
    `${finding.instrument}: ${finding.title}`,
    `  ${finding.says}`,
    ...finding.elements.map(
      (one) =>
        `  ${mark[one.verdict]} ${one.text}: ${one.verdict}. ${one.because}${one.claims.length > 0 ? ` [${one.claims.join(", ")}]` : ""}`,
    ),
    ...finding.exceptions.map((one) => `  exception ${mark[one.verdict]} ${one.text}: ${one.verdict}. ${one.because}`),
    ...(finding.unverified ? ["  Part of this text was not confirmed in a primary source."] : []),
  ];
}

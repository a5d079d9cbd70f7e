/** `estimate`: what the accepted claims add up to, and how sure that is. */
import type { Analysis } from "#casework/index.ts";
import type { Estimate, NoEstimate } from "#domain/estimate.ts";
import { granted, parse, type Shell } from "../shell.ts";
import { sayEstimate } from "../say.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const { values } = parse(args, caseFlags, findVerb("estimate")?.usage ?? "");
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    const newest = granted(await casework.analysis(id));
    const analysis = newest === null || newest.stale ? granted(await casework.analyse(id)) : newest;
    if (values.json === true) shell.print(JSON.stringify(analysis, null, 2));
    else for (const line of describeAnalysis(analysis)) shell.print(line);
    return 0;
  });
}

/** The estimates, money checks and corroborations of an analysis, each with what it rests on. */
export function describeAnalysis(analysis: Analysis): readonly string[] {
  return [
    "Estimates",
    ...analysis.estimates.flatMap(describeEstimate),
    "",
    "Printed conversions, recomputed",
    ...analysis.conversions.map((check) => `  ${check.flagged ? "!" : "✓"} ${check.printed} restates ${check.restates}: ${check.says}`),
    "",
    "Voices",
    ...analysis.corroborations.map((group) => `  ${group.measure}: ${group.verdict}`),
  ];
}

function describeEstimate(estimate: Estimate | NoEstimate): readonly string[] {
  if ("missing" in estimate) return [`  ${estimate.name}: not enough; missing ${estimate.missing.join("; ")}`];
  const { claims, assumptions } = estimate.lineage;
  return [
    `  ${estimate.name}: ${sayEstimate(estimate)}`,
    `    rests on ${claims.join(", ") || "no claim"}${assumptions.length > 0 ? `; assumes ${assumptions.map((one) => one.says).join("; ")}` : ""}`,
  ];
}

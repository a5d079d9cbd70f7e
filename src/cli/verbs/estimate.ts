/** `estimate`: what the accepted claims add up to, and how sure that is. */
import type { Analysis } from "#casework/index.ts";
import type { Estimate, NoEstimate } from "#domain/estimate.ts";
import { granted, parse, type Shell } from "../shell.ts";
import { sayEstimate, wrapped } from "../say.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const { values } = parse(args, caseFlags, findVerb("estimate")?.usage ?? "");
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    const newest = granted(await casework.analysis(id));
    const analysis = newest === null || newest.stale ? granted(await casework.analyse(id)) : newest;
    if (values.json === true) {
      shell.print(JSON.stringify(analysis, null, 2));
      return 0;
    }
    for (const line of describeAnalysis(analysis)) shell.print(line);
    const { waiting } = granted(await casework.overview(id));
    if (waiting > 0)
      shell.print(
        `${waiting} ${waiting === 1 ? "proposal waits" : "proposals wait"} for a decision and may hold what is missing: counterledger claims --state proposed`,
      );
    return 0;
  });
}

/** The estimates, money checks and corroborations of an analysis, each with what it rests on; an assumption is said once. */
export function describeAnalysis(analysis: Analysis): readonly string[] {
  const letters = new Map<string, string>();
  for (const estimate of analysis.estimates) {
    if ("missing" in estimate) continue;
    for (const { says } of estimate.lineage.assumptions) if (!letters.has(says)) letters.set(says, letter(letters.size));
  }
  const heard = analysis.corroborations.filter((group) => group.claims.length > 1);
  const alone = analysis.corroborations.length - heard.length;
  return [
    "Estimates (median, and the interval that holds it with the given probability)",
    ...analysis.estimates.flatMap((estimate) => describeEstimate(estimate, letters)),
    ...(letters.size > 0 ? ["  assuming"] : []),
    ...[...letters].flatMap(([says, key]) => wrapped(`    ${key}  `, says)),
    ...(analysis.conversions.length > 0 ? ["", "Printed conversions, recomputed"] : []),
    ...analysis.conversions.flatMap((check) => wrapped(`  ${check.flagged ? "!" : "✓"} ${check.printed}  `, check.says)),
    ...(analysis.corroborations.length > 0 ? ["", "Voices"] : []),
    ...heard.flatMap((group) => wrapped(`  ${group.measure}: `, group.verdict)),
    ...(alone > 0
      ? [`  ${alone} ${heard.length > 0 ? "other " : ""}${alone === 1 ? "measure rests" : "measures rest"} on one voice each`]
      : []),
  ];
}

function describeEstimate(estimate: Estimate | NoEstimate, letters: ReadonlyMap<string, string>): readonly string[] {
  if ("missing" in estimate)
    return wrapped(`  ? ${estimate.name}: `, `not enough; missing ${estimate.missing.map((one) => one.replace(/\.$/, "")).join("; ")}`);
  const { claims, assumptions } = estimate.lineage;
  const keys = assumptions.map(({ says }) => letters.get(says) ?? "?").join(" ");
  return [
    `  ${estimate.name}: ${sayEstimate(estimate)}`,
    `      rests on ${claims.join(", ") || "no claim"}${keys === "" ? "" : ` · assumes ${keys}`}`,
  ];
}

/** a, b, … z, aa, ab, … */
function letter(index: number): string {
  return index < 26 ? String.fromCharCode(97 + index) : letter(Math.floor(index / 26) - 1) + letter(index % 26);
}

/** `reference`: published and closed-form answers, computed now and held against what is expected. */
import { referenceCases } from "#analysis/index.ts";
import { parseFlags, type Shell } from "../shell.ts";
import { table } from "../table.ts";
import { findVerb } from "../verbs.ts";

/** Exit code 1 when a case does not hold: the program disagrees with a published answer. */
export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const { values } = parseFlags(args, { json: { type: "boolean" } }, findVerb("reference")?.usage ?? "");
  const cases = referenceCases();
  if (values.json === true) shell.print(JSON.stringify(cases, null, 2));
  else {
    const number = (value: number) => Number(value.toPrecision(10)).toLocaleString("en", { maximumSignificantDigits: 10 });
    const rows = cases.map((one) => [
      one.holds ? "✓" : "✗",
      one.name,
      number(one.got),
      number(one.expected),
      one.error.toExponential(1),
      one.tolerance.toExponential(1),
      one.source,
    ]);
    for (const line of table(["", "case", "got", "expected", "error", "allowed", "source"], rows)) shell.print(line);
    shell.print(`${cases.filter((one) => one.holds).length} of ${cases.length} hold.`);
  }
  return cases.every((one) => one.holds) ? 0 : 1;
}

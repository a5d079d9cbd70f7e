/** `original`: the evidence copy of a report, to the byte, for whoever has to show what arrived. */
import path from "node:path";
import { reportId } from "#domain/ids.ts";
import { writeWhole } from "#platform/files.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("original")?.usage ?? "";
  const { values, positionals } = parse(args, { ...caseFlags, "as-it-came": { type: "boolean" } } as const, usage);
  const [report, file] = positionals;
  if (report === undefined || file === undefined || positionals.length > 2)
    throw new Refused({ kind: "bad-usage", says: "Give a report and the file to write.", usage });
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    const bytes = granted(await casework.original(id, reportId(report), values["as-it-came"] === true));
    granted(await writeWhole(path.resolve(shell.cwd, file), bytes));
    shell.print(`${file}: ${bytes.length} bytes of ${report}${values["as-it-came"] === true ? ", as it came" : ""}.`);
    return 0;
  });
}

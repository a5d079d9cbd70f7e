/** `rebuild`: everything derived, computed again from the ledger. */
import { granted, parseFlags, type Shell } from "../shell.ts";
import { table } from "../table.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const { values } = parseFlags(args, caseFlags, findVerb("rebuild")?.usage ?? "");
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    const rebuilt = granted(await casework.rebuild(id));
    if (values.json === true) shell.print(JSON.stringify({ case: id, ...rebuilt }, null, 2));
    else {
      shell.print(`${id}: rebuilt from ${rebuilt.entries} entries.`);
      for (const line of table(["table", "SHA-256 of its rows"], Object.entries(rebuilt.digests))) shell.print(line);
    }
    return 0;
  });
}

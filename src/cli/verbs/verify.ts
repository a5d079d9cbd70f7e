/** `verify`: is the ledger what it was? */
import { granted, parseFlags, type Shell } from "../shell.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const { values } = parseFlags(args, caseFlags, findVerb("verify")?.usage ?? "");
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    const verified = granted(await casework.verify(id));
    shell.print(
      values.json === true
        ? JSON.stringify({ case: id, ...verified }, null, 2)
        : `${id}: ${verified.entries} entries, unbroken. Head ${verified.head}`,
    );
    return 0;
  });
}

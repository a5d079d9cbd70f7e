/** `backup`: a proven backup of every case, once or on a schedule. */
import path from "node:path";
import { backUp } from "#archive/index.ts";
import { systemClock } from "#platform/clock.ts";
import { sha256 } from "#platform/hashing.ts";
import { isRecipient } from "#platform/keys/index.ts";
import { parse, Refused, tellRefusal, type Shell } from "../shell.ts";
import { findVerb } from "../verbs.ts";
import { storeFlags, withStore } from "../with-case.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("backup")?.usage ?? "";
  const { values, positionals } = parse(
    args,
    { ...storeFlags, keep: { type: "string" }, every: { type: "string" }, to: { type: "string", multiple: true } },
    usage,
  );
  const no = (says: string) => new Refused({ kind: "bad-usage", says, usage });
  const [folder, extra] = positionals;
  if (folder === undefined || extra !== undefined) throw no("Name one folder for backups.");
  const keep = Number(values.keep ?? 14);
  if (!Number.isInteger(keep) || keep < 1) throw no(`--keep is "${values.keep}": at least 1 backup is kept.`);
  const hours = values.every === undefined ? null : /^(\d+(?:\.\d+)?)h$/.exec(values.every)?.[1];
  if (hours === undefined || (hours !== null && Number(hours) <= 0)) throw no(`--every is "${values.every}": write hours, as 24h.`);
  const stranger = values.to?.find((one) => !isRecipient(one));
  if (stranger !== undefined) throw no(`"${stranger}" is not an age public key (age1…).`);
  for (;;) {
    // The store is opened for each backup and given back, so that a schedule keeps nobody from using or moving it.
    const code = await withStore(values, shell, async ({ ledger, keys }) => {
      const made = await backUp(ledger, keys, {
        into: path.resolve(shell.cwd, folder),
        keep,
        also: values.to ?? [],
        clock: systemClock,
        hash: sha256,
        progress: ({ doing }) => (shell.isTerminal ? shell.tell(`  ${doing} …`) : undefined),
      });
      if (!made.ok) {
        if (hours === null) throw new Refused(made.refusal);
        // A schedule goes on: the next try may find room again, and what failed was said.
        return tellRefusal(made.refusal, shell);
      }
      const { cases, removed } = made.value;
      if (values.json === true) shell.print(JSON.stringify(made.value, null, 2));
      else {
        for (const one of cases) shell.print(`${one.case}: ${one.entries} entries, restored beside and the same`);
        shell.print(
          `${cases.length} case${cases.length === 1 ? "" : "s"} in ${made.value.folder}${removed.length > 0 ? `; ${removed.length} older removed` : ""}`,
        );
      }
      return 0;
    });
    if (hours === null) return code;
    await new Promise((resolve) => setTimeout(resolve, Number(hours) * 3_600_000));
  }
}

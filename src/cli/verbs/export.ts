/** `export`: a whole case as a folder that can be carried away, checked without us, and taken in again. */
import path from "node:path";
import { exportCase, type MeantFor } from "#archive/index.ts";
import { isRecipient } from "#platform/keys/index.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";
import { passphraseIn } from "../passphrase-in.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("export")?.usage ?? "";
  const { values, positionals } = parse(
    args,
    { ...caseFlags, to: { type: "string", multiple: true }, "passphrase-file": { type: "string" } },
    usage,
  );
  const [folder, extra] = positionals;
  if (folder === undefined || extra !== undefined) throw new Refused({ kind: "bad-usage", says: "Name one folder to write.", usage });
  const stranger = values.to?.find((one) => !isRecipient(one));
  if (stranger !== undefined) throw new Refused({ kind: "bad-usage", says: `"${stranger}" is not an age public key (age1…).`, usage });
  if (values.to !== undefined && values["passphrase-file"] !== undefined)
    throw new Refused({ kind: "bad-usage", says: "Give --to or --passphrase-file: an age file has one kind of lock.", usage });
  return withStore(values, shell, async ({ casework, ledger, keys }) => {
    const id = await chosenCase(casework, values.case);
    const to: MeantFor =
      values["passphrase-file"] === undefined
        ? { recipients: values.to ?? [keys.recipient()] }
        : { passphrase: await passphraseIn(values["passphrase-file"], shell) };
    const progress = shell.isTerminal
      ? ({ doing, done, total }: { doing: string; done: number; total: number }) => shell.tell(`  ${done}/${total} ${doing}`)
      : () => undefined;
    const exported = granted(await exportCase(ledger, id, { folder: path.resolve(shell.cwd, folder), to, progress }));
    if (values.json === true) shell.print(JSON.stringify({ case: id, ...exported }, null, 2));
    else {
      shell.print(`${id}: ${exported.entries} entries and ${exported.originals} originals in ${folder}`);
      shell.print(`newest entry ${exported.head}`);
      shell.print(`Check it anywhere with: node ${path.join(folder, "data", "verify-bundle.mjs")} ${folder}`);
      if (values.to === undefined && values["passphrase-file"] === undefined)
        shell.print("Only this store's own key opens it. For somebody else: --to age1…, or --passphrase-file FILE.");
    }
    return 0;
  });
}

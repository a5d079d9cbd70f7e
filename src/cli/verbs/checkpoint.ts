/** `checkpoint`: a signed word on how a case stands now, to be kept where this machine cannot reach it. */
import path from "node:path";
import { openSigner, signHistory } from "#archive/index.ts";
import { granted, parseFlags, type Shell } from "../shell.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, dataFolder, withStore } from "../with-case.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const { values } = parseFlags(args, { ...caseFlags, "signing-key": { type: "string" } }, findVerb("checkpoint")?.usage ?? "");
  const file =
    values["signing-key"] === undefined
      ? path.join(dataFolder(values, shell), "signing-key.pem")
      : path.resolve(shell.cwd, values["signing-key"]);
  return withStore(values, shell, async ({ casework, ledger }) => {
    const id = await chosenCase(casework, values.case);
    const signed = granted(await signHistory(ledger, id, granted(await openSigner(file))));
    if (values.json === true) shell.print(JSON.stringify({ case: id, ...signed }, null, 2));
    else {
      // The note alone on standard output, so that it can be kept as it is: counterledger checkpoint > note.txt
      shell.print(signed.note.replace(/\n$/, ""));
      shell.tell(`Signed over ${signed.entries} entries. Keep the note elsewhere, and with it this key to check it by:`);
      shell.tell(signed.verifierKey);
    }
    return 0;
  });
}

/** `keys`: what the store opens with, and who else can open a case. */
import { granted, parseFlags, Refused, type Shell } from "../shell.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

const flags = { ...caseFlags, "set-passphrase": { type: "boolean" }, "remove-passphrase": { type: "boolean" }, grant: { type: "string" }, holder: { type: "string" } } as const; // prettier-ignore

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("keys")?.usage ?? "";
  const { values } = parseFlags(args, flags, usage);
  return withStore(values, shell, async ({ casework, ledger, keys }) => {
    if (values["set-passphrase"] === true) {
      const wanted = shell.env["COUNTERLEDGER_NEW_PASSPHRASE"];
      if (wanted === undefined || wanted.length < 8)
        throw new Refused({
          kind: "bad-usage",
          says: "Give the passphrase, of 8 characters or more, in COUNTERLEDGER_NEW_PASSPHRASE.",
          usage,
        });
      await keys.setPassphrase(wanted);
    }
    if (values["remove-passphrase"] === true) await keys.setPassphrase(null);
    if (values.grant !== undefined) {
      const id = await chosenCase(casework, values.case);
      granted(await ledger.grantKey(id, { recipient: values.grant, holder: values.holder ?? values.grant }));
    }
    const holders: { case: string; recipient: string; holder: string }[] = [];
    for (const { id } of await casework.cases()) for (const one of await ledger.keyHolders(id)) holders.push({ case: id, ...one });
    const state = { passphrase: keys.isBehindPassphrase(), recipient: keys.recipient(), holders };
    if (values.json === true) shell.print(JSON.stringify(state, null, 2));
    else {
      shell.print(
        state.passphrase
          ? "The store opens with a passphrase."
          : "The store opens with its key file alone; whoever has the file can read it.",
      );
      for (const one of holders) shell.print(`  ${one.case}: ${one.holder} (${one.recipient})`);
    }
    return 0;
  });
}

/**
 * `envelope`: the public key a correspondent seals reports to, as a recipient file for any age tool. What is printed for the correspondent is
 * the key alone: a file with a word about what it is for would be a word too many on a phone that is searched.
 */
import path from "node:path";
import { writeWhole } from "#platform/files.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("envelope")?.usage ?? "";
  const { values, positionals } = parse(args, { ...caseFlags, another: { type: "boolean" } } as const, usage);
  if (positionals.length > 1) throw new Refused({ kind: "bad-usage", says: "Give one file to write, or none.", usage });
  const [file] = positionals;
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    const { name, recipient, made } = granted(await casework.envelope(id, values.another === true));
    if (file !== undefined) granted(await writeWhole(path.resolve(shell.cwd, file), `${recipient}\n`));
    if (values.json === true)
      shell.print(JSON.stringify({ envelope: name, recipient, made, ...(file === undefined ? {} : { file }) }, null, 2));
    else if (file === undefined) shell.print(recipient);
    else shell.print(`${name}: the public key is in ${file}.`);
    shell.tell(`${made ? "A new key was made" : "The key was there already"}; only this case's handlers open what is sealed to it.`);
    shell.tell("→ The correspondent runs: age -r KEY -o letter.txt.age letter.txt   (or: age -R FILE …). Any age tool will do.");
    shell.tell("→ You take the answer in with: counterledger receive letter.txt.age --source ID --outlet NAME --published DATE");
    return 0;
  });
}

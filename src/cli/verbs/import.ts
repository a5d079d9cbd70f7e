/** `import`: an exported case becomes a case of this store, every file and every entry checked, all of it or nothing. */
import path from "node:path";
import { importCase } from "#archive/index.ts";
import { decodeUtf8, readBytes } from "#platform/files.ts";
import { sha256 } from "#platform/hashing.ts";
import { openAge } from "#platform/keys/index.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { passphraseIn } from "../passphrase-in.ts";
import { findVerb } from "../verbs.ts";
import { storeFlags, withStore } from "../with-case.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("import")?.usage ?? "";
  const { values, positionals } = parse(
    args,
    { ...storeFlags, "key-file": { type: "string" }, "passphrase-file": { type: "string" } },
    usage,
  );
  const [folder, extra] = positionals;
  if (folder === undefined || extra !== undefined) throw new Refused({ kind: "bad-usage", says: "Name one exported case.", usage });
  const passphrase = values["passphrase-file"] === undefined ? null : await passphraseIn(values["passphrase-file"], shell);
  const identities = values["key-file"] === undefined ? null : await identitiesIn(values["key-file"], shell);
  return withStore(values, shell, async ({ ledger, keys }) => {
    const open = (wrapped: string) =>
      passphrase !== null
        ? openAge(wrapped, { passphrase })
        : identities !== null
          ? openAge(wrapped, { identities })
          : keys.unwrap(wrapped);
    const imported = granted(await importCase(ledger, path.resolve(shell.cwd, folder), open, sha256));
    shell.print(
      values.json === true
        ? JSON.stringify(imported, null, 2)
        : `${imported.case}: ${imported.entries} entries taken in and verified; newest entry ${imported.head}`,
    );
    return 0;
  });
}

/** The age identities of a key file, as `age-keygen` writes it. */
async function identitiesIn(file: string, shell: Shell): Promise<readonly string[]> {
  const text = decodeUtf8(granted(await readBytes(path.resolve(shell.cwd, file), 65_536)));
  const found = text.split(/\r?\n/).filter((line) => line.startsWith("AGE-SECRET-KEY-"));
  if (found.length === 0) throw new Refused({ kind: "bad-input", place: file, says: "it holds no age key (AGE-SECRET-KEY-1…)" });
  return found;
}

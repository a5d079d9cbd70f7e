/** A passphrase from a file or from standard input (`-`), never from the command line, which other users of the machine can see. */
import path from "node:path";
import { collect, decodeUtf8, readBytes } from "#platform/files.ts";
import { granted, Refused, type Shell } from "./shell.ts";

/** The first line. Refuses an empty one. */
export async function passphraseIn(file: string, shell: Shell): Promise<string> {
  const name = file === "-" ? "standard input" : file;
  const bytes = granted(file === "-" ? await collect(shell.stdin, name, 65_536) : await readBytes(path.resolve(shell.cwd, file), 65_536));
  const [first = ""] = decodeUtf8(bytes).split(/\r?\n/, 1);
  if (first.trim() === "") throw new Refused({ kind: "empty-file", name });
  return first;
}

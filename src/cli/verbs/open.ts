/** `open`: a case folder becomes a case: its reports taken in and read, the decisions beside them applied. */
import path from "node:path";
import { openFolder } from "#casework/open-folder.ts";
import { readBytes } from "#platform/files.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { findVerb } from "../verbs.ts";
import { storeFlags, withStore } from "../with-case.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("open")?.usage ?? "";
  const { values, positionals } = parse(args, storeFlags, usage);
  const [folder, extra] = positionals;
  if (folder === undefined || extra !== undefined) throw new Refused({ kind: "bad-usage", says: "Give one case folder.", usage });
  const root = path.resolve(shell.cwd, folder);
  return withStore(values, shell, async ({ casework }) => {
    const opened = granted(
      await openFolder(casework, {
        folder,
        read: (file, limit) => readBytes(path.join(root, file), limit),
        progress: ({ doing, done, total }) => shell.tell(`  ${done}/${total} ${doing}`),
      }),
    );
    const rejected = opened.claims - opened.accepted - opened.waiting;
    shell.print(
      values.json === true
        ? JSON.stringify(opened, null, 2)
        : `${opened.id}: ${opened.reports} reports, ${opened.claims} claims, ${opened.accepted} accepted, ${opened.waiting} waiting for a decision${rejected > 0 ? `, ${rejected} rejected or withdrawn` : ""}.`,
    );
    return 0;
  });
}

/** The examples that ship with the program, as cases a person can open from the workbench to try it on. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Casework } from "#casework/index.ts";
import { openFolder } from "#casework/open-folder.ts";
import type { Refusal } from "#domain/refusal.ts";
import { refuse, type Result } from "#domain/result.ts";
import type { CaseSummary } from "#domain/views.ts";
import { readBytes } from "#platform/files.ts";
import type { Example } from "./contract.ts";

export type Examples = {
  list(): Promise<readonly Example[]>;
  /** Opens it as a case, or returns the case when it is open already. Refuses a name that is not on the list. */
  open(casework: Casework, id: string): Promise<Result<CaseSummary, Refusal>>;
};

/** No case.json of an example is larger. */
const headLimit = 1024 * 1024;

/** The case folders below `folder`; none when there is no such folder. */
export function shippedExamples(folder: string): Examples {
  const names = async () => {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  };
  const list = async () => {
    const found: (Example & { readonly name: string })[] = [];
    for (const name of await names()) {
      const bytes = await readBytes(path.join(folder, name, "case.json"), headLimit);
      if (!bytes.ok) continue;
      const { id, title, about } = JSON.parse(new TextDecoder().decode(bytes.value)) as Example;
      found.push({ name, id, title, about });
    }
    return found;
  };
  return {
    list: async () => (await list()).map(({ name: _, ...example }) => example),
    open: async (casework, id) => {
      const all = await list();
      const wanted = all.find((one) => one.id === id);
      if (wanted === undefined) return refuse({ kind: "no-such-case", case: id, known: all.map((one) => one.id) });
      const root = path.join(folder, wanted.name);
      return openFolder(casework, {
        folder: wanted.name,
        read: (file, limit) => readBytes(path.join(root, file), limit),
        progress: () => {},
      });
    },
  };
}

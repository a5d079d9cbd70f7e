/** The files of the project, as a clone has them: without what is installed, built or kept. Needs no git, as a test machine may have none. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const notOurs = ["node_modules", "dist", "coverage", ".git", ".cache", ".counterledger"];

/** Paths from the root, with forward slashes, sorted. */
export async function projectFiles(folder = ""): Promise<readonly string[]> {
  const entries = await readdir(path.join(projectRoot, folder), { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter(({ name }) => !notOurs.includes(name) && !name.endsWith(".log"))
      .map(async (entry) => {
        const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
        return entry.isDirectory() ? projectFiles(name) : entry.isFile() ? [name] : [];
      }),
  );
  return nested.flat().sort();
}

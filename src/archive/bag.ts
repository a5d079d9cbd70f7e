/**
 * A folder that can be checked by anybody for ever: BagIt 1.0 (RFC 8493), SHA-256 manifests. What a reader would get wrong: a bag is only
 * whole when its manifest names every payload file and no file is there that it does not name.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";

/** What a payload file weighs and its hash, by its path from the bag's root with forward slashes. */
export type Payload = ReadonlyMap<string, { readonly sha256: string; readonly bytes: number }>;

export const declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/** The text of `manifest-sha256.txt`, in the order of the paths. */
export function manifestOf(payload: Payload): string {
  return [...payload]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, { sha256 }]) => `${sha256}  ${file.replaceAll("%", "%25").replaceAll("\n", "%0A").replaceAll("\r", "%0D")}\n`)
    .join("");
}

/** The text of `bag-info.txt`: facts about the case, no time of its own, so that the same case gives the same bag. */
export function infoOf(payload: Payload, facts: Readonly<Record<string, string>>): string {
  const bytes = [...payload.values()].reduce((sum, file) => sum + file.bytes, 0);
  const lines = { ...facts, "Payload-Oxum": `${bytes}.${payload.size}` };
  return Object.entries(lines)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => `${label}: ${value}\n`)
    .join("");
}

/** Reads a bag and checks every file against its manifests. Refuses what is missing, changed, not named or not an ordinary file, by name. */
export async function checkBag(folder: string): Promise<Result<ReadonlyMap<string, string>, Refusal>> {
  const no = (place: string, says: string) => refuse<Refusal>({ kind: "bad-input", place: path.join(folder, place), says });
  const files = new Set<string>();
  try {
    for (const file of await filesBelow(folder, "")) files.add(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return refuse({ kind: "file-missing", name: folder });
    if (error instanceof RangeError) return no("", error.message);
    if (code === "ENOTDIR") return refuse({ kind: "file-unreadable", name: folder, why: "it is not a folder" });
    throw error;
  }
  if (!files.has("bagit.txt") || (await readFile(path.join(folder, "bagit.txt"), "utf8")) !== declaration)
    return no("bagit.txt", "this is not an exported case: it has no BagIt 1.0 declaration");
  const info = new Map<string, string>();
  for (const [manifest, ours] of [
    ["manifest-sha256.txt", (file: string) => file.startsWith("data/")],
    ["tagmanifest-sha256.txt", (file: string) => !file.startsWith("data/") && file !== "tagmanifest-sha256.txt"],
  ] as const) {
    if (!files.has(manifest)) return no(manifest, "it is missing");
    const named = new Set<string>();
    for (const line of (await readFile(path.join(folder, manifest), "utf8")).split("\n").filter((one) => one !== "")) {
      const found = /^([0-9a-f]{64}) {2}(.+)$/.exec(line);
      if (found === null) return no(manifest, `“${line.slice(0, 80)}” is not a hash and a file`);
      const file = (found[2] as string).replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
      if (!files.has(file) || !ours(file)) return no(file, `${manifest} names it and it is not there`);
      if ((await hashOf(path.join(folder, file))) !== found[1])
        return no(file, "its bytes are not those the manifest names: it was changed");
      named.add(file);
    }
    for (const file of files) if (ours(file) && !named.has(file)) return no(file, "no manifest names it: it was added");
  }
  for (const line of (await readFile(path.join(folder, "bag-info.txt"), "utf8")).split("\n")) {
    const found = /^([^:]+): (.*)$/.exec(line);
    if (found !== null) info.set(found[1] as string, found[2] as string);
  }
  return ok(info);
}

/** SHA-256 of a file, read in pieces. */
export async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest("hex");
}

/** Paths of ordinary files. @throws RangeError for a link: what it leads to is not in the bag. */
async function filesBelow(root: string, folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of (await readdir(path.join(root, folder))).sort()) {
    const file = folder === "" ? name : `${folder}/${name}`;
    const about = await lstat(path.join(root, file));
    if (about.isDirectory()) found.push(...(await filesBelow(root, file)));
    else if (about.isFile()) found.push(file);
    else throw new RangeError(`${file} in ${root} is neither a file nor a folder`);
  }
  return found;
}

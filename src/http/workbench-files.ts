/**
 * The built workbench, read whole into memory at start. A request names a key of this map or gets nothing,
 * so no path of a request ever reaches the file system.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

export type WorkbenchFile = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
  readonly forever: boolean;
};
/** By path from the site's root: `/index.html`, `/assets/….js`. */
export type WorkbenchFiles = ReadonlyMap<string, WorkbenchFile>;

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

/** All files below `folder`; an empty map when it was not built. Source maps and unknown kinds are left out. */
export async function loadWorkbenchFiles(folder: string): Promise<WorkbenchFiles> {
  const found = new Map<string, WorkbenchFile>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  for (const entry of entries) {
    const type = types[path.extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const full = path.join(entry.parentPath, entry.name);
    const bytes = new Uint8Array(await readFile(full));
    const name = `/${path.relative(folder, full).split(path.sep).join("/")}`;
    const etag = `"${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}"`;
    found.set(name, { bytes, type, etag, forever: name.startsWith("/assets/") });
  }
  return found;
}

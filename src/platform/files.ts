/**
 * Files, with their failures as refusals. What a reader would get wrong: a file is written beside its name first and then
 * renamed, so that a full disk or a crash leaves the old file or none, never half of one.
 */
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";

/**
 * The bytes of a file. A file over `limit` bytes is refused before it is read, so memory stays flat.
 * Refuses `file-missing`, `file-unreadable` (a folder, no permission) and `file-too-large`.
 */
export async function readBytes(name: string, limit: number): Promise<Result<Uint8Array, Refusal>> {
  try {
    const found = await stat(name);
    if (found.isDirectory()) return refuse({ kind: "file-unreadable", name, why: "it is a folder" });
    if (found.size > limit) return refuse({ kind: "file-too-large", name, bytes: found.size, limit });
    return await collect(createReadStream(name), name, limit);
  } catch (error) {
    return refuse(fileRefusal(name, error));
  }
}

/** All of a stream, up to `limit` bytes. */
export async function collect(stream: AsyncIterable<Uint8Array>, name: string, limit: number): Promise<Result<Uint8Array, Refusal>> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of stream) {
    bytes += part.length;
    if (bytes > limit) return refuse({ kind: "file-too-large", name, bytes, limit });
    parts.push(part);
  }
  return ok(new Uint8Array(Buffer.concat(parts)));
}

/** Writes a whole file or nothing, synced to disk before it gets its name. Refuses `disk-full` and `file-unreadable`. */
export async function writeWhole(name: string, content: string | Uint8Array): Promise<Result<string, Refusal>> {
  const beside = `${name}.${process.pid}.part`;
  try {
    await mkdir(path.dirname(name), { recursive: true });
    const file = await open(beside, "w", 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, name);
    return ok(name);
  } catch (error) {
    await rm(beside, { force: true });
    return refuse(fileRefusal(name, error));
  }
}

/** Decodes bytes already known to be sound UTF-8; keeps a byte order mark, so that offsets are those of the file. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

function fileRefusal(name: string, error: unknown): Refusal {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return { kind: "file-missing", name };
  if (code === "ENOSPC" || code === "EDQUOT") return { kind: "disk-full", what: name };
  if (code === "EACCES" || code === "EPERM") return { kind: "file-unreadable", name, why: "this user may not read or write it" };
  if (code === undefined) throw error;
  return { kind: "file-unreadable", name, why: code };
}

/**
 * Fetches one file from one address, because a person asked for it: nothing in the program calls the network by itself. A redirect is not
 * followed, since the person agreed to one address; what never ends is cut off. A zip archive is opened when it holds a single file.
 */
import { Unzip, UnzipInflate } from "fflate";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";

export type FetchLimits = { readonly bytes: number; readonly milliseconds: number };

/** Whether a file may be asked for there: over https, or on this very machine. */
export function mayFetch(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(hostname));
}

/** The file's bytes. Refuses `fetch-failed`: no network, an error, a redirect, too long or too large, or an archive of several files. */
export async function fetchFile(address: string, { bytes, milliseconds }: FetchLimits): Promise<Result<Uint8Array, Refusal>> {
  const failed = (why: string) => refuse<Refusal>({ kind: "fetch-failed", address, why });
  if (!mayFetch(address)) return failed("only https, or this very machine, is called");
  try {
    const response = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(milliseconds), headers: { accept: "*/*" } });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      return failed(`it sends the call on to ${response.headers.get("location") ?? "somewhere else"}, which was not called`);
    }
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return failed(`it answered with status ${response.status}`);
    }
    const parts: Uint8Array[] = [];
    let held = 0;
    for await (const part of response.body) {
      held += part.length;
      if (held > bytes) return failed(`what it sends is larger than ${bytes.toLocaleString("en")} bytes`);
      parts.push(part);
    }
    const whole = Buffer.concat(parts);
    if (whole.length === 0) return failed("what it sends is empty");
    if (whole[0] !== 0x50 || whole[1] !== 0x4b) return ok(whole);
    const inside = onlyFileOf(whole, bytes);
    return typeof inside === "string" ? failed(inside) : ok(inside);
  } catch (error) {
    const { name, cause } = error as { name?: string; cause?: { code?: string } };
    return failed(name === "TimeoutError" ? "it took too long" : `it could not be reached (${cause?.code ?? name ?? "unknown"})`);
  }
}

/** The one file of an archive, or why there is none; what it unpacks to is counted as it comes. */
function onlyFileOf(archive: Uint8Array, limit: number): Uint8Array | string {
  const parts: Uint8Array[] = [];
  let wrong: string | null = null;
  let files = 0;
  let held = 0;
  const unzip = new Unzip((file) => {
    files += 1;
    file.ondata = (error, part) => {
      held += part?.length ?? 0;
      if (error) wrong = "the archive it sends is damaged";
      else if (held > limit) wrong = `the archive it sends unpacks to more than ${limit.toLocaleString("en")} bytes`;
      else parts.push(part);
      if (wrong !== null) file.terminate();
    };
    if (files === 1) file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < archive.length && wrong === null; at += 65_536)
      unzip.push(archive.subarray(at, at + 65_536), at + 65_536 >= archive.length);
  } catch {
    // The library throws whatever a broken archive makes it meet.
    wrong ??= "the archive it sends is damaged";
  }
  if (wrong !== null) return wrong;
  return files === 1 ? Buffer.concat(parts) : `the archive it sends holds ${files} files, not one`;
}

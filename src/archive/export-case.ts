/**
 * A whole case as a folder that can be carried away, checked without us and taken in again: BagIt around an RO-Crate. It appears under its
 * name when it is whole, or not at all.
 * What a reader would get wrong: entries and originals stay sealed. Only what the chain needs is in the clear: positions, times, who
 * acted, the kinds of acts and the identifiers of sources. Who may read the rest is said by the keys beside it.
 */
import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat, type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { Progress } from "#domain/effects.ts";
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { sealedText, type Ledger } from "#ledger/index.ts";
import { sealToPassphrase, sealToRecipients, type Recipient } from "#platform/keys/index.ts";
import { declaration, infoOf, manifestOf, type Payload } from "./bag.ts";
import { crateOf, type CrateFile } from "./crate.ts";

/** Who may open the copy: holders of these age keys, or whoever knows the passphrase. */
export type MeantFor = { readonly recipients: readonly Recipient[] } | { readonly passphrase: string };
export type Exported = { readonly folder: string; readonly entries: number; readonly originals: number; readonly head: string };

/** Entries asked for at once. */
const page = 5_000;
export const caseKeyFile = "case-key.age";
export const verifierFile = path.join(import.meta.dirname, "verify-bundle.mjs");

const readMe = `This folder is an exported case of Counterledger: a BagIt 1.0 bag (RFC 8493) around an RO-Crate 1.2.

data/entries.jsonl     every act on the case, one a line; the SHA-256 of a line is what the next line calls prevHash
data/originals/        the reports as they came, sealed (AES-256-GCM), under the SHA-256 of their bytes
data/data-keys.json    the keys they open with, wrapped with the case key
case-key.age           the case key, for whom this copy was made (any age tool opens it)
data/verify-bundle.mjs checks all of this without Counterledger, a network or a key: node verify-bundle.mjs FOLDER

What entries and originals say is sealed. In the clear are positions, times, the people who acted, kinds of acts and identifiers of sources.
To read it, take it in with a key it was made for: counterledger import FOLDER --key-file KEY
`;

/**
 * Writes the case to `folder`, which must not be there yet. The chain is verified first; a broken case is not carried on as if it were sound.
 * Refuses what verifying refuses, a folder that exists, and a full disk; nothing half-written stays.
 */
export async function exportCase(
  ledger: Ledger,
  id: CaseId,
  { folder, to, progress }: { readonly folder: string; readonly to: MeantFor; readonly progress: Progress },
): Promise<Result<Exported, Refusal>> {
  if (await exists(folder)) return refuse({ kind: "bad-input", place: folder, says: "it is there already, and nothing is written over" });
  const verified = await ledger.verify(id);
  if (!verified.ok) return verified;
  const carried = await ledger.carriedKeys(id);
  if (!carried.ok) return carried;
  const { caseKey, keys, originals } = carried.value;
  const beside = `${folder}.${process.pid}.part`;
  try {
    const payload = new Map<string, { sha256: string; bytes: number }>();
    const files: CrateFile[] = [];
    const put = async (name: string, what: string, format: string, write: (file: Sink) => Promise<void>) => {
      const sink = await openSink(path.join(beside, "data", name));
      try {
        await write(sink);
      } finally {
        await sink.close();
      }
      payload.set(`data/${name}`, sink.told());
      files.push({ path: name, what, format, ...sink.told() });
    };
    let [first, last] = ["", ""];
    await put("entries.jsonl", "The acts on the case, in order, sealed and chained", "application/jsonl", async (file) => {
      for (let from = 1; from <= verified.value.entries; from += page) {
        progress({ doing: "writing entries", done: from - 1, total: verified.value.entries });
        const limit = Math.min(page, verified.value.entries - from + 1);
        const entries = await ledger.storedEntries(id, { from, limit });
        if (first === "") first = entries[0]?.at ?? "";
        last = entries.at(-1)?.at ?? last;
        await file.write(entries.map((entry) => `${sealedText(entry)}\n`).join(""));
      }
    });
    for (const [done, { sha256 }] of originals.entries()) {
      progress({ doing: "writing originals", done, total: originals.length });
      const bytes = await ledger.sealedOriginal(id, sha256);
      if (bytes === null) throw new RangeError(`the original ${sha256} went while the case was exported`);
      await put(`originals/${sha256}`, "An original, sealed", "application/octet-stream", (file) => file.write(bytes));
    }
    await put("data-keys.json", "Keys of the sources, the case and its releases, wrapped with the case key", "application/json", (file) =>
      file.write(`${JSON.stringify({ keys, originals }, null, 1)}\n`),
    );
    await put("verify-bundle.mjs", "Checks this folder without Counterledger", "text/javascript", async (file) =>
      file.write(await readFile(verifierFile)),
    );
    await put("README.txt", "What lies here", "text/plain", (file) => file.write(readMe));
    const facts = { case: id, entries: verified.value.entries, head: verified.value.head, from: first, to: last };
    const crate = crateOf(
      facts,
      [...files].sort((a, b) => (a.path < b.path ? -1 : 1)),
    );
    await put("ro-crate-metadata.json", "This description", "application/ld+json", (file) => file.write(crate));
    await writeTags(beside, payload, facts, caseKey === null ? null : await wrapped(caseKey, to));
    await rename(beside, folder);
    return ok({ folder, entries: facts.entries, originals: originals.length, head: facts.head });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Below a file there is nothing to clear away.
    if (code !== "ENOTDIR") await rm(beside, { recursive: true, force: true });
    if (code === "ENOSPC" || code === "EDQUOT") return refuse({ kind: "disk-full", what: folder });
    if (code === "EACCES" || code === "EPERM" || code === "EROFS" || code === "ENOTDIR")
      return refuse({ kind: "file-unreadable", name: folder, why: `it cannot be written (${code})` });
    throw error;
  }
}

async function writeTags(
  bag: string,
  payload: Payload,
  facts: { readonly case: string; readonly head: string; readonly to: string },
  caseKey: string | null,
): Promise<void> {
  const tags: Record<string, string> = {
    "bagit.txt": declaration,
    "bag-info.txt": infoOf(payload, {
      "Bag-Software-Agent": "Counterledger",
      "Bagging-Date": facts.to.slice(0, 10),
      "External-Identifier": facts.case,
      "External-Description": `A sealed case; newest entry ${facts.head}`,
    }),
    "manifest-sha256.txt": manifestOf(payload),
    // Beside the payload, since it is made anew for each copy: the payload of one case is the same bytes whoever it is meant for.
    ...(caseKey === null ? {} : { [caseKeyFile]: caseKey }),
  };
  const told = new Map<string, { sha256: string; bytes: number }>();
  for (const [name, text] of Object.entries(tags)) {
    const sink = await openSink(path.join(bag, name));
    await sink.write(text);
    await sink.close();
    told.set(name, sink.told());
  }
  const sink = await openSink(path.join(bag, "tagmanifest-sha256.txt"));
  await sink.write(manifestOf(told));
  await sink.close();
}

const wrapped = (caseKey: Uint8Array, to: MeantFor): Promise<string> =>
  "passphrase" in to ? sealToPassphrase(to.passphrase, caseKey) : sealToRecipients(to.recipients, caseKey);

type Sink = {
  readonly write: (content: string | Uint8Array) => Promise<void>;
  readonly close: () => Promise<void>;
  readonly told: () => { readonly sha256: string; readonly bytes: number };
};

/** A file that knows its own hash; closing it waits until it is on disk. */
async function openSink(file: string): Promise<Sink> {
  await mkdir(path.dirname(file), { recursive: true });
  const handle: FileHandle = await open(file, "wx", 0o600);
  const hash = createHash("sha256");
  let bytes = 0;
  let sha256: string | null = null;
  return {
    async write(content) {
      const part = typeof content === "string" ? Buffer.from(content, "utf8") : content;
      hash.update(part);
      bytes += part.length;
      await handle.writeFile(part);
    },
    async close() {
      await handle.sync();
      await handle.close();
    },
    told: () => ({ sha256: (sha256 ??= hash.digest("hex")), bytes }),
  };
}

const exists = (name: string) =>
  stat(name).then(
    () => true,
    () => false,
  );

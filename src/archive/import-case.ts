/** An exported case becomes a case of this store: every file checked against its bag, every entry against the chain, then all of it or nothing. */
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Hash } from "#domain/effects.ts";
import { caseId, type CaseId, type Sha256 } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { beforeTheFirst, canonicalJson, entryHash, type CarriedCase, type Ledger, type StoredEntry } from "#ledger/index.ts";
import { checkBag } from "./bag.ts";
import { caseKeyFile } from "./export-case.ts";

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const keysFile = z.strictObject({
  keys: z.array(z.strictObject({ id: z.string(), compartment: z.string(), wrapped: z.string() })),
  originals: z.array(z.strictObject({ sha256: hex.transform((text) => text as Sha256), key: z.string(), compartment: z.string() })),
});
const line = z.strictObject({
  actor: z.string(),
  at: z.string(),
  body: z.record(z.string(), z.unknown()),
  case: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/),
  prevHash: hex,
  seq: z.int().min(1),
});

/** Entries handed to the store at once. */
const page = 2_000;

/** Opens an age file that holds the key of a case; null when it does not open. */
export type OpenKey = (wrapped: string) => Promise<Uint8Array | null>;
export type Imported = { readonly case: CaseId; readonly entries: number; readonly head: Sha256 };

/**
 * Refuses a folder that is no bag or was changed (naming the file), a chain that is broken (naming the entry), a case that is here already,
 * and a key that does not open it.
 */
export async function importCase(ledger: Ledger, folder: string, open: OpenKey, hash: Hash): Promise<Result<Imported, Refusal>> {
  const bag = await checkBag(folder);
  if (!bag.ok) return bag;
  try {
    return await importSound(ledger, folder, open, hash);
  } catch (error) {
    // The bag fits its manifests, so whoever made it wrote this: it is no accident of the disk.
    if (error instanceof NotAnEntry) return refuse({ kind: "bad-input", place: error.message, says: "it is not an entry of a ledger" });
    throw error;
  }
}

class NotAnEntry extends Error {}

async function importSound(ledger: Ledger, folder: string, open: OpenKey, hash: Hash): Promise<Result<Imported, Refusal>> {
  const data = (name: string) => path.join(folder, "data", name);
  const chain = await checkChain(data("entries.jsonl"), hash);
  if (!chain.ok) return chain;
  const kept = await parsed(data("data-keys.json"));
  if (!kept.ok) return kept;
  const caseKey = await keyOf(path.join(folder, caseKeyFile), open);
  if (!caseKey.ok) return caseKey;
  const carried: CarriedCase = {
    id: chain.value.id,
    caseKey: caseKey.value,
    ...kept.value,
    entries: () => pages(data("entries.jsonl"), hash),
    sealed: ({ sha256 }) => readFile(data(`originals/${sha256}`)),
  };
  const taken = await ledger.takeIn(carried);
  return taken.ok ? ok({ case: chain.value.id, entries: taken.value.entries, head: taken.value.head }) : taken;
}

async function checkChain(file: string, hash: Hash): Promise<Result<{ readonly id: CaseId }, Refusal>> {
  let id: CaseId | null = null;
  let before = beforeTheFirst;
  let seq = 0;
  for await (const entries of pages(file, hash)) {
    for (const entry of entries) {
      const broken = (why: string) => refuse<Refusal>({ kind: "chain-broken", case: entry.case, seq: seq + 1, entry: entry.kind, why });
      id ??= entry.case;
      if (entry.case !== id) return broken(`it is of another case, "${entry.case}"`);
      if (entry.seq !== seq + 1) return broken(`entry ${seq + 1} is missing: ${entry.seq} stands in its place`);
      if (entry.prevHash !== before) return broken("it does not follow the one before it");
      before = entry.hash;
      seq = entry.seq;
    }
  }
  return id === null ? refuse({ kind: "bad-input", place: file, says: "it holds no entries" }) : ok({ id });
}

/** The entries as they were kept: the body is the canonical text the hash was taken of. */
async function* pages(file: string, hash: Hash): AsyncGenerator<readonly StoredEntry[]> {
  let held: StoredEntry[] = [];
  let at = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    at++;
    const found = line.safeParse(json(text));
    if (!found.success) throw new NotAnEntry(`${file}, line ${at}`);
    const { actor, at: when, body, case: id, prevHash, seq } = found.data;
    const written = canonicalJson(body);
    const entry = { case: caseId(id), seq, at: when, actor, kind: String(body["kind"]), body: written, prevHash };
    held.push({ ...entry, hash: entryHash(entry, hash) } as StoredEntry);
    if (held.length >= page) {
      yield held;
      held = [];
    }
  }
  if (held.length > 0) yield held;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema says no to it, with its place.
    return undefined;
  }
}

async function parsed(file: string): Promise<Result<z.infer<typeof keysFile>, Refusal>> {
  try {
    const found = keysFile.safeParse(JSON.parse(await readFile(file, "utf8")));
    if (found.success) return ok(found.data);
    const issue = found.error.issues[0];
    return refuse({
      kind: "bad-input",
      place: `${file}, ${issue?.path.join(".") ?? "top level"}`,
      says: issue?.message ?? "it cannot be read",
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse({ kind: "bad-input", place: file, says: "it is not JSON" });
  }
}

/** The case key, or null for a case that was never sealed. */
async function keyOf(file: string, open: OpenKey): Promise<Result<Uint8Array | null, Refusal>> {
  let wrapped: string;
  try {
    wrapped = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return ok(null);
    throw error;
  }
  const key = await open(wrapped);
  return key === null
    ? refuse({ kind: "bad-input", place: file, says: "the given key or passphrase does not open it: the copy was made for somebody else" })
    : ok(key);
}

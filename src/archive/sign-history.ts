/**
 * A signed word on how a case stands now, to be kept where this machine cannot reach it: printed, mailed to a colleague, published. Whoever
 * has it can later tell whether the history they are shown is the one it was signed over.
 */
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { rootOf, signCheckpoint, verifierKeyOf, type Ledger, type Signer } from "#ledger/index.ts";
import { writeWhole } from "#platform/files.ts";

export type Signed = { readonly note: string; readonly verifierKey: string; readonly entries: number };

/** The signer whose Ed25519 key lies in `file` (PKCS #8, PEM), made when there is none. Refuses a file that is no such key. */
export async function openSigner(file: string, name = "counterledger"): Promise<Result<Signer, Refusal>> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT")
      return refuse({ kind: "file-unreadable", name: file, why: (error as NodeJS.ErrnoException).code ?? "unknown" });
    text = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const written = await writeWhole(file, text);
    if (!written.ok) return written;
  }
  try {
    const privateKey = createPrivateKey(text);
    if (privateKey.asymmetricKeyType === "ed25519") return ok({ name, privateKey });
  } catch {
    // Whatever is wrong with it, its words would repeat the key.
  }
  return refuse({ kind: "bad-input", place: file, says: "it is not an Ed25519 private key (PEM)" });
}

/** A C2SP checkpoint over all entries so far. The chain is verified first: a broken history is not signed. */
export async function signHistory(ledger: Ledger, id: CaseId, signer: Signer): Promise<Result<Signed, Refusal>> {
  const verified = await ledger.verify(id);
  if (!verified.ok) return verified;
  const leaves = (await ledger.leaves(id)).slice(0, verified.value.entries);
  const note = signCheckpoint({ origin: `counterledger/${id}`, size: leaves.length, root: rootOf(leaves) }, signer);
  return ok({ note, verifierKey: verifierKeyOf(signer), entries: leaves.length });
}

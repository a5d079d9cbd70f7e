import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { openCheckpoint, openNote, signCheckpoint, signNote, verifierKeyOf } from "./checkpoint.ts";
import { leafHash, rootOf } from "./merkle-tree.ts";

/** The example of golang.org/x/mod/sumdb/note, which C2SP signed-note continues. */
const neumann = {
  verifierKey: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature: "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
};

test("a note signed by another implementation opens, and not with one letter changed", () => {
  const note = `${neumann.text}\n${neumann.signature}`;
  expect(openNote(note, neumann.verifierKey)).toBe(neumann.text);
  expect(openNote(note.replace("answer", "Answer"), neumann.verifierKey)).toBe(null);
  expect(openNote(note, neumann.verifierKey.replace("c74f20a3", "c74f20a4"))).toBe(null);
});

const signer = { name: "desk", privateKey: generateKeyPairSync("ed25519").privateKey };
const root = rootOf([leafHash(Buffer.from("one"))]);

test("a checkpoint opens as it was signed, also beside the signatures of others", () => {
  const checkpoint = { origin: "counterledger.example/spring", size: 1, root };
  const note = signCheckpoint(checkpoint, signer);
  expect(openCheckpoint(note, verifierKeyOf(signer))).toEqual(checkpoint);
  expect(openCheckpoint(`${note}${neumann.signature}`, verifierKeyOf(signer))).toEqual(checkpoint);
});

test.each([
  ["another size", (note: string) => note.replace("\n1\n", "\n2\n")],
  ["another origin", (note: string) => note.replace("spring", "autumn")],
  ["no signature", (note: string) => note.slice(0, note.indexOf("—"))],
  ["another name before the signature", (note: string) => note.replace("— desk", "— disk")],
  ["nothing", () => ""],
])("a checkpoint with %s is refused", (_what, change) => {
  const note = signCheckpoint({ origin: "counterledger.example/spring", size: 1, root }, signer);
  expect(openCheckpoint(change(note), verifierKeyOf(signer))).toBe(null);
});

test("a checkpoint of another key is refused, also under the same name", () => {
  const other = { name: "desk", privateKey: generateKeyPairSync("ed25519").privateKey };
  expect(openCheckpoint(signCheckpoint({ origin: "o", size: 1, root }, other), verifierKeyOf(signer))).toBe(null);
});

test("a note that is no checkpoint, a name with a plus sign and a key of another kind are refused", () => {
  expect(openCheckpoint(signNote("hello\n", signer), verifierKeyOf(signer))).toBe(null);
  expect(() => verifierKeyOf({ ...signer, name: "a+b" })).toThrow(/cannot be the name/);
  const rsa = createPrivateKey(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }));
  expect(() => verifierKeyOf({ name: "a", privateKey: rsa })).toThrow(/Ed25519/);
});

/**
 * The key a store opens with: one age identity in one small file, readable by its owner alone. Every case key is wrapped to it.
 * With a passphrase the identity in the file is itself sealed (scrypt), and whoever takes the disk has neither.
 *
 * What a reader would get wrong: the file is not a convenience, it is the only way to the originals; a backup without it (or without the
 * passphrase) can be verified and never read. And it changes: forgetting a source makes a new identity and destroys the old one, so
 * that a wrapped key that lingers in a log or a deleted row opens with nothing that still exists.
 */
import { randomBytes } from "node:crypto";
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import { newIdentity, openAge, recipientOf, sealToPassphrase, sealToRecipients } from "./age.ts";
import type { Identity, Recipient } from "./age.ts";

export type StoreKeys = {
  /** Whom to wrap to. */
  readonly recipient: () => Recipient;
  readonly wrap: (secret: Uint8Array) => Promise<string>;
  /** For somebody else's key. @throws RangeError when it is not an age public key. */
  readonly wrapFor: (recipient: Recipient, secret: Uint8Array) => Promise<string>;
  /** Null when the store's key does not open it. Looks at the file again first, in case another process has changed the key. */
  readonly unwrap: (wrapped: string) => Promise<Uint8Array | null>;
  readonly isBehindPassphrase: () => boolean;
  /** Writes the file anew behind the passphrase, or without one for null. */
  readonly setPassphrase: (passphrase: string | null) => Promise<void>;
  /**
   * Makes a new identity while the old one still opens; {@link endRotation} destroys the old one. Between the two, everything must be
   * wrapped again. Survives a crash in between: the file then holds both, and `isRotating` says so.
   */
  readonly beginRotation: () => Promise<void>;
  readonly endRotation: () => Promise<void>;
  readonly isRotating: () => boolean;
};

type Given = {
  /** Named in refusals. */
  readonly store: string;
  readonly file: string;
  readonly passphrase?: string | undefined;
  /** Logarithm of scrypt's cost; only tests want another than age's own. */
  readonly logN?: number;
};

/** The store's keys, made when there is no file yet. Refuses `store-locked` when the passphrase is missing or wrong. */
export async function openStoreKeys({ store, file, passphrase: given, logN }: Given): Promise<Result<StoreKeys, Refusal>> {
  let passphrase = given ?? null;
  let identities: readonly Identity[] = [];
  let newest: Recipient = "";

  async function read(): Promise<Refusal | null> {
    let text: string;
    try {
      text = readFileSync(file, "utf8");
      if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0)
        return { kind: "store-locked", store, why: `others on this machine may read its key file ${file}; make it yours alone: chmod 600` };
    } catch (error) {
      return {
        kind: "store-locked",
        store,
        why: `its key file ${file} cannot be read (${(error as { code?: string }).code ?? "unknown"})`,
      };
    }
    const sealed = text.startsWith("-----BEGIN AGE");
    if (sealed && passphrase === null) return { kind: "store-locked", store, why: "it opens with a passphrase, and none was given" };
    const opened = sealed ? await openAge(text, { passphrase: passphrase ?? "" }) : Buffer.from(text);
    if (opened === null) return { kind: "store-locked", store, why: "the passphrase is not the one it was closed with" };
    if (!sealed) passphrase = null;
    const found = Buffer.from(opened).toString("utf8").split("\n").filter((line) => line.startsWith("AGE-SECRET-KEY-")); // prettier-ignore
    const recipient = found[0] === undefined ? null : await recipientOf(found[0]);
    if (recipient === null) return { kind: "store-locked", store, why: `its key file ${file} holds no key` };
    identities = found;
    newest = recipient;
    return null;
  }

  async function write(which: readonly Identity[], how: "first" | "again"): Promise<void> {
    const words = `# The key of a Counterledger store. Without it the store cannot be read. Keep a copy where the store is not.\n${which.join("\n")}\n`;
    const content = passphrase === null ? words : await sealToPassphrase(passphrase, Buffer.from(words), logN);
    const beside = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeSynced(beside, content);
    if (how === "again") {
      // The new file takes the name first: a crash may leave old bytes on the disk, but never a store without its key.
      const old = openSync(file, "r+");
      try {
        renameSync(beside, file);
        syncFolder(dirname(file));
        overwrite(old);
      } finally {
        closeSync(old);
      }
      return;
    }
    try {
      linkSync(beside, file); // fails where a file is already there, so that of two who open a new store one makes the key
      syncFolder(dirname(file));
    } catch (error) {
      if ((error as { code?: string }).code !== "EEXIST") throw error;
    } finally {
      unlinkSync(beside);
    }
  }

  try {
    if (statSync(file, { throwIfNoEntry: false }) === undefined) await write([(await newIdentity()).identity], "first");
  } catch (error) {
    return refuse({ kind: "store-locked", store, why: `its key file ${file} cannot be made: ${error instanceof Error ? error.message : String(error)}` }); // prettier-ignore
  }
  const refused = await read();
  if (refused !== null) return refuse(refused);

  const tryAll = (wrapped: string) => openAge(wrapped, { identities });
  return ok({
    recipient: () => newest,
    wrap: (secret) => sealToRecipients([newest], secret),
    wrapFor: (recipient, secret) => sealToRecipients([recipient], secret),
    async unwrap(wrapped) {
      const opened = await tryAll(wrapped);
      if (opened !== null) return opened;
      return (await read()) === null ? tryAll(wrapped) : null;
    },
    isBehindPassphrase: () => passphrase !== null,
    async setPassphrase(wanted) {
      passphrase = wanted;
      await write(identities, "again");
    },
    async beginRotation() {
      const { identity, recipient } = await newIdentity();
      await write([identity, ...identities], "again");
      identities = [identity, ...identities];
      newest = recipient;
    },
    async endRotation() {
      await write(identities.slice(0, 1), "again");
      identities = identities.slice(0, 1);
    },
    isRotating: () => identities.length > 1,
  });
}

function writeSynced(file: string, content: string): void {
  const descriptor = openSync(file, "wx", 0o600);
  try {
    writeSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Writes over an open file where it lies. The bytes reach the same blocks on a plain file system on a plain disk; a flash disk, a file
 * system that copies on write and a snapshot may keep the old ones, which the docs say.
 */
function overwrite(descriptor: number): void {
  const { size } = fstatSync(descriptor);
  writeSync(descriptor, randomBytes(size), 0, size, 0);
  fsyncSync(descriptor);
}

function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Secrets a browser or a person carries, and the hashes that are kept of them. All have so much chance in them that a plain hash is enough. */
import { createHash, randomBytes } from "node:crypto";
import { base32crockford } from "@scure/base";

/** 256 bits of hex: the value of a session's cookie, or an invitation. */
export function newSecret(): string {
  return randomBytes(32).toString("hex");
}

/** What is kept of a secret. */
export function hashOfSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** A code to write down: 100 bits in five groups of letters and digits that are hard to mistake. */
export function newRecoveryCode(): string {
  const letters = base32crockford.encode(randomBytes(13)).slice(0, 20).toLowerCase();
  return (letters.match(/.{4}/g) ?? []).join("-");
}

/** What is kept of a recovery code, whatever way it was typed. */
export function hashOfRecoveryCode(typed: string): string {
  const letters = typed
    .toLowerCase()
    .replaceAll("o", "0")
    .replaceAll(/[il]/g, "1")
    .replaceAll(/[^0-9a-z]/g, "");
  return hashOfSecret(`recovery ${letters}`);
}

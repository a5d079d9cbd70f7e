/**
 * A password's hash, and the secret of the one-time codes sealed with the password itself: Argon2id (RFC 9106, its second recommended
 * set: 64 MiB, 3 passes) gives 64 bytes, of which one half is compared and the other half opens the secret.
 * What a reader would get wrong: the stored text opens nothing without the password, so a stolen table yields no one-time codes.
 */
import { argon2, createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { openText, sealText } from "../keys/index.ts";

const place = "one-time-codes";

/** What is stored for a password. */
export async function closePassword(password: string, codeSecret: string): Promise<string> {
  const salt = randomBytes(16);
  const { compared, opening } = await derived(password, salt);
  return `${salt.toString("base64")}.${compared.toString("base64")}.${sealText(opening, place, codeSecret)}`;
}

/** The secret of the one-time codes when the password is right, else null. With nothing stored it takes as long and answers null. */
export async function openPassword(password: string, stored: string | null): Promise<string | null> {
  const [salt = "", compared = "", sealed = ""] = (stored ?? nobodys).split(".");
  const given = await derived(password, Buffer.from(salt, "base64"));
  const wanted = Buffer.from(compared, "base64");
  const same = wanted.length === given.compared.length && timingSafeEqual(wanted, given.compared);
  return same && stored !== null ? openText(given.opening, place, sealed) : null;
}

const nobodys = `${randomBytes(16).toString("base64")}.${randomBytes(32).toString("base64")}.`;

function derived(password: string, salt: Buffer): Promise<{ readonly compared: Buffer; readonly opening: Buffer }> {
  return new Promise((resolve, reject) => {
    const parameters = { message: password.normalize("NFKC"), nonce: salt, parallelism: 4, tagLength: 64, memory: 65_536, passes: 3 };
    argon2("argon2id", parameters, (error, key) => {
      if (error !== null && error !== undefined) reject(error);
      // The compared half is hashed once more, so that what is stored is no part of the key.
      else resolve({ compared: createHash("sha256").update(key.subarray(0, 32)).digest(), opening: key.subarray(32) });
    });
  });
}

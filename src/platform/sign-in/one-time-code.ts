/** Time-based one-time codes (RFC 6238: HMAC-SHA-1, 30 seconds, 6 digits), as every authenticator program knows them. */
import { Secret, TOTP } from "otpauth";

const period = 30;

/** A new secret of 160 bits, in base32. */
export function newCodeSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator program takes in: the address of the secret. Issuer and person are for its list only. */
export function codeAddress(secret: string, person: string): string {
  return totpOf(secret, person).toString();
}

/** The step the code is of, the present one or a neighbour, when it is right; null when it is not. `at` is in milliseconds since 1970. */
export function stepOfCode(secret: string, code: string, at: number): number | null {
  const token = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(secret, "").validate({ token, timestamp: at, window: 1 });
  return delta === null ? null : Math.floor(at / 1000 / period) + delta;
}

/** The code of that moment. */
export function codeAt(secret: string, at: number): string {
  return totpOf(secret, "").generate({ timestamp: at });
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: "Counterledger", label, secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period });
}

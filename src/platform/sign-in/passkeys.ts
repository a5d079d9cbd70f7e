/**
 * Passkeys (W3C Web Authentication, level 3): the ceremonies of making one and of signing in with one. A device must check its owner
 * (user verification), and the key is found by the browser, so no name is typed or asked for.
 * What a reader would get wrong: challenges are not kept. Each carries its time and a mark of this process, and works once; a restart
 * of the server ends those under way.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from "@simplewebauthn/server";

export type KnownPasskey = { readonly id: string; readonly publicKey: string; readonly counter: number };

export type Passkeys = {
  /** For the browser, to make a passkey for this person. */
  offer(person: string, handle: string, known: readonly string[]): Promise<object>;
  /** The new passkey, or null when the answer does not hold. */
  made(response: unknown, person: string): Promise<KnownPasskey | null>;
  /** For the browser, to sign in with any passkey it has for this site. */
  ask(): Promise<object>;
  /** The id a sign-in names, to look its key up by; null when there is none. */
  named(response: unknown): string | null;
  /** The authenticator's new counter, or null when the answer does not hold. */
  shown(response: unknown, key: KnownPasskey): Promise<number | null>;
};

/** EdDSA, ES256 and RS256 (COSE): what authenticators have; named here, because asking the runtime for more prints a warning. */
const algorithms = [-8, -7, -257];
const fiveMinutes = 5 * 60_000;

/** `origin` is the address the browser shows, `https://desk.example`, asked for each time; `now` is in milliseconds. */
export function openPasskeys({ origin, now }: { readonly origin: () => string; readonly now: () => number }): Passkeys {
  const site = () => new URL(origin()).hostname;
  const mark = randomBytes(32);
  const used = new Map<string, number>();

  const challenge = (purpose: string) => {
    const head = Buffer.concat([randomBytes(24), Buffer.alloc(8)]);
    head.writeBigUInt64BE(BigInt(now()), 24);
    return new Uint8Array(Buffer.concat([head, markOf(head, purpose)]));
  };
  const markOf = (head: Buffer, purpose: string) => createHmac("sha256", mark).update(purpose).update("\0").update(head).digest();
  /** Whether the challenge is ours, of this purpose, young, and not used; it is used up by asking. */
  const use = (purpose: string) => (given: string) => {
    const bytes = Buffer.from(given, "base64url");
    if (bytes.length !== 64) return false;
    const head = bytes.subarray(0, 32);
    if (!timingSafeEqual(markOf(head, purpose), bytes.subarray(32))) return false;
    const made = Number(head.readBigUInt64BE(24));
    for (const [one, at] of used) if (at + fiveMinutes < now()) used.delete(one);
    if (made + fiveMinutes < now() || used.has(given)) return false;
    used.set(given, made);
    return true;
  };

  return {
    offer: (person, handle, known) =>
      generateRegistrationOptions({
        rpName: "Counterledger",
        rpID: site(),
        userName: person,
        userDisplayName: person,
        userID: new Uint8Array(Buffer.from(handle, "base64url")),
        challenge: challenge(`make ${person}`),
        attestationType: "none",
        supportedAlgorithmIDs: algorithms,
        excludeCredentials: known.map((id) => ({ id })),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
      }),
    made: (response, person) =>
      tried(async () => {
        const { verified, registrationInfo } = await verifyRegistrationResponse({
          response: response as RegistrationResponseJSON,
          expectedChallenge: use(`make ${person}`),
          expectedOrigin: origin(),
          expectedRPID: site(),
          requireUserVerification: true,
          supportedAlgorithmIDs: algorithms,
        });
        if (!verified || registrationInfo === undefined) return null;
        const { id, publicKey, counter } = registrationInfo.credential;
        return { id, publicKey: Buffer.from(publicKey).toString("base64"), counter };
      }),
    ask: () => generateAuthenticationOptions({ rpID: site(), challenge: challenge("sign in"), userVerification: "required" }),
    named: (response) => {
      const { id } = (response ?? {}) as { readonly id?: unknown };
      return typeof id === "string" && /^[A-Za-z0-9_-]{1,1400}$/.test(id) ? id : null;
    },
    shown: (response, key) =>
      tried(async () => {
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          response: response as AuthenticationResponseJSON,
          expectedChallenge: use("sign in"),
          expectedOrigin: origin(),
          expectedRPID: site(),
          requireUserVerification: true,
          credential: { id: key.id, publicKey: new Uint8Array(Buffer.from(key.publicKey, "base64")), counter: key.counter },
        });
        return verified ? authenticationInfo.newCounter : null;
      }),
  };
}

/** The library throws for every answer that does not hold, each with its reason; whoever tries to sign in is told none of them. */
async function tried<T>(check: () => Promise<T | null>): Promise<T | null> {
  try {
    return await check();
  } catch {
    return null;
  }
}

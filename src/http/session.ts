/**
 * The session of local mode: a one-time link, printed in the terminal, is traded for a cookie.
 * What a reader would get wrong: the link is used up by the first GET that presents it; a HEAD (as link previews send) leaves it.
 * Only hashes of the secrets are kept, compared in constant time.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

export type Session = {
  /** A new secret for `/open/<token>`, good once. */
  issueToken(): string;
  /** Trades a token for the value of the session cookie; null when it is unknown or used. */
  redeem(token: string): string | null;
  /** Whether a cookie value belongs to this session. */
  holds(cookie: string | undefined): boolean;
};

/** A session that lives as long as the process: stopping the server signs everybody out. `secret` gives 256 bits of hex per call. */
export function createSession(secret: () => string = () => randomBytes(32).toString("hex")): Session {
  const unused: Buffer[] = [];
  const signedIn: Buffer[] = [];
  return {
    issueToken() {
      const token = secret();
      unused.push(digest(token));
      return token;
    },
    redeem(token) {
      const at = indexOf(unused, token);
      if (at < 0) return null;
      unused.splice(at, 1);
      const cookie = secret();
      signedIn.push(digest(cookie));
      return cookie;
    },
    holds: (cookie) => cookie !== undefined && indexOf(signedIn, cookie) >= 0,
  };
}

function indexOf(digests: readonly Buffer[], given: string): number {
  const wanted = digest(given);
  return digests.findIndex((one) => timingSafeEqual(one, wanted));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

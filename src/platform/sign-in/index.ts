/** The door to signing in: passwords, one-time codes, passkeys, secrets, and what slows guessing. */
export { codeAddress, codeAt, newCodeSecret, stepOfCode } from "./one-time-code.ts";
export { openPasskeys } from "./passkeys.ts";
export type { KnownPasskey, Passkeys } from "./passkeys.ts";
export { closePassword, openPassword } from "./password.ts";
export { hashOfRecoveryCode, hashOfSecret, newRecoveryCode, newSecret } from "./secrets.ts";
export { countTries } from "./tries.ts";
export type { Tries } from "./tries.ts";

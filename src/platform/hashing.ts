import { createHash } from "node:crypto";
import type { Hash } from "#domain/effects.ts";
import type { Sha256 } from "#domain/ids.ts";

/** SHA-256 (FIPS 180-4) as lower-case hex. */
export const sha256: Hash = (bytes) => createHash("sha256").update(bytes).digest("hex") as Sha256;

/** The outside, as the shell hands it in: the core never reaches for a clock, a file or randomness. */
import type { Instant, Sha256 } from "./ids.ts";

export type Clock = () => Instant;
export type Hash = (bytes: Uint8Array) => Sha256;
/** Long work says where it is: `done` of `total` steps, and what is being done now. */
export type Progress = (step: { readonly doing: string; readonly done: number; readonly total: number }) => void;

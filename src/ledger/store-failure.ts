import type { Refusal } from "#domain/refusal.ts";

/** The store could not do its part (down, damaged, locked, disk full); the refusal says which and why. */
export class StoreFailure extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal, cause?: unknown) {
    super(`${refusal.kind}: ${JSON.stringify(refusal)}`, { cause });
    this.name = "StoreFailure";
    this.refusal = refusal;
  }
}

/**
 * Every refusal a user can meet, with the facts that name the place. Words, exit codes and HTTP statuses are one table
 * in `casework/refusal-words.ts`; a test walks all of them.
 */
export type Refusal =
  | { readonly kind: "empty-file"; readonly name: string }
  | { readonly kind: "binary-file"; readonly name: string; readonly at: number }
  | { readonly kind: "broken-encoding"; readonly name: string; readonly at: number }
  | { readonly kind: "file-too-large"; readonly name: string; readonly bytes: number; readonly limit: number }
  | { readonly kind: "file-missing"; readonly name: string }
  | { readonly kind: "file-unreadable"; readonly name: string; readonly why: string }
  /** Not what it seems, or built to do harm: nothing of it was taken in. */
  | { readonly kind: "unsafe-file"; readonly name: string; readonly says: string }
  | { readonly kind: "bad-date"; readonly given: string; readonly field: string }
  | { readonly kind: "missing-date"; readonly name: string }
  | { readonly kind: "unknown-language"; readonly given: string }
  | { readonly kind: "bad-usage"; readonly says: string; readonly usage: string }
  | { readonly kind: "bad-input"; readonly place: string; readonly says: string }
  | { readonly kind: "no-such-case"; readonly case: string; readonly known: readonly string[] }
  | { readonly kind: "no-such-claim"; readonly claim: string }
  | { readonly kind: "no-such-report"; readonly report: string }
  | { readonly kind: "no-such-source"; readonly source: string }
  | { readonly kind: "already-received"; readonly report: string; readonly sha256: string }
  | { readonly kind: "wrong-state"; readonly claim: string; readonly state: string; readonly wanted: string }
  | { readonly kind: "nothing-to-undo"; readonly claim: string }
  | { readonly kind: "store-down"; readonly store: string; readonly why: string }
  | { readonly kind: "store-locked"; readonly store: string; readonly why: string }
  | { readonly kind: "not-allowed"; readonly what: string; readonly why: string }
  /** The same for every reason, so that nobody learns which names there are. */
  | { readonly kind: "sign-in-failed"; readonly how: string }
  | { readonly kind: "too-many-tries"; readonly seconds: number }
  | { readonly kind: "invitation-spent" }
  | { readonly kind: "source-gone"; readonly source: string; readonly state: "withdrawn" | "forgotten" }
  | { readonly kind: "past-state"; readonly case: string; readonly position: number }
  | { readonly kind: "store-in-use"; readonly folder: string; readonly by: string }
  | { readonly kind: "store-damaged"; readonly store: string; readonly why: string }
  | { readonly kind: "disk-full"; readonly what: string }
  | { readonly kind: "chain-broken"; readonly case: string; readonly seq: number; readonly entry: string; readonly why: string }
  /** A draft that no longer says what the case says: replaced, or something it rests on was taken back. */
  | { readonly kind: "draft-overtaken"; readonly what: string; readonly says: string }
  | { readonly kind: "not-reviewed"; readonly open: readonly { readonly id: string; readonly says: string }[] }
  | { readonly kind: "nothing-accepted"; readonly case: string }
  | { readonly kind: "not-enough"; readonly what: string; readonly says: string }
  | { readonly kind: "no-answer"; readonly what: string; readonly says: string }
  | { readonly kind: "cannot-fit"; readonly what: string; readonly says: string }
  | { readonly kind: "model-failed"; readonly model: string; readonly at: string; readonly why: string }
  /** A file a person asked to fetch did not come. */
  | { readonly kind: "fetch-failed"; readonly address: string; readonly why: string }
  | { readonly kind: "conflict"; readonly what: string };

export type RefusalKind = Refusal["kind"];

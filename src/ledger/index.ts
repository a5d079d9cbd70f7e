/** The door to the evidence store. */
export { openLedger } from "./ledger.ts";
export type {
  AnalysisRun,
  ClaimFilter,
  Digests,
  Ledger,
  LedgerEffects,
  OpenCase,
  ReleaseRecord,
  ReportHead,
  ReportReading,
  StoredEntry,
} from "./ledger.ts";
export type { AppendOptions, Original } from "./append.ts";
export { StoreFailure } from "./store-failure.ts";
export { canonicalJson } from "./canonical-json.ts";
export { openCheckpoint, signCheckpoint, verifierKeyOf } from "./checkpoint.ts";
export type { Checkpoint, Signer } from "./checkpoint.ts";
export { consistencyProof, inclusionProof, isExtended, isIncluded, leafHash, rootOf } from "./merkle-tree.ts";
export { openPeople } from "./people.ts";
export type { Account, Invitation, Passkey, People, SessionRow, SignInWay } from "./people.ts";
export { openNoteText, sealNoteText } from "./notes.ts";
export type { NoteHolders } from "./notes.ts";
export { beforeTheFirst, entryHash, sealedText } from "./entry-hash.ts";
export type { CarriedCase, CarriedKey, CarriedKeys, CarriedOriginal } from "./carry-case.ts";

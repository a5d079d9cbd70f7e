/** The door of the archive: a case carried out of a store and into another, and proof of what it was. */
export { exportCase, verifierFile, type Exported, type MeantFor } from "./export-case.ts";
export { importCase, type Imported, type OpenKey } from "./import-case.ts";
export { openSigner, signHistory, type Signed } from "./sign-history.ts";
export { backUp, type BackedUp } from "./backup.ts";

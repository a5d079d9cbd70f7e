/** The door to keys: sealing with a key, sealing to people, and the key a store opens with. */
export { identityOf, isAgeFile, isRecipient, newIdentity, openAge, recipientOf, sealToPassphrase, sealToRecipients } from "./age.ts";
export type { Identity, Opener, Recipient } from "./age.ts";
export { newSealKey, openBytes, openText, sealBytes, sealText } from "./sealing.ts";
export type { SealKey } from "./sealing.ts";
export { openStoreKeys } from "./store-keys.ts";
export type { StoreKeys } from "./store-keys.ts";

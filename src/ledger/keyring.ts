/**
 * The keys of a case: one case key, wrapped to the store's key and to whoever else may open the case; under it a data key for what is
 * about nobody ("case"), one for releases ("release"), and one for each source. What comes from a source is sealed with its key, so that
 * destroying that one key is enough to destroy all of it.
 *
 * A key that is not there (destroyed, or not given to this role) opens nothing: `open` answers null and the caller says so. The head of a
 * case counts its changes of keys (`key_epoch`), so a process that held a destroyed key drops it at its next question.
 */
import type { CaseId } from "#domain/ids.ts";
import { newSealKey, openBytes, openText, sealBytes, sealText } from "#platform/keys/index.ts";
import type { Recipient, SealKey, StoreKeys } from "#platform/keys/index.ts";
import type { Statements } from "./store-access.ts";
import { StoreFailure } from "./store-failure.ts";

/** What the outside gives: the key of the store, and what to call the store in a refusal. */
export type CaseVault = { readonly store: string; readonly keys: StoreKeys };

export type CaseKeys = {
  readonly has: (key: string) => boolean;
  /** @throws RangeError when there is no such key: sealing with a key nobody has would lose what is sealed. */
  readonly seal: (key: string, place: string, text: string) => string;
  readonly sealBytes: (key: string, place: string, bytes: Uint8Array) => Buffer;
  /** Null when there is no such key. @throws StoreFailure when there is, and it does not open: the text was changed or moved. */
  readonly open: (key: string, place: string, sealed: string) => string | null;
  readonly openBytes: (key: string, place: string, sealed: Uint8Array) => Buffer | null;
  /** The 32 bytes themselves, for a key that is used outside the store; null when there is no such key. */
  readonly secret: (key: string) => SealKey | null;
  /** Makes a data key where there is none; it is written with the transaction. */
  readonly make: (key: string, compartment: string) => Promise<void>;
};

export type Keyring = (id: CaseId, epoch: number, statements: Statements) => Promise<CaseKeys>;

type Unwrapped = { readonly wrapped: string; readonly key: SealKey };
type Held = { readonly epoch: number; readonly caseKey: Unwrapped | null; readonly data: ReadonlyMap<string, Unwrapped> };

export function openKeyring(vault: CaseVault): Keyring {
  const held = new Map<CaseId, Held>();

  return async (id, epoch, statements) => {
    const known = held.get(id);
    const loaded = known?.epoch === epoch ? known : await load(vault, id, epoch, known, statements);
    held.set(id, loaded);
    /** Made in this transaction, which may still fail; a later one finds them in the store. */
    const made = new Map<string, SealKey>();
    let wrapper = loaded.caseKey?.key ?? null;
    const find = (key: string) => made.get(key) ?? loaded.data.get(key)?.key;
    const needed = (key: string) => {
      const found = find(key);
      if (found === undefined) throw new RangeError(`case ${id} has no key "${key}" that may be used here`);
      return found;
    };
    const opened = <T>(key: string, place: string, open: (found: SealKey) => T | null): T | null => {
      const found = find(key);
      if (found === undefined) return null;
      const answer = open(found);
      if (answer === null) throw damaged(id, `${place} does not open with its key: it was changed or moved`);
      return answer;
    };
    return {
      has: (key) => find(key) !== undefined,
      seal: (key, place, text) => sealText(needed(key), placeIn(id, place), text),
      sealBytes: (key, place, bytes) => sealBytes(needed(key), placeIn(id, place), bytes),
      open: (key, place, sealed) => opened(key, place, (found) => openText(found, placeIn(id, place), sealed)),
      openBytes: (key, place, sealed) => opened(key, place, (found) => openBytes(found, placeIn(id, place), sealed)),
      secret: (key) => find(key) ?? null,
      async make(key, compartment) {
        if (find(key) !== undefined) return;
        if (wrapper === null) {
          wrapper = newSealKey();
          await writeCaseKey(vault, id, wrapper, statements);
        }
        const fresh = newSealKey();
        made.set(key, fresh);
        writeDataKey(id, { key, compartment, secret: fresh }, wrapper, statements);
        statements.later("update counterledger.head set key_epoch = key_epoch + 1 where case_id = $1", [id]);
      },
    };
  };
}

/**
 * Gives the case a new case key, under which every data key but that of `destroyed` is wrapped again, and wraps it to the store's
 * newest key. Whoever else could open the case has to be given it anew by `others`: an old wrapping opens nothing any more.
 */
export async function renewCaseKey(
  vault: CaseVault,
  id: CaseId,
  statements: Statements,
  {
    destroyed,
    others = [],
  }: { readonly destroyed?: string; readonly others?: readonly { readonly recipient: Recipient; readonly holder: string }[] },
): Promise<void> {
  const { caseKey, data } = await load(vault, id, 0, undefined, statements);
  if (caseKey === null) return;
  const rows = await statements.rows<{ id: string; compartment: string }>("select id, compartment from counterledger.data_key where case_id = $1", [id]); // prettier-ignore
  statements.later("delete from counterledger.case_key where case_id = $1", [id]);
  statements.later("delete from counterledger.data_key where case_id = $1", [id]);
  const renewed = newSealKey();
  await writeCaseKey(vault, id, renewed, statements);
  for (const { recipient, holder } of others) await writeCaseKeyFor(vault, id, renewed, { recipient, holder }, statements);
  for (const { id: key, compartment } of rows) {
    const secret = data.get(key)?.key;
    if (key === destroyed || secret === undefined) continue;
    writeDataKey(id, { key, compartment, secret }, renewed, statements);
  }
  statements.later("update counterledger.head set key_epoch = key_epoch + 1 where case_id = $1", [id]);
}

/** Wraps the case key to the store's newest key, and takes every other wrapping to a key of this store away. */
export async function rewrapCaseKey(vault: CaseVault, id: CaseId, statements: Statements): Promise<void> {
  const { caseKey } = await load(vault, id, 0, undefined, statements);
  if (caseKey === null) return;
  statements.later("delete from counterledger.case_key where case_id = $1 and holder = $2", [id, storeHolder]);
  await writeCaseKey(vault, id, caseKey.key, statements);
  statements.later("update counterledger.head set key_epoch = key_epoch + 1 where case_id = $1", [id]);
}

/** Lets another key open the case: with any age tool its holder gets at the case key, and with that at everything sealed in the case. */
export async function grantCaseKey(
  vault: CaseVault,
  id: CaseId,
  to: { readonly recipient: Recipient; readonly holder: string },
  statements: Statements,
): Promise<void> {
  const { caseKey } = await load(vault, id, 0, undefined, statements);
  if (caseKey !== null) await writeCaseKeyFor(vault, id, caseKey.key, to, statements);
}

/** The case key itself, for a copy of the case that somebody else is to open; null for a case without keys. */
export async function takeCaseKey(vault: CaseVault, id: CaseId, statements: Statements): Promise<SealKey | null> {
  return (await load(vault, id, 0, undefined, statements)).caseKey?.key ?? null;
}

/** Wraps the key of a case that came from elsewhere to this store's key. */
export function adoptCaseKey(vault: CaseVault, id: CaseId, secret: SealKey, statements: Statements): Promise<void> {
  return writeCaseKey(vault, id, secret, statements);
}

const storeHolder = "this store";

async function load(vault: CaseVault, id: CaseId, epoch: number, known: Held | undefined, statements: Statements): Promise<Held> {
  const asked = statements.rows<{ recipient: string; holder: string; wrapped: string }>("select recipient, holder, wrapped from counterledger.case_key where case_id = $1", [id]); // prettier-ignore
  const data = await statements.rows<{ id: string; wrapped: string }>("select id, wrapped from counterledger.data_key where case_id = $1", [id]); // prettier-ignore
  const caseKey = await unwrapCaseKey(vault, id, await asked, known?.caseKey ?? null);
  const keys = new Map<string, Unwrapped>();
  for (const { id: name, wrapped } of data) {
    const before = known?.data.get(name);
    if (before?.wrapped === wrapped) keys.set(name, before);
    else {
      const key = caseKey === null ? null : openBytes(caseKey.key, keyPlace(id, name), Buffer.from(wrapped, "base64"));
      if (key === null) throw damaged(id, `the key "${name}" does not open with the key of the case`);
      keys.set(name, { wrapped, key });
    }
  }
  return { epoch, caseKey, data: keys };
}

async function unwrapCaseKey(
  vault: CaseVault,
  id: CaseId,
  rows: readonly { readonly recipient: string; readonly holder: string; readonly wrapped: string }[],
  known: Unwrapped | null,
): Promise<Unwrapped | null> {
  const own = rows.filter(({ holder }) => holder === storeHolder);
  for (const { wrapped } of own) {
    if (wrapped === known?.wrapped) return known;
    const key = await vault.keys.unwrap(wrapped);
    if (key !== null) return { wrapped, key };
  }
  if (rows.length === 0) return null;
  const why = `its key file holds another key than the one case ${id} is sealed with`;
  throw new StoreFailure({ kind: "store-locked", store: vault.store, why });
}

function writeCaseKey(vault: CaseVault, id: CaseId, secret: SealKey, statements: Statements): Promise<void> {
  return writeRow(id, vault.keys.recipient(), storeHolder, vault.keys.wrap(secret), statements);
}

function writeCaseKeyFor(
  vault: CaseVault,
  id: CaseId,
  secret: SealKey,
  { recipient, holder }: { readonly recipient: Recipient; readonly holder: string },
  statements: Statements,
): Promise<void> {
  return writeRow(id, recipient, holder, vault.keys.wrapFor(recipient, secret), statements);
}

async function writeRow(
  id: CaseId,
  recipient: Recipient,
  holder: string,
  wrapping: Promise<string>,
  statements: Statements,
): Promise<void> {
  statements.later(
    "insert into counterledger.case_key (case_id, recipient, holder, wrapped) values ($1, $2, $3, $4) on conflict (case_id, recipient) do update set holder = excluded.holder, wrapped = excluded.wrapped",
    [id, recipient, holder, await wrapping],
  );
}

function writeDataKey(
  id: CaseId,
  { key, compartment, secret }: { readonly key: string; readonly compartment: string; readonly secret: SealKey },
  wrapper: SealKey,
  statements: Statements,
): void {
  statements.later("insert into counterledger.data_key (case_id, id, compartment, wrapped) values ($1, $2, $3, $4)", [
    id,
    key,
    compartment,
    sealBytes(wrapper, keyPlace(id, key), secret).toString("base64"),
  ]);
}

const placeIn = (id: CaseId, place: string) => `${id}\u0000${place}`;
const keyPlace = (id: CaseId, key: string) => placeIn(id, `data_key\u0000${key}`);

function damaged(id: CaseId, why: string): StoreFailure {
  return new StoreFailure({ kind: "store-damaged", store: `case ${id}`, why });
}

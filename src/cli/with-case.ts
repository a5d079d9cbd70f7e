/** Opens the store a command names, runs the command on it, and closes it whatever happens. */
import os from "node:os";
import path from "node:path";
import { createCasework, createSimulationDesk, type Casework, type SimulationRunner } from "#casework/index.ts";
import type { FitRunner } from "#casework/fit-material.ts";
import { caseId, person, type CaseId } from "#domain/ids.ts";
import { openLedger, openPeople, StoreFailure, type Ledger, type People } from "#ledger/index.ts";
import { systemClock } from "#platform/clock.ts";
import { decodeUtf8 } from "#platform/files.ts";
import { sha256 } from "#platform/hashing.ts";
import { openStoreKeys, type StoreKeys } from "#platform/keys/index.ts";
import { openEmbedded, openServer } from "#platform/postgres/index.ts";
import { fitInThread } from "#platform/threads/fit-in-thread.ts";
import { runInThreads } from "#platform/threads/run-in-threads.ts";
import { granted, Refused, type Shell } from "./shell.ts";

/** Flags every verb on a store takes. */
export const storeFlags = {
  data: { type: "string" },
  store: { type: "string" },
  json: { type: "boolean" },
  as: { type: "string" },
} as const;
/** With `at`, the case is the one it was after that entry: looking works, acting is refused. */
export const caseFlags = { ...storeFlags, case: { type: "string" }, at: { type: "string" } } as const;

export type StoreFlags = { readonly data?: string | undefined; readonly store?: string | undefined; readonly as?: string | undefined };

export type OpenStore = {
  readonly casework: Casework;
  readonly ledger: Ledger;
  /** Accounts of a team; connects when first asked. */
  readonly people: People;
  readonly keys: StoreKeys;
  readonly close: () => Promise<void>;
};

/** Folder of the embedded store: the flag, else COUNTERLEDGER_DATA, else `.counterledger` in the project. */
export function dataFolder(flags: StoreFlags, shell: Shell): string {
  const chosen = flags.data ?? shell.env["COUNTERLEDGER_DATA"];
  return chosen === undefined ? path.join(import.meta.dirname, "../../.counterledger") : path.resolve(shell.cwd, chosen);
}

export async function openStore(flags: StoreFlags, shell: Shell): Promise<OpenStore> {
  if (flags.data === "") throw new Refused({ kind: "bad-usage", says: "--data is empty.", usage: "--data DIR" });
  const url = flags.store ?? shell.env["COUNTERLEDGER_STORE"];
  const store = granted(
    url === undefined
      ? await openEmbedded({
          folder: dataFolder(flags, shell),
          ...(shell.isTerminal ? { onProgress: ({ doing }) => shell.tell(`  ${doing} …`) } : {}),
        })
      : await openServer(url),
  );
  const keys = granted(await openStoreKeys({ store: store.name, file: store.keyFile, passphrase: shell.env["COUNTERLEDGER_PASSPHRASE"] }));
  const ledger = granted(await openLedger(store, { clock: systemClock, hash: sha256, keys }));
  const people = openPeople(store);
  const actor = person(flags.as ?? os.userInfo().username);
  const casework = createCasework({
    ledger,
    clock: systemClock,
    hash: sha256,
    decode: decodeUtf8,
    actor,
    simulationDesk: createSimulationDesk(inBackground),
    fitRunner: inThread,
  });
  return {
    casework,
    ledger,
    people,
    keys,
    close: async () => {
      await people.close();
      await ledger.close();
      await store.close();
    },
  };
}

/** A fit takes seconds, in which a server must go on answering. */
const inThread: FitRunner = async (work, onProgress) => {
  const fitted = await fitInThread(work, onProgress === undefined ? {} : { onProgress });
  if (fitted === null) throw new Error("nobody asked to stop");
  return fitted;
};

/** Runs that a served workbench asked for go on beside it and end with it. */
const inBackground: SimulationRunner = (request, options) => runInThreads(request, { ...options, background: true });

/** Runs a command on an open store. */
export async function withStore<T>(
  flags: StoreFlags & { readonly case?: string | undefined; readonly at?: string | undefined },
  shell: Shell,
  command: (store: OpenStore) => Promise<T>,
): Promise<T> {
  const store = await openStore(flags, shell);
  try {
    if (flags.at === undefined) return await command(store);
    if (!/^\d{1,15}$/.test(flags.at))
      throw new Refused({
        kind: "bad-usage",
        says: `--at is "${flags.at}", not the number of an entry; history numbers them from 1.`,
        usage: "--at N",
      });
    const past = granted(await store.casework.at(await chosenCase(store.casework, flags.case), Number(flags.at)));
    return await command({ ...store, casework: past });
  } catch (error) {
    throw error instanceof StoreFailure ? new Refused(error.refusal) : error;
  } finally {
    await store.close();
  }
}

/** The case the flag names, or the only one there is. */
export async function chosenCase(casework: Casework, wanted: string | undefined): Promise<CaseId> {
  if (wanted !== undefined) return caseId(wanted);
  const all = await casework.cases();
  const [only, second] = all;
  if (only === undefined) throw new Refused({ kind: "no-such-case", case: "(none given)", known: [] });
  if (second !== undefined) {
    throw new Refused({
      kind: "bad-usage",
      says: `There are ${all.length} cases: ${all.map((one) => one.id).join(", ")}.`,
      usage: "add --case ID",
    });
  }
  return only.id;
}

/**
 * A PostgreSQL that answers, however it came to run: the embedded one or a server somebody gave an address for.
 * Who connects matters: the ledger writes as `writer`, which owns no table and cannot alter an entry; a release is built as
 * `releaser`, which cannot read what is protected; only migrations run as `owner`.
 */
import type { MemberRole } from "#domain/member.ts";
import type { Refusal } from "#domain/refusal.ts";

export const storeRoles = ["administrator", "owner", "writer", "releaser"] as const;
/** `administrator` is the superuser of an embedded store; nothing but tests and repair connects as it. */
export type StoreRole = (typeof storeRoles)[number];

/** The database role that stands behind each way to connect; on a given server the ledger switches to it in every transaction. */
export const roleNames: Readonly<Record<StoreRole, string>> = {
  administrator: "counterledger_administrator",
  owner: "counterledger_owner",
  writer: "counterledger_writer",
  releaser: "counterledger_releaser",
};

/** What `pg` needs to connect. */
export type Connection = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string | undefined;
  readonly ssl?: boolean | { readonly rejectUnauthorized: boolean };
};

/** Database roles of the people of a case; nobody logs in as one, the writer switches to it for a transaction. */
export const memberRoleNames: Readonly<Record<MemberRole, string>> = {
  handler: "counterledger_handler",
  analyst: "counterledger_analyst",
  editor: "counterledger_editor",
  reader: "counterledger_reader",
  auditor: "counterledger_auditor",
};

/** The database role that keeps accounts and sessions; it has no right to anything of a case. Nobody logs in as it, either. */
export const doorRoleName = "counterledger_door";

export type RunningStore = {
  readonly kind: "embedded" | "server";
  /** How a person would name it: the data folder, or the address without its password. */
  readonly name: string;
  /** Where the store's key file lies unless the caller says otherwise. */
  readonly keyFile: string;
  /** PostgreSQL's own version, "18.4". */
  readonly version: string;
  readonly connection: (as: StoreRole) => Connection;
  /** The refusal an error of `pg` or of the network amounts to, or null when the error is none of the store's. */
  readonly refusalOf: (error: unknown) => Refusal | null;
  /** Gives the store back; an embedded server stops when its last user leaves, and has stopped when this resolves. */
  readonly close: () => Promise<void>;
};

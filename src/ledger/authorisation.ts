/**
 * Who may do what, as data: which role reads or writes which table, and which role may record which act. The database holds the tables'
 * part by itself (rights of its roles and row-level security, migration 0010); a test compares the two, table by table and role by role, so
 * that a new table without a rule fails. The acts' part is held by {@link mayRecord}, before anything is sent.
 */
import type { EntryKind } from "#domain/entry.ts";
import type { MemberRole } from "#domain/member.ts";

/** `desk`: the one person of a local store. `releaser`: the process that builds what leaves. */
export const askers = ["desk", "handler", "analyst", "editor", "reader", "auditor", "releaser"] as const;
export type Asker = (typeof askers)[number];

/** S select, I insert, U update, D delete; all of it in the own case only, in the own compartments only. Of a foreign case: nothing. */
export type Right = "" | "S" | "SI" | "SU" | "SID" | "SIU" | "SIUD";

const readersOf = (right: Right): Readonly<Record<Exclude<Asker, "desk" | "releaser">, Right>> => ({ handler: right, analyst: right, editor: right, reader: right, auditor: right }); // prettier-ignore

export const tableRights: Readonly<Record<string, Readonly<Record<Asker, Right>>>> = {
  entry: { ...readersOf("S"), desk: "SI", handler: "SI", analyst: "SI", editor: "SI", releaser: "" },
  original: { ...readersOf("S"), desk: "SID", handler: "SID", reader: "", releaser: "" },
  head: { ...readersOf("S"), desk: "SIU", handler: "SU", analyst: "SU", editor: "SU", releaser: "S" },
  case_key: { ...readersOf("S"), desk: "SIUD", handler: "SIUD", releaser: "S" },
  data_key: { ...readersOf("S"), desk: "SIUD", handler: "SIUD", releaser: "S" },
  member: { ...readersOf("S"), desk: "SIUD", handler: "SIUD", releaser: "" },
  case_file: { ...readersOf("S"), desk: "SIUD", handler: "SIUD", analyst: "SIU", editor: "SIU", releaser: "S" },
  source: { ...readersOf("S"), desk: "SIUD", handler: "SIUD", releaser: "" },
  source_protected: { ...readersOf(""), desk: "SIUD", handler: "SIUD", releaser: "" },
  report: { ...readersOf("S"), desk: "SIUD", handler: "SIUD", analyst: "SIUD", releaser: "" },
  claim: { ...readersOf("S"), desk: "SIUD", handler: "SIUD", analyst: "SIUD", releaser: "" },
  link: { ...readersOf("S"), desk: "SIUD", handler: "SIUD", analyst: "SIUD", releaser: "" },
  rate: { ...readersOf("S"), desk: "SIUD", handler: "SIUD", analyst: "SIUD", releaser: "S" },
  release: { ...readersOf("S"), desk: "SIUD", handler: "SIUD", editor: "SIUD", releaser: "S" },
  // Which migrations were applied: of no case.
  migration: { ...readersOf("S"), desk: "S", releaser: "" },
};

const handlers = ["handler"] as const;
const analysts = ["handler", "analyst"] as const;
const editors = ["editor"] as const;

/** Which roles may record an act of that kind. */
const actRights: Readonly<Record<EntryKind, readonly MemberRole[]>> = {
  "case-opened": [],
  "source-registered": handlers,
  "source-graded": handlers,
  "source-described": handlers,
  "note-sealed": handlers,
  "source-withdrawn": handlers,
  "source-forgotten": handlers,
  "envelope-made": handlers,
  "member-added": handlers,
  "role-changed": handlers,
  "member-removed": handlers,
  "report-received": handlers,
  "report-read": analysts,
  "claim-accepted": analysts,
  "claim-corrected": analysts,
  "claim-rejected": analysts,
  "claim-withdrawn": analysts,
  "decision-undone": analysts,
  "link-decided": analysts,
  "link-undone": analysts,
  "rate-recorded": analysts,
  "analysis-run": analysts,
  "simulation-run": analysts,
  "release-drafted": editors,
  "risk-accepted": editors,
  "release-published": editors,
  "not-readable": [],
};

/** Whether a member with this role may record that act; a local store's person may record every act. */
export function mayRecord(role: MemberRole, kind: EntryKind): boolean {
  return actRights[kind].includes(role);
}

/** Who works on a case and in which role. Each change is an entry; what a role may do is held by the database (`authorisation.ts`). */
import type { EntryBody } from "#domain/entry.ts";
import type { CaseId } from "#domain/ids.ts";
import type { Member } from "#domain/member.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, type Result } from "#domain/result.ts";
import type { Context } from "./context.ts";

type Change = Extract<EntryBody, { kind: "member-added" | "role-changed" | "member-removed" }>;

/** The members afterwards. Refuses somebody who is one already, or is none. */
export async function changeMembers({ ledger, actor }: Context, id: CaseId, change: Change): Promise<Result<readonly Member[], Refusal>> {
  const appended = await ledger.append(id, actor, [change]);
  return appended.ok ? ok(await ledger.members(id)) : appended;
}

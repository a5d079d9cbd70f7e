/**
 * Who works on a case and in which role. Each change is an entry; what a role may do is held by the database (`authorisation.ts`).
 * What a reader would get wrong: a handler gives away no more than they have. Into a compartment they let others only when they are in it
 * themselves, or when nothing and nobody is in it yet; and the role of somebody who is in a compartment of others is not theirs to change.
 */
import type { EntryBody } from "#domain/entry.ts";
import type { CaseId } from "#domain/ids.ts";
import type { Member } from "#domain/member.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { Source } from "#domain/source.ts";
import type { Context } from "./context.ts";

type Change = Extract<EntryBody, { kind: "member-added" | "role-changed" | "member-removed" }>;

/**
 * The members afterwards. Refuses somebody who is one already, or is none, and, to a member, what is not theirs to give. A change in the
 * open part of the case (the empty compartment) holds in the person's compartments, too.
 */
export async function changeMembers(context: Context, id: CaseId, change: Change): Promise<Result<readonly Member[], Refusal>> {
  const { ledger, actor } = context;
  const expect = await ledger.position(id);
  const before = await ledger.members(id);
  const refused = await beyondTheirs(context, id, change, before);
  if (refused !== null) return refuse(refused);
  const appended = await ledger.append(id, actor, withCompartments(change, before), { expect });
  return appended.ok ? ok(await ledger.members(id)) : appended;
}

/** Why a member may not put a source there: they are not in its compartment, and would not see it again. Null when they may. */
export function outsideCompartments({ membership, actor }: Context, { compartment = "" }: Source): Refusal | null {
  const own = membership?.standing.compartments ?? "all";
  if (compartment === "" || own === "all" || own.includes(compartment)) return null;
  return { kind: "not-allowed", what: "source-registered", why: `${actor} is not in the compartment ${compartment}` };
}

/** The change, and the same in the person's compartments where it is one of the open part. */
function withCompartments(change: Change, before: readonly Member[]): readonly Change[] {
  if (change.kind === "member-added") return [change];
  const { person, compartment } = change.kind === "role-changed" ? change.member : change;
  const parts = compartment === "" ? before.filter((one) => one.person === person && one.compartment !== "") : [];
  return [
    change,
    ...parts.map((part): Change =>
      change.kind === "role-changed"
        ? { ...change, member: { ...change.member, compartment: part.compartment } }
        : { ...change, compartment: part.compartment },
    ),
  ];
}

/** Why a member may not make this change; null when they may, and for the desk, which may make every one. */
async function beyondTheirs(
  { membership, actor }: Context,
  id: CaseId,
  change: Change,
  before: readonly Member[],
): Promise<Refusal | null> {
  if (membership === undefined) return null;
  const { standing, desk } = membership;
  const isIn = (compartment: string) =>
    compartment === "" || standing.compartments === "all" || standing.compartments.includes(compartment);
  const { person, compartment } = change.kind === "member-removed" ? change : change.member;
  const own = before.filter((one) => one.person === person);
  const notTheirs = (why: string): Refusal => ({ kind: "not-allowed", what: change.kind, why });

  if (change.kind === "member-added" && compartment !== "") {
    const openPart = own.find((one) => one.compartment === "");
    if (openPart?.role !== change.member.role)
      return notTheirs(`${person} has to be ${change.member.role} of the case first: in its compartments a member has the same role`);
    const isNew =
      before.every((one) => one.compartment !== compartment) && (await desk.sources(id)).every((one) => one.compartment !== compartment);
    if (!isIn(compartment) && !(isNew && person === actor)) return notTheirs(`${actor} is not in the compartment ${compartment}`);
  }
  if (change.kind === "member-removed" && !isIn(compartment)) return notTheirs(`${actor} is not in the compartment ${compartment}`);
  if (change.kind === "role-changed" && !own.every((one) => isIn(one.compartment)))
    return notTheirs(`${person} is in a compartment that ${actor} is not in`);
  const isLast = before.filter((one) => one.role === "handler" && one.compartment === "").every((one) => one.person === person);
  const losesHandler = change.kind === "member-removed" ? compartment === "" : change.kind === "role-changed" && change.member.role !== "handler"; // prettier-ignore
  return isLast && losesHandler ? notTheirs(`${person} is the only handler: make another one first`) : null;
}

/**
 * Binds a request to its member: which rights a person has on a route, and the casework that has these rights and no others.
 * What a reader would get wrong: a case somebody is not a member of is answered as one that is not there, so that nobody learns its name.
 */
import type { Casework } from "#casework/index.ts";
import { caseId, person, type CaseId, type Person } from "#domain/ids.ts";
import type { MemberRole, Standing } from "#domain/member.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { RouteName } from "./contract.ts";
import { routeRules } from "./route-rules.ts";
import type { Visitor } from "./team.ts";

/** The casework a visitor's request may use; `visitor` is null for somebody not signed in, who is let through to the ways to sign in. */
export async function admit(
  desk: Casework,
  name: RouteName,
  visitor: Visitor | null,
  of: string | undefined,
): Promise<Result<Casework, Refusal>> {
  const rule = routeRules[name];
  const who = visitor?.person ?? person("nobody");
  const outside = desk.asMember({ person: who, role: "reader", compartments: [] });
  if (rule === "anyone" || rule === "signed-in") return ok(outside);
  if (rule === "desk") return notAllowed(name, "this is done at the machine of the store, on the command line");
  if (rule === "keeper") {
    return visitor?.keeper === true ? ok(outside) : notAllowed(name, `${who} does not keep this store`);
  }
  const id = caseId(of ?? "");
  const standing = visitor === null ? null : await standingOf(desk, visitor.person, id);
  if (standing === null) return refuse({ kind: "no-such-case", case: id, known: (await outside.cases()).map((one) => one.id) });
  if (!rule.of.includes(standing.role)) return notAllowed(name, `${who} is ${standing.role} here`);
  return ok(desk.asMember("whole" in rule ? { ...standing, compartments: "all" } : standing));
}

/**
 * What a person may do in a case; null when they are no member of its open part. Of their compartments only those count in which they have
 * the same role: rights in one must not become rights in all.
 */
async function standingOf(desk: Casework, who: Person, id: CaseId): Promise<Standing | null> {
  const members = await desk.members(id);
  if (!members.ok) return null;
  const own = members.value.filter((member) => member.person === who);
  const role: MemberRole | undefined = own.find(({ compartment }) => compartment === "")?.role;
  if (role === undefined) return null;
  return { person: who, role, compartments: own.flatMap((one) => (one.compartment !== "" && one.role === role ? [one.compartment] : [])) };
}

function notAllowed(what: string, why: string): Result<never, Refusal> {
  return refuse({ kind: "not-allowed", what, why });
}

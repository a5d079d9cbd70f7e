/** `people`: the accounts of a team, from the machine of the store: the first invitation, and what to do when an account is lost. */
import { openTeam } from "#http/index.ts";
import { person } from "#domain/ids.ts";
import { systemClock } from "#platform/clock.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { joinLink } from "../team-flags.ts";
import { findVerb } from "../verbs.ts";
import { storeFlags, withStore } from "../with-case.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("people")?.usage ?? "";
  const { values, positionals } = parse(args, { ...storeFlags, keeper: { type: "boolean" }, origin: { type: "string" } }, usage);
  const [act, name, ...more] = positionals;
  const isKnown = act === undefined || (["invite", "sign-out", "remove"].includes(act) && name !== undefined && name.trim() !== "");
  if (!isKnown || more.length > 0) throw new Refused({ kind: "bad-usage", says: "Say what to do with whom, and nothing more.", usage });
  return withStore(values, shell, async ({ casework, people }) => {
    const tell = (answer: object, line: string) => shell.print(values.json === true ? JSON.stringify(answer, null, 2) : line);
    if (act === undefined) {
      const all = await people.accounts();
      if (values.json === true || all.length > 0)
        tell(all, all.map((one) => `${one.person}${one.keeper ? "  keeps the store" : ""}`).join("\n"));
      else shell.print("Nobody has an account yet. people invite NAME --keeper prints the first invitation.");
      return 0;
    }
    const who = person(name ?? "");
    if (act === "invite") {
      const origin = values.origin ?? "http://localhost:4747";
      const team = openTeam({ people, origin: () => origin, clock: systemClock });
      const { token, until } = granted(await team.invite(who, casework.actor, values.keeper === true));
      const link = joinLink(origin, token);
      tell(
        { person: who, link, until },
        `${link}\nFor ${who} alone, once, until ${until}. Hand it over in a way you trust: whoever opens it becomes ${who}.`,
      );
      return 0;
    }
    if (act === "sign-out") {
      const ended = await people.endSessions(who, "all");
      tell({ person: who, ended }, `${ended} ${ended === 1 ? "session" : "sessions"} of ${who} ended.`);
      return 0;
    }
    const removed = await people.remove(who);
    if (!removed) throw new Refused({ kind: "bad-input", place: "people remove", says: `"${who}" has no account here` });
    tell(
      { person: who, removed },
      `The account of ${who} is closed. What they did stays in the ledger under their name; members of a case are changed in the case.`,
    );
    return 0;
  });
}

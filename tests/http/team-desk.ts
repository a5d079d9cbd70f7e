/** A team's server over a store of its own, asked without a network: cases with something in every room, members in every role. */
import type { Hono } from "hono";
import { createCasework, type Casework } from "#casework/index.ts";
import type { EntryBody } from "#domain/entry.ts";
import { claimId, person, type CaseId, type Instant, type Person } from "#domain/ids.ts";
import { memberRoles, type MemberRole } from "#domain/member.ts";
import { createApp, createSession, openTeam, type Team } from "#http/index.ts";
import { openPeople, type Ledger, type People } from "#ledger/index.ts";
import { systemClock } from "#platform/clock.ts";
import { decodeUtf8 } from "#platform/files.ts";
import { sha256 } from "#platform/hashing.ts";
import { hashOfSecret, newSecret } from "#platform/sign-in/index.ts";
import { accept, ana, drafted, freshCase, opened, proposal, rate, reading, received, source } from "../ledger/acts.ts";
import { granted, openTestStore, type OpenedStore } from "../ledger/opened-store.ts";

export const origin = "https://desk.example";
const cookie = "__Host-counterledger";

export type Asking = {
  readonly ask: (path: string, init?: RequestInit & { readonly as?: string | null }) => Promise<Response>;
  readonly bugs: string[];
};
export type TeamDesk = Asking & {
  readonly open: OpenedStore;
  readonly people: People;
  readonly team: Team;
  readonly casework: Casework;
  /** Moves the clock on. */
  readonly later: (milliseconds: number) => void;
  readonly post: (path: string, body: object, as?: string | null) => Promise<Response>;
  /** The cookie of a new session of an account that is made when it is not there. */
  readonly sessionOf: (who: Person, keeper?: boolean) => Promise<string>;
  readonly close: () => Promise<void>;
};

export async function openTeamDesk(): Promise<TeamDesk> {
  const open = await openTestStore();
  const people = openPeople(open.store);
  let ahead = 0;
  const clock = () => new Date(Date.parse(systemClock()) + ahead).toISOString() as Instant;
  const team = openTeam({ people, origin: () => origin, clock });
  const casework = caseworkOf(open.ledger);
  const { ask, bugs } = askingOf(casework, team);
  const made = new Set<Person>();
  return {
    open,
    people,
    team,
    casework,
    ask,
    bugs,
    later: (milliseconds) => void (ahead += milliseconds),
    post: (path, body, as = null) =>
      ask(path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", origin }, as }),
    async sessionOf(who, keeper = false) {
      if (!made.has(who)) {
        const invitation = newSecret();
        await people.invite(hashOfSecret(invitation), { person: who, keeper, by: ana, until: clock() });
        const account = { person: who, keeper, handle: newSecret(), password: null };
        await people.accept(hashOfSecret(invitation), { account, passkey: null, recovery: [], at: clock(), totpStep: 0 });
        made.add(who);
      }
      const secret = newSecret();
      const until = new Date(Date.parse(clock()) + 3_600_000).toISOString() as Instant;
      await people.startSession(hashOfSecret(secret), {
        id: newSecret(),
        person: who,
        how: "passkey",
        madeAt: clock(),
        seenAt: clock(),
        until,
      });
      return secret;
    },
    async close() {
      await people.close();
      await open.close();
    },
  };
}

export function caseworkOf(ledger: Ledger): Casework {
  return createCasework({ ledger, clock: systemClock, hash: sha256, decode: decodeUtf8, actor: ana });
}

/** The app over this casework, asked as a browser of the team would. */
export function askingOf(casework: Casework, team: Team): Asking {
  const bugs: string[] = [];
  const app: Hono = createApp({
    casework,
    team,
    origin: () => origin,
    session: createSession(),
    workbenchFiles: new Map(),
    examples: { list: async () => [], open: async () => ({ ok: false, refusal: { kind: "no-such-case", case: "none", known: [] } }) },
    hosts: () => ["desk.example"],
    cookie: () => cookie,
    onBug: (error, place) => bugs.push(`${place}: ${error.stack ?? error.message}`),
  });
  return {
    bugs,
    ask: async (path, { as = null, ...init } = {}) => {
      const headers = new Headers(init.headers);
      headers.set("host", "desk.example");
      if (as !== null) headers.set("cookie", `${cookie}=${as}`);
      return app.fetch(new Request(origin + path, { ...init, headers }));
    },
  };
}

/** The member of that role: in the open part of the case, and in "north" when asked. */
export const memberOf = (role: MemberRole, north = false): Person => person(`${role}${north ? " of the north" : ""}`);

/** A case with one source, report and claim in the open part and one in the compartment "north", and members in every role. */
export async function teamCase(ledger: Ledger, mark: string): Promise<CaseId> {
  const id = freshCase();
  const hidden = source(`hidden-source-${mark}`);
  if (hidden.kind !== "source-registered") throw new Error("not a source");
  const north: EntryBody = { ...hidden, source: { ...hidden.source, compartment: "north" } };
  const members = memberRoles.flatMap((role): EntryBody[] => [
    { kind: "member-added", member: { person: memberOf(role), role, compartment: "" } },
    { kind: "member-added", member: { person: memberOf(role, true), role, compartment: "" } },
    { kind: "member-added", member: { person: memberOf(role, true), role, compartment: "north" } },
  ]);
  granted(await ledger.append(id, ana, [opened, source(`open-${mark}`), source(`leaves-${mark}`), north, ...members]));
  for (const [report, from] of [[`r-${mark}`, `open-${mark}`], [`hidden-report-${mark}`, `hidden-source-${mark}`]] as const) {
    const arrived = received(report, `Groups are leaving, says ${report}.`, from);
    const acts = [arrived.body, reading(report, [proposal(`${report}-01`), proposal(`${report}-02`)]), accept(`${report}-01`)];
    granted(await ledger.append(id, ana, acts, { originals: [arrived.original] }));
  } // prettier-ignore
  const together: EntryBody = {
    kind: "link-decided",
    link: { kind: "same-as", from: claimId(`r-${mark}-01`), to: claimId(`hidden-report-${mark}-01`) },
    verdict: "accepted",
    why: `one crossing, hidden-why-${mark}`,
  };
  granted(await ledger.append(id, ana, [together, rate(`fix-${mark}`, "0.139"), drafted("release-1", 6)]));
  return id;
}

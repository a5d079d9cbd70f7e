/** Joining, signing in, sessions and members of a team, over real requests and a real store. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { person, type CaseId, type Person } from "#domain/ids.ts";
import type { InvitationMade, InvitationShown, Joined, Problem, SessionShown } from "#http/contract.ts";
import { openLedger, openPeople } from "#ledger/index.ts";
import { systemClock } from "#platform/clock.ts";
import { sha256 } from "#platform/hashing.ts";
import { codeAt } from "#platform/sign-in/index.ts";
import { granted } from "../ledger/opened-store.ts";
import { memberOf, openTeamDesk, teamCase, type TeamDesk } from "./team-desk.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let desk: TeamDesk;
let own: CaseId;
const password = "seven hares under snow";
const minute = 60_000;
let ahead = 0;
const later = (milliseconds: number) => {
  ahead += milliseconds;
  desk.later(milliseconds);
};
const codeNow = (secret: string) => codeAt(secret, Date.now() + ahead);

beforeAll(async () => {
  desk = await openTeamDesk();
  own = await teamCase(desk.open.ledger, "own");
});
afterAll(() => desk.close());

type Account = { readonly who: Person; readonly secret: string; readonly recovery: readonly string[]; readonly cookie: string };

/** An account made as a person makes one: an invitation, a password, an authenticator program. */
async function joined(name: string): Promise<Account> {
  const { token } = granted(await desk.team.invite(person(name), person("mina"), false));
  const offer = (await (await desk.post("/api/join/open", { token })).json()) as InvitationShown;
  const answer = await desk.post("/api/join/password", { token, password, secret: offer.codes.secret, code: codeNow(offer.codes.secret) });
  expect(answer.status).toBe(200);
  const { recovery } = (await answer.json()) as Joined;
  return { who: person(name), secret: offer.codes.secret, recovery, cookie: cookieOf(answer) };
}

function cookieOf(answer: Response): string {
  return /^__Host-counterledger=([0-9a-f]{64});/.exec(answer.headers.get("set-cookie") ?? "")?.[1] ?? expect.fail("no session's cookie");
}

const kindOf = async (answer: Response) => ((await answer.json()) as Problem).kind;

test("an invitation makes one account, once, and signs in with a cookie no script can read, no other site can send, and TLS alone carries", async () => {
  const { token } = granted(await desk.team.invite(person("oak"), person("mina"), false));
  const offer = (await (await desk.post("/api/join/open", { token })).json()) as InvitationShown;
  expect(offer).toMatchObject({ person: "oak", by: "mina", keeper: false });
  const body = { token, password, secret: offer.codes.secret, code: codeNow(offer.codes.secret) };
  expect(await kindOf(await desk.post("/api/join/password", { ...body, code: "000000" }))).toBe("sign-in-failed");
  expect((await desk.post("/api/join/password", { ...body, password: "short" })).status).toBe(422);
  const answer = await desk.post("/api/join/password", body);
  expect(answer.headers.get("set-cookie")).toMatch(
    /^__Host-counterledger=[0-9a-f]{64}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
  );
  expect(((await answer.json()) as Joined).recovery).toHaveLength(8);
  const session = await desk.ask("/api/session", { as: cookieOf(answer) });
  expect(await session.json()).toEqual({ actor: "oak", team: { keeper: false, recoveryLeft: 8, passkeys: 0 } });
  for (const path of ["/api/join/open", "/api/join/password"]) expect(await kindOf(await desk.post(path, body))).toBe("invitation-spent");
  expect(await desk.team.invite(person("oak"), person("mina"), false)).toMatchObject({ ok: false, refusal: { kind: "bad-input" } });
});

test("an invitation runs out after three days, and a newer one takes its place", async () => {
  const first = granted(await desk.team.invite(person("ash"), person("mina"), false));
  const second = granted(await desk.team.invite(person("ash"), person("mina"), false));
  expect(await kindOf(await desk.post("/api/join/open", { token: first.token }))).toBe("invitation-spent");
  expect((await desk.post("/api/join/open", { token: second.token })).status).toBe(200);
  later(3 * 24 * 60 * minute + 1);
  expect(await kindOf(await desk.post("/api/join/open", { token: second.token }))).toBe("invitation-spent");
});

test("password and code sign in; a wrong name, password or code, and a code used before, get one and the same answer", async () => {
  const elm = await joined("elm");
  later(2 * minute);
  const given = { person: "elm", password, code: codeNow(elm.secret) };
  const answer = await desk.post("/api/sign-in/password", given);
  expect(await answer.json()).toEqual({ person: "elm" });
  const wrong = [given, { ...given, password: `${password}.` }, { ...given, code: "12" }, { ...given, person: "nobody-here" }];
  const answers = await Promise.all(wrong.map((one) => desk.post("/api/sign-in/password", one)));
  expect(new Set(await Promise.all(answers.map((one) => one.text()))).size).toBe(1);
  expect(answers.map((one) => one.status)).toEqual([401, 401, 401, 401]);
  for (const one of answers) expect(one.headers.get("set-cookie")).toBeNull();
});

test("guessing at a name is slowed whether or not anybody has it, and others and other ways are not held up", async () => {
  const yew = await joined("yew");
  for (const name of ["yew", "nobody-of-that-name"]) {
    const kinds = [];
    for (let i = 0; i < 6; i++)
      kinds.push(await kindOf(await desk.post("/api/sign-in/password", { person: name, password: "wrong", code: "000000" })));
    expect(kinds).toEqual([...Array<string>(5).fill("sign-in-failed"), "too-many-tries"]);
  }
  expect((await desk.post("/api/sign-in/recovery", { person: "yew", code: yew.recovery[0] ?? "" })).status).toBe(200);
  expect(await kindOf(await desk.post("/api/sign-in/password", { person: "fir", password: "wrong", code: "000000" }))).toBe(
    "sign-in-failed",
  );
});

test("a recovery code signs in once, however it is typed", async () => {
  const alder = await joined("alder");
  const typed = (alder.recovery[3] ?? "").toUpperCase().replaceAll("-", " ");
  const answer = await desk.post("/api/sign-in/recovery", { person: "alder", code: typed });
  expect(await (await desk.ask("/api/session", { as: cookieOf(answer) })).json()).toMatchObject({ team: { recoveryLeft: 7 } });
  expect(await kindOf(await desk.post("/api/sign-in/recovery", { person: "alder", code: typed }))).toBe("sign-in-failed");
  expect(await kindOf(await desk.post("/api/sign-in/recovery", { person: "elm", code: alder.recovery[4] ?? "" }))).toBe("sign-in-failed");
});

test("sessions are listed without where they are, and ended one by one, all others, or all by whoever keeps the store", async () => {
  const lime = await joined("lime");
  const second = cookieOf(await desk.post("/api/sign-in/recovery", { person: "lime", code: lime.recovery[0] ?? "" }));
  const third = cookieOf(await desk.post("/api/sign-in/recovery", { person: "lime", code: lime.recovery[1] ?? "" }));
  const list = async (as: string) => (await (await desk.ask("/api/sessions", { as })).json()) as readonly SessionShown[];
  const all = await list(lime.cookie);
  expect(all.map(({ how, own: isOwn }) => [how, isOwn]).sort()).toEqual([["password", true], ["recovery code", false], ["recovery code", false]]); // prettier-ignore
  expect(Object.keys(all[0] ?? {}).sort()).toEqual(["how", "id", "madeAt", "own", "seenAt", "until"]);
  // Another's session is not ended by its id.
  const oak = await desk.sessionOf(person("oak-2"));
  await desk.post("/api/sessions/end", { session: all.find((one) => one.own)?.id ?? "" }, oak);
  expect((await list(lime.cookie)).length).toBe(3);
  const ofSecond = (await list(second)).find((one) => one.own)?.id ?? "";
  await desk.post("/api/sessions/end", { session: ofSecond }, lime.cookie);
  expect((await desk.ask("/api/session", { as: second })).status).toBe(401);
  await desk.post("/api/sessions/end", { session: "others" }, lime.cookie);
  expect((await desk.ask("/api/session", { as: third })).status).toBe(401);
  expect((await list(lime.cookie)).length).toBe(1);
  const keeper = await desk.sessionOf(person("keeper"), true);
  expect(await (await desk.post("/api/people/sign-out", { person: "lime" }, keeper)).json()).toEqual({ ended: 1 });
  expect((await desk.ask("/api/session", { as: lime.cookie })).status).toBe(401);
});

test("a session ends when it is signed out, when it was idle for two hours, and after twelve hours whatever happens", async () => {
  const { cookie, secret } = await joined("rowan");
  const isIn = async (as: string) => (await desk.ask("/api/session", { as })).status === 200;
  const out = await desk.post("/api/sign-out", {}, cookie);
  expect([out.status, await isIn(cookie)]).toEqual([200, false]);
  expect(out.headers.get("set-cookie")).toMatch(/^__Host-counterledger=; Max-Age=0/);
  later(2 * minute);
  const again = async () => cookieOf(await desk.post("/api/sign-in/password", { person: "rowan", password, code: codeNow(secret) }));
  const idle = await again();
  later(119 * minute);
  expect(await isIn(idle)).toBe(true);
  later(121 * minute);
  expect(await isIn(idle)).toBe(false);
  const used = await again();
  for (let hours = 1; hours < 12; hours++) {
    later(60 * minute);
    expect([hours, await isIn(used)]).toEqual([hours, true]);
  }
  later(60 * minute);
  expect(await isIn(used)).toBe(false);
});

test("a cookie that is made up, cut or another's is nobody's", async () => {
  const { cookie } = await joined("beech");
  for (const as of ["", "0".repeat(64), cookie.slice(1), `${cookie}0`, cookie.toUpperCase()]) {
    if (as === cookie) continue;
    expect((await desk.ask("/api/session", { as })).status).toBe(401);
  }
});

test("the database holds hashes alone, nothing of an address, and one person's rows in each transaction", async () => {
  const { cookie, secret, recovery } = await joined("hazel");
  const { rows: tables } = await desk.open.tamper("SELECT tablename, relforcerowsecurity AS forced FROM pg_tables JOIN pg_class ON relname = tablename WHERE schemaname = 'counterledger_door' AND relnamespace = 'counterledger_door'::regnamespace ORDER BY 1"); // prettier-ignore
  expect(tables).toEqual(
    ["account", "invitation", "passkey", "recovery_code", "session"].map((tablename) => ({ tablename, forced: true })),
  );
  const all: string[] = [];
  for (const { tablename } of tables as { tablename: string }[]) {
    const { rows } = await desk.open.tamper(`SELECT to_jsonb(t)::text AS row FROM counterledger_door.${tablename} t`);
    all.push(...(rows as { row: string }[]).map(({ row }) => row));
  }
  for (const secretText of [cookie, secret, password, ...recovery]) expect(all.join("\n")).not.toContain(secretText);
  const { rows: columns } = await desk.open.tamper("SELECT column_name FROM information_schema.columns WHERE table_schema = 'counterledger_door'"); // prettier-ignore
  expect((columns as { column_name: string }[]).filter(({ column_name: name }) => /mail|phone|address|agent|ip$|real/.test(name))).toEqual(
    [],
  );

  await desk.open.as("writer", async (client) => {
    for (const [role, may] of [
      ["door", true],
      ["handler", false],
      ["auditor", false],
      ["reader", false],
    ] as const) {
      await client.query("BEGIN");
      await client.query("SELECT set_config('counterledger.person', 'hazel', true)");
      await client.query(`SET LOCAL ROLE counterledger_${role}`);
      for (const { tablename } of tables as { tablename: string }[]) {
        await client.query("SAVEPOINT look");
        const seen = await client.query(`SELECT person FROM counterledger_door.${tablename}`).then(({ rows }) => rows as { person: string }[], (error: Error) => error.message); // prettier-ignore
        if (may) expect((seen as { person: string }[]).every((row) => row.person === "hazel")).toBe(true);
        else expect(seen).toMatch(/permission denied/);
        await client.query("ROLLBACK TO SAVEPOINT look");
      }
      const { rows } = await client.query("SELECT has_schema_privilege('counterledger_door', 'counterledger', 'USAGE') AS cases");
      expect(rows).toEqual([{ cases: false }]);
      await client.query("ROLLBACK");
    }
  });
});

test("whoever keeps the store opens a case and is its handler; of other cases they see nothing", async () => {
  const keeper = await desk.sessionOf(person("keeper"), true);
  const opened = await desk.post("/api/cases", { id: `new-${Date.now()}`, title: "New", about: "" }, keeper);
  const { id } = (await opened.json()) as { readonly id: string };
  expect(await (await desk.ask(`/api/cases/${id}/members`, { as: keeper })).json()).toEqual([
    { person: "keeper", role: "handler", compartment: "" },
  ]);
  expect(((await (await desk.ask("/api/cases", { as: keeper })).json()) as { id: string }[]).map((one) => one.id)).toEqual([id]);
  expect((await desk.ask(`/api/cases/${own}/claims`, { as: keeper })).status).toBe(404);
});

test("a handler gives away no more than they have: neither a compartment they are not in, nor another's role there, nor the last handler", async () => {
  const open = await desk.sessionOf(memberOf("handler"));
  const north = await desk.sessionOf(memberOf("handler", true));
  const at = `/api/cases/${own}/members`;
  const statusOf = async (path: string, body: object, as: string) => (await desk.post(path, body, as)).status;
  expect(await statusOf(at, { person: "larch", role: "analyst", compartment: "" }, open)).toBe(200);
  // Not into "north", not even oneself.
  expect(await statusOf(at, { person: "larch", role: "analyst", compartment: "north" }, open)).toBe(403);
  expect(await statusOf(at, { person: "handler", role: "handler", compartment: "north" }, open)).toBe(403);
  expect(await statusOf(at, { person: "larch", role: "handler", compartment: "north" }, north)).toBe(403);
  expect(await statusOf(at, { person: "larch", role: "analyst", compartment: "north" }, north)).toBe(200);
  // Who is in a compartment of others is not promoted there by the way.
  expect(await statusOf(`${at}/change`, { person: "larch", role: "handler", why: "x" }, open)).toBe(403);
  expect(await statusOf(`${at}/change`, { person: "larch", role: "editor", why: "asked" }, north)).toBe(200);
  const members = (await (await desk.ask(at, { as: open })).json()) as { person: string; role: string; compartment: string }[];
  expect(members.filter((one) => one.person === "larch")).toEqual([
    { person: "larch", role: "editor", compartment: "" },
    { person: "larch", role: "editor", compartment: "north" },
  ]);
  expect(await statusOf(`${at}/remove`, { person: "larch", compartment: "", why: "left" }, open)).toBe(200);
  expect(await (await desk.ask(at, { as: open })).text()).not.toContain("larch");
  // A part of one's own is begun by oneself.
  expect(await statusOf(at, { person: "handler", role: "handler", compartment: "quiet" }, open)).toBe(200);
  expect(await statusOf(`${at}/remove`, { person: "handler of the north", compartment: "", why: "left" }, open)).toBe(200);
  expect(await statusOf(`${at}/remove`, { person: "handler", compartment: "", why: "left" }, open)).toBe(403);
  expect(await statusOf(`${at}/change`, { person: "handler", role: "reader", why: "tired" }, open)).toBe(403);
});

test("a handler invites a member of their case alone: whoever works elsewhere, too, is invited by whoever keeps the store", async () => {
  const handler = await desk.sessionOf(memberOf("handler"));
  const invite = (who: string) => desk.post(`/api/cases/${own}/members/invite`, { person: who }, handler);
  expect(await kindOf(await invite("no-member"))).toBe("bad-input");
  await desk.post(`/api/cases/${own}/members`, { person: "aspen", role: "reader", compartment: "" }, handler);
  const made = (await (await invite("aspen")).json()) as InvitationMade;
  expect((await desk.post("/api/join/open", { token: made.token })).status).toBe(200);
  const other = await teamCase(desk.open.ledger, "other");
  granted(await desk.casework.addMember(other, { person: person("aspen"), role: "reader", compartment: "" }));
  expect(await kindOf(await invite("aspen"))).toBe("not-allowed");
});

test("a source is registered into a compartment by whoever is in it, and by nobody else", async () => {
  const id = await teamCase(desk.open.ledger, "parted");
  const source = {
    pseudonym: "Birch",
    canKnow: "the depot",
    reliability: "C",
    tlp: "TLP:RED",
    consent: "publish-aggregate",
    compartment: "north",
  };
  const register = async (name: string, who: Person) =>
    (await desk.post(`/api/cases/${id}/sources`, { ...source, id: name }, await desk.sessionOf(who))).status;
  expect(await register("by-an-outsider", memberOf("handler"))).toBe(403);
  expect(await register("quiet-voice", memberOf("handler", true))).toBe(200);
  const seenBy = async (who: Person) => (await desk.ask(`/api/cases/${id}/sources`, { as: await desk.sessionOf(who) })).text();
  expect(await seenBy(memberOf("handler", true))).toContain("quiet-voice");
  expect(await seenBy(memberOf("handler"))).not.toContain("quiet-voice");
});

test("what a member of a compartment concludes and drafts is made from the open part, since everybody in the case sees it", async () => {
  const id = await teamCase(desk.open.ledger, "shared");
  const inNorth = async (role: "analyst" | "editor") => desk.sessionOf(memberOf(role, true));
  expect((await desk.post(`/api/cases/${id}/analysis`, {}, await inNorth("analyst"))).status).toBe(200);
  expect((await desk.post(`/api/cases/${id}/releases`, {}, await inNorth("editor"))).status).toBe(200);
  for (const room of ["analysis", "releases", "entries"]) {
    const seen = await (await desk.ask(`/api/cases/${id}/${room}`, { as: await desk.sessionOf(memberOf("reader")) })).text();
    if (room === "analysis") expect(seen).toContain("r-shared-01");
    expect([room, seen]).toEqual([room, expect.not.stringContaining("hidden-")]);
  }
});

test("accounts and sessions outlive the server, and a removed account's sessions do not outlive it", async () => {
  const { cookie } = await joined("birch");
  const ledger = granted(await openLedger(desk.open.store, { clock: systemClock, hash: sha256 }));
  const again = openPeople(desk.open.store);
  expect((await again.sessionsOf(person("birch"))).length).toBe(1);
  expect(await again.remove(person("birch"))).toBe(true);
  await again.close();
  await ledger.close();
  expect((await desk.ask("/api/session", { as: cookie })).status).toBe(401);
});

test("another host, another origin and the one-time link of local mode lead nowhere", async () => {
  const { cookie } = await joined("maple");
  expect((await desk.ask("/api/cases", { headers: { host: "desk.example" }, as: cookie })).status).toBe(200);
  expect((await desk.ask(`/open/${"0".repeat(64)}`)).status).toBe(404);
  const headers = { "content-type": "application/json", origin: "https://desk.example.evil.example" };
  expect((await desk.ask("/api/sign-out", { method: "POST", headers, body: "{}", as: cookie })).status).toBe(403);
  expect(desk.bugs).toEqual([]);
});

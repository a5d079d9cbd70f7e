/**
 * Every route × who asks × own or foreign case × own or foreign compartment, with real requests, generated from the route list and the
 * rules: a route without a rule, or without something to ask it with, does not compile.
 */
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { person, type CaseId, type Person } from "#domain/ids.ts";
import { memberRoles } from "#domain/member.ts";
import { pathOf, routes, type Problem, type RouteName } from "#http/contract.ts";
import { routeRules } from "#http/index.ts";
import { openLedger } from "#ledger/index.ts";
import { systemClock } from "#platform/clock.ts";
import { sha256 } from "#platform/hashing.ts";
import { granted } from "../ledger/opened-store.ts";
import { askingOf, caseworkOf, memberOf, openTeamDesk, origin, teamCase, type Asking, type TeamDesk } from "./team-desk.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });
let desk: TeamDesk;
let own: CaseId;
let foreign: CaseId;
const keeper = person("keeper");
const names = Object.keys(routes) as RouteName[];

beforeAll(async () => {
  desk = await openTeamDesk();
  own = await teamCase(desk.open.ledger, "own");
  foreign = await teamCase(desk.open.ledger, "foreign");
  // Those who ask are members of one case; of the other only others are.
  for (const role of memberRoles)
    for (const north of [false, true])
      granted(await desk.casework.removeMember(foreign, memberOf(role, north), "", "works on the other case"));
});
afterAll(() => desk.close());

const why = "asked to";
const link = { kind: "same-as", from: "r-own-01", to: "r-own-02" };
/** Something to ask each route with. */
const asks: { readonly [K in RouteName]: { readonly params?: Readonly<Record<string, string>>; readonly query?: string; readonly body?: object } } = {
  session: {},
  passkeyQuestion: {},
  signInWithPasskey: { body: { response: {} } },
  signInWithPassword: { body: { person: "nobody", password: "x", code: "000000" } },
  signInWithRecovery: { body: { person: "nobody", code: "x" } },
  invitation: { body: { token: "0".repeat(64) } },
  joinWithPasskey: { body: { token: "0".repeat(64), response: {} } },
  joinWithPassword: { body: { token: "0".repeat(64), password: "a long enough password", secret: "A".repeat(32), code: "000000" } },
  signOut: {},
  sessions: {},
  endSession: { body: { session: "others" } },
  passkeyOffer: {},
  addPasskey: { body: { response: {} } },
  people: {},
  invite: { body: { person: "newcomer" } },
  signOutPerson: { body: { person: "nobody" } },
  cases: {},
  openCase: { body: { id: "a-new-case", title: "A new case", about: "" } },
  examples: {},
  openExample: { params: { case: "none" } },
  dispatchRoutes: {},
  answerRoute: { body: { draws: 8 } },
  routeSensitivity: { body: { points: 8 } },
  exportRoute: { body: {} },
  overview: {},
  members: {},
  addMember: { body: { person: "newcomer", role: "reader", compartment: "" } },
  changeRole: { body: { person: "newcomer", role: "analyst", why } },
  inviteMember: { body: { person: "newcomer" } },
  removeMember: { body: { person: "newcomer", compartment: "", why } },
  sources: {},
  registerSource: { body: { id: "another", pseudonym: "another", canKnow: "", reliability: "C", tlp: "TLP:RED", consent: "publish-aggregate" } },
  source: { params: { source: "open-own" } },
  gradeSource: { params: { source: "open-own" }, body: { reliability: "B", why } },
  describeSource: { params: { source: "open-own" }, body: { change: { tlp: "TLP:AMBER" }, why } },
  restedOn: { params: { source: "open-own" } },
  withdrawSource: { params: { source: "leaves-own" }, body: { why } },
  forgetSource: { params: { source: "leaves-own" }, body: { why } },
  reports: {},
  receive: {
    body: {
      id: "arrived", name: "arrived.txt", base64: Buffer.from("More than 100 workers have come.").toString("base64"), title: "Arrived", language: "en",
      outlet: "The Border Post", published: "2026-03-02", told: "2026-03-01", source: "open-own", channel: "mail", url: null, family: "arrived",
    },
  },
  planFiles: { body: { files: [{ name: "a.txt", base64: "QSBsZXR0ZXIu" }], defaults: { source: "open-own", outlet: "The Border Post", published: "2026-03-02" } } },
  takeFiles: {
    body: { files: [{ name: "a.txt", base64: "QSBsZXR0ZXIu" }], defaults: { source: "open-own", outlet: "The Border Post", published: "2026-03-02" } },
  },
  report: { params: { report: "r-own" } },
  claims: {},
  accept: { params: { claim: "r-own-02" }, body: { credibility: 2 } },
  correct: { params: { claim: "r-own-02" }, body: { correction: { subject: "women" }, credibility: 2, why } },
  reject: { params: { claim: "r-own-02" }, body: { why } },
  withdraw: { params: { claim: "r-own-01" }, body: { why } },
  undo: { params: { claim: "r-own-01" } },
  rates: {},
  recordRate: { body: { id: "one-more", base: "CNY", quote: "USD", rate: "0.14", on: "2026-03-02", kind: "official", source: "a bank", url: null } },
  analysis: {},
  analyse: {},
  fit: { body: { route: "none" } },
  answerFitted: { body: { route: "none" } },
  drawFitted: { body: { route: "none" } },
  fittedSensitivity: { body: { route: "none" } },
  weigh: { query: "measure=workers_arrived" },
  check: { params: { kind: "copies" } },
  conversions: {},
  links: {},
  decideLink: { body: { link, verdict: "accepted", why } },
  undoLink: { body: { link } },
  startSimulation: { body: { replicates: 2, months: 2 } },
  simulations: {},
  simulation: { params: { run: "none" } },
  cancelSimulation: { params: { run: "none" } },
  releases: {},
  draftRelease: {},
  mendRelease: { params: { release: "release-1" }, body: { mends: [{ claim: "r-own-01", how: "band" }] } },
  acceptRisk: { params: { release: "release-1" }, body: { risk: "none", why } },
  publish: { params: { release: "release-1" } },
  dossier: { params: { release: "release-1" } },
  history: {},
  verify: {},
  rebuild: {},
}; // prettier-ignore

type Heard = { readonly status: number; readonly kind: string; readonly text: string };

async function ask(name: RouteName, who: Person | null, of: string = own, asking: Asking = desk): Promise<Heard> {
  const { params = {}, query, body = {} } = asks[name];
  const path = pathOf(name, { case: of, ...params }) + (query === undefined ? "" : `?${query}`);
  const method = routes[name].method.toUpperCase();
  const as = who === null ? null : await desk.sessionOf(who, who === keeper);
  const answer = await asking.ask(path, {
    method,
    ...(method === "POST" && { body: JSON.stringify(body), headers: { "content-type": "application/json", origin } }),
    as,
  });
  const text = await answer.text();
  const kind = answer.status >= 400 ? (JSON.parse(text) as Problem).kind : "";
  return { status: answer.status, kind, text };
}

const refusedAtTheDoor = ["not-signed-in", "not-allowed", "no-such-case", "foreign-origin", "no-such-route", "bug"];

test("without a session every route but the ways to sign in answers that one has to sign in, and tells nothing else", async () => {
  for (const name of names) {
    const { status, kind } = await ask(name, null);
    if (routeRules[name] !== "anyone") expect([name, status, kind]).toEqual([name, 401, "not-signed-in"]);
    else expect([name, refusedAtTheDoor.includes(kind)]).toEqual([name, false]);
  }
});

test.each([...memberRoles, "stranger", "keeper"] as const)(
  "a %s is let into the routes of the rules, of the own case, and into no other",
  async (role) => {
    desk.bugs.length = 0;
    const who = role === "stranger" || role === "keeper" ? person(role) : memberOf(role);
    for (const name of names) {
      const rule = routeRules[name];
      const { status, kind, text } = await ask(name, who);
      const isMember = role !== "stranger" && role !== "keeper";
      if (rule === "anyone" || rule === "signed-in") expect([name, refusedAtTheDoor.includes(kind)], text).toEqual([name, false]);
      else if (rule === "desk") expect([name, status, kind]).toEqual([name, 403, "not-allowed"]);
      else if (rule === "keeper") expect([name, kind === "not-allowed"], text).toEqual([name, role !== "keeper"]);
      else if (!isMember) expect([name, status, kind]).toEqual([name, 404, "no-such-case"]);
      else if (!rule.of.includes(role)) expect([name, status, kind]).toEqual([name, 403, "not-allowed"]);
      else expect([name, refusedAtTheDoor.includes(kind)], text).toEqual([name, false]);
    }
    expect(desk.bugs).toEqual([]);
  },
);

test.each([...memberRoles])("to a %s of another case a foreign case is as if it were not there, on every route", async (role) => {
  for (const name of names.filter((one) => routes[one].path.includes("{case}") && routeRules[one] !== "desk")) {
    const there = await ask(name, memberOf(role), foreign);
    const notThere = await ask(name, memberOf(role), "no-case-of-ours");
    expect([name, there.status, there.kind]).toEqual([name, 404, "no-such-case"]);
    // The same words: whether there is such a case is not told, either.
    expect(there.text.replaceAll(foreign, "X")).toBe(notThere.text.replaceAll("no-case-of-ours", "X"));
  }
});

const gets = names.filter((name) => routes[name].method === "get" && routes[name].path.includes("{case}"));

test.each([...memberRoles])("a %s who is not in a compartment gets nothing of it from any route, also when they name it", async (role) => {
  for (const name of gets) {
    const { text } = await ask(name, memberOf(role));
    expect([name, text]).toEqual([name, expect.not.stringContaining("hidden-")]);
  }
  const as = await desk.sessionOf(memberOf(role));
  for (const path of ["reports/hidden-report-own", "sources/hidden-source-own", "sources/hidden-source-own/rested-on"]) {
    const answer = await desk.ask(`/api/cases/${own}/${path}`, { as });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).not.toMatch(/voice hidden|Groups are leaving/);
  }
});

test("who is in a compartment sees what it holds, as far as their role goes", async () => {
  for (const role of ["handler", "analyst", "editor", "reader"] as const)
    expect([role, (await ask("claims", memberOf(role, true))).text]).toEqual([role, expect.stringContaining("hidden-report-own-01")]);
  expect((await ask("sources", memberOf("handler", true))).text).toContain("voice hidden-source-own");
  expect((await ask("sources", memberOf("analyst", true))).text).not.toContain("voice hidden-source-own");
});

test("with queries that have lost their condition, no route gives anything of a foreign case or compartment", async () => {
  let broken = 0;
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  const spy = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [first, ...rest] = given;
    const text = typeof first === "string" ? first : (first as { text?: string }).text;
    if (text === undefined || !/^\s*select\b/i.test(text) || !text.includes("case_id = $1")) return query.apply(this, given);
    broken += 1;
    const lost = text.replaceAll(/(\w+\.)?case_id = \$1/g, "$$1::text is not null");
    return query.apply(this, [typeof first === "string" ? lost : { ...(first as object), text: lost }, ...rest]);
  } as never);
  const ledger = granted(await openLedger(desk.open.store, { clock: systemClock, hash: sha256 }));
  try {
    const asking = askingOf(caseworkOf(ledger), desk.team);
    for (const role of memberRoles)
      for (const name of gets) {
        const { text } = await ask(name, memberOf(role), own, asking);
        expect([role, name, text]).toEqual([role, name, expect.not.stringMatching(/hidden-|-foreign/)]);
      }
    expect(broken).toBeGreaterThan(100);
    // And they are broken: where the database does not hold the rows apart, the same request shows a foreign one.
    await desk.open.tamper("ALTER TABLE rate DISABLE ROW LEVEL SECURITY");
    expect((await ask("rates", memberOf("reader"), own, asking)).text).toContain("fix-foreign");
  } finally {
    await desk.open.tamper("ALTER TABLE rate ENABLE ROW LEVEL SECURITY");
    await ledger.close();
    spy.mockRestore();
  }
});

test("a change that comes from another site is refused on every route, also with a session and also for the ways to sign in", async () => {
  const as = await desk.sessionOf(memberOf("handler"));
  for (const name of names.filter((one) => routes[one].method === "post"))
    for (const from of [undefined, "null", "https://evil.example", "http://desk.example"]) {
      const headers = { "content-type": "application/json", ...(from !== undefined && { origin: from }) };
      const path = pathOf(name, { case: own, ...asks[name].params });
      const answer = await desk.ask(path, { method: "POST", body: JSON.stringify(asks[name].body ?? {}), headers, as });
      expect([name, from, answer.status]).toEqual([name, from, 403]);
      expect(((await answer.json()) as Problem).kind).toBe("foreign-origin");
    }
});

/** One handler per route: each calls one verb of casework. A route without a handler, or with another's answer, does not compile. */
import type { Casework } from "#casework/index.ts";
import type { Correction } from "#domain/claim.ts";
import type { CaseId, Person } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { SimulationAsked } from "#domain/simulation.ts";
import type { GivenFile } from "#domain/views.ts";
import type { Answer, Given, InvitationMade, RouteName } from "./contract.ts";
import type { Examples } from "./examples.ts";
import type { Begun, Team, Visitor } from "./team.ts";

/** What one request of team mode stands on, besides its member's casework. */
export type InTeam = {
  readonly team: Team;
  /** With every right; used only to open a case and to look up who is a member of what. */
  readonly desk: Casework;
  readonly visitor: Visitor | null;
  /** Leaves the session's cookie with the answer; null takes it away. */
  readonly leaveCookie: (begun: Begun | null) => void;
};

export type Handlers = { readonly [K in RouteName]: (given: Given<K>) => Promise<Result<Answer<K>, Refusal>> };

export function handlersOf(casework: Casework, examples: Examples, inTeam?: InTeam): Handlers {
  return {
    ...signInHandlers(inTeam),
    session: async () => {
      if (inTeam?.visitor == null) return ok({ actor: casework.actor });
      const { visitor, team } = inTeam;
      return ok({ actor: casework.actor, team: { keeper: visitor.keeper, ...(await team.standing(visitor)) } });
    },
    cases: async () => ok(await casework.cases()),
    openCase: async ({ body }) => {
      if (inTeam === undefined) return casework.openCase(body.id, body.title, body.about);
      // Nobody is a member of a case that is not there yet: whoever keeps the store opens it and is its first handler.
      const own = inTeam.desk.as(casework.actor);
      const opened = await own.openCase(body.id, body.title, body.about);
      if (!opened.ok) return opened;
      const added = await own.addMember(body.id, { person: casework.actor, role: "handler", compartment: "" });
      return added.ok ? casework.overview(body.id) : added;
    },
    members: ({ params }) => casework.members(params.case),
    addMember: ({ params, body }) => casework.addMember(params.case, body),
    changeRole: ({ params, body: { person, role, why } }) => casework.changeRole(params.case, { person, role, compartment: "" }, why),
    removeMember: ({ params, body }) => casework.removeMember(params.case, body.person, body.compartment, body.why),
    inviteMember: ({ params, body }) => inviteMember(casework, inTeam, params.case, body.person),
    examples: async () => ok(await examples.list()),
    openExample: ({ params }) => examples.open(casework, params.case),
    overview: ({ params }) => casework.overview(params.case),
    sources: ({ params }) => casework.sources(params.case),
    registerSource: ({ params, body }) => casework.registerSource(params.case, body),
    source: ({ params }) => casework.source(params.case, params.source),
    gradeSource: ({ params, body }) => casework.gradeSource(params.case, params.source, body.reliability, body.why),
    describeSource: ({ params, body }) => casework.describeSource(params.case, params.source, body.change, body.why),
    restedOn: ({ params }) => casework.restedOn(params.case, params.source),
    withdrawSource: ({ params, body }) => casework.withdrawSource(params.case, params.source, body.why),
    forgetSource: ({ params, body }) => casework.forgetSource(params.case, params.source, body.why),
    reports: ({ params }) => casework.reports(params.case),
    receive: ({ params, body: { base64, ...arrival } }) =>
      casework.receive(params.case, { ...arrival, bytes: new Uint8Array(Buffer.from(base64, "base64")) }),
    planFiles: ({ params, body }) => casework.planFiles(params.case, filesOf(body.files), body.defaults),
    takeFiles: ({ params, body }) => casework.takeFiles(params.case, filesOf(body.files), body.defaults, body.families ?? {}),
    report: ({ params }) => casework.report(params.case, params.report),
    claims: ({ params, query }) => casework.claims(params.case, query),
    accept: ({ params, body }) => casework.accept(params.case, params.claim, body.credibility),
    correct: ({ params, body }) => casework.correct(params.case, params.claim, body.correction as Correction, body.credibility, body.why),
    reject: ({ params, body }) => casework.reject(params.case, params.claim, body.why),
    withdraw: ({ params, body }) => casework.withdraw(params.case, params.claim, body.why),
    undo: ({ params }) => casework.undo(params.case, params.claim),
    rates: ({ params }) => casework.rates(params.case),
    recordRate: ({ params, body }) => casework.recordRate(params.case, body),
    analysis: ({ params }) => casework.analysis(params.case),
    analyse: ({ params }) => casework.analyse(params.case),
    fit: ({ params, body }) => casework.fit(params.case, body),
    weigh: ({ params, query }) => casework.weigh(params.case, query),
    check: ({ params }) => casework.check(params.case, params.kind),
    conversions: ({ params }) => casework.conversions(params.case),
    links: ({ params, query }) => casework.links(params.case, query),
    decideLink: ({ params, body }) => casework.decideLink(params.case, body.link, body.verdict, body.why),
    undoLink: ({ params, body }) => casework.undoLink(params.case, body.link),
    releases: ({ params }) => casework.releases(params.case),
    draftRelease: ({ params }) => casework.draftRelease(params.case),
    mendRelease: ({ params, body }) => casework.mendRelease(params.case, params.release, body.mends, body.lift ?? []),
    acceptRisk: ({ params, body }) => casework.acceptRisk(params.case, params.release, body.risk, body.why),
    publish: ({ params }) => casework.publish(params.case, params.release),
    dossier: ({ params }) => casework.dossier(params.case, params.release),
    history: ({ params, query }) => casework.history(params.case, query),
    dispatchRoutes: async () => ok(casework.routes()),
    answerRoute: async ({ body }) => casework.answerRoute(body),
    routeSensitivity: async ({ body }) => casework.askSensitivity(body),
    answerFitted: ({ params, body }) => casework.answerFitted(params.case, body),
    fittedSensitivity: ({ params, body }) => casework.askFittedSensitivity(params.case, body),
    drawFitted: ({ params, body }) => casework.drawFitted(params.case, body),
    exportRoute: async ({ body }) => casework.exportRoute(body),
    startSimulation: ({ params, body }) => casework.startSimulation(params.case, body as SimulationAsked),
    simulations: ({ params }) => casework.simulations(params.case),
    simulation: ({ params }) => casework.simulationJob(params.case, params.run),
    cancelSimulation: ({ params }) => casework.cancelSimulation(params.case, params.run),
    verify: ({ params }) => casework.verify(params.case),
    rebuild: ({ params }) => casework.rebuild(params.case),
  };
}

const filesOf = (files: readonly { readonly name: string; readonly base64: string }[]): readonly GivenFile[] =>
  files.map(({ name, base64 }) => ({ name, bytes: new Uint8Array(Buffer.from(base64, "base64")) }));

/** The routes of accounts and sessions; in local mode there are none, and each says so. */
function signInHandlers(inTeam: InTeam | undefined): SignInHandlers {
  const begin = (begun: Begun) => {
    inTeam?.leaveCookie(begun);
    return { person: begun.person };
  };
  /** The answer of a way to sign in, with the cookie of the session that has begun. */
  const asBegun = (result: Result<Begun, Refusal>) => (result.ok ? ok(begin(result.value)) : result);
  const withTeam = async <T>(work: (parts: InTeam) => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> =>
    inTeam === undefined ? onlyInTeam : work(inTeam);
  const signedIn = <T>(work: (parts: InTeam, visitor: Visitor) => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> =>
    withTeam((parts) =>
      parts.visitor === null ? Promise.reject(new Error("a route for the signed-in was reached without")) : work(parts, parts.visitor),
    );
  const done = ok({ done: true } as const);
  return {
    passkeyQuestion: () => withTeam(async ({ team }) => team.question() as Promise<Result<Answer<"passkeyQuestion">, Refusal>>),
    signInWithPasskey: ({ body }) => withTeam(async ({ team }) => asBegun(await team.withPasskey(body.response))),
    signInWithPassword: ({ body }) => withTeam(async ({ team }) => asBegun(await team.withPassword(body))),
    signInWithRecovery: ({ body }) => withTeam(async ({ team }) => asBegun(await team.withRecovery(body))),
    invitation: ({ body }) => withTeam(({ team }) => team.invitation(body.token)),
    joinWithPasskey: ({ body }) =>
      withTeam(async ({ team }) => {
        const joined = await team.joinWithPasskey(body.token, body.response);
        return joined.ok ? ok({ ...begin(joined.value.begun), recovery: joined.value.recovery }) : joined;
      }),
    joinWithPassword: ({ body }) =>
      withTeam(async ({ team }) => {
        const joined = await team.joinWithPassword(body.token, body);
        return joined.ok ? ok({ ...begin(joined.value.begun), recovery: joined.value.recovery }) : joined;
      }),
    signOut: () =>
      signedIn(async ({ team, leaveCookie }, visitor) => {
        await team.endSessions(visitor, visitor.session);
        leaveCookie(null);
        return done;
      }),
    sessions: () => signedIn(async ({ team }, visitor) => ok(await team.sessions(visitor))),
    endSession: ({ body }) =>
      signedIn(async ({ team }, visitor) => {
        await team.endSessions(visitor, body.session);
        return done;
      }),
    passkeyOffer: () => signedIn(({ team }, visitor) => team.offerPasskey(visitor) as Promise<Result<Answer<"passkeyOffer">, Refusal>>),
    addPasskey: ({ body }) =>
      signedIn(async ({ team }, visitor) => {
        const added = await team.addPasskey(visitor, body.response);
        return added.ok ? done : added;
      }),
    people: () => withTeam(async ({ team }) => ok(await team.people.accounts())),
    invite: ({ body }) => signedIn(({ team }, visitor) => team.invite(body.person, visitor.person, false)),
    signOutPerson: ({ body }) => withTeam(async ({ team }) => ok({ ended: await team.people.endSessions(body.person, "all") })),
  };
}

/**
 * A handler invites somebody who is a member of no other case: whoever holds the invitation becomes that person, everywhere. For somebody
 * who already works elsewhere, whoever keeps the store makes the invitation.
 */
async function inviteMember(
  casework: Casework,
  inTeam: InTeam | undefined,
  id: CaseId,
  person: Person,
): Promise<Result<InvitationMade, Refusal>> {
  if (inTeam === undefined) return onlyInTeam;
  const { desk, team } = inTeam;
  for (const one of await desk.cases()) {
    const members = await desk.members(one.id);
    const isMember = members.ok && members.value.some((member) => member.person === person);
    if (one.id === id && !isMember)
      return refuse({ kind: "bad-input", place: "body.person", says: "is no member of this case yet: add them first" });
    if (one.id !== id && isMember && inTeam.visitor?.keeper !== true) {
      return refuse({ kind: "not-allowed", what: "inviteMember", why: "whoever keeps the store has to invite this person" });
    }
  }
  return team.invite(person, casework.actor, false);
}

const onlyInTeam = refuse({
  kind: "not-allowed",
  what: "accounts",
  why: "there are none in local mode, which is for one person; serve with --team",
} as const);

type SignInHandlers = Pick<
  Handlers,
  | "passkeyQuestion"
  | "signInWithPasskey"
  | "signInWithPassword"
  | "signInWithRecovery"
  | "invitation"
  | "joinWithPasskey"
  | "joinWithPassword"
  | "signOut"
  | "sessions"
  | "endSession"
  | "passkeyOffer"
  | "addPasskey"
  | "people"
  | "invite"
  | "signOutPerson"
>;

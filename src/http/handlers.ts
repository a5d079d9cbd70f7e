/** One handler per route: each calls one verb of casework. A route without a handler, or with another's answer, does not compile. */
import type { Casework } from "#casework/index.ts";
import type { Correction } from "#domain/claim.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, type Result } from "#domain/result.ts";
import type { SimulationAsked } from "#domain/simulation.ts";
import type { GivenFile } from "#domain/views.ts";
import type { Answer, Given, RouteName } from "./contract.ts";
import type { Examples } from "./examples.ts";

export type Handlers = { readonly [K in RouteName]: (given: Given<K>) => Promise<Result<Answer<K>, Refusal>> };

export function handlersOf(casework: Casework, examples: Examples): Handlers {
  return {
    session: async () => ok({ actor: casework.actor }),
    cases: async () => ok(await casework.cases()),
    openCase: ({ body }) => casework.openCase(body.id, body.title, body.about),
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

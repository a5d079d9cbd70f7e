/** Binds the verbs to one ledger and one person. */
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, type Result } from "#domain/result.ts";
import { StoreFailure } from "#ledger/index.ts";
import { analyse } from "./analyse-case.ts";
import { answerFitted, answerRoute, askFittedSensitivity, askSensitivity, drawFitted, exportRoute, listRoutes } from "./ask-route.ts";
import type { Casework } from "./casework.ts";
import type { Context } from "./context.ts";
import { acceptClaim, correctClaim, rejectClaim, undoDecision, withdrawClaim } from "./decide-claim.ts";
import { envelope, openEnvelope } from "./envelopes.ts";
import { decideLink, links, undoLink } from "./decide-link.ts";
import { fitCase } from "./fit-case.ts";
import { fittedDraws } from "./fitted-draws.ts";
import { changeMembers, outsideCompartments } from "./change-members.ts";
import { describeSource, forgetSource, gradeSource, openNote, sealNote, sourceFile, withdrawSource } from "./keep-source.ts";
import { restedOn, withFallen } from "./rested-on.ts";
import { newestAnalysis, openReport, overview, releases, reportSummaries, summaries } from "./look.ts";
import { mendRelease } from "./mend-release.ts";
import { original } from "./original.ts";
import { openTable } from "./open-table.ts";
import { planReceipt } from "./plan-receipt.ts";
import { planFiles, takeFiles } from "./receive-files.ts";
import { receive } from "./receive-report.ts";
import { recomputeConversions } from "./recompute-conversions.ts";
import { cancelSimulation, recordSimulation, simulationJob, simulations, startSimulation } from "./simulations.ts";
import { acceptRisk, dossier, draftRelease, publishRelease } from "./release-case.ts";
import { recordRates } from "./record-rates.ts";
import { check, weigh } from "./weigh-case.ts";

export function createCasework(context: Context): Casework {
  const { ledger, actor, membership } = context;
  // What is concluded and drafted is for everybody in the case, so a member makes it from its open part alone, whatever more they see.
  const shared =
    membership === undefined ? context : { ...context, ledger: membership.desk.as({ ...membership.standing, compartments: [] }) };

  /** Runs a verb on a case that exists; the refusal names those that do. */
  async function within<T>(id: CaseId, verb: () => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
    return refusable(() => withinKnown(id, verb));
  }
  async function withinKnown<T>(id: CaseId, verb: () => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
    const known = await ledger.cases();
    return known.some((one) => one.id === id)
      ? verb()
      : { ok: false, refusal: { kind: "no-such-case", case: id, known: known.map((one) => one.id) } };
  }
  const look = <T>(id: CaseId, verb: () => Promise<T>): Promise<Result<T, Refusal>> => within(id, async () => ok(await verb()));

  return {
    actor,
    as: (other) => createCasework({ ...context, actor: other }),
    asMember: (member) =>
      createCasework({
        ...context,
        actor: member.person,
        ledger: ledger.as(member),
        membership: { standing: member, desk: context.membership?.desk ?? ledger },
      }),
    cases: () => summaries(context),
    overview: (id) => refusable(() => overview(context, id)),
    openCase: (id, title, about) =>
      refusable(async () => {
        const known = await overview(context, id);
        if (known.ok) return { ok: false, refusal: { kind: "conflict", what: `The case "${id}" is here already; it` } };
        const opened = await ledger.append(id, actor, [{ kind: "case-opened", title, about }], { expect: 0 });
        return opened.ok ? overview(context, id) : opened;
      }),
    openTable: (table) => refusable(() => openTable(context, table)),
    sources: (id) => look(id, () => ledger.sources(id)),
    registerSource: (id, source) =>
      within(id, async () => {
        const beyond = outsideCompartments(context, source);
        if (beyond !== null) return { ok: false, refusal: beyond };
        const appended = await ledger.append(id, actor, [{ kind: "source-registered", source }]);
        return appended.ok ? ok(source) : appended;
      }),
    source: (id, source) => within(id, () => sourceFile(context, id, source)),
    gradeSource: (id, source, reliability, why) => within(id, () => gradeSource(context, id, source, reliability, why)),
    describeSource: (id, source, change, why) => within(id, () => describeSource(context, id, source, change, why)),
    sealNote: (id, source, text, to) => within(id, () => sealNote(context, id, source, text, to)),
    openNote: (id, source, opener, position) => within(id, () => openNote(context, id, source, opener, position)),
    withdrawSource: (id, source, why) => within(id, () => withdrawSource(context, id, source, why)),
    forgetSource: (id, source, why) => within(id, () => forgetSource(context, id, source, why)),
    restedOn: (id, source) => within(id, () => restedOn(context, id, source)),
    members: (id) => look(id, () => ledger.members(id)),
    addMember: (id, member) => within(id, () => changeMembers(context, id, { kind: "member-added", member })),
    changeRole: (id, member, why) => within(id, () => changeMembers(context, id, { kind: "role-changed", member, why })),
    removeMember: (id, person, compartment, why) =>
      within(id, () => changeMembers(context, id, { kind: "member-removed", person, compartment, why })),
    at: (id, position) =>
      within(id, async () => {
        const past = await ledger.at(id, position);
        const { membership: _, ...then } = context;
        return past.ok ? ok(createCasework({ ...then, ledger: past.value })) : past;
      }),
    rates: (id) => look(id, () => ledger.rates(id)),
    recordRate: (id, rate) =>
      within(id, async () => {
        const appended = await ledger.append(id, actor, [{ kind: "rate-recorded", rate }]);
        return appended.ok ? ok(rate) : appended;
      }),
    recordRates: (id, rates) => within(id, () => recordRates(context, id, rates)),
    receive: (id, arrival) => within(id, () => receive(context, id, arrival)),
    original: (id, report, asItCame) => within(id, () => original(context, id, report, asItCame)),
    envelope: (id, another = false) => within(id, () => envelope(context, id, another)),
    openEnvelope: (id, name, bytes) => within(id, () => openEnvelope(context, id, name, bytes)),
    planFiles: (id, files, defaults) => within(id, () => planFiles(context, id, files, defaults)),
    takeFiles: (id, files, defaults, families) => within(id, () => takeFiles(context, id, files, defaults, families)),
    planReceipt: (id, drafts, defaults) => look(id, () => planReceipt(context, id, drafts, defaults)),
    reports: (id) => look(id, () => reportSummaries(context, id)),
    report: (id, report) => within(id, () => openReport(context, id, report)),
    claims: (id, filter) => look(id, () => ledger.claims(id, filter)),
    accept: (id, claim, credibility) => within(id, () => acceptClaim(context, id, claim, credibility)),
    correct: (id, claim, correction, credibility, why) =>
      within(id, () => correctClaim(context, id, claim, { correction, credibility, why })),
    reject: (id, claim, why) => within(id, () => rejectClaim(context, id, claim, why)),
    withdraw: (id, claim, why) => within(id, () => withdrawClaim(context, id, claim, why)),
    undo: (id, claim) => within(id, () => undoDecision(context, id, claim)),
    links: (id, filter) => look(id, () => links(context, id, filter)),
    decidedLinks: (id) => look(id, () => ledger.decidedLinks(id)),
    decideLink: (id, link, verdict, why) => within(id, () => decideLink(context, id, link, { verdict, why })),
    undoLink: (id, link) => within(id, () => undoLink(context, id, link)),
    weigh: (id, question, given) => within(id, () => weigh(context, id, question, given)),
    check: (id, kind) => within(id, () => check(context, id, kind)),
    conversions: (id) => look(id, () => recomputeConversions(context, id)),
    analyse: (id) => within(id, () => analyse(shared, id)),
    fit: (id, request) => within(id, () => fitCase(shared, id, request)),
    analysis: (id) => look(id, () => newestAnalysis(context, id)),
    draftRelease: (id) => within(id, () => draftRelease(shared, id)),
    mendRelease: (id, release, mends, lift = []) => within(id, () => mendRelease(shared, id, release, mends, lift)),
    releases: (id) => look(id, async () => withFallen(context, id, await releases(context, id))),
    acceptRisk: (id, release, risk, why) => within(id, () => acceptRisk(context, id, release, risk, why)),
    publish: (id, release) => within(id, () => publishRelease(context, id, release)),
    dossier: (id, release) => within(id, () => dossier(context, id, release)),
    routes: listRoutes,
    answerRoute,
    askSensitivity,
    answerFitted: (id, given) => within(id, () => answerFitted(shared, id, given)),
    askFittedSensitivity: (id, given) => within(id, () => askFittedSensitivity(shared, id, given)),
    drawFitted: (id, given) => within(id, () => drawFitted(shared, id, given)),
    fittedDraws: (id, route, asked) => within(id, () => fittedDraws(shared, id, route, asked)),
    exportRoute,
    startSimulation: (id, asked) => within(id, () => startSimulation(shared, id, asked)),
    simulationJob: (id, job) => within(id, async () => simulationJob(context, id, job)),
    cancelSimulation: (id, job) => within(id, async () => cancelSimulation(context, id, job)),
    recordSimulation: (id, recorded) => within(id, () => recordSimulation(shared, id, recorded)),
    simulations: (id) => look(id, () => simulations(context, id)),
    history: (id, page) => look(id, () => ledger.entries(id, page)),
    verify: (id) => within(id, () => ledger.verify(id)),
    rebuild: (id) => within(id, () => ledger.rebuild(id)),
  };
}

/** A store that fails under a verb is a refusal like any other, with its remedy. */
async function refusable<T>(verb: () => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
  try {
    return await verb();
  } catch (error) {
    if (error instanceof StoreFailure) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

import { expect, test } from "vitest";
import { chinaRoute } from "#analysis/dispatch/index.ts";
import { foundingClaims, foundingRates } from "#analysis/dispatch/told-in-tests.ts";
import type { Claim } from "#domain/claim.ts";
import type { EntryBody } from "#domain/entry.ts";
import { caseId, person } from "#domain/ids.ts";
import { ok } from "#domain/result.ts";
import type { Ledger } from "#ledger/index.ts";
import { analyse } from "./analyse-case.ts";
import { answerFitted, askFittedSensitivity } from "./ask-route.ts";
import type { Context } from "./context.ts";
import { fitCase } from "./fit-case.ts";
import { fittedDraws } from "./fitted-draws.ts";
import { createSimulationDesk, simulationJob, startSimulation } from "./simulations.ts";

const inCase = caseId("c");

test("a fit that is missing is made and recorded once; one whose claims changed is made again", { timeout: 120_000 }, async () => {
  const { context, bodies, tell } = desk();
  const first = await fittedDraws(context, inCase, chinaRoute, { rows: 64, seed: 1 });
  expect(bodies).toMatchObject([{ kind: "analysis-run", fits: [{ route: "china-ryanggang", asked: { of: "c" } }] }]);
  expect(first).toMatchObject({ ok: true, value: { rests: { "flow:wage": { source: "the fit of entry 1, from claims R1-09" } } } });
  expect(await fittedDraws(context, inCase, chinaRoute, { rows: 64, seed: 1 })).toEqual(first);
  expect(bodies).toHaveLength(1);
  // The answers and a run take the same fit, and say so.
  expect(await answerFitted(context, inCase, { draws: 64 })).toMatchObject({
    ok: true,
    value: { answers: { lineage: { claims: expect.arrayContaining(["R1-13"]) } } },
  });
  expect(await askFittedSensitivity(context, inCase, { points: 64 })).toMatchObject({
    ok: true,
    value: { picture: expect.stringMatching(/^<svg/) },
  });
  await startSimulation(context, inCase, { fromFit: true, months: 6, replicates: 10, scenarios: ["as-reported"] });
  await ended(context);
  expect(bodies[1]).toMatchObject({ kind: "simulation-run", run: { lineage: { claims: expect.arrayContaining(["R1-02"]) } } });
  tell(foundingClaims.filter(({ id }) => id !== "R1-02" && id !== "R1-03"));
  expect(await fittedDraws(context, inCase, chinaRoute, { rows: 64, seed: 1 })).toMatchObject({
    ok: true,
    value: { rests: { "flow:wage": { source: "the fit of entry 3, from claims R1-09" } } },
  });
});

test(
  "one way for one number: an analysis gives the estimates of the fit to the bit, with or without its checks",
  { timeout: 120_000 },
  async () => {
    const { context } = desk();
    const plain = await analyse(context, inCase);
    const fitted = await fitCase(context, inCase, {});
    if (!plain.ok || !fitted.ok) throw new Error("refused");
    expect(plain.value.fits).toBeUndefined();
    expect(fitted.value.estimates).toEqual(fitted.value.fits?.[0]?.estimates);
    expect(plain.value.estimates).toEqual(fitted.value.estimates);
    expect(plain.value.estimates.some((one) => "median" in one && one.id === "take-per-year")).toBe(true);
  },
);

test("a case in which nothing was accepted gives no figures", async () => {
  const { context, tell } = desk();
  tell([]);
  expect(await fittedDraws(context, inCase, chinaRoute, { rows: 64, seed: 1 })).toEqual({
    ok: false,
    refusal: { kind: "nothing-accepted", case: "c" },
  });
});

/** A ledger that holds the founding claims and keeps what is appended. */
function desk() {
  const bodies: EntryBody[] = [];
  let claims: readonly Claim[] = foundingClaims;
  const entryOf = (body: EntryBody, i: number) => ({ case: inCase, seq: i + 1, at: "2026-01-01T00:00:00Z", actor: "Mina", body });
  const reports = [
    {
      id: "R1",
      case: inCase,
      source: "S1",
      outlet: "Outlet",
      published: "2025-12-26",
      told: "2025-12-26",
      url: null,
      family: "",
      title: "",
      text: "",
    },
  ];
  const ledger = {
    append: async (_: unknown, __: unknown, added: readonly EntryBody[]) => {
      bodies.push(...added);
      return ok(added.map((body, i) => entryOf(body, bodies.length - added.length + i)));
    },
    entries: async () => bodies.map(entryOf),
    position: async () => bodies.length,
    claims: async () => claims,
    reports: async () => reports,
    sources: async () => [],
    rates: async () => foundingRates,
    decidedLinks: async () => [],
  } as unknown as Ledger;
  const context = { ledger, actor: person("Mina"), simulationDesk: createSimulationDesk() } as unknown as Context;
  return { context, bodies, tell: (told: readonly Claim[]) => (claims = told) };
}

async function ended(context: Context) {
  for (;;) {
    const found = simulationJob(context, inCase, "run-1");
    if (!found.ok || found.value.state !== "running") return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

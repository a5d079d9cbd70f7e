import { expect, test } from "vitest";
import { caseId, person } from "#domain/ids.ts";
import type { EntryBody } from "#domain/entry.ts";
import { ok } from "#domain/result.ts";
import type { Ledger } from "#ledger/index.ts";
import type { Context } from "./context.ts";
import { cancelSimulation, createSimulationDesk, simulationJob, simulations, startSimulation } from "./simulations.ts";

const inCase = caseId("c");

test("a run is started, polled and recorded as one entry with seed, lineage and the route file", async () => {
  const { context, bodies } = desk();
  const started = await startSimulation(context, inCase, {
    months: 12,
    replicates: 20,
    seed: 7,
    scenarios: ["as-reported", { name: "mine", places: 200 }],
  });
  expect(started).toMatchObject({ ok: true, value: { state: "running", total: 20, run: null } });
  const job = await ended(context, "run-1");
  expect(job).toMatchObject({
    state: "done",
    done: 20,
    recorded: 1,
    run: { seed: 7, scenarios: [{}, { scenario: { name: "mine", places: 200 } }] },
  });
  expect(job.pictures?.abroad).toMatch(/^<svg/);
  expect(bodies).toMatchObject([
    { kind: "simulation-run", run: { seed: 7, lineage: { claims: [] } }, routeFile: { format: 1, id: "china-ryanggang" } },
  ]);
  expect(await simulations(context, inCase)).toMatchObject([{ seq: 1, actor: "Mina", run: { seed: 7 } }]);
});

test("a cancelled run leaves no entry; a run of another case is not seen", async () => {
  const { context, bodies } = desk();
  await startSimulation(context, inCase, { replicates: 5000 });
  expect(simulationJob(context, caseId("other"), "run-1")).toMatchObject({ ok: false, refusal: { kind: "bad-input" } });
  expect(cancelSimulation(context, inCase, "run-1")).toMatchObject({ ok: true, value: { state: "cancelled" } });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(simulationJob(context, inCase, "run-1")).toMatchObject({ ok: true, value: { state: "cancelled", run: null, recorded: null } });
  expect(bodies).toEqual([]);
});

test.each([
  [{ route: "atlantis" }, /no route is called "atlantis"/],
  [{ routeFile: { format: 2 } }, /format 1/],
  [{ scenarios: ["peace"] }, /has no scenario "peace"/],
  [{ months: 0 }, /1 to 600/],
])("%j is refused before anything runs", async (asked, says) => {
  expect(await startSimulation(desk().context, inCase, asked)).toMatchObject({
    ok: false,
    refusal: { kind: "bad-input", says: expect.stringMatching(says) },
  });
});

/** A ledger that keeps what is appended, and a desk of its own. */
function desk() {
  const bodies: EntryBody[] = [];
  const entryOf = (body: EntryBody, i: number) => ({ case: inCase, seq: i + 1, at: "2026-01-01T00:00:00Z", actor: "Mina", body });
  const ledger = {
    append: async (_: unknown, __: unknown, added: readonly EntryBody[]) => {
      bodies.push(...added);
      return ok(added.map((body, i) => entryOf(body, bodies.length - added.length + i)));
    },
    entries: async () => bodies.map(entryOf),
  } as unknown as Ledger;
  const context = { ledger, actor: person("Mina"), simulationDesk: createSimulationDesk() } as unknown as Context;
  return { context, bodies };
}

async function ended(context: Context, job: string) {
  for (;;) {
    const found = simulationJob(context, inCase, job);
    if (!found.ok) throw new Error(found.refusal.kind);
    if (found.value.state !== "running") return found.value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

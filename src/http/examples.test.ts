import path from "node:path";
import { expect, test } from "vitest";
import type { Casework } from "#casework/index.ts";
import { ok } from "#domain/result.ts";
import { shippedExamples } from "./examples.ts";

const own = path.join(import.meta.dirname, "../../examples");

test("the examples on offer are the case folders that ship, and nothing else that lies there", async () => {
  const list = await shippedExamples(own).list();
  expect(list.map((one) => one.id).sort()).toEqual(["dprk-overseas-labour", "ryanggang-dispatch"]);
  expect(list.every((one) => one.title !== "" && one.about !== "")).toBe(true);
  expect(await shippedExamples(path.join(own, "nowhere")).list()).toEqual([]);
});

test("a table is opened as a table; a name that is not on the list reaches no file", async () => {
  const opened: string[] = [];
  const casework = {
    openTable: async (table: { id: string; claims: readonly unknown[] }) => {
      opened.push(`${table.id} ${table.claims.length}`);
      return ok({});
    },
  } as unknown as Casework;
  const examples = shippedExamples(own);
  expect((await examples.open(casework, "dprk-overseas-labour")).ok).toBe(true);
  expect(opened).toEqual(["dprk-overseas-labour 379"]);
  for (const name of ["../examples/dprk-overseas-labour", "reading", "/etc"]) {
    const answer = await examples.open(casework, name);
    expect(!answer.ok && answer.refusal.kind).toBe("no-such-case");
  }
  expect(opened.length).toBe(1);
});

import { Ajv2020 } from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lawNames } from "#numeric/laws.ts";
import { routeAnswers } from "./route-answers.ts";
import { parseRoute } from "./route.ts";
import { chinaRoute, shippedRoutes } from "./routes.ts";

const schema = JSON.parse(readFileSync(new URL("../../../docs/reference/route.schema.json", import.meta.url), "utf8")) as object;
const holds = new Ajv2020({ strict: false }).compile(schema);

test("RO1 the published schema takes every shipped route, and knows every law", () => {
  for (const route of shippedRoutes) expect([route.id, holds(route), holds.errors]).toEqual([route.id, true, null]);
  for (const law of lawNames) expect(JSON.stringify(schema)).toContain(`"const":"${law}"`);
});

test("RO1 the smallest route of the guide is one: 945 abroad, a fifth of the pay reaches the worker", () => {
  const guide = readFileSync(new URL("../../../docs/guide/dispatch-route.md", import.meta.url), "utf8");
  const content = JSON.parse(/```json\n([^]*?)```/.exec(guide)?.[1] ?? "") as unknown;
  expect([holds(content), holds.errors]).toEqual([true, null]);
  const route = parseRoute(content);
  if (!route.ok) throw new Error(route.refusal.says);
  const { answers } = routeAnswers(route.value, { seed: 1, draws: 256 });
  expect(answers.find(({ id }) => id === "abroad")?.median).toBeCloseTo(945, 6);
  expect(answers.find(({ id }) => id === "share-withheld")?.median).toBeCloseTo(0.8, 2);
});

test.each<[string, (route: Record<string, unknown>) => void]>([
  ["another format", (route) => (route["format"] = 2)],
  ["no law", (route) => delete route["groupsPerMonth"]],
  ["an unknown law", (route) => (route["groupsPerMonth"] = { law: "zipf", s: 2 })],
  ["a law without its parameter", (route) => (route["groupsPerMonth"] = { law: "gamma", shape: 2 })],
  ["an unknown period", (route) => ((route["flows"] as Record<string, unknown>[])[0]!["per"] = "day")],
  [
    "a scenario that does something else",
    (route) => ((route["switches"] as Record<string, unknown>[])[0]!["does"] = { shut: [{ from: "never", to: 2 }] }),
  ],
])("RO2 schema and reader refuse alike: %s", (_, spoil) => {
  const route = structuredClone(chinaRoute) as unknown as Record<string, unknown>;
  spoil(route);
  expect(holds(route)).toBe(false);
  expect(parseRoute(route).ok).toBe(false);
});

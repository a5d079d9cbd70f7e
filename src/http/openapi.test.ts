import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { routes } from "./contract.ts";
import { openApi } from "./openapi.ts";

type Operation = {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>>;
};
const page = openApi() as unknown as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const operations = Object.entries(page.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, one]) => ({ path, method, one })),
);

test("every route of the contract is described, under its own name, path and method", () => {
  const described = operations.map(({ path, method, one }) => [one.operationId, method, path]).sort();
  expect(described).toEqual(
    Object.entries(routes)
      .map(([name, route]) => [name, route.method, route.path])
      .sort(),
  );
});

test.each(operations)("$method $path names each parameter of its path, and all its schemas compile", ({ path, one }) => {
  const named = one.parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
  expect(named).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
  const schemas = [one.requestBody?.content["application/json"]?.schema, one.responses["200"]?.content["application/json"]?.schema].filter(
    (schema) => schema !== undefined,
  );
  for (const schema of schemas) new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
});

test("what the page says of a decision is what the door checks: a reason is asked for", () => {
  const body = page.paths["/api/cases/{case}/claims/{claim}/reject"]?.["post"]?.requestBody?.content["application/json"]?.schema;
  expect(body).toMatchObject({ type: "object", required: ["why"], properties: { why: { type: "string", minLength: 1 } } });
});

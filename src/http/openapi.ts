/** OpenAPI 3.1, generated from the contract: a route cannot be served without being described. */
import { z } from "zod";
import { problem, routes } from "./contract.ts";

type Json = { readonly [key: string]: unknown };

/** The description of every route, as the page `/api/openapi.json` serves it. */
export function openApi(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, route] of Object.entries(routes)) {
    (paths[route.path] ??= {})[route.method] = {
      operationId: name,
      summary: route.summary,
      parameters: [
        ...parameters("path", schema(route.params, "input")),
        ...parameters("query", schema(route.query, "input")),
        ...(route.method === "get" && route.path.includes("{case}") ? [atPosition] : []),
      ],
      ...(hasFields(route.body) && {
        requestBody: { required: true, content: { "application/json": { schema: schema(route.body, "input") } } },
      }),
      responses: {
        "200": {
          description: route.summary,
          content:
            "html" in route
              ? { "text/html": { schema: { type: "string" } } }
              : { "application/json": { schema: schema(route.answers, "output") } },
        },
        default: {
          description: "A refusal, with its remedy",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Counterledger",
      version: "1",
      description: "Reports, claims, estimates and releases of one store. Local mode: sign in with the link printed in the terminal.",
    },
    paths,
    components: {
      schemas: { Problem: schema(problem, "output") },
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "counterledger-{port}" } },
    },
    security: [{ session: [] }],
  };
}

const atPosition = {
  name: "at",
  in: "query",
  required: false,
  description: "The case as it stood after that entry of its ledger",
  schema: { type: "integer", minimum: 1 },
};

function schema(of: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, "~standard": __, ...rest } = z.toJSONSchema(of, { io, unrepresentable: "any" }) as Json;
  return rest;
}

function hasFields(of: z.ZodType): boolean {
  return Object.keys((schema(of, "input")["properties"] ?? {}) as Json).length > 0;
}

function parameters(where: "path" | "query", of: Json): readonly Json[] {
  const required = (of["required"] ?? []) as readonly string[];
  return Object.entries((of["properties"] ?? {}) as Json).map(([name, one]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: one,
  }));
}

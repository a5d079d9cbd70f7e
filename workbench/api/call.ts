/** Calls one route of the contract. A refusal arrives as a {@link RefusalError} with the words to show. */
import type { Answer, Problem, RouteName, Sent } from "#http/contract.ts";
import { pathOf, routes } from "#http/contract.ts";
import { words } from "../words/en.ts";

export class RefusalError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** With `at`, as the case stood after that entry. */
export async function call<K extends RouteName>(name: K, sent: Sent<K>, at?: string): Promise<Answer<K>> {
  const asked = { ...((sent.query ?? {}) as Record<string, string>), ...(at !== undefined && { at }) };
  const query = new URLSearchParams(Object.entries(asked)).toString();
  const path = pathOf(name, sent.params as Record<string, string>) + (query === "" ? "" : `?${query}`);
  const method = routes[name].method.toUpperCase();
  const response = await fetch(path, {
    method,
    ...(method === "POST" && { headers: { "content-type": "application/json" }, body: JSON.stringify(sent.body ?? {}) }),
  }).catch(() => {
    throw new RefusalError({ ...words.errors.offline, type: "offline", status: 0, kind: "offline" });
  });
  if (response.ok) return (await response.json()) as Answer<K>;
  if (response.headers.get("content-type")?.startsWith("application/problem+json")) {
    throw new RefusalError((await response.json()) as Problem);
  }
  throw new RefusalError({ ...words.errors.strange(response.status), type: "strange", status: response.status, kind: "strange" });
}

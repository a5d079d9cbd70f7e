/** A risk before it has its id, and the id that ties it to one content. */
import type { ReleaseContent, Risk } from "#domain/release.ts";
import { canonical, fingerprint } from "./fingerprint.ts";

export type RiskFacts = Omit<Risk, "id">;

/** The risks with their ids. An id holds for this very content: change one word of the release and every acceptance is void (rule DI9). */
export function identified(content: ReleaseContent, facts: readonly RiskFacts[]): readonly Risk[] {
  const of = fingerprint(canonical(content));
  const seen = new Map<string, Risk>();
  for (const fact of facts) {
    const id = `${fact.kind}-${fingerprint(`${of} ${canonical({ kind: fact.kind, says: fact.says, claims: fact.claims })}`)}`;
    if (!seen.has(id)) seen.set(id, { ...fact, id });
  }
  return [...seen.values()];
}

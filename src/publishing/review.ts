/**
 * The only door from a draft to something that can be rendered (rule DI9). Refuses with what is still open.
 * A reader would get wrong: the acceptances belong to this very content. A risk of another content is refused, and so is a list of risks
 * that leaves out one the content shows by itself.
 */
import type { Refusal } from "#domain/refusal.ts";
import type { DraftRelease, ReviewedRelease, ReviewMark, Risk, RiskAcceptance } from "#domain/release.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { risksOfContent } from "./disclosure/assess.ts";
import { identified } from "./disclosure/risk.ts";

/** The reviewed release, or `not-reviewed` with every open risk. An acceptance counts with a name, a reason and a risk that can be accepted. */
export function review(
  draft: DraftRelease,
  risks: readonly Risk[],
  acceptances: readonly RiskAcceptance[],
): Result<ReviewedRelease, Refusal> {
  const given = new Map(risks.map((risk) => [risk.id, risk]));
  const ownIds = new Map(identified(draft.content, risks).map((risk) => [risk.id, risk]));
  const missed = risksOfContent(draft.content).filter(({ id }) => !given.has(id));
  const foreign = risks.filter(({ id }) => !ownIds.has(id));
  const accepted = new Set(acceptances.filter(({ by, why }) => by.trim() !== "" && why.trim() !== "").map(({ risk }) => risk));
  const unaccepted = risks.filter((risk) => !risk.canBeAccepted || !accepted.has(risk.id));
  const open = [
    ...unaccepted.map(({ id, says }) => ({ id, says })),
    ...missed.map(({ id, says }) => ({ id, says: `Not on the list of risks: ${says}` })),
    ...foreign
      .filter(({ id }) => !unaccepted.some((risk) => risk.id === id))
      .map(({ id, says }) => ({ id, says: `Belongs to another content: ${says}` })),
  ];
  if (open.length > 0) return refuse({ kind: "not-reviewed", open });
  return ok({ ...draft, state: "reviewed", risks, acceptances: acceptances.filter(({ risk }) => given.has(risk)), reviewed: mark });
}

/** The mark exists at type level only: this is the one place that may claim it. */
const mark = Object.freeze({}) as ReviewMark;

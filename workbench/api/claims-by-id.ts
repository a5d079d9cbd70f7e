/** The claims of a case by id, for pages that show what rests on which claim. */
import { useMemo } from "react";
import type { Claim } from "#domain/claim.ts";
import type { CaseId } from "#domain/ids.ts";
import { useAnswer } from "./queries.ts";

export function useClaims(caseId: string): ReadonlyMap<string, Claim> {
  const claims = useAnswer("claims", { params: { case: caseId as CaseId } });
  return useMemo(() => new Map((claims.data ?? []).map((claim) => [claim.id as string, claim])), [claims.data]);
}

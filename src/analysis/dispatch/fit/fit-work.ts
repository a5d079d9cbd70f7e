/** A fit as plain data, so that a thread can be handed it: the same work gives the same bits on any thread. */
import type { Claim } from "#domain/claim.ts";
import type { DispatchFit, FitRefusal } from "#domain/fit.ts";
import type { Result } from "#domain/result.ts";
import type { Route } from "../route.ts";
import { fitDispatch } from "./fit-dispatch.ts";
import type { FitOptions } from "./fit-options.ts";

export type FitWork = {
  readonly route: Route;
  readonly claims: readonly Claim[];
  readonly options: Omit<FitOptions, "sourceOf" | "onProgress">;
  /** The source of each claim's report, by the report's id. */
  readonly sources: Readonly<Record<string, string>>;
};

export function doFit(
  { route, claims, options, sources }: FitWork,
  onProgress?: NonNullable<FitOptions["onProgress"]>,
): Result<DispatchFit, FitRefusal> {
  return fitDispatch(route, claims, {
    ...options,
    sourceOf: ({ report }) => sources[report] ?? "",
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

/** Fits a route to the accepted claims of a case; the outcome is an entry. */
import type { Route } from "#analysis/dispatch/index.ts";
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { Result } from "#domain/result.ts";
import type { Analysis } from "#domain/views.ts";
import { analyse } from "./analyse-case.ts";
import type { Context } from "./context.ts";
import { fitMaterial, fittableMaterial, type FitRequest } from "./fit-material.ts";

/** Fits and records: an analysis with its fits, one entry. Refuses a case in which nothing was accepted, and what cannot be fitted. */
export async function fitCase(context: Context, id: CaseId, request: FitRequest, given?: Route): Promise<Result<Analysis, Refusal>> {
  const material = await fittableMaterial(context, id);
  if (!material.ok) return material;
  const fits = await fitMaterial(id, material.value, request, { given, run: context.fitRunner });
  return fits.ok ? analyse(context, id, fits.value) : fits;
}

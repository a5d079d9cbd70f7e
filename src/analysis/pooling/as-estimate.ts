/** A pooled answer as an estimate: what travels on into figures, releases and dossiers, with its claims and assumptions. */
import { dayBounds, undated, type EdtfDate } from "#domain/edtf.ts";
import type { Assumption, Estimate } from "#domain/estimate.ts";
import { estimateId, type ClaimId } from "#domain/ids.ts";
import type { Weighed, WeighedInDetail, WeighQuestion } from "#domain/weighed.ts";

/** The estimate of what was asked. Its date is the window asked for, else the time the claims span. */
export function asEstimate(
  name: string,
  { measure, country, from, to }: WeighQuestion,
  { weighed, prior, boxes }: WeighedInDetail,
): Estimate {
  const [first, ...rest] = weighed.roots.flatMap((root) => root.claims);
  const claims: readonly [ClaimId, ...ClaimId[]] = [first as ClaimId, ...rest];
  const { median, low, high, unit, level } = weighed.pooled;
  return {
    id: estimateId(["pooled", measure, country ?? "world", from ?? "", to ?? ""].filter((part) => part !== "").join("-")),
    name,
    median,
    interval: { low, high, level },
    unit,
    on: from === undefined && to === undefined ? spanned(boxes.map((box) => box.on)) : (`${from ?? ".."}/${to ?? ".."}` as EdtfDate),
    method: { name: "robust pooling over roots, exact on a grid", reference: "docs/method/weighing.md, PO1-PO6", seed: 0, draws: 0 },
    lineage: { claims, assumptions: [...assumptions(prior), ...openSide(weighed.pooled)] },
  };
}

function assumptions(prior: WeighedInDetail["prior"]): readonly Assumption[] {
  const source = "docs/method/weighing.md";
  return [
    { id: "PO2", says: "a root is wrong with a probability set by its source's grade", source },
    {
      id: "PO5",
      says: `roots differ by about ${(prior.spread * 100).toFixed(0)} %, and share ${(prior.outletShare * 100).toFixed(0)} % of that variance within an outlet`,
      source,
    },
    {
      id: "PO6",
      says: `before any claim every order of size from ${Number(prior.low.toPrecision(3))} to ${Number(prior.high.toPrecision(3))} is equally likely`,
      source,
    },
  ];
}

/** Where nothing told bounds the quantity on one side, what stands there is assumed (PO15). */
function openSide({ bounded }: Weighed["pooled"]): readonly Assumption[] {
  if (bounded === "both") return [];
  const [side, end] = bounded === "below" ? ["above", "upper"] : ["below", "lower"];
  const says = `nothing told bounds it ${side}: the median and the ${end} end are assumed, not told`;
  return [{ id: "PO15", says, source: "docs/method/weighing.md" }];
}

function spanned(dates: readonly EdtfDate[]): EdtfDate {
  const days = dates.filter((date) => date !== undated).map(dayBounds);
  const firsts = days.flatMap((one) => one.first ?? []).sort();
  const lasts = days.flatMap((one) => one.last ?? []).sort();
  return firsts.length === 0 || lasts.length === 0 ? undated : (`${firsts[0]}/${lasts.at(-1)}` as EdtfDate);
}

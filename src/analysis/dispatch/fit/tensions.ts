/**
 * Tensions a reader should be told of: what is said elsewhere, divided out to one worker-year, against what the fit gives;
 * arrivals told against those a stock and a stay imply; claims that pull apart.
 */
import { counts, isAccepted, type AcceptedClaim, type Claim } from "#domain/claim.ts";
import { overlaps } from "#domain/edtf.ts";
import type { Tension } from "#domain/fit.ts";
import { exp, log } from "#numeric/elementary.ts";
import { weightedQuantiles } from "#numeric/quantile.ts";
import { normalCdf } from "#numeric/special.ts";
import { isOld, monthsBetween } from "../told-claims.ts";
import { dayBounds } from "#domain/edtf.ts";
import { ends, tellsPositive } from "../reported-quantity.ts";
import type { FitPosterior } from "./fit-session.ts";

/** All that can be computed from these claims. */
export function tensionsOf(posterior: FitPosterior, claims: readonly Claim[]): readonly Tension[] {
  return [...revenueByHead(posterior, claims), ...arrivalsToldAgainstFlow(posterior, claims), ...ratesApart(posterior, claims)];
}

/** A year's revenue ÷ heads told by one report, against what an employer pays for a worker-year (TE1). */
function revenueByHead(posterior: FitPosterior, claims: readonly Claim[]): readonly Tension[] {
  const { columns, weights, model } = posterior;
  const [paid, received, dollar] = [columns.get("paid"), columns.get("received"), columns.get("dollar")];
  if (paid === undefined || dollar === undefined) return [];
  const usable = claims.filter(counts).filter((claim) => tellsPositive(claim.value) && !isOld(claim.period, model.options.asOf));
  const revenues = usable.filter(
    ({ measure, quantity }) => measure === "annual_state_revenue" && quantity.kind === "money" && quantity.currency === "USD",
  );
  const pairs = new Map<string, { readonly implied: number; readonly claims: AcceptedClaim[] }>();
  for (const revenue of revenues) {
    const heads = usable.find(
      (claim) =>
        claim.measure === "workers_abroad_stock" &&
        claim.report === revenue.report &&
        claim.country === revenue.country &&
        overlaps(claim.period, revenue.period) &&
        (claim.value.kind === "exact" || claim.value.kind === "approx" || claim.value.kind === "range"),
    );
    if (heads === undefined) continue;
    const implied = middle(revenue) / middle(heads);
    const key = implied.toPrecision(2);
    const held = pairs.get(key);
    if (held === undefined) pairs.set(key, { implied, claims: [revenue, heads] });
    else held.claims.push(revenue, heads);
  }
  const gross = paid.map((amount, i) => 12 * amount * (dollar[i] as number));
  const net = received === undefined ? null : gross.map((amount, i) => amount - 12 * (received[i] as number) * (dollar[i] as number));
  const band = weightedQuantiles(gross, weights, [0.05, 0.5, 0.95]) as [number, number, number];
  const taken = net === null ? null : (weightedQuantiles(net, weights, [0.5])[0] as number);
  const printed = printedGross(claims);
  return [...pairs.values()].map(({ implied, claims: told }): Tension => {
    let reach = 0;
    // Both the revenue and the heads are round figures: together they may stray by about a fifth. The measure is what the state gets.
    const got = net ?? gross;
    for (let i = 0; i < got.length; i++) {
      const each = got[i] as number;
      if (each > 0) reach += (weights[i] as number) * normalCdf(log(each / implied) / 0.2);
    }
    const p = Math.min(1, 2 * Math.min(reach, 1 - reach));
    const least = received === undefined ? "" : ` and ${whole(taken as number)} after what the worker receives`;
    return {
      id: "TE1",
      claims: told.map(({ id }) => id),
      p,
      says: `${told[0]?.id ?? ""} ÷ ${told[1]?.id ?? ""} imply ${whole(implied)} dollars a worker-year. Here an employer pays ${whole(band[1])} gross (90 %: ${whole(band[0])} to ${whole(band[2])})${printed === null ? "" : `, ${whole(printed.gross)} at the ${whole(printed.monthly)} dollars a month printed in ${printed.id}`}${least}: ${implied > band[2] ? "even the whole payment does not reach it" : implied > band[1] ? "only the upper part of it reaches that" : "the payment covers it"}. Either other work pays more, or heads are more, or revenue less, than said.`,
    };
  });
}

/** What an outlet itself printed in dollars for the monthly payment, by the year. */
function printedGross(claims: readonly Claim[]): { readonly gross: number; readonly monthly: number; readonly id: string } | null {
  const printed = claims
    .filter(isAccepted)
    .find(
      (claim) =>
        claim.conversionOf !== null &&
        claim.measure === "labour_cost_paid_monthly" &&
        claim.polarity === "asserted" &&
        claim.quantity.kind === "money" &&
        claim.quantity.currency === "USD" &&
        tellsPositive(claim.value),
    );
  return printed === undefined ? null : { gross: 12 * middle(printed), monthly: middle(printed), id: printed.id };
}

/** The arrivals that were told, against those that a stock renewed every stay needs (Little's law; TE2). */
function arrivalsToldAgainstFlow(posterior: FitPosterior, claims: readonly Claim[]): readonly Tension[] {
  const { columns, weights, model } = posterior;
  const [stock, stay] = [columns.get("stock"), columns.get("stay")];
  if (stock === undefined || stay === undefined) return [];
  const now = dayBounds(model.options.asOf).last;
  const told = claims.filter(counts).filter(({ measure, country, value, period }) => {
    const { last } = dayBounds(period);
    return (
      measure === "workers_arrived" &&
      country === model.country &&
      tellsPositive(value) &&
      last !== null &&
      now !== null &&
      monthsBetween(last, now) <= 24
    );
  });
  // Claims of one month and place tell the same people: the greatest of them counts.
  const waves = new Map<string, { readonly people: number; readonly id: AcceptedClaim["id"] }>();
  for (const claim of told) {
    const key = (dayBounds(claim.period).last ?? "").slice(0, 7);
    const people = middle(claim);
    if (people > (waves.get(key)?.people ?? 0)) waves.set(key, { people, id: claim.id });
  }
  const people = [...waves.values()].reduce((total, wave) => total + wave.people, 0);
  if (people === 0) return [];
  const flow = stock.map((heads, i) => (heads / (stay[i] as number)) * 12);
  const [low, median, high] = weightedQuantiles(flow, weights, [0.05, 0.5, 0.95]) as [number, number, number];
  const yearly = people / 2;
  if (yearly > low) return [];
  return [
    {
      id: "TE2",
      claims: [...waves.values()].map(({ id }) => id),
      p: null,
      says: `The arrivals told of the last two years come to ${whole(yearly)} a year. A country's stock renewed at the stays told would need ${whole(median)} a year (90 %: ${whole(low)} to ${whole(high)}). Either most arrivals are not told, or most stay far longer than those who were asked, or the stock is smaller than said.`,
    },
  ];
}

/** A conversion whose own rate lies over 3 % from the published one (TE3). */
function ratesApart(posterior: FitPosterior, claims: readonly Claim[]): readonly Tension[] {
  const { columns, weights, model } = posterior;
  const dollar = columns.get("dollar");
  if (dollar === undefined) return [];
  const [published] = weightedQuantiles(dollar, weights, [0.5]) as [number];
  const byRate = new Map<string, { readonly rate: number; readonly ids: Claim["id"][] }>();
  for (const claim of claims.filter(isAccepted)) {
    if (claim.conversionOf === null || claim.quantity.kind !== "money" || claim.quantity.currency !== "USD" || !tellsPositive(claim.value))
      continue;
    const restated = claims.find(({ id }) => id === claim.conversionOf);
    if (
      restated === undefined ||
      restated.quantity.kind !== "money" ||
      restated.quantity.currency !== model.currency ||
      !tellsPositive(restated.value)
    )
      continue;
    if (isOld(claim.period, model.options.asOf) || (claim.country !== null && claim.country !== model.country)) continue;
    const rate = middle(claim) / middle(restated);
    if (Math.abs(rate / published - 1) <= 0.05) continue;
    const key = `${claim.report} ${rate.toFixed(2)}`;
    byRate.set(key, { rate, ids: [...(byRate.get(key)?.ids ?? []), claim.id] });
  }
  return [...byRate.values()].map(({ rate, ids }) => ({
    id: "TE3",
    claims: ids,
    p: null,
    says: `${ids.join(", ")} are printed in dollars at ${rate.toFixed(3)} for one ${model.currency}; the published rate here is ${published.toFixed(3)}. Sums in dollars taken from them are ${Math.round(Math.abs(rate / published - 1) * 100)} % too ${rate < published ? "low" : "high"}.`,
  }));
}

function middle({ value }: Claim): number {
  const { low, high } = ends(value);
  return exp(0.5 * (log(low) + log(high)));
}

function whole(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en", { maximumFractionDigits: 0 });
}

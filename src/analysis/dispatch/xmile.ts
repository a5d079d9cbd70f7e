/**
 * A route's stock-flow view as XMILE 1.0 (OASIS 2015), which Stella, Vensim and PySD read: one stock a stage, at the means of the laws.
 * What a reader would get wrong: capacity, places and closures are not in it; those are the simulation's.
 */
import { meanOf } from "#numeric/laws.ts";
import { chainOf, stayOf, type Flow, type Route } from "./route.ts";

/** The XML text. Every stage is taken as exponential with its mean: a stock-flow model knows no other. Stages without length have no stock. */
export function routeXmile(route: Route, months = 36): string {
  const perMonth = meanOf(route.groupsPerMonth) * ((route.groupSize.from + route.groupSize.to) / 2);
  const chain = chainOf(route.stages);
  if (!chain.ok) throw new Error(`route ${route.id} has no chain of stages`);
  const stay = stayOf(route);
  const stayAt = chain.value.indexOf(stay);
  const stages = chain.value.filter((stage) => stage === stay || meanOf(stage.takes) > 0);
  const into = (place: number) => {
    const stage = stages[place];
    if (stage === undefined) return "done";
    return stage === stay ? "crossing" : chain.value.indexOf(stage) === stayAt + 1 ? "returning" : `into_${named(stage.id)}`;
  };
  const outOf = (place: number) => (stages[place] === stay ? "returning" : into(place + 1));
  const variables = stages.flatMap((stage, place) => {
    const stock = stage === stay ? "Abroad" : `at_${named(stage.id)}`;
    const length = stage === stay ? "mean_stay" : `months_at_${named(stage.id)}`;
    const start = chain.value.indexOf(stage) < stayAt ? perMonth * meanOf(stage.takes) : 0;
    // The flow into a stage is the one out of the stage before it; the first comes from outside.
    return [
      ...(place === 0 ? [flowOf(into(0), String(perMonth))] : []),
      `<stock name="${stock}"><doc>${escapeXml(stage.name)}</doc><eqn>${start}</eqn><inflow>${place === 0 ? into(0) : outOf(place - 1)}</inflow><outflow>${outOf(place)}</outflow><units>people</units></stock>`,
      flowOf(outOf(place), `${stock} / ${length}`),
      `<aux name="${length}"><eqn>${meanOf(stage.takes)}</eqn><units>months</units></aux>`,
    ];
  });
  const sums = route.flows.map((flow) => {
    const times = timesOf[flow.per];
    return `<aux name="${named(flow.id)}_per_month"><doc>${escapeXml(flow.what)}</doc><eqn>${times} * ${meanOf(flow.amount)}</eqn><units>${escapeXml(flow.unit)}/month</units></aux>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
  <header><vendor>Counterledger</vendor><product version="1">Counterledger</product><name>${escapeXml(route.title)}</name></header>
  <sim_specs method="RK4" time_units="Months"><start>0</start><stop>${months}</stop><dt>0.125</dt></sim_specs>
  <model>
    <variables>
${[...variables, ...sums].map((line) => `      ${line}`).join("\n")}
    </variables>
  </model>
</xmile>
`;
}

const timesOf: { readonly [K in Flow["per"]]: string } = { "worker-month": "Abroad", departure: "crossing", return: "returning" };

function flowOf(name: string, equation: string): string {
  return `<flow name="${name}"><eqn>${equation}</eqn><units>people/month</units></flow>`;
}

/** As an identifier: letters, digits and low lines. */
function named(id: string): string {
  return escapeXml(id.replaceAll(/[^\p{L}\p{N}]/gu, "_"));
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** A route's stock-flow view as XMILE 1.0 (OASIS 2015), which Stella, Vensim and PySD read: two stocks, at the means of the laws. */
import { meanOf } from "#numeric/laws.ts";
import { stayOf, type Route } from "./route.ts";
import { turnover } from "./route-moments.ts";

/** The XML text. Stays are taken as exponential with the route's mean stay: a stock-flow model knows no other. */
export function routeXmile(route: Route, months = 36): string {
  const perMonth = meanOf(route.groupsPerMonth) * ((route.groupSize.from + route.groupSize.to) / 2);
  const { leadMonths } = turnover(route);
  const stay = meanOf(stayOf(route).takes);
  const flows = route.flows.filter(({ per }) => per === "worker-month");
  return `<?xml version="1.0" encoding="UTF-8"?>
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
  <header><vendor>Counterledger</vendor><product version="1">Counterledger</product><name>${escapeXml(route.title)}</name></header>
  <sim_specs method="RK4" time_units="Months"><start>0</start><stop>${months}</stop><dt>0.125</dt></sim_specs>
  <model>
    <variables>
      <stock name="Preparing"><eqn>${perMonth * leadMonths}</eqn><inflow>selected</inflow><outflow>crossing</outflow><units>people</units></stock>
      <stock name="Abroad"><eqn>0</eqn><inflow>crossing</inflow><outflow>returning</outflow><units>people</units></stock>
      <flow name="selected"><eqn>${perMonth}</eqn><units>people/month</units></flow>
      <flow name="crossing"><eqn>${leadMonths > 0 ? "Preparing / lead_time" : String(perMonth)}</eqn><units>people/month</units></flow>
      <flow name="returning"><eqn>Abroad / mean_stay</eqn><units>people/month</units></flow>
      <aux name="lead_time"><eqn>${leadMonths}</eqn><units>months</units></aux>
      <aux name="mean_stay"><eqn>${stay}</eqn><units>months</units></aux>
${flows.map((flow) => `      <aux name="${escapeXml(flow.id.replaceAll("-", "_"))}_per_month"><eqn>Abroad * ${meanOf(flow.amount)}</eqn><units>${escapeXml(flow.unit)}/month</units><doc>${escapeXml(flow.what)}</doc></aux>`).join("\n")}
    </variables>
  </model>
</xmile>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

import { expect, test } from "vitest";
import { chinaRoute, routeXmile, russiaRoute } from "./index.ts";

test("a route's stock-flow view holds the stay, its mean and every monthly flow, with marks escaped", () => {
  const xml = routeXmile({ ...chinaRoute, title: 'Workers & "trainees" <2025>' });
  expect(xml).toContain("<name>Workers &amp; &quot;trainees&quot; &lt;2025&gt;</name>");
  expect(xml).toMatch(/<aux name="mean_stay"><eqn>9<\/eqn>/);
  expect(xml).toMatch(/<aux name="labour_cost_per_month">.*<eqn>Abroad \* 2500<\/eqn>/);
});

test.each([chinaRoute, russiaRoute])(
  "every stock of $id has one flow in and one out that are defined, and no name is given twice",
  (route) => {
    const xml = routeXmile(route);
    const flows = [...xml.matchAll(/<flow name="([^"]+)"/g)].map(([, name]) => name);
    const stocks = [...xml.matchAll(/<stock name="([^"]+)">.*<inflow>(.+)<\/inflow><outflow>(.+)<\/outflow>/g)];
    const names = [...xml.matchAll(/<(?:stock|flow|aux) name="([^"]+)"/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(stocks.length).toBeGreaterThan(2);
    expect(flows).toHaveLength(stocks.length + 1);
    stocks.forEach(([, , inflow, outflow], place) => {
      expect(flows).toContain(inflow);
      expect(flows).toContain(outflow);
      expect(inflow).toBe(place === 0 ? flows[0] : stocks[place - 1]?.[3]);
    });
    for (const { id } of route.flows) expect(names).toContain(`${id.replaceAll("-", "_")}_per_month`);
  },
);

import { expect, test } from "vitest";
import { chinaRoute, routeXmile } from "./index.ts";

test("a route's stock-flow view holds both stocks, the mean stay and every monthly flow, with marks escaped", () => {
  const xml = routeXmile({ ...chinaRoute, title: 'Workers & "trainees" <2025>' });
  expect(xml).toContain("<name>Workers &amp; &quot;trainees&quot; &lt;2025&gt;</name>");
  expect(xml).toMatch(/<aux name="mean_stay"><eqn>9<\/eqn>/);
  expect(xml).toContain('<aux name="labour_cost_per_month"><eqn>Abroad * 2500</eqn>');
  expect(xml.match(/<stock /g)).toHaveLength(2);
});

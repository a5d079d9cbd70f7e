/** `route`: lists the routes that ship, shows or checks one, and exports it. */
import { chainOf, lineageOf, routeXmile, scenariosOf, shippedRoutes, turnover } from "#analysis/dispatch/index.ts";
import { chosenRoute, routeFlag, wholeNumber, writeBeside } from "../chosen-route.ts";
import { parse, Refused, type Shell } from "../shell.ts";
import { threeDigits, wrapped } from "../say.ts";
import { table } from "../table.ts";
import { findVerb } from "../verbs.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("route")?.usage ?? "";
  const text = { type: "string" } as const;
  const { values, positionals } = parse(args, { ...routeFlag, xmile: text, months: text, json: { type: "boolean" } }, usage);
  const [what = "list", named, extra] = positionals;
  if (extra !== undefined || !["list", "show", "export"].includes(what))
    throw new Refused({ kind: "bad-usage", says: `"${extra ?? what}" is not one of list, show, export.`, usage });
  if (what === "list") {
    if (values.json === true)
      shell.print(
        JSON.stringify(
          shippedRoutes.map(({ id, title, about }) => ({ id, title, about })),
          null,
          2,
        ),
      );
    else
      for (const { id, title, about } of shippedRoutes)
        for (const line of [id, ...wrapped("  ", title), ...wrapped("  ", about)]) shell.print(line);
    return 0;
  }
  const route = await chosenRoute(named ?? values.route, shell);
  if (what === "export") {
    const xml = routeXmile(route, wholeNumber(values.months, "--months", 36, usage));
    if (values.xmile === undefined) shell.print(xml.trimEnd());
    else await writeBeside(values.xmile, () => xml, shell);
    return 0;
  }
  if (values.json === true) {
    shell.print(JSON.stringify({ route, turnover: turnover(route), scenarios: scenariosOf(route), lineage: lineageOf(route) }, null, 2));
    return 0;
  }
  const chain = chainOf(route.stages);
  const actors = new Map(route.actors.map(({ id, name }) => [id, name]));
  shell.print(route.title);
  for (const line of wrapped("  ", route.about)) shell.print(line);
  shell.print("");
  const stages = chain.ok ? chain.value : [];
  for (const line of table(
    ["stage", "by", "where it is from"],
    stages.map(({ name, by, source }) => [name, actors.get(by) ?? by, source]),
  ))
    shell.print(line);
  shell.print("");
  for (const line of table(
    ["flow", "from", "to", "per", "where it is from"],
    route.flows.map(({ what: flow, from, to, per, source }) => [flow, actors.get(from) ?? from, actors.get(to) ?? to, per, source]),
  ))
    shell.print(line);
  const { leadMonths, preparing, abroad, renewalsPerYear } = turnover(route);
  shell.print("");
  shell.print(
    `At the means: ${threeDigits(leadMonths)} months of lead time keep ${threeDigits(preparing)} people in preparation; ${threeDigits(abroad)} are abroad, all replaced ${threeDigits(renewalsPerYear)} times a year.`,
  );
  shell.print(
    `Scenarios: ${scenariosOf(route)
      .map(({ name }) => name)
      .join(", ")}.`,
  );
  return 0;
}

/** `accounts`: who gets what of a worker-month and of a year, and what follows from it. */
import {
  accountCurrencies,
  accountPeriods,
  accountsPicture,
  answersPicture,
  routeAnswers,
  type AccountPeriod,
} from "#analysis/dispatch/index.ts";
import { chosenRoute, routeFlag, wholeNumber, writeBeside } from "../chosen-route.ts";
import { fitFlags, fittedFigures } from "../fitted-figures.ts";
import { sayFigure, sayLineage } from "../say-route.ts";
import { parse, Refused, type Shell } from "../shell.ts";
import { table } from "../table.ts";
import { findVerb } from "../verbs.ts";

const periods: Readonly<Record<string, AccountPeriod>> = { month: "workerMonth", "first-year": "firstYear", year: "settledYear" };

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("accounts")?.usage ?? "";
  const text = { type: "string" } as const;
  const { values, positionals } = parse(
    args,
    {
      ...fitFlags,
      ...routeFlag,
      seed: text,
      draws: text,
      currency: { type: "string", multiple: true },
      per: text,
      answer: { type: "string", multiple: true },
      svg: text,
      csv: text,
    },
    usage,
  );
  if (positionals.length > 0) throw new Refused({ kind: "bad-usage", says: `"${positionals[0]}" is not expected here.`, usage });
  const period = periods[values.per ?? "month"];
  if (period === undefined)
    throw new Refused({ kind: "bad-usage", says: `--per is "${values.per}", not one of ${Object.keys(periods).join(", ")}.`, usage });
  const route = await chosenRoute(values.route, shell);
  const currencies = (values.currency ?? [...accountCurrencies]).map((one) => one.toUpperCase());
  const draws = wholeNumber(values.draws, "--draws", 4096, usage);
  if (!(draws >= 1 && draws <= 65_536)) throw new Refused({ kind: "bad-usage", says: `--draws is ${draws}, not from 1 to 65,536.`, usage });
  const seed = wholeNumber(values.seed, "--seed", 1, usage);
  const figures = await fittedFigures(values, route, { rows: draws, seed }, { shell, usage });
  const answers = routeAnswers(route, { seed, draws, currencies, ...figures });
  const chosen = values.answer ?? [];
  const unknown = chosen.find((id) => !answers.answers.some((answer) => answer.id === id));
  if (unknown !== undefined) {
    const known = answers.answers.map(({ id }) => id).join(", ");
    throw new Refused({ kind: "bad-input", place: "--answer", says: `route ${route.id} gives no answer "${unknown}"; it gives ${known}` });
  }
  const unit = currencies.find((one) => answers.accounts.some((line) => line.unit === one)) ?? answers.accounts[0]?.unit ?? "";
  await writeBeside(
    values.svg,
    () => (chosen.length > 0 ? answersPicture(answers, chosen) : accountsPicture(answers, unit, period)),
    shell,
  );
  await writeBeside(values.csv, () => accountsCsv(answers), shell);
  if (values.json === true) {
    shell.print(JSON.stringify(answers, null, 2));
    return 0;
  }
  const units = [...new Set(answers.accounts.map((line) => line.unit))];
  for (const own of units) {
    shell.print(`Who gets what, in ${own} (what comes in less what goes out)`);
    const rows = answers.accounts
      .filter((line) => line.unit === own)
      .map((line) => [line.name, sayFigure(line.workerMonth), sayFigure(line.firstYear), sayFigure(line.settledYear)]);
    for (const line of table(["", ...Object.values(accountPeriods)], rows)) shell.print(line);
    shell.print("");
  }
  for (const currency of answers.withoutRate) shell.print(`Not in ${currency}: the route file has no rate that reaches it.`);
  shell.print("What follows");
  const shown = answers.answers.filter(({ id }) => chosen.length === 0 || chosen.includes(id));
  for (const line of table(
    ["", "", "unit", "how", "--answer"],
    shown.map((answer) => [answer.name, sayFigure(answer), answer.unit, answer.how, answer.id]),
  ))
    shell.print(line);
  shell.print("");
  for (const line of sayLineage(answers, `${answers.draws} draws`)) shell.print(line);
  return 0;
}

function accountsCsv(answers: ReturnType<typeof routeAnswers>): string {
  const rows = answers.accounts.flatMap((line) =>
    (Object.keys(accountPeriods) as AccountPeriod[]).map((period) => {
      const { median, interval } = line[period];
      return [answers.route.id, answers.seed, line.actor, line.unit, period, interval.low, median, interval.high].join(",");
    }),
  );
  return ["route,seed,actor,unit,period,low,median,high", ...rows, ""].join("\n");
}

/** `sensitivity`: which figure of a route an answer hangs on. */
import { indicesPicture, routeSensitivity, sensitivityPicture } from "#analysis/dispatch/index.ts";
import { chosenRoute, routeFlag, wholeNumber, writeBeside } from "../chosen-route.ts";
import { fitFlags, fittedFigures } from "../fitted-figures.ts";
import { sayLineage } from "../say-route.ts";
import { parse, Refused, type Shell } from "../shell.ts";
import { threeDigits } from "../say.ts";
import { table } from "../table.ts";
import { findVerb } from "../verbs.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("sensitivity")?.usage ?? "";
  const text = { type: "string" } as const;
  const { values, positionals } = parse(
    args,
    { ...fitFlags, ...routeFlag, answer: text, seed: text, points: text, svg: text, picture: text },
    usage,
  );
  if (positionals.length > 0) throw new Refused({ kind: "bad-usage", says: `"${positionals[0]}" is not expected here.`, usage });
  const picture = values.picture ?? "tornado";
  if (picture !== "tornado" && picture !== "sobol")
    throw new Refused({ kind: "bad-usage", says: `--picture is "${picture}", not one of tornado, sobol.`, usage });
  const points = wholeNumber(values.points, "--points", 4096, usage);
  if (!(points >= 64 && points <= 262_144 && Number.isInteger(Math.log2(points))))
    throw new Refused({ kind: "bad-usage", says: `--points is ${points}, not a power of two from 64 to 262,144.`, usage });
  const route = await chosenRoute(values.route, shell);
  const seed = wholeNumber(values.seed, "--seed", 1, usage);
  const figures = await fittedFigures(values, route, { rows: points, seed }, { shell, usage });
  const found = routeSensitivity(route, { answer: values.answer ?? "take-a-year", seed, points, ...figures });
  if (!found.ok) {
    const { answer, known } = found.refusal;
    throw new Refused({
      kind: "bad-input",
      place: "--answer",
      says: `route ${route.id} gives no answer "${answer}"; it gives ${known.join(", ")}`,
    });
  }
  const sensitivity = found.value;
  await writeBeside(values.svg, () => (picture === "sobol" ? indicesPicture(sensitivity) : sensitivityPicture(sensitivity)), shell);
  if (values.json === true) {
    shell.print(JSON.stringify(sensitivity, null, 2));
    return 0;
  }
  const { answer, middle, tornado, indices } = sensitivity;
  const fitted = figures.joint !== undefined;
  shell.print(
    `${answer.name}: ${threeDigits(middle)} ${answer.unit}, ${fitted ? "the median of the fit" : "with every figure at its median"}`,
  );
  shell.print("");
  const index = ({ value, low, high }: { readonly value: number; readonly low: number; readonly high: number }) =>
    low <= 0 ? `no finding (up to ${high.toFixed(2)})` : `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
  const rows = tornado.map((bar) => {
    const own = indices.find(({ input }) => input === bar.input);
    return [
      bar.says,
      `${threeDigits(bar.from)} to ${threeDigits(bar.to)} ${bar.unit}`,
      `${threeDigits(bar.atFrom)} to ${threeDigits(bar.atTo)}`,
      own === undefined ? "–" : index(own.first),
      own?.total == null ? "–" : index(own.total),
    ];
  });
  for (const line of table(["figure", "from its 5 % to its 95 % value", "the answer goes", "explains alone", "with others"], rows))
    shell.print(line);
  shell.print("");
  for (const line of sayLineage(
    sensitivity,
    fitted
      ? `${sensitivity.points} joint draws of the fit; the answer is the median where the figure is in its lowest and its highest tenth, the others following; shares with 95 % intervals`
      : `${sensitivity.points} Sobol points, ${sensitivity.evaluations} evaluations; indices with 95 % intervals`,
  ))
    shell.print(line);
  return 0;
}

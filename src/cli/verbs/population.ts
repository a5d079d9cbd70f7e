/** `population`: how many there are in all, from overlapping lists; or why that cannot be said. */
import path from "node:path";
import { estimatePopulation, parseContingencyTable } from "#analysis/index.ts";
import { decodeReport } from "#intake/decode.ts";
import { collect, decodeUtf8, readBytes } from "#platform/files.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { threeDigits, wrapped } from "../say.ts";
import { table } from "../table.ts";
import { findVerb } from "../verbs.ts";

const tableLimit = 1024 * 1024;

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("population")?.usage ?? "";
  const { values, positionals } = parse(
    args,
    { json: { type: "boolean" }, bootstraps: { type: "string" }, seed: { type: "string" } },
    usage,
  );
  const [file, extra] = positionals;
  if (file === undefined || extra !== undefined)
    throw new Refused({ kind: "bad-usage", says: "Give one CSV file, or - for standard input.", usage });
  const bootstraps = whole(values.bootstraps ?? "0", "--bootstraps", usage);
  const seed = whole(values.seed ?? "1", "--seed", usage);
  const name = file === "-" ? "standard input" : file;
  const bytes = granted(
    file === "-" ? await collect(shell.stdin, name, tableLimit) : await readBytes(path.resolve(shell.cwd, file), tableLimit),
  );
  const lists = parseContingencyTable(granted(decodeReport(name, bytes, decodeUtf8)));
  if (!lists.ok) throw new Refused({ kind: "bad-input", place: `${name}, line ${lists.refusal.line}`, says: lists.refusal.says });
  const estimated = estimatePopulation(lists.value, {
    seed,
    bootstraps,
    onProgress: ({ doing, done, total }) => {
      if (shell.isTerminal && done % 50 === 0) shell.tell(`  ${doing} ${done}/${total}`);
    },
  });
  if (!estimated.ok) {
    if (values.json === true) shell.print(JSON.stringify({ refused: estimated.refusal }, null, 2));
    const says = estimated.refusal.kind === "overlap-too-thin" ? estimated.refusal.says : "it was cancelled";
    throw new Refused({ kind: "not-enough", what: name, says: says.replace(/\.$/, "") });
  }
  const { averaged, models, observed, seenTwice, stepwise, listsAlone, warnings } = estimated.value;
  if (values.json === true) {
    shell.print(JSON.stringify(estimated.value, null, 2));
    return 0;
  }
  shell.print(
    `${threeDigits(averaged.median)} in all (95 %: ${threeDigits(averaged.low)} to ${threeDigits(averaged.high)}), over ${models.length} models by weight; ${observed} were seen, ${seenTwice} by two lists or more.`,
  );
  for (const warning of warnings) for (const line of wrapped("  ! ", warning)) shell.print(line);
  shell.print("");
  const rows = [...models]
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 12)
    .map((model) => [
      model.weight.toFixed(3),
      model.estimate === null ? "–" : threeDigits(model.estimate),
      model.interval === null ? model.standing : `${threeDigits(model.interval.low)} to ${threeDigits(model.interval.high)}`,
      model.interactions.join(" ") || "lists alone",
    ]);
  for (const line of table(["weight", "estimate", "95 % interval", "lists that go together"], rows)) shell.print(line);
  shell.print("");
  shell.print(
    `Stepwise choice ${stepwise.estimate === null ? "–" : threeDigits(stepwise.estimate)}; lists alone ${listsAlone.estimate === null ? "–" : threeDigits(listsAlone.estimate)}.`,
  );
  return 0;
}

function whole(given: string, flag: string, usage: string): number {
  if (!/^\d{1,7}$/.test(given)) throw new Refused({ kind: "bad-usage", says: `${flag} is "${given}", not a whole number.`, usage });
  return Number(given);
}

/** `population`: how many there are in all, from overlapping lists; or why that cannot be said. */
import path from "node:path";
import {
  estimatePopulation,
  joinResamples,
  parseContingencyTable,
  planResamples,
  surveyModels,
  type Bootstrap,
  type ContingencyTable,
  type Survey,
} from "#analysis/population/index.ts";
import { decodeReport } from "#intake/decode.ts";
import { collect, decodeUtf8, readBytes } from "#platform/files.ts";
import { resampleInThreads } from "#platform/threads/resample-in-threads.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { threeDigits, wrapped } from "../say.ts";
import { table } from "../table.ts";
import { findVerb } from "../verbs.ts";

const tableLimit = 1024 * 1024;

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("population")?.usage ?? "";
  const { values, positionals } = parse(
    args,
    {
      json: { type: "boolean" },
      bootstraps: { type: "string" },
      "every-model": { type: "boolean" },
      threads: { type: "string" },
      seed: { type: "string" },
    },
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
  const threads = values.threads === undefined ? undefined : Math.max(1, whole(values.threads, "--threads", usage));
  const progress = progressOn(shell);
  const survey = surveyModels(lists.value, ({ doing, done, total }) => progress(doing, done, total));
  if (survey === null) throw new Error("nothing stops the search for models here");
  const bootstrap = await resampled(lists.value, survey, {
    seed,
    replicates: bootstraps,
    everyModel: values["every-model"] === true,
    ...(threads === undefined ? {} : { threads }),
    onProgress: (done, total) => progress("resampling the lists", done, total),
  });
  const estimated = estimatePopulation(lists.value, { seed, survey, ...(bootstrap === null ? {} : { bootstrap }) });
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
  if (bootstrap !== null)
    shell.print(
      `Chosen anew on each of ${bootstrap.replicates} resamples (seed ${seed}): ${interval(bootstrap.averaged)} over ${bootstrap.models} models by weight, ${interval(bootstrap.stepwise)} stepwise.`,
    );
  return 0;
}

/** Null when no resamples are asked for, or the lists carry no estimate to be resampled. */
async function resampled(
  lists: ContingencyTable,
  survey: Survey,
  {
    seed,
    replicates,
    everyModel,
    ...options
  }: {
    readonly seed: number;
    readonly replicates: number;
    readonly everyModel: boolean;
    readonly threads?: number;
    readonly onProgress: (done: number, total: number) => void;
  },
): Promise<Bootstrap | null> {
  if (replicates === 0 || !estimatePopulation(lists, { seed, survey }).ok) return null;
  const plan = planResamples(lists, survey.search, { seed, replicates, everyModel });
  const slices = await resampleInThreads(plan, options);
  if (slices === null) throw new Error("nothing stops the resamples here");
  return joinResamples(plan, slices);
}

/** On a terminal, a line now and then that says how far a long part is. */
function progressOn(shell: Shell): (doing: string, done: number, total: number) => void {
  let told = performance.now();
  return (doing, done, total) => {
    const now = performance.now();
    if (!shell.isTerminal || now - told < 1_000) return;
    told = now;
    shell.tell(`  ${doing} ${done.toLocaleString("en")}/${total.toLocaleString("en")}`);
  };
}

const interval = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `95 %: ${threeDigits(low)} to ${high === Infinity ? "no upper end" : threeDigits(high)}`;

function whole(given: string, flag: string, usage: string): number {
  if (!/^\d{1,7}$/.test(given)) throw new Refused({ kind: "bad-usage", says: `${flag} is "${given}", not a whole number.`, usage });
  return Number(given);
}

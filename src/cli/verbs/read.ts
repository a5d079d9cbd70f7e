/** `read`: a report in, its proposed claims out. No store, no network. */
import { parseEdtf, undated, type EdtfDate } from "#domain/edtf.ts";
import { reportId } from "#domain/ids.ts";
import { languages, type Language } from "#domain/report.ts";
import { decodeReport, reportLimit } from "#intake/decode.ts";
import { collect, decodeUtf8, readBytes } from "#platform/files.ts";
import { guessLanguage } from "#intake/guess-language.ts";
import type { Reading } from "#domain/claim.ts";
import {
  agreed,
  answerSchema,
  hintsOf,
  promptOf,
  questionsOf,
  readReport,
  toContract,
  type Hinted,
  type ReportText,
} from "#reading/index.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { sayQuantity } from "../say.ts";
import { table } from "../table.ts";
import { findVerb } from "../verbs.ts";
import path from "node:path";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("read")?.usage ?? "";
  const { values, positionals } = parse(
    args,
    {
      published: { type: "string" },
      told: { type: "string" },
      outlet: { type: "string" },
      language: { type: "string" },
      model: { type: "string" },
      "model-name": { type: "string" },
      "model-elsewhere": { type: "boolean" },
      json: { type: "boolean" },
    },
    usage,
  );
  const [file, extra] = positionals;
  if (file === undefined || extra !== undefined)
    throw new Refused({ kind: "bad-usage", says: "Give one file, or - for standard input.", usage });
  const published = date(values.published, "--published");
  const told = values.told === undefined ? undefined : date(values.told, "--told");
  const name = file === "-" ? "standard input" : file;
  const bytes = granted(
    file === "-" ? await collect(shell.stdin, name, reportLimit) : await readBytes(path.resolve(shell.cwd, file), reportLimit),
  );
  const text = granted(decodeReport(name, bytes, decodeUtf8));
  const language = values.language === undefined ? guessLanguage(text) : parseLanguage(values.language);
  const input = {
    text,
    language,
    published,
    ...(told === undefined ? {} : { told }),
    outlet: values.outlet ?? "the outlet",
    report: reportId(idFrom(name)),
  };
  const reading = values.model === undefined ? readReport(input) : await readWithModel(input, values, shell);
  if (values.json === true) {
    shell.print(JSON.stringify(toContract(input, reading), null, 2));
    return 0;
  }
  if (published === undated)
    shell.tell("No publication date given: relative times such as “last year” stay unknown. Add --published 2025-12-26.");
  if (reading.claims.length === 0) {
    shell.print("No claims: the text states no quantity of the vocabulary.");
    return 0;
  }
  const rows = reading.claims.map((claim) => [
    claim.id,
    claim.measure,
    `${claim.conversionOf === null ? "" : "= "}${sayQuantity(claim)}`,
    claim.period === undated ? "–" : claim.period,
    claim.polarity,
    claim.speakers.map((speaker) => speaker.name).join(" › "),
    `“${claim.spans[0].exact}” ${claim.spans[0].start}–${claim.spans[0].end}`,
  ]);
  for (const line of table(["claim", "measure", "value", "period", "polarity", "speakers", "words"], rows)) shell.print(line);
  if (reading.unclassified.length > 0)
    shell.print(`Not claims, for want of a measure: ${reading.unclassified.map((one) => `“${one.span.exact}”`).join(", ")}.`);
  const restating = reading.claims.filter((claim) => claim.conversionOf !== null).length;
  const count = reading.claims.length;
  shell.print(
    `${count} proposal${count === 1 ? "" : "s"}${restating > 0 ? `, of which ${restating} ${restating === 1 ? "restates" : "restate"} another (=)` : ""}. A person decides which count.`,
  );
  return 0;
}

/**
 * The reading with the measures a model chose where the rules were unsure: two passes with the candidates in opposite orders, and only
 * what both say.
 */
async function readWithModel(
  input: ReportText,
  given: { readonly model?: string; readonly "model-name"?: string; readonly "model-elsewhere"?: boolean },
  shell: Shell,
): Promise<Reading> {
  const { askModel, modelEndpoint } = await import("#platform/model-endpoint.ts");
  const endpoint = granted(modelEndpoint(given.model ?? "", given["model-name"] ?? "llama3.2", given["model-elsewhere"] === true));
  const first = readReport(input);
  const questions = questionsOf(input, first);
  const by = `the model ${endpoint.model}`;
  shell.tell(
    `Asking ${endpoint.model} at ${endpoint.url.host} about ${questions.length} number${questions.length === 1 ? "" : "s"}, twice …`,
  );
  const answers = [];
  for (const reversed of [false, true]) {
    const answer = granted(await askModel(endpoint, promptOf(input, questions, reversed), answerSchema(questions)));
    answers.push(hintsOf(input, questions, answer, by));
  }
  const [one, two] = answers;
  const { hints, refused } = agreed(one as Hinted, two as Hinted);
  for (const why of refused) shell.tell(`  not let in: ${why}`);
  return readReport({ ...input, hints });
}

function date(given: string | undefined, field: string): EdtfDate {
  if (given === undefined) return undated;
  const parsed = parseEdtf(given);
  if (parsed === null) throw new Refused({ kind: "bad-date", given, field });
  return parsed;
}

function parseLanguage(given: string): Language {
  const found = languages.find((language) => language === given);
  if (found === undefined) throw new Refused({ kind: "unknown-language", given });
  return found;
}

function idFrom(name: string): string {
  const stem = path.basename(name).replace(/\.[^.]*$/, "");
  return stem.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "report";
}

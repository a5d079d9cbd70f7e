/**
 * Writes docs/reference/cli.md from the verbs and the table of refusals. `--write` puts it there; without it, it is printed.
 * The page is compared in the tests, so the help and the reference cannot say different things.
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { refusalRows } from "../src/casework/refusal-words.ts";
import { type Verb, verbs } from "../src/cli/verbs.ts";

const page = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../docs/reference/cli.md");

/** The whole page as Markdown. */
export function cliReference(list: readonly Verb[] = verbs): string {
  const refusals = [...refusalRows].sort((a, b) => a.exitCode - b.exitCode || (a.kind < b.kind ? -1 : 1));
  return [
    "# Command reference",
    "",
    "Generated from the verbs and the table of refusals; do not edit. `./counterledger VERB --help` says the same.",
    "Results go to standard output, progress and refusals to standard error.",
    "",
    ...list.flatMap(verbSection),
    "## Exit codes",
    "",
    "`0` is success. Every other code is stable; the HTTP status is what the workbench's interface answers for the same refusal.",
    "",
    "| code | refusal | means | HTTP |",
    "| ---: | --- | --- | ---: |",
    ...refusals.map(({ kind, title, exitCode, status }) => `| ${exitCode} | \`${kind}\` | ${title} | ${status} |`),
    "",
  ].join("\n");
}

function verbSection({ name, summary, usage, options }: Verb): string[] {
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const rows = options.map(({ flag, says }) => `| \`${cell(flag)}\` | ${cell(says)} |`);
  const table = rows.length === 0 ? [] : ["| option | says |", "| --- | --- |", ...rows, ""];
  return [`## ${name}`, "", summary, "", "```text", usage, "```", "", ...table];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes("--write")) await writeFile(page, cliReference());
  else console.log(cliReference());
}

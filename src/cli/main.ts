/** The command line's way in: finds the verb, runs it, and turns refusals into words and exit codes. */
import type { Refusal } from "#domain/refusal.ts";
import { findVerb, verbs } from "./verbs.ts";
import { Refused, tellRefusal, type Shell } from "./shell.ts";

const shell: Shell = {
  stdin: process.stdin,
  print: (line) => void process.stdout.write(`${line}\n`),
  tell: (line) => void process.stderr.write(`${line}\n`),
  env: process.env,
  cwd: process.env["COUNTERLEDGER_CWD"] ?? process.cwd(),
  isTerminal: process.stderr.isTTY,
};

// A reader that closes the pipe early (head) has what it wanted; anything else means that the answer did not arrive.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  const refusal: Refusal =
    error.code === "ENOSPC"
      ? { kind: "disk-full", what: "the output" }
      : { kind: "file-unreadable", name: "standard output", why: error.code ?? error.message };
  process.exit(tellRefusal(refusal, shell));
});

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    shell.print(help());
    return name === undefined ? 2 : 0;
  }
  const verb = findVerb(name);
  if (!verb)
    return tellRefusal(
      { kind: "bad-usage", says: `"${name}" is not a verb.`, usage: `counterledger ${verbs.map((one) => one.name).join("|")}` },
      shell,
    );
  if (args.includes("--help") || args.includes("-h")) {
    shell.print(
      [verb.summary, "", `Usage: ${verb.usage}`, "", ...table(verb.options.map((option) => [option.flag, option.says] as const))].join(
        "\n",
      ),
    );
    return 0;
  }
  try {
    const { run } = await verb.load();
    return await run(args, shell);
  } catch (error) {
    if (error instanceof Refused) return tellRefusal(error.refusal, shell);
    throw error;
  }
}

function help(): string {
  return [
    "Counterledger: reports about state-run labour dispatch, as claims that can be checked.",
    "",
    "Usage: counterledger VERB [options]   (VERB --help says more)",
    "",
    ...table(verbs.map((verb) => [verb.name, verb.summary] as const)),
  ].join("\n");
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

/** The terminal a verb talks to: results on stdout, progress and refusals on stderr. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { refusalWords } from "#casework/refusal-words.ts";
import type { Refusal } from "#domain/refusal.ts";

export type Shell = {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly print: (line: string) => void;
  readonly tell: (line: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly isTerminal: boolean;
};

/** A refusal on its way to the exit code; thrown only inside the command line, caught only in `main.ts`. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

/** The value, or the end of the command with the refusal's words and exit code. */
export function granted<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }): T {
  if (!result.ok) throw new Refused(result.refusal);
  return result.value;
}

/** Flags and positionals; an unknown flag is a `bad-usage` refusal that shows the verb's usage. */
export function parse<O extends NonNullable<ParseArgsConfig["options"]>>(args: readonly string[], options: O, usage: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Refused({ kind: "bad-usage", says: notParsed(error), usage });
  }
}

/** The flags of a verb that takes nothing else: a word that stands by itself is a `bad-usage` refusal, as it may be a flag's lost value. */
export function parseFlags<O extends NonNullable<ParseArgsConfig["options"]>>(args: readonly string[], options: O, usage: string) {
  const { values, positionals } = parse(args, options, usage);
  if (positionals[0] !== undefined)
    throw new Refused({ kind: "bad-usage", says: `"${positionals[0]}" stands by itself; every word here belongs to a flag.`, usage });
  return { values };
}

/** Node's own words on a call, as one sentence; of a value that begins with a dash it would tell a riddle. */
function notParsed(error: unknown): string {
  const says = error instanceof Error ? error.message : String(error);
  const dashed = /^Option '(--[\w-]+).*' argument is ambiguous/.exec(says);
  if (dashed !== null)
    return `${dashed[1]} is followed by something with a dash; a value that begins with one is given as ${dashed[1]}=VALUE.`;
  return `${(says.split(/\. |\n/)[0] ?? says).replace(/\.$/, "")}.`;
}

/** Prints a refusal: what, where, what to do next. */
export function tellRefusal(refusal: Refusal, shell: Shell): number {
  const words = refusalWords(refusal);
  shell.tell(`${words.title}. ${words.detail}`);
  shell.tell(`→ ${words.remedy}`);
  return words.exitCode;
}

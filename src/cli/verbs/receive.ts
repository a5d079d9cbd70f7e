/**
 * `receive`: files in, reports of a case out. With `--dry-run` it says what it would do and writes nothing. With `--drop` it empties a folder
 * somebody else fills: what was taken in is removed from there, so that no receipt stays behind; what was refused stays.
 */
import { lstat, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { refusalWords } from "#casework/refusal-words.ts";
import type { Casework, PlannedReceipt } from "#casework/index.ts";
import { parseEdtf, type EdtfDate } from "#domain/edtf.ts";
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { languages } from "#domain/report.ts";
import type { Result } from "#domain/result.ts";
import { draftsOfFile, endings, reportLimit, type Defaults, type Draft } from "#intake/index.ts";
import { collect, decodeUtf8, readBytes } from "#platform/files.ts";
import { isAgeFile } from "#platform/keys/index.ts";
import { granted, parse, Refused, tellRefusal, type Shell } from "../shell.ts";
import { table } from "../table.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

const flags = {
  ...caseFlags,
  source: { type: "string" },
  outlet: { type: "string" },
  published: { type: "string" },
  told: { type: "string" },
  title: { type: "string" },
  channel: { type: "string" },
  family: { type: "string" },
  language: { type: "string" },
  drop: { type: "string" },
  watch: { type: "boolean" },
  "dry-run": { type: "boolean" },
  "keep-original": { type: "boolean" },
} as const;

/** Seconds between two looks at a watched folder. */
const pause = 5;

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("receive")?.usage ?? "";
  const { values, positionals } = parse(args, flags, usage);
  const no = (says: string) => new Refused({ kind: "bad-usage", says, usage });
  if (values.drop === undefined && positionals.length === 0) throw no("Give files, - for standard input, or --drop DIR.");
  if (values.drop !== undefined && positionals.length > 0) throw no("Give files or --drop DIR, not both.");
  if (values.watch === true && values.drop === undefined) throw no("--watch looks at a folder: add --drop DIR.");
  const defaults = defaultsOf(values);
  const dry = values["dry-run"] === true;
  const keep = values["keep-original"] === true;
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    if (values.drop !== undefined)
      return drop(
        casework,
        id,
        { folder: values.drop, watch: values.watch === true, dry, keep, json: values.json === true, defaults },
        shell,
      );
    const drafts: Draft[] = [];
    for (const file of positionals) {
      // No name to make an id of: the words' own hash gives one, so that two pasted reports do not meet under one id.
      const name = file;
      const bytes = granted(
        file === "-" ? await collect(shell.stdin, name, reportLimit) : await readBytes(path.resolve(shell.cwd, file), reportLimit),
      );
      drafts.push(...granted(await draftsIn(casework, id, name, bytes)));
    }
    const plans = granted(await casework.planReceipt(id, drafts, defaults));
    return (await take(casework, id, plans, { dry, json: values.json === true, keep }, shell)) ? 0 : 3;
  });
}

/** Takes in what is new; nothing at all while one of them is refused, unless it is a dry run. Returns whether all were in order. */
async function take(
  casework: Casework,
  id: CaseId,
  plans: readonly PlannedReceipt[],
  how: { readonly dry: boolean; readonly json: boolean; readonly keep: boolean },
  shell: Shell,
): Promise<boolean> {
  const wrong = plans.filter((plan) => plan.state === "refused" || plan.state === "changed");
  const received = new Map<string, number>();
  if (!how.dry && wrong.length === 0) {
    const fresh = plans.filter((plan) => plan.state === "new");
    for (const [index, plan] of fresh.entries()) {
      if (shell.isTerminal && fresh.length > 1) shell.tell(`  ${index + 1}/${fresh.length} reading ${plan.id} …`);
      const open = granted(
        await casework.receive(id, {
          name: plan.place,
          bytes: plan.bytes,
          ...plan.note,
          ...(how.keep && plan.file !== undefined ? { file: plan.file } : {}),
        }),
      );
      received.set(plan.id, open.claims.length);
    }
  }
  if (how.json) {
    shell.print(
      JSON.stringify(
        plans.map((plan) => view(plan, received.get(plan.id))),
        null,
        2,
      ),
    );
  } else {
    for (const line of table(
      ["file", "report", "state", "what to know"],
      plans.map((plan) => [plan.place, plan.id, stateOf(plan, received), notesOf(plan).join("; ")]),
    ))
      shell.print(line);
    const fresh = plans.filter((plan) => plan.state === "new").length;
    const same = plans.filter((plan) => plan.state === "same").length;
    const verb = how.dry || wrong.length > 0 ? "would be taken in" : "taken in";
    shell.print(`${fresh} ${verb}, ${same} here already, ${wrong.length} not in order.${how.dry ? " Nothing was written." : ""}`);
  }
  if (wrong.length > 0 && !how.dry) {
    shell.tell("Nothing was taken in, because not all of it is in order.");
    shell.tell("→ Mend what is named above, or give those files apart. --dry-run shows the plan without writing.");
  }
  return wrong.length === 0;
}

async function drop(
  casework: Casework,
  id: CaseId,
  how: {
    readonly folder: string;
    readonly watch: boolean;
    readonly dry: boolean;
    readonly keep: boolean;
    readonly json: boolean;
    readonly defaults: Defaults;
  },
  shell: Shell,
): Promise<number> {
  const root = path.resolve(shell.cwd, how.folder);
  const refusedBefore = new Set<string>();
  let allWell = true;
  do {
    for (const name of await filesIn(root, how.folder)) {
      const at = path.join(root, name);
      const { mtimeMs, size } = await lstat(at);
      const key = `${name} ${mtimeMs} ${size}`;
      // A file that is still being written is left for the next look.
      if (refusedBefore.has(key) || (how.watch && Date.now() - mtimeMs < pause * 1_000)) continue;
      const taken = await takeDropped(casework, id, { at, name, ...how }, shell);
      if (!taken) {
        allWell = false;
        refusedBefore.add(key);
      } else if (!how.dry) await rm(at);
    }
    if (how.watch) await new Promise((resolve) => setTimeout(resolve, pause * 1_000));
  } while (how.watch);
  return allWell ? 0 : 3;
}

async function takeDropped(
  casework: Casework,
  id: CaseId,
  {
    at,
    name,
    dry,
    keep,
    json,
    defaults,
  }: {
    readonly at: string;
    readonly name: string;
    readonly dry: boolean;
    readonly keep: boolean;
    readonly json: boolean;
    readonly defaults: Defaults;
  },
  shell: Shell,
): Promise<boolean> {
  const bytes = await readBytes(at, reportLimit);
  const drafts = bytes.ok ? await draftsIn(casework, id, name, bytes.value) : bytes;
  if (!drafts.ok) {
    tellRefusal(drafts.refusal, shell);
    return false;
  }
  return take(casework, id, granted(await casework.planReceipt(id, drafts.value, defaults)), { dry, json, keep }, shell);
}

/** The drafts of a file; an encrypted envelope is opened first, and what is in it is read by the name that is left without `.age`. */
async function draftsIn(casework: Casework, id: CaseId, name: string, bytes: Uint8Array): Promise<Result<readonly Draft[], Refusal>> {
  if (!isAgeFile(bytes)) return draftsOfFile(name, bytes, decodeUtf8);
  const opened = await casework.openEnvelope(id, name, bytes);
  return opened.ok ? draftsOfFile(name.replace(/\.age$/i, ""), opened.value, decodeUtf8) : opened;
}

/** Ordinary files of the folder with an ending that is taken in, oldest name first; links are never followed and hidden files never read. */
async function filesIn(root: string, folder: string): Promise<readonly string[]> {
  let entries;
  try {
    entries = await readdir(root, { withFileTypes: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Refused(
      code === "ENOENT"
        ? { kind: "file-missing", name: folder }
        : { kind: "file-unreadable", name: folder, why: code === "ENOTDIR" ? "it is not a folder" : code },
    );
  }
  return entries
    .filter(
      (entry) =>
        entry.isFile() &&
        !entry.name.startsWith(".") &&
        [...endings, "age"].some((ending) => entry.name.toLowerCase().endsWith(`.${ending}`)),
    )
    .map((entry) => entry.name)
    .sort();
}

function defaultsOf(
  values: Readonly<Partial<Record<"source" | "outlet" | "published" | "told" | "title" | "channel" | "family" | "language", string>>>,
): Defaults {
  const date = (given: string | undefined, field: string): EdtfDate | undefined => {
    const parsed = given === undefined ? undefined : parseEdtf(given);
    if (parsed === null) throw new Refused({ kind: "bad-date", given: given ?? "", field });
    return parsed;
  };
  const language = languages.find((one) => one === values.language);
  if (values.language !== undefined && language === undefined) throw new Refused({ kind: "unknown-language", given: values.language });
  const published = date(values.published, "--published");
  const told = date(values.told, "--told");
  return {
    ...(values.source === undefined ? {} : { source: values.source }),
    ...(values.outlet === undefined ? {} : { outlet: values.outlet }),
    ...(values.title === undefined ? {} : { title: values.title }),
    ...(values.channel === undefined ? {} : { channel: values.channel }),
    ...(values.family === undefined ? {} : { family: values.family }),
    ...(published === undefined ? {} : { published }),
    ...(told === undefined ? {} : { told }),
    ...(language === undefined ? {} : { language }),
  };
}

function stateOf(plan: PlannedReceipt, received: ReadonlyMap<string, number>): string {
  const claims = received.get(plan.id);
  if (plan.state === "new") return claims === undefined ? "new" : `taken in, ${claims} claim${claims === 1 ? "" : "s"}`;
  if (plan.state === "same") return `here as ${plan.as}`;
  return plan.state === "changed" ? "other words under a known id" : "refused";
}

function notesOf(plan: PlannedReceipt): readonly string[] {
  return [
    ...(plan.state === "refused" ? [says(plan.refusal)] : []),
    ...(plan.state === "changed" ? [`${plan.differs}; what was taken in is never replaced: give it an id of its own`] : []),
    ...plan.like.map(
      ({ report, family, share }) =>
        `shares ${(share * 100).toFixed(0)} % of its word runs with ${report}: add --family ${family} if one carries the other`,
    ),
    ...plan.notes,
  ];
}

const says = (refusal: Refusal): string => `${refusalWords(refusal).detail} ${refusalWords(refusal).remedy}`;

/** The plan without the words of the report. */
function view(plan: PlannedReceipt, claims: number | undefined) {
  return {
    file: plan.place,
    report: plan.state === "same" ? plan.as : plan.id,
    state: claims === undefined ? plan.state : "taken-in",
    ...(claims === undefined ? {} : { claims }),
    notes: notesOf(plan),
    like: plan.like,
  };
}

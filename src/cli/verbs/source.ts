/** `source`: what a handler does with the people who tell: grade, describe, keep a sealed note, end their use, forget them. */
import { readFile } from "node:fs/promises";
import { sourceId, type CaseId, type SourceId } from "#domain/ids.ts";
import type { Casework } from "#casework/index.ts";
import { consents, contactRisks, reliabilities, tlps, type RestedOn, type SourceFile } from "#domain/source.ts";
import { collect } from "#platform/files.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

const flags = {
  ...caseFlags,
  why: { type: "string" },
  pseudonym: { type: "string" },
  "can-know": { type: "string" },
  reliability: { type: "string" },
  tlp: { type: "string" },
  consent: { type: "string" },
  "contact-risk": { type: "string" },
  compartment: { type: "string" },
  to: { type: "string", multiple: true },
  identity: { type: "string" },
  note: { type: "string" },
} as const;

type Flags = ReturnType<typeof parse<typeof flags>>["values"];
type Told = { readonly casework: Casework; readonly id: CaseId; readonly source: SourceId; readonly flags: Flags; readonly shell: Shell };
type Outcome = Promise<SourceFile | RestedOn | string>;

/** A note is a page, not an archive. */
const noteLimit = 1024 * 1024;

const deeds: Readonly<Record<string, (told: Told) => Outcome>> = {
  show: async ({ casework, id, source }) => granted(await casework.source(id, source)),
  "rested-on": async ({ casework, id, source }) => granted(await casework.restedOn(id, source)),
  register: async ({ casework, id, source, flags: given }) => {
    const told = {
      id: source,
      pseudonym: given.pseudonym ?? source,
      canKnow: given["can-know"] ?? "",
      reliability: oneOf("reliability", reliabilities, given.reliability) ?? "F",
      tlp: oneOf("tlp", tlps, given.tlp) ?? "TLP:RED",
      consent: oneOf("consent", consents, given.consent) ?? "none",
      contactRisk: oneOf("contact-risk", contactRisks, given["contact-risk"]) ?? "unknown",
      compartment: given.compartment ?? "",
    };
    granted(await casework.registerSource(id, told));
    return granted(await casework.source(id, source));
  },
  grade: async ({ casework, id, source, flags: given }) => {
    const grade = oneOf("reliability", reliabilities, given.reliability);
    if (grade === undefined) throw badUsage("Say the grade: --reliability A to F.");
    return granted(await casework.gradeSource(id, source, grade, reason(given)));
  },
  describe: async ({ casework, id, source, flags: given }) => {
    const [tlp, consent, contactRisk] = [oneOf("tlp", tlps, given.tlp), oneOf("consent", consents, given.consent), oneOf("contact-risk", contactRisks, given["contact-risk"])]; // prettier-ignore
    const canKnow = given["can-know"];
    const change = {
      ...(canKnow === undefined ? {} : { canKnow }),
      ...(tlp === undefined ? {} : { tlp }),
      ...(consent === undefined ? {} : { consent }),
      ...(contactRisk === undefined ? {} : { contactRisk }),
    };
    return granted(await casework.describeSource(id, source, change, reason(given)));
  },
  note: async ({ casework, id, source, flags: given, shell }) => {
    const holders = given.to ?? [];
    const passphrase = shell.env["COUNTERLEDGER_NOTE_PASSPHRASE"];
    if (holders.length === 0 && passphrase === undefined)
      throw badUsage("Say who is to open it: --to age1… for each, or COUNTERLEDGER_NOTE_PASSPHRASE.");
    const text = new TextDecoder().decode(granted(await collect(shell.stdin, "the note", noteLimit)));
    return granted(await casework.sealNote(id, source, text, holders.length > 0 ? { holders } : { passphrase: passphrase ?? "" }));
  },
  "open-note": async ({ casework, id, source, flags: given, shell }) => {
    const position = given.note === undefined ? undefined : Number(given.note);
    const opener =
      given.identity === undefined
        ? { passphrase: shell.env["COUNTERLEDGER_NOTE_PASSPHRASE"] ?? "" }
        : { identities: (await identityFile(given.identity)).split("\n").filter((line) => line.startsWith("AGE-SECRET-KEY-")) };
    return granted(await casework.openNote(id, source, opener, position));
  },
  withdraw: async ({ casework, id, source, flags: given }) => granted(await casework.withdrawSource(id, source, reason(given))),
  forget: async ({ casework, id, source, flags: given }) => granted(await casework.forgetSource(id, source, reason(given))),
};

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("source")?.usage ?? "";
  const { values, positionals } = parse(args, flags, usage);
  const [deed = "list", named, ...rest] = positionals;
  if (rest.length > 0 || (deed !== "list" && (named === undefined || deeds[deed] === undefined)))
    throw badUsage(
      deed === "list" || deeds[deed] !== undefined ? `${deed} takes one source.` : `"${deed}" is nothing to do with a source.`,
    );
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    const say = (outcome: object | string, text: () => readonly string[]) => {
      if (values.json === true) shell.print(JSON.stringify(outcome, null, 2));
      else for (const line of text()) shell.print(line);
      return 0;
    };
    if (deed === "list") {
      const sources = granted(await casework.sources(id));
      return say(sources, () =>
        sources.map((one) => `${one.id}  ${one.reliability}  ${one.tlp}  ${one.consent}  ${one.state ?? "active"}`),
      );
    }
    const outcome = await (deeds[deed] as (told: Told) => Outcome)({ casework, id, source: sourceId(named ?? ""), flags: values, shell });
    if (typeof outcome === "string") return say(outcome, () => [outcome]);
    return say(outcome, () => ("claims" in outcome ? sayRested(outcome) : sayFile(outcome)));
  });
}

function sayFile(file: SourceFile): readonly string[] {
  return [
    `${file.id} (${file.state}) ${file.pseudonym}: ${file.canKnow === "" ? "what they can know is not told" : file.canKnow}`,
    `  reliability ${file.reliability}, ${file.tlp}, consent ${file.consent}, contact risk ${file.contactRisk}${file.compartment === "" ? "" : `, compartment ${file.compartment}`}`,
    ...file.grades.map((grade) => `  ${grade.at} ${grade.by} graded ${grade.reliability}: ${grade.why}`),
    ...file.notes.map((note) => `  ${note.at} ${note.by} sealed note ${note.position} to ${note.holders.length === 0 ? "a passphrase" : note.holders.join(", ")}`), // prettier-ignore
  ];
}

function sayRested(rests: RestedOn): readonly string[] {
  const gone = rests.state === "active" ? "rests" : "rested";
  return [
    `${rests.source} (${rests.state}): ${rests.reports.length} reports and ${rests.claims.length} claims are theirs.`,
    ...rests.conclusions.map((one) => `  ${gone} on them: ${one.kind} “${one.name}” (entry ${one.position})`),
    ...rests.sentences.map((one) => `  ${gone} on them: ${one.release} (${one.state}) says “${one.says}”`),
    ...(rests.giveKeyAgain ?? []).map(
      (holder) => `  ${holder} can no longer open the case; give the key again with keys --grant, if they still may.`,
    ),
  ];
}

function reason(given: Flags): string {
  if (given.why === undefined || given.why.trim() === "") throw badUsage("Give --why REASON; it stays in the ledger.");
  return given.why;
}

function oneOf<const Words extends readonly string[]>(flag: string, words: Words, given: string | undefined): Words[number] | undefined {
  if (given === undefined) return undefined;
  const found = words.find((word) => word === given);
  if (found === undefined) throw badUsage(`--${flag} is one of ${words.join(", ")}, not "${given}".`);
  return found;
}

async function identityFile(name: string): Promise<string> {
  try {
    return await readFile(name, "utf8");
  } catch (error) {
    throw new Refused({ kind: "file-unreadable", name, why: (error as { code?: string }).code ?? "it cannot be read" });
  }
}

const badUsage = (says: string) => new Refused({ kind: "bad-usage", says, usage: findVerb("source")?.usage ?? "" });

/**
 * `release`: a release from draft to dossier without a browser. Alone it shows the newest with its risks, and for each the commands
 * that settle it; `draft`, `mend`, `lift`, `accept` and `publish` are the steps.
 */
import type { Casework, ReleaseState } from "#casework/index.ts";
import { claimId, type CaseId } from "#domain/ids.ts";
import { mendWays, mendWaysFor, type Mend, type MendWay, type Risk } from "#domain/release.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { wrapped } from "../say.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";
import { currentRelease, publishTo } from "./dossier.ts";

const steps = ["draft", "mend", "lift", "accept", "publish"] as const;
type Step = (typeof steps)[number];

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("release")?.usage ?? "";
  const refusal = (says: string) => new Refused({ kind: "bad-usage", says, usage });
  const text = { type: "string" } as const;
  const { values, positionals } = parse(args, { ...caseFlags, how: text, risk: text, why: text, out: text }, usage);
  const [first, ...named] = positionals;
  const step = first === undefined ? null : (steps.find((one) => one === first) ?? null);
  if (first !== undefined && step === null) throw refusal(`"${first}" is not ${steps.slice(0, -1).join(", ")} or ${steps.at(-1)}.`);
  const how = values.how === undefined ? undefined : wayOf(values.how, refusal);
  const why = values.why?.trim() ?? "";
  if ((step === "mend" || step === "lift") && how === undefined) throw refusal(`release ${step} needs --how ${mendWays.join("|")}.`);
  if ((step === "mend" || step === "lift") && named.length === 0 && values.risk === undefined)
    throw refusal(`Name the claims to ${step}, or the risk they stand under with --risk.`);
  if (step === "accept" && named.length === 0) throw refusal("Name at least one risk by its id; release lists them.");
  if (step === "accept" && why === "") throw refusal("release accept needs --why REASON.");
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    const before = step === "draft" ? await drafted(casework, id) : await newest(casework, id, step);
    if (step === "publish") return publishTo(casework, id, before, values, shell);
    const after = await taken(casework, id, before, { step, named, how, risk: values.risk, why });
    if (values.json === true) shell.print(JSON.stringify(after, null, 2));
    else for (const line of shown(after)) shell.print(line);
    return 0;
  });
}

function wayOf(given: string, refusal: (says: string) => Refused): MendWay {
  const way = mendWays.find((one) => one === given);
  if (way === undefined) throw refusal(`"${given}" is not a way to mend: ${mendWays.join(", ")}.`);
  return way;
}

/** A new draft on what is decided now. */
async function drafted(casework: Casework, id: CaseId): Promise<ReleaseState> {
  const analysis = granted(await casework.analysis(id));
  if (analysis === null || analysis.stale) granted(await casework.analyse(id));
  return granted(await casework.draftRelease(id));
}

/** The newest release; a step that needs a draft makes one when the newest no longer says what the case says. */
async function newest(casework: Casework, id: CaseId, step: Step | null): Promise<ReleaseState> {
  if (step !== null) return currentRelease(casework, id);
  const found = granted(await casework.releases(id)).at(-1);
  if (found === undefined)
    throw new Refused({
      kind: "bad-input",
      place: "release",
      says: "nothing was drafted yet; ./counterledger release draft makes a draft",
    });
  return found;
}

type Told = {
  readonly step: Exclude<Step, "publish"> | null;
  readonly named: readonly string[];
  readonly how: MendWay | undefined;
  readonly risk: string | undefined;
  readonly why: string;
};

async function taken(casework: Casework, id: CaseId, release: ReleaseState, told: Told): Promise<ReleaseState> {
  if (told.step === null || told.step === "draft") return release;
  if (told.step === "accept") {
    // Looked up first, so that one slip of the pen accepts nothing.
    for (const name of told.named) riskOf(release, name);
    let after = release;
    for (const name of told.named) after = granted(await casework.acceptRisk(id, release.id, name, told.why));
    return after;
  }
  const how = told.how ?? "withhold";
  const claims = [...told.named.map(claimId), ...(told.risk === undefined ? [] : riskOf(release, told.risk).claims)];
  const mends: readonly Mend[] = claims.map((claim) => ({ claim, how }));
  return granted(
    told.step === "mend" ? await casework.mendRelease(id, release.id, mends) : await casework.mendRelease(id, release.id, [], mends),
  );
}

function riskOf(release: ReleaseState, named: string): Risk {
  const found = release.risks.find((risk) => risk.id === named);
  if (found !== undefined) return found;
  const known = release.risks.map((risk) => risk.id);
  throw new Refused({
    kind: "bad-input",
    place: `risk "${named}"`,
    says: known.length === 0 ? `${release.id} has no risk` : `${release.id} has ${known.join(", ")}`,
  });
}

/** The release as a person reads it: what it holds, what was mended, each risk with what settles it, and the next step. */
function shown(release: ReleaseState): readonly string[] {
  const { content, risks, acceptances } = release;
  const accepted = new Map(acceptances.map((one) => [one.risk, one]));
  const open = risks.filter((risk) => !accepted.has(risk.id));
  const lines = [
    `${release.id}: ${release.state}, ${content.claims.length} claims, ${content.estimates.length} estimates, ${content.findings.length} findings, at ledger position ${release.position}.`,
    ...mendLines("Mended", release.mends ?? []),
    ...(release.dropped ?? []).flatMap((one) =>
      wrapped(
        "  ",
        one.why === "lifted"
          ? `${one.claim}: ${one.how} was lifted.`
          : `${one.claim}: ${one.how} rests, because ${one.why}; it comes back with the claim.`,
      ),
    ),
    ...[...new Set((release.fallen ?? []).map((one) => one.says))].flatMap((says) => wrapped("  no longer stands: ", says)),
  ];
  for (const risk of risks) {
    const acceptance = accepted.get(risk.id);
    lines.push("", ...wrapped(`${risk.id}  `, risk.says));
    if (risk.claims.length > 0) lines.push(...wrapped("    ", `Claims ${risk.claims.join(", ")}.`));
    if (acceptance !== undefined) lines.push(...wrapped("    ", `accepted by ${acceptance.by}: ${acceptance.why}`));
    else if (release.state === "draft") lines.push(...remedies(risk));
  }
  if (release.state === "published") return [...lines, "", `Published. SHA-256 of its dossier: ${release.sha256 ?? ""}`];
  return [
    ...lines,
    "",
    open.length === 0
      ? "Every risk is settled. Next: ./counterledger release publish"
      : `${open.length} of ${risks.length} ${risks.length === 1 ? "risk is" : "risks are"} open. Mend before you accept: a mended draft is reviewed anew.`,
  ];
}

function mendLines(lead: string, mends: readonly Mend[]): readonly string[] {
  return mends.length === 0 ? [] : wrapped(`${lead}: `, `${mends.map(({ claim, how }) => `${claim} (${how})`).join(", ")}.`);
}

function remedies(risk: Risk): readonly string[] {
  return [
    ...wrapped("    ", risk.remedy),
    ...(risk.claims.length === 0 ? [] : [`    ./counterledger release mend --risk ${risk.id} --how ${mendWaysFor[risk.kind].join("|")}`]),
    ...(risk.canBeAccepted ? [`    ./counterledger release accept ${risk.id} --why REASON`] : ["    Nobody can accept this one."]),
  ];
}

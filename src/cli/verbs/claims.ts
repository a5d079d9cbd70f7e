/** `claims`: what a case holds, with words, speakers and decisions. */
import type { Claim } from "#domain/claim.ts";
import { reportId } from "#domain/ids.ts";
import { measures, parseMeasure } from "#domain/measure.ts";
import type { ClaimFilter } from "#casework/index.ts";
import { granted, parseFlags, Refused, type Shell } from "../shell.ts";
import { sayQuantity } from "../say.ts";
import { table } from "../table.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

const states: readonly Claim["decision"]["state"][] = ["proposed", "accepted", "corrected", "rejected", "withdrawn"];

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("claims")?.usage ?? "";
  const { values } = parseFlags(
    args,
    { ...caseFlags, report: { type: "string" }, measure: { type: "string" }, state: { type: "string" } },
    usage,
  );
  const state = states.find((one) => one === values.state);
  if (values.state !== undefined && state === undefined)
    throw new Refused({ kind: "bad-usage", says: `"${values.state}" is not a state.`, usage });
  if (values.measure !== undefined && parseMeasure(values.measure) === null) {
    throw new Refused({
      kind: "bad-usage",
      says: `"${values.measure}" is not a measure; one of ${measures.map((one) => one.id).join(", ")}.`,
      usage,
    });
  }
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    const filter: ClaimFilter = {
      ...(values.report === undefined ? {} : { report: reportId(values.report) }),
      ...(values.measure === undefined ? {} : { measure: values.measure }),
      ...(state === undefined ? {} : { state }),
    };
    const claims = granted(await casework.claims(id, filter));
    if (values.json === true) {
      shell.print(JSON.stringify(claims, null, 2));
      return 0;
    }
    const rows = claims.map((claim) => [
      claim.id,
      claim.decision.state,
      claim.measure,
      `${claim.conversionOf === null ? "" : "= "}${sayQuantity(claim)}`,
      claim.period,
      claim.speakers.map((speaker) => speaker.name).join(" › "),
      `“${claim.spans[0].exact}”`,
    ]);
    if (rows.length === 0) shell.print("No claim matches. ./counterledger claims without filters lists all.");
    else for (const line of table(["claim", "decision", "measure", "value", "period", "speakers", "words"], rows)) shell.print(line);
    return 0;
  });
}

/** `accept`, `reject`, `withdraw` and `undo`: a person's word on claims, from the terminal. */
import { claimId, type CaseId, type ClaimId } from "#domain/ids.ts";
import type { Claim } from "#domain/claim.ts";
import type { Casework } from "#casework/index.ts";
import { credibilities, type Credibility } from "#domain/source.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { sayQuantity } from "../say.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

type Outcome = ReturnType<Casework["undo"]>;

export const accept = (args: readonly string[], shell: Shell): Promise<number> =>
  decide("accept", args, shell, (casework, id, claim, { credibility }) => casework.accept(id, claim, credibility));
export const reject = (args: readonly string[], shell: Shell): Promise<number> =>
  decide("reject", args, shell, (casework, id, claim, { why }) => casework.reject(id, claim, why()));
export const withdraw = (args: readonly string[], shell: Shell): Promise<number> =>
  decide("withdraw", args, shell, (casework, id, claim, { why }) => casework.withdraw(id, claim, why()));
export const undo = (args: readonly string[], shell: Shell): Promise<number> =>
  decide("undo", args, shell, (casework, id, claim) => casework.undo(id, claim));

async function decide(
  verb: string,
  args: readonly string[],
  shell: Shell,
  act: (casework: Casework, id: CaseId, claim: ClaimId, said: { readonly credibility: Credibility; readonly why: () => string }) => Outcome,
): Promise<number> {
  const usage = findVerb(verb)?.usage ?? "";
  const { values, positionals } = parse(args, { ...caseFlags, credibility: { type: "string" }, why: { type: "string" } }, usage);
  if (positionals.length === 0) throw new Refused({ kind: "bad-usage", says: "Name at least one claim.", usage });
  const credibility = credibilities.find((grade) => String(grade) === values.credibility);
  if (credibility === undefined && (verb === "accept" || values.credibility !== undefined)) {
    const says =
      values.credibility === undefined
        ? "Say how credible: --credibility 1 to 6."
        : `"${values.credibility}" is not a credibility from 1 to 6.`;
    throw new Refused({ kind: "bad-usage", says, usage });
  }
  const why = (): string => {
    if (values.why === undefined || values.why.trim() === "")
      throw new Refused({ kind: "bad-usage", says: `${verb} needs --why REASON.`, usage });
    return values.why;
  };
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    // Looked up first, so that one slip of the pen decides nothing.
    const known = new Set<string>(granted(await casework.claims(id)).map((claim) => claim.id));
    const unknown = positionals.find((claim) => !known.has(claim));
    if (unknown !== undefined) throw new Refused({ kind: "no-such-claim", claim: unknown });
    const decided: Claim[] = [];
    for (const claim of positionals) {
      const after = await act(casework, id, claimId(claim), { credibility: credibility ?? 6, why });
      if (!after.ok && decided.length > 0) shell.tell(`Recorded before this refusal: ${decided.map((one) => one.id).join(", ")}.`);
      decided.push(granted(after));
    }
    if (values.json === true) shell.print(JSON.stringify(decided, null, 2));
    else
      for (const claim of decided) shell.print(`${claim.id} is ${claim.decision.state}: ${sayQuantity(claim)} “${claim.spans[0].exact}”`);
    return 0;
  });
}

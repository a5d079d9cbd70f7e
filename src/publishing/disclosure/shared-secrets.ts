/**
 * A group whose members all share a secret (rule DI6): belonging to it is enough to be known by it, however large it is.
 * This is l-diversity (Machanavajjhala and others, 2007) with l = 1 as the alarm.
 */
import type { ReleaseContent, ReleasedClaim } from "#domain/release.ts";
import { peopleCounted } from "./small-cells.ts";
import type { RiskFacts } from "./risk.ts";

/** Facts that could be held against whoever they are true of. */
const SECRETS: ReadonlySet<string> = new Set(["bribe", "remittance", "escapes", "lump_sum_settlement"]);
const EVERYONE = /\b(?:everyone|everybody|all|each|every|without exception)\b|모두|전원|다들|누구나|みな|全員|誰もが|所有|每个|全部|都/iu;
const SMALL_GROUP = 20;

/** One risk for each secret told of everybody in a group, or of the only small group at its place and time. */
export function sharedSecrets({ claims }: ReleaseContent): readonly RiskFacts[] {
  const secrets = claims.filter((claim) => SECRETS.has(claim.measure) && claim.conversionOf == null);
  return secrets.flatMap((secret): readonly RiskFacts[] => {
    const everyone = EVERYONE.test(secret.words.join(" ")) || (secret.value?.unit === "percent" && Number(secret.value.low ?? 0) >= 100);
    const group = claims.find((claim) => sameCell(claim, secret) && (peopleCounted(claim) ?? Infinity) <= SMALL_GROUP);
    if (!everyone && group === undefined) return [];
    return [
      {
        kind: "shared-secret",
        says: everyone
          ? `${measureWords(secret.measure)} is told of everybody in a group (${secret.place ?? "place not told"}, ${secret.period}): belonging to it reveals it.`
          : `${measureWords(secret.measure)} is told where only one small group is described (${group?.valueText ?? ""}): all its members share it.`,
        claims: [secret.id, ...(group === undefined || everyone ? [] : [group.id])],
        remedy: "Tell the secret of a wider group, or leave out what describes the group.",
        canBeAccepted: true,
      },
    ];
  });
}

function sameCell(a: ReleasedClaim, b: ReleasedClaim): boolean {
  return a.id !== b.id && a.place !== null && a.place === b.place && a.period === b.period;
}

/** "permit_fee" as "permit fee". */
export function measureWords(measure: string): string {
  return measure.replaceAll("_", " ");
}

/**
 * How many people somebody described could be among: an interval, from below, because an unknown population is the smallest plausible one
 * (rule DI6). The shares are our judgement, wide on purpose; they are there to stop a release, never to prove that it is safe.
 */
import { codeOf } from "../release/speaker-names.ts";
import { grouped } from "../release/value-text.ts";
import { provinceIn, townsIn } from "../release/coarsen-place.ts";

export type People = { readonly low: number; readonly high: number; readonly because: string };

/** Inhabitants. North Korea: 2008 Population Census, National Report (Central Bureau of Statistics, Pyongyang, 2009). China: Seventh National Population Census (2020). */
const INHABITANTS: Readonly<Record<string, number>> = {
  "Ryanggang Province": 719_269,
  "North Hamgyong Province": 2_327_362,
  "South Hamgyong Province": 3_066_013,
  "Jagang Province": 1_299_830,
  "North Pyongan Province": 2_728_662,
  "South Pyongan Province": 4_051_696,
  "North Hwanghae Province": 2_113_672,
  "South Hwanghae Province": 2_310_485,
  "Kangwon Province": 1_477_582,
  Pyongyang: 3_255_288,
  Rason: 196_954,
  "Jilin Province": 24_073_453,
  "Liaoning Province": 42_591_407,
  "Heilongjiang Province": 31_850_088,
};
/** The smallest of them: what an unnamed province could be. */
const SMALLEST = 196_954;

type Share = { readonly low: number; readonly high: number; readonly says: string };
const ROLE_SHARES: readonly { readonly role: RegExp; readonly share: Share }[] = [
  {
    role: /cross-border trade/,
    share: { low: 0.0001, high: 0.01, says: "1 in 10,000 to 1 in 100 inhabitants live by cross-border trade" },
  },
  { role: /an official/, share: { low: 0.002, high: 0.02, says: "2 to 20 in 1,000 inhabitants hold an office" } },
  { role: /in business/, share: { low: 0.001, high: 0.02, says: "1 to 20 in 1,000 inhabitants run or own a business" } },
  { role: /a resident/, share: { low: 0.5, high: 0.75, says: "half to three quarters of the inhabitants are adults" } },
];

const ENTERPRISE = /\b(?:factory|mine|mill|plant|farm|enterprise|workshop)\b|공장|광산|농장|기업소|工場|鉱山|工厂|煤矿|农场/iu;
const SEX = /\b(?:women|woman|female|men|man|male)\b|여성|남성|女性|男性|女工/iu;
const PARENT = /\b(?:mother|father|parent|child|children)s?\b|어머니|엄마|아이|母親|子ども|母亲|孩子/iu;

/**
 * The people among whom a voice could be sought, given everything a reader sees of it: its role and whatever its claims let slip
 * (province, town, enterprise, sex, parenthood).
 */
export function peopleBehind(voice: string, told: string): People {
  if (/has worked abroad/.test(voice))
    return narrowed(
      { low: 10, high: 5_000, because: "those who came back from abroad are unknown in number: one group is some tens" },
      told,
    );
  const share = ROLE_SHARES.find(({ role }) => role.test(voice))?.share;
  if (share === undefined) return narrowed({ low: 5, high: 1_000, because: "the role is unknown, so is the number of people in it" }, told);
  const province = provinceIn(told);
  const inhabitants = INHABITANTS[province ?? ""] ?? SMALLEST;
  const where =
    province !== null && province in INHABITANTS
      ? `${province}, ${grouped(String(inhabitants))} inhabitants`
      : `no province is told, the smallest has ${grouped(String(SMALLEST))} inhabitants`;
  return narrowed(
    { low: Math.floor(inhabitants * share.low), high: Math.ceil(inhabitants * share.high), because: `${where}; ${share.says}` },
    told,
  );
}

/** Whether a name stands for somebody to protect: a voice under a code. */
export function isVoice(name: string): boolean {
  return codeOf(name) !== null;
}

function narrowed(people: People, told: string): People {
  let { low, high } = people;
  const reasons = [people.because];
  if (townsIn(told).length > 0) {
    low *= 0.02;
    high *= 0.3;
    reasons.push("a town is named: 2 to 30 % of the province");
  }
  if (ENTERPRISE.test(told)) {
    low = Math.min(low, 50);
    high = Math.min(high, 3_000);
    reasons.push("an enterprise is named: 50 to 3,000 staff");
  }
  if (SEX.test(told)) {
    low *= 0.3;
    high *= 0.7;
    reasons.push("sex is told: 30 to 70 %");
  }
  if (PARENT.test(told)) {
    low *= 0.3;
    high *= 0.7;
    reasons.push("parenthood is told: 30 to 70 %");
  }
  return { low: Math.floor(low), high: Math.ceil(high), because: reasons.join("; ") };
}

/**
 * A newspaper converts into the money of its readers, and a translator converts that into dollars: 1,000 yuan become 12,000 yen
 * at a round rate, and the yen become 147 dollars. Each step is nearly right and the sum of both is not. This looks for a round
 * rate into the outlet's home money that, with a published rate onwards, prints exactly what was printed. It fits; it does not prove.
 */
import type { Currency } from "#domain/quantity.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import type { Rate } from "#domain/weighing.ts";
import { exact, rounded, type Exact } from "./decimals.ts";

/** The money of an outlet's readers, by a word of its name. */
export const homeMoney: readonly { readonly currency: Currency; readonly names: readonly string[] }[] = [
  { currency: "JPY", names: ["asahi", "yomiuri", "mainichi", "nikkei", "nhk", "kyodo", "sankei", "tokyo"] },
  { currency: "KRW", names: ["chosun", "joongang", "yonhap", "hankyoreh", "kbs", "donga", "korea herald", "korea times", "daily nk"] },
];

/** A round rate may lie so far, in percent, from the published rate it stands for. */
export const roundWithinPercent = 10;

export type TwoConversions = { readonly through: Currency; readonly first: number; readonly then: Rate };

export type PrintedEnd = { readonly printed: Exact; readonly restated: Exact };

/** The whole-number rate and the published rate that together print every end, nearest to the published one first; null when none does. */
export function twoConversions(
  outlet: string,
  ends: readonly PrintedEnd[],
  halfWidth: Exact,
  { from, to, window }: { readonly from: Currency; readonly to: Currency; readonly window: EdtfDate },
  published: (a: Currency, b: Currency, window: EdtfDate) => readonly Rate[],
): TwoConversions | null {
  const through = homeMoney.find(({ names }) => names.some((name) => outlet.toLowerCase().includes(name)))?.currency;
  if (!through || through === from || through === to || ends.length === 0) return null;
  const firsts = published(from, through, window).map((rate) => Number(rate.rate));
  const onward = published(through, to, window);
  if (firsts.length === 0 || onward.length === 0) return null;
  const typical = firsts.reduce((total, rate) => total + rate, 0) / firsts.length;
  const step = through === "KRW" ? 10 : 1;
  const rounds: number[] = [];
  const slack = roundWithinPercent / 100;
  for (let round = Math.ceil((typical * (1 - slack)) / step) * step; round <= typical * (1 + slack); round += step) rounds.push(round);
  rounds.sort((a, b) => Math.abs(a - typical) - Math.abs(b - typical));
  for (const round of rounds) {
    const then = onward.find((rate) =>
      ends.every((end) => end.restated.times(round).times(exact(rate.rate)).minus(end.printed).abs().lte(halfWidth)),
    );
    if (then && round > 0) return { through, first: round, then };
  }
  return null;
}

/** "12 JPY per CNY, then 81.6 JPY per USD (the rate of 2012-04-11)". */
export function chainText({ through, first, then }: TwoConversions, from: Currency, to: Currency): string {
  return `${first} ${through} per ${from}, then ${rounded(exact(1).div(exact(then.rate)), 2)} ${through} per ${to} (the official rate of ${then.on})`;
}

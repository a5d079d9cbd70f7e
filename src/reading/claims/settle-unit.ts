/**
 * Settles an ambiguous currency by context, with the reason. What a reader would get wrong: "won" may be either Korea's; a printed
 * conversion decides first (some 1,000-1,500 South Korean won to a dollar, many thousands of North Korean), then words nearby.
 */
import type { SeenQuantity } from "../quantity/find-quantities.ts";
import type { UnitReading } from "../quantity/lexicon.ts";

export type Settled = { readonly reading: UnitReading; readonly reason: string; readonly isSure: boolean };

export function settleUnit(
  quantity: SeenQuantity,
  restatement: SeenQuantity | null,
  context: { readonly words: string; readonly senses: ReadonlySet<string> },
): Settled | null {
  const [first, ...others] = quantity.readings;
  if (first === undefined) return null;
  if (others.length === 0) return { reading: first, reason: "printed", isSure: true };
  const options = quantity.readings;
  const pick = (unit: string, reason: string): Settled => ({
    reading: options.find((o) => o.unit === unit) ?? first,
    reason: `read as ${unit}: ${reason}`,
    isSure: false,
  });
  if (options.some((o) => o.unit === "KPW")) {
    const dollars = restatement?.readings[0]?.unit === "USD" ? (restatement.low ?? restatement.high) : null;
    const won = quantity.low ?? quantity.high;
    if (dollars !== null && dollars !== undefined && won !== null && Number(dollars) > 0) {
      const perDollar = Number(won) / Number(dollars);
      // The official North Korean rate was near 100 until 2017 and street rates are above 3,000; South Korea's lay between 700 and 2,000.
      return perDollar > 600 && perDollar < 2500
        ? pick("KRW", "its printed dollars give a South Korean rate")
        : pick("KPW", "its printed dollars give a North Korean rate");
    }
    if (/south korean won|seoul government|남한|한국 ?돈|한국 ?원|한화|원화|韓国|韩国|韩元|韩币|南朝鲜/.test(context.words))
      return pick("KRW", "South Korean money is named nearby");
    if (
      context.senses.has("homeWork") ||
      /north korean won|inside north korea|\bmarkets?\b|rice price|exchange rate|조선돈|북한 ?돈|北朝鮮ウォン|朝元|朝鲜元|평양|혜산|함경|양강|자강|평안[남북]?도|황해[남북]?도|신의주|청진|회령|원산|남포|무산|나선|평성|함흥|咸鏡|両江|慈江|平安[南北]道|黄海[南北]道|清津|新義州|会寧|元山|平壌|咸镜|两江|平安[南北]道|新义州|会宁|평범한|북한|朝鲜|北朝鮮/.test(
        context.words,
      )
    )
      return pick("KPW", "North Korean pay or prices");
    // Below 100,000 won a month nobody in the South is paid.
    if (won !== null && Number(won) < 100_000 && context.senses.has("pay")) return pick("KPW", "too little for South Korean pay");
    return pick("KRW", "pay abroad told without a North Korean rate");
  }
  if (options.some((o) => o.unit === "CNY") && options.some((o) => o.unit === "JPY")) {
    return /\byuan\b|rmb|renminbi|chin|人民|元|中国/.test(context.words)
      ? pick("CNY", "China is the scene")
      : /japan|\byen\b|日本|円/.test(context.words)
        ? pick("JPY", "Japan is the scene")
        : pick("CNY", "no yen named");
  }
  return { reading: first, reason: "first reading", isSure: false };
}

/**
 * What a Korean, Japanese or Chinese number counts when its counter alone does not say: "곳", "家" and "カ所" count whatever the topic names,
 * "번", "回" and "次" count days where people rest, and "22日" behind a speaker is a date and no length of time.
 * What a reader would get wrong: a number with an unknown counter ("バス1台") counts no people.
 */
import type { Language } from "#domain/report.ts";
import type { UnitReading } from "./lexicon.ts";

type Stretch = { readonly start: number; readonly end: number };
type Place = {
  readonly folded: string;
  readonly at: Stretch & { readonly numberStart: number; readonly numberEnd: number };
  readonly sentence: Stretch;
};

/** Nouns that say what kind of site is counted, the longest first where one ends another. */
const kinds: readonly (readonly [RegExp, UnitReading])[] = [
  [/식당|음식점|레스토랑|レストラン|食堂|飲食店|料理店|餐厅|餐馆|饭店|餐廳|饭馆/gu, { kind: "site", unit: "restaurant" }],
  [/회사|업체|기업(?!소)|会社|企業|業者|公司|企业|商社/gu, { kind: "site", unit: "company" }],
  [/도시|都市|城市/gu, { kind: "site", unit: "city" }],
  [/공장|작업장|현장|병원|진료소|농장|工場|作業場|現場|病院|診療所|農場|工厂|厂|工地|医院|诊所|农场/gu, { kind: "site", unit: "site" }],
  [/나라|국가|国家|国々|各国|受け入れ国/gu, { kind: "country", unit: "country" }],
];

/** The kind of site the sentence is about, told in front of the number, or behind it within a few characters. */
export function countedSite({ folded, at, sentence }: Place): UnitReading | null {
  const front = folded.slice(sentence.start, at.start);
  let best: { readonly reading: UnitReading; readonly end: number } | null = null;
  for (const [pattern, reading] of kinds)
    for (const hit of front.matchAll(pattern)) {
      const end = hit.index + hit[0].length;
      if (best === null || end > best.end) best = { reading, end };
    }
  const behind = folded.slice(at.end, at.end + 8);
  for (const [pattern, reading] of kinds)
    if (behind.search(new RegExp(`^(?:의 |的|の)?(?:북한 ?|朝鲜|北朝鮮)?(?:${pattern.source})`, "u")) === 0) return reading;
  return best === null ? null : best.reading;
}

/** What a number with a bare counter (개, つ, 个, 군데) counts, or "other" when its counter counts none of ours. */
export function bareCounter(place: Place, rests: boolean): UnitReading | "other" | null {
  const { folded, at } = place;
  const behind = folded.slice(at.end, at.end + 6);
  if (rests && /^ ?(?:번|차례|회|回|次)/u.test(behind)) return { kind: "duration", unit: "day" };
  if (/^ ?(?:개(?!월|년)|군데|つ|个(?!月|人|多月|半月|小时|星期)|個(?!月|人))/u.test(behind)) {
    const site = countedSite(place);
    return site === null || !isTopic(place) ? "other" : site;
  }
  if (
    /^[\p{Script=Han}\p{Script=Hangul}カヵヶか]/u.test(behind) &&
    !/^(?:이|가|은|는|을|를|도|만|에|의|정도|여|余|多|が|は|を|も|の|来|から|以上|以下|程度|左右)/u.test(behind)
  )
    return "other";
  return null;
}

/** "식당 15개", "工厂有12个": the noun stands right in front, over a particle and a verb of being. */
function isTopic({ folded, at }: Place): boolean {
  return /(?:식당|음식점|회사|업체|공장|작업장|병원|도시|나라|국가|食堂|レストラン|会社|工場|都市|国|餐厅|餐馆|饭店|公司|企业|工厂|厂|城市|国家)(?:만|은|는|이|가|도|が|は|も|数は|有|共有|达|为|是|共|达到|就有)? ?$/u.test(
    folded.slice(Math.max(0, at.start - 14), at.start),
  );
}

/** "소식통은 22일", "20日に公表した": the day of a month, not a length of time. */
export function isDayOfMonth({ folded, at }: Place, language: Language): boolean {
  const own = folded.slice(at.numberStart, at.end);
  if (language === "en" || !/^\d{1,2} ?(?:일|日|号)$/u.test(own)) return false;
  if (Number(/^\d{1,2}/.exec(own)?.[0]) > 31) return false;
  const behind = folded.slice(at.end, at.end + 10);
  const front = folded.slice(Math.max(0, at.start - 8), at.start);
  return (
    /(?:은|는|지난|이날|는 지난|今月|先月|本月|当月|上月|は|が|月)[ 、]?$/u.test(front) ||
    /^(?:、|の(?:記者|会見|声明|報告|夜|朝|午)|に(?:公表|発表|行わ|開|出|記者)|「| ?[“"]| ?(?:보도|기자|공개|발표|성명|밤|새벽|오전|오후|현지|자로|자 )|告诉|在|向|说|晚|凌晨|上午|下午|公布|发布|发表|电|表示)/u.test(
      behind,
    )
  );
}

/** The price of rice or maize by the kilo: no pay. */
export function isPrice({ folded, at, sentence }: Place): boolean {
  const near = folded.slice(Math.max(sentence.start, at.start - 30), Math.min(sentence.end, at.end + 14));
  return /(?:쌀|백미|강냉이|옥수수|米|コメ|トウモロコシ|大米|玉米)[^,、，。.]{0,8}(?:kg|킬로|키로|キロ|公斤|斤)|(?:kg|킬로|キロ|公斤)(?:의 |の|的)?(?:쌀|米|コメ|大米|玉米)/u.test(
    near,
  );
}

/** A rate whose base currency stands in front: "달러당 1만8300원", "1ドル当たり", "每美元". */
export function baseInFront({ folded, at }: Place): string | null {
  const found =
    /(달러|위안|루블|엔|ドル|元|ルーブル|美元|卢布)(?:당|当たり|あたり|につき|に対し(?:て)?)(?: 약| 북한 ?(?:돈|원)| 北朝鮮ウォンで)? ?$|每(美元|元人民币|卢布)(?:可?兑换?|可换|合|约合)?$/u.exec(
      folded.slice(Math.max(0, at.start - 16), at.start),
    );
  const name = found?.[1] ?? found?.[2];
  return name === undefined ? null : (bases[name] ?? null);
}
const bases: Readonly<Record<string, string>> = {
  달러: "USD",
  위안: "CNY",
  루블: "RUB",
  엔: "JPY",
  ドル: "USD",
  元: "CNY",
  ルーブル: "RUB",
  美元: "USD",
  元人民币: "CNY",
  卢布: "RUB",
};

/** "매주 하루 쉰다", "每周休息一天", "平均每天有50人": the span the number is told for, over a verb between. */
export function spanInFront({ folded, at, sentence }: Place): "week" | "month" | "day" | null {
  const front = folded.slice(Math.max(sentence.start, at.start - 16), at.start);
  if (/(?:매주|일주일에|주당|한 주에|週に|毎週|週|每周|每星期|一周|一星期)[^,、，。]{0,8}$/u.test(front)) return "week";
  if (/(?:매달|매월|한 달에|한달에|月に|毎月|每月|每个月|一个月)[^,、，。]{0,8}$/u.test(front)) return "month";
  if (/(?:하루|매일|하루 평균|1日平均|毎日|每天|每日|日均)[^,、，。]{0,5}$/u.test(front)) return "day";
  return null;
}

import { describe, expect, test } from "vitest";
import { parseEdtf } from "#domain/edtf.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import { reportId } from "#domain/ids.ts";
import type { Language } from "#domain/report.ts";
import { readReport } from "../index.ts";

function measured(language: Language, body: string): readonly string[] {
  const text = `2025-06-20\n통신\n\n${body}\n`;
  const published = parseEdtf("2025-06-20") as EdtfDate;
  const { claims } = readReport({ text, language, published, outlet: "통신", report: reportId("T") });
  return claims.map(
    (one) => `${one.value.low ?? ""}..${one.value.high ?? ""} ${one.measure}${one.polarity === "asserted" ? "" : ` ${one.polarity}`}`,
  );
}

const cases: readonly (readonly [Language, string, readonly string[]])[] = [
  [
    "ko",
    "공장 측은 1인당 매달 2800위안을 북한 회사에 보낸다. 북한 회사는 이 중 2000위안을 떼고 나머지 800위안을 노동자에게 준다.",
    ["2800..2800 labour_cost_paid_monthly", "2000..2000 state_levy", "800..800 wage_received_monthly"],
  ],
  [
    "ja",
    "工場側は1人当たり毎月2800元を北朝鮮の会社に送る。北朝鮮の会社はこのうち2000元を差し引き、残り800元を労働者に渡す。",
    ["2800..2800 labour_cost_paid_monthly", "2000..2000 state_levy", "800..800 wage_received_monthly"],
  ],
  [
    "zh",
    "工厂每月为每人向朝鲜公司支付2800元。朝鲜公司扣下其中2000元，剩下的800元发给工人。",
    ["2800..2800 labour_cost_paid_monthly", "2000..2000 state_levy", "800..800 wage_received_monthly"],
  ],
  ["ko", "노동자는 가족에게 1년에 1000달러 정도를 보낸다.", ["1000..1000 remittance"]],
  ["zh", "中国员工月薪4500元，而朝鲜员工只要2500元。", ["4500..4500 local_wage_monthly", "2500..2500 labour_cost_paid_monthly"]],
  [
    "ja",
    "1組は20人だ。監督1人が労働者25人を受け持つ。バス1台に40人ずつ乗って出発した。",
    ["20..20 group_size", "25..25 group_size", "40..40 group_size"],
  ],
  ["ko", "해외 북한 식당은 52곳이다. 중국에 20곳, 러시아에 3곳이 있다.", ["52..52 sites_count", "20..20 sites_count", "3..3 sites_count"]],
];
describe("RD36 who gives, takes and keeps in Korean, Japanese and Chinese", () => {
  for (const [language, body, expected] of cases) test(body, () => expect(measured(language, body)).toEqual(expected));
});

const held: readonly (readonly [Language, string, readonly string[]])[] = [
  [
    "ko",
    "러시아에는 북한 노동자가 3만 명가량 있었다. 지금은 1만 명 미만이다.",
    ["30000..30000 workers_abroad_stock formerly", "..10000 workers_abroad_stock"],
  ],
  ["ko", "단둥의 북한 노동자는 2만 명을 넘지 않는다.", ["..20000 workers_abroad_stock"]],
  [
    "ja",
    "ロシアの北朝鮮人労働者は3万23人から1万1490人に減った。",
    ["30023..30023 workers_abroad_stock formerly", "11490..11490 workers_abroad_stock"],
  ],
  ["zh", "俄罗斯曾有约3万名朝鲜工人。现在不到1万人。", ["30000..30000 workers_abroad_stock formerly", "..10000 workers_abroad_stock"]],
];
describe("RD37 what is denied, former or demanded in Korean, Japanese and Chinese", () => {
  for (const [language, body, expected] of held) test(body, () => expect(measured(language, body)).toEqual(expected));
});

/** The same frames in Korean, Japanese and Chinese: one table of sentences of our own, one row a rule. */
import { describe, expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import { reportId } from "#domain/ids.ts";
import { unitText } from "#domain/quantity.ts";
import type { Language } from "#domain/report.ts";
import { readReport } from "./index.ts";

describe.each<[Language, [string, string][]]>([
  [
    "ko",
    [
      ["이미 여성 100명 이상이 창바이에 들어왔다.", "workers_arrived 100..null at_least person"],
      ["러시아에는 북한 노동자 약 1만5천 명이 체류하고 있다.", "workers_abroad_stock 15000..15000 approx person"],
      ["하루 12~14시간 일한다.", "daily_hours 12..14 range hour"],
      ["선발에는 6개월에서 1년이 걸렸다.", "lead_time 6..12 range month"],
      ["국가가 임금의 70~80%를 가져간다.", "state_share 70..80 range percent"],
      ["중국인 노동자는 월 4천~5천 위안을 받는다.", "local_wage_monthly 4000..5000 range CNY"],
      ["북한 국내 노동자의 월급은 3만5천 원이다.", "home_wage_monthly 35000..35000 exact KPW"],
    ],
  ],
  [
    "ja",
    [
      ["すでに100人以上が入国した。", "workers_arrived 100..null at_least person"],
      ["ロシアには約1万5千人の労働者が滞在している。", "workers_abroad_stock 15000..15000 approx person"],
      ["1日12~14時間働く。", "daily_hours 12..14 range hour"],
      ["選抜には半年から1年かかる。", "lead_time 6..12 range month"],
      ["国が賃金の7割を取り上げる。", "state_share 70..70 exact percent"],
      ["中国人を雇えば月4千~5千元かかる。", "local_wage_monthly 4000..5000 range CNY"],
      ["1元=約20円で計算した。", "exchange_rate 20..20 approx JPY per CNY"],
    ],
  ],
  [
    "zh",
    [
      ["已有100多名女工进入长白。", "workers_arrived 100..null at_least person"],
      ["俄罗斯现有约1.5万名朝鲜工人。", "workers_abroad_stock 15000..15000 approx person"],
      ["每天工作12到14小时。", "daily_hours 12..14 range hour"],
      ["选拔需要六个月到一年。", "lead_time 6..12 range month"],
      ["国家拿走工资的七成。", "state_share 70..70 exact percent"],
      ["中国工人月薪4000至5000元。", "local_wage_monthly 4000..5000 range CNY"],
      ["工人到手的只有500元左右。", "wage_received_monthly 500..500 approx CNY"],
    ],
  ],
])("%s", (language, rows) => {
  test.each(rows)("%s → %s", (text, answer) => {
    expect(read(text, language).map((c) => `${c.measure} ${c.value.low}..${c.value.high} ${c.value.kind} ${unitText(c.quantity)}`)).toEqual(
      [answer],
    );
  });
});

test.each<[Language, string, string]>([
  ["ko", "양강도의 한 소식통은 여성 40명이 중국으로 파견됐다고 말했다.", "양강도의 한 소식통"],
  ["ja", "両江道の情報筋によると、40人の女性が入国した。", "両江道の情報筋"],
  ["zh", "据两江道的消息人士说，40名女工进入长白。", "两江道的消息人士"],
])("RD19 %s: the voice named in the sentence stands behind the outlet", (language, text, name) => {
  expect(read(text, language)[0]?.speakers.map((s) => s.name)).toEqual(["통신", name]);
});

test.each<[Language, string, string]>([
  ["ko", "지난해 노동자 300명이 입국했다.", "2023"],
  ["ja", "先月、300人の労働者が入国した。", "2024-04"],
  ["zh", "2022年12月底，300名工人入境。", "2022-12-31~"],
])("RD12 %s: times are counted from publication", (language, text, period) => {
  expect(read(text, language)[0]?.period).toBe(period);
});

const read = (text: string, language: Language) =>
  readReport({ text, language, published: "2024-05-10" as EdtfDate, outlet: "통신", report: reportId("T2") }).claims;

import { describe, expect, test } from "vitest";
import { parseEdtf } from "#domain/edtf.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import { reportId } from "#domain/ids.ts";
import type { Language } from "#domain/report.ts";
import { readReport } from "../index.ts";

/** The chain behind the outlet and the polarity of the first claim. */
function told(language: Language, body: string): string {
  const text = `2025-06-20\n통신\n\n${body}\n`;
  const published = parseEdtf("2025-06-20") as EdtfDate;
  const claim = readReport({ text, language, published, outlet: "통신", report: reportId("T") }).claims[0];
  return claim === undefined
    ? "nothing"
    : [...claim.speakers.slice(1).map((one) => one.name), claim.polarity === "asserted" ? "" : claim.polarity]
        .filter((one) => one !== "")
        .join(" › ");
}

const cases: readonly (readonly [Language, string, string])[] = [
  ["ko", "북한 노동자 300명이 단둥에 도착했다고 현지 소식통이 20일 전했다.", "현지 소식통"],
  ["ko", "자유방송은 단둥의 한 중국인 사업가를 인용해 노동자 300명이 도착했다고 보도했다.", "자유방송 › 단둥의 한 중국인 사업가"],
  ["ko", "친구가 300명이 단둥에 왔다고 하더라고 주민은 전했다.", "주민 › 친구"],
  ["ko", "주민은 친구로부터 노동자 300명이 단둥에 왔다는 소식을 들었다고 했다.", "주민 › 친구"],
  ["ko", "“단둥에 노동자 300명이 왔다.” 단둥 주민의 말이다.", "단둥 주민"],
  ["ko", "외교부 대변인은 노동자 300명이 단둥에 있다는 보도를 부인했다.", "외교부 대변인 › denied"],
  ["ko", "노동자 300명이 단둥에 왔다.", ""],
  ["ja", "自由放送は中国人実業家の話として、丹東に労働者300人が到着したと報じた。", "自由放送 › 中国人実業家"],
  ["ja", "友人が丹東に300人来たと言っていた、と住民は伝えた。", "住民 › 友人"],
  ["ja", "住民は、友人から労働者300人が丹東に来たと聞いたという。", "住民 › 友人"],
  ["ja", "「丹東に300人が来た」。帰国した男性は振り返る。", "帰国した男性"],
  ["ja", "外務省の報道官は、丹東に労働者300人がいるとの報道を否定した。", "外務省の報道官 › denied"],
  ["ja", "丹東に労働者300人が来たとみられる。", ""],
  ["zh", "自由电台援引丹东一位中国商人的话报道，300名朝鲜工人抵达丹东。", "自由电台 › 丹东一位中国商人"],
  ["zh", "丹东的中国商人说，他听贸易代表讲，已有300名朝鲜工人抵达。", "丹东的中国商人 › 贸易代表"],
  ["zh", "居民告诉本报，海关人员对他说，有300名朝鲜工人过关。", "居民 › 海关人员"],
  ["zh", "“丹东来了300名朝鲜工人。”一位居民说。", "居民"],
  ["zh", "外交部发言人否认丹东有300名朝鲜工人。", "外交部发言人 › denied"],
  ["zh", "据统计，丹东有300名朝鲜工人。", ""],
];

describe("RD35 who speaks in Korean, Japanese and Chinese, and whether it holds", () => {
  for (const [language, body, chain] of cases)
    test(`${body} → ${chain === "" ? "the outlet" : chain}`, () => expect(told(language, body)).toBe(chain));

  test("a demonstrative names nobody new: 이 소식통, 同筋, 该人士", () => {
    expect(told("ko", "단둥의 무역 소식통은 바쁘다고 말했다. 이 소식통은 노동자 300명이 단둥에 왔다고 덧붙였다.")).toBe(
      "단둥의 무역 소식통",
    );
    expect(told("ja", "丹東の貿易関係者は忙しいと話した。同関係者によると、労働者300人が丹東に来た。")).toBe("丹東の貿易関係者");
    expect(told("zh", "丹东的知情人士说很忙。该人士表示，300名朝鲜工人到了丹东。")).toBe("丹东的知情人士");
  });
});

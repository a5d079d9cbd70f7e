/**
 * The sample case that `npm start` opens is read as a person worked it out beside it: every answer proposed, nothing else
 * proposed. Written from the reports, not from what the reader printed: where this fails, the grammar lacks something general
 * (answer turns belong to the speaker introduced above them; a quotation closed by “the official said”; “each asked to give”).
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { overlaps, type EdtfDate } from "#domain/edtf.ts";
import { unitText } from "#domain/quantity.ts";
import { parseCaseFolder, parseDecisions } from "#intake/index.ts";
import { readReport } from "#reading/index.ts";

const folder = path.join(import.meta.dirname, "../../examples/ryanggang-dispatch");
const read = (file: string) => readFileSync(path.join(folder, file), "utf8");
const given = parseCaseFolder("case.json", read("case.json"));
const decisions = parseDecisions("decisions.json", read("decisions.json"));
if (!given.ok || !decisions.ok) throw new Error("the sample case cannot be parsed");

describe.each(given.value.reports)("$title", (report) => {
  const text = read(report.file);
  const answers = decisions.value.claims.filter((answer) => answer.report === report.id);
  const { claims } = readReport({ ...report, text, report: report.id });
  const found = (words: string) => {
    const start = text.indexOf(words);
    return claims.find((claim) => claim.spans.some((span) => span.start < start + words.length && start < span.end));
  };

  test.each(answers)("$words", (answer) => {
    const claim = found(answer.words);
    expect(
      claim && {
        measure: claim.measure,
        low: claim.value.low,
        high: claim.value.high,
        kind: claim.value.kind,
        hedge: claim.value.hedge.map((word) => word.toLowerCase()),
        unit: unitText(claim.quantity),
        per: claim.per,
        polarity: claim.polarity,
        speakers: claim.speakers.map((speaker) => speaker.name.toLowerCase().replace(/^(the|a|an) /, "")),
        restates:
          claim.conversionOf === null
            ? null
            : (claims.find((other) => other.id === claim.conversionOf)?.spans[0].exact ?? "?").includes(answer.restates ?? "?"),
      },
    ).toEqual({
      measure: answer.measure,
      low: answer.low,
      high: answer.high,
      kind: answer.kind,
      hedge: answer.hedge.map((word) => word.toLowerCase()),
      unit: answer.unit,
      per: answer.per,
      polarity: answer.polarity,
      speakers: answer.speakers.map((speaker) => speaker.toLowerCase()),
      restates: answer.restates === null ? null : true,
    });
    expect(overlaps(claim?.period as EdtfDate, answer.period as EdtfDate), `${claim?.period} and ${answer.period}`).toBe(true);
  });

  test("nothing else is proposed", () => {
    const expected = new Set(answers.map((answer) => found(answer.words)?.id));
    expect(claims.filter((claim) => !expected.has(claim.id)).map((claim) => claim.spans[0].exact)).toEqual([]);
  });
});

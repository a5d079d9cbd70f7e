/**
 * A release as CSV files (RFC 4180: CRLF, quotes doubled), for spreadsheets. A reader would get wrong: a cell that begins with = + - @
 * runs as a formula when opened, so such text gets an apostrophe before it (OWASP, "CSV Injection"); plain numbers stay numbers.
 */
import type { ReviewedRelease } from "#domain/release.ts";
import { numbered } from "../release/numbered.ts";

export type CsvFile = { readonly name: string; readonly text: string };

/** claims.csv, estimates.csv, conversions.csv and rates.csv; headers always, rows as the release has them. */
export function exportCsv({ content }: ReviewedRelease): readonly CsvFile[] {
  const names = numbered(content);
  const numberOf = (id: Parameters<typeof names.claim>[0] | null | undefined) => (id == null ? "" : String(names.claim(id)?.number ?? ""));
  const plain = (text: string) =>
    names
      .mentions(text)
      .map((piece) => (typeof piece === "string" ? piece : `claim ${piece.number}`))
      .join("");
  return [
    {
      name: "claims.csv",
      text: csv(
        [
          "claim",
          "measure",
          "value",
          "low",
          "high",
          "kind",
          "unit",
          "per",
          "period",
          "place",
          "country",
          "speakers",
          "basis",
          "polarity",
          "credibility",
          "words",
          "conversion_of",
          "outlet",
          "url",
          "source",
        ],
        content.claims.map((claim, place) => [
          String(place + 1),
          claim.measure,
          claim.valueText,
          claim.value?.low ?? "",
          claim.value?.high ?? "",
          claim.value?.kind ?? "",
          claim.value?.unit ?? "",
          claim.value?.per ?? "",
          claim.period,
          claim.place ?? "",
          claim.country ?? "",
          claim.speakers.join(" › "),
          claim.basis ?? "",
          claim.polarity,
          String(claim.credibility),
          claim.words.join(" … "),
          numberOf(claim.conversionOf),
          claim.outlet,
          claim.url ?? "",
          claim.source ?? "",
        ]),
      ),
    },
    {
      name: "estimates.csv",
      text: csv(
        ["estimate", "median", "low", "high", "level", "unit", "on", "method", "reference", "seed", "draws", "claims", "assumptions"],
        content.estimates.map(({ name, median, interval, unit, on, method, lineage }) => [
          name,
          String(median),
          String(interval.low),
          String(interval.high),
          String(interval.level),
          unit,
          on,
          method.name,
          method.reference,
          String(method.seed),
          String(method.draws),
          lineage.claims
            .map(numberOf)
            .filter((number) => number !== "")
            .join(" "),
          lineage.assumptions.map(({ says }) => plain(says)).join(" | "),
        ]),
      ),
    },
    {
      name: "conversions.csv",
      text: csv(
        ["printed_claim", "told_claim", "implied_rate", "rate_kind", "rate", "rate_on", "recomputed", "miss_percent", "flagged"],
        content.conversions.flatMap((check) =>
          check.candidates.map(({ rate, recomputed, missPercent }) => [
            numberOf(check.printed),
            numberOf(check.restates),
            check.implied.join(" "),
            rate.kind,
            rate.rate,
            rate.on,
            recomputed.join(" "),
            String(missPercent),
            check.flagged ? "yes" : "no",
          ]),
        ),
      ),
    },
    {
      name: "rates.csv",
      text: csv(
        ["base", "quote", "rate", "on", "kind", "source", "url"],
        content.rates.map(({ base, quote, rate, on, kind, source, url }) => [base, quote, rate, on, kind, plain(source), url ?? ""]),
      ),
    },
  ];
}

function csv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(text: string): string {
  const clean = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "\uFFFD");
  const safe = isFormula(clean) ? `'${clean}` : clean;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Whether a spreadsheet could take the text for a formula; a number is none. Full-width signs count: some programs fold them. */
function isFormula(text: string): boolean {
  return /^[\s\u00a0\u200b\ufeff]*[=+\-@＝＋－＠|%]/u.test(text) && !/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(text)
    ? true
    : /^[\t\r\n]/.test(text);
}

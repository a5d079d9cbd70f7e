/** How values read in a terminal. One place, so that a range looks the same in every table. */
import type { ProposedClaim } from "#domain/claim.ts";
import type { Estimate } from "#domain/estimate.ts";
import { unitText } from "#domain/quantity.ts";
import type { Value } from "#domain/value.ts";

/** "30–40", "≥ 100", "≈ 2,500". */
export function sayValue(value: Value): string {
  const low = value.low === null ? null : grouped(value.low);
  const high = value.high === null ? null : grouped(value.high);
  const range = low !== null && high !== null && low !== high ? `${low}–${high}` : (low ?? high ?? "?");
  switch (value.kind) {
    case "exact":
    case "range":
      return range;
    case "approx":
      return `≈ ${range}`;
    case "at_least":
      return `≥ ${range}`;
    case "at_most":
      return `≤ ${range}`;
  }
}

/** "≈ 2,500 CNY per person-month". */
export function sayQuantity(claim: Pick<ProposedClaim, "value" | "quantity" | "per">): string {
  return `${sayValue(claim.value)} ${unitText(claim.quantity)}${claim.per === null ? "" : ` per ${claim.per}`}`;
}

export function sayEstimate(estimate: Estimate): string {
  const { interval } = estimate;
  // People come whole.
  const figure = estimate.unit === "person" ? (number: number) => threeDigits(Math.round(number)) : threeDigits;
  return `${figure(estimate.median)} (${Math.round(interval.level * 100)} %: ${figure(interval.low)} to ${figure(interval.high)}) ${estimate.unit}`;
}

/** Three significant digits, grouped: what an interval of this width can bear. */
export function threeDigits(number: number): string {
  return number.toLocaleString("en", { maximumSignificantDigits: 3 });
}

function grouped(decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  const spaced = whole.length > 4 || whole.length === 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

/** Text in lines of at most 110 columns; the first begins with `lead`, the others are indented as far, at most 8 columns. */
export function wrapped(lead: string, text: string): readonly string[] {
  const indent = " ".repeat(Math.min([...lead].length, 8));
  const lines: string[] = [];
  let line = lead;
  for (const word of text.split(" ")) {
    if (line.trim() !== "" && [...line].length + [...word].length > 110 && line !== indent && line !== lead) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}

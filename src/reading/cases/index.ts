/**
 * The case kit's door: reads one text as one kind of expression, in the form of the published recognizer cases.
 * These readers exist to measure the numerals, units, bounds and dates against cases others wrote; the reading engine has its own layers.
 */
import type { Language } from "#domain/report.ts";
import { plainText } from "./case-result.ts";
import type { CaseKind, CaseResult } from "./case-result.ts";
import { readDates } from "./datetime.ts";
import { readAges, readDimensions, readMoney } from "./measured.ts";
import { readNumbers } from "./number.ts";
import { readNumberRanges } from "./number-range.ts";
import { readPercents } from "./percent.ts";
import { inSimplifiedSigns } from "./simplified.ts";

export { caseKinds } from "./case-result.ts";
export type { CaseKind, CaseResult } from "./case-result.ts";

/** Everything of that kind the text says. `reference` is the local date-time (ISO, no zone) relative words are resolved against. */
export function readCase(kind: CaseKind, language: Language, text: string, reference: string | null): CaseResult[] {
  if (language !== "zh") return readAs(kind, language, text, reference);
  const written = plainText(text);
  return readAs(kind, language, inSimplifiedSigns(text), reference).map((result) => ({
    ...result,
    text: written.slice(result.start, result.end + 1),
  }));
}

function readAs(kind: CaseKind, language: Language, text: string, reference: string | null): CaseResult[] {
  switch (kind) {
    case "number":
      return readNumbers(text, language);
    case "numberrange":
      return readNumberRanges(text, language);
    case "percent":
      return readPercents(text, language);
    case "currency":
      return readMoney(text, language);
    case "dimension":
      return readDimensions(text, language);
    case "age":
      return readAges(text, language);
    case "datetime":
      return readDates(text, language, reference ?? "2000-01-01T00:00:00");
  }
}

/** `weigh`: what all claims about one quantity amount to, by root. */
import { ecbReferenceRates, weighInDetail } from "#analysis/index.ts";
import { parseEdtf, type EdtfDate } from "#domain/edtf.ts";
import { measures, parseMeasure } from "#domain/measure.ts";
import { givenRates } from "../given-rates.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { threeDigits, wrapped } from "../say.ts";
import { table } from "../table.ts";
import { findVerb } from "../verbs.ts";
import { materialFlags, withMaterial } from "../with-material.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("weigh")?.usage ?? "";
  const text = { type: "string" } as const;
  const { values } = parse(
    args,
    { ...materialFlags, measure: text, country: text, from: text, to: text, currency: text, rates: text },
    usage,
  );
  const { measure, country, currency } = values;
  if (measure === undefined || parseMeasure(measure) === null) {
    const says = `--measure is ${measure === undefined ? "missing" : `"${measure}"`}; it is one of ${measures.map((one) => one.id).join(", ")}.`;
    throw new Refused({ kind: "bad-usage", says, usage });
  }
  const [from, to] = [date(values.from, "--from"), date(values.to, "--to")];
  const request = {
    measure,
    ...(country === undefined ? {} : { country }),
    ...(currency === undefined ? {} : { currency }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  };
  const given = await givenRates(values.rates, shell);
  return withMaterial(values, shell, ({ claims, reports, sources, rates, decided }) => {
    const { weighed, why, sensitivity, trend } = granted(
      weighInDetail(claims, reports, request, { sources, rates: [...rates, ...given], tables: [ecbReferenceRates], decided }),
    );
    if (values.json === true) {
      shell.print(JSON.stringify(weighed, null, 2));
      return 0;
    }
    const { pooled, roots, excluded, verdict } = weighed;
    shell.print(
      `${measure}: ${threeDigits(pooled.median)} (${Math.round(pooled.level * 100)} %: ${threeDigits(pooled.low)} to ${threeDigits(pooled.high)}) ${pooled.unit}`,
    );
    for (const line of wrapped("  ", verdict)) shell.print(line);
    shell.print("");
    const rows = roots.map((root) => [
      root.family,
      root.claims.join(", "),
      root.weight.toFixed(2),
      root.influence.toFixed(2),
      why.find((one) => one.family === root.family)?.why ?? "",
    ]);
    for (const line of table(["root", "claims", "weight", "influence", "why it is one root"], rows)) shell.print(line);
    shell.print("");
    for (const line of wrapped("Trend  ", trend.says)) shell.print(line);
    shell.print("Under other assumptions");
    for (const one of sensitivity)
      shell.print(`  ${one.assumption}: ${threeDigits(one.median)} (${threeDigits(one.low)} to ${threeDigits(one.high)})`);
    shell.print("Kept out");
    for (const one of excluded) for (const line of wrapped(`  ${one.claim}  `, one.why)) shell.print(line);
    return 0;
  });
}

function date(given: string | undefined, field: string): EdtfDate | null {
  if (given === undefined) return null;
  const parsed = parseEdtf(given);
  if (parsed === null) throw new Refused({ kind: "bad-date", given, field });
  return parsed;
}

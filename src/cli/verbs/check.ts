/** `check`: claims that do not sit well together, with every way to read them. */
import { check, ecbReferenceRates } from "#analysis/index.ts";
import { checkKinds } from "#domain/weighed.ts";
import { givenRates } from "../given-rates.ts";
import { parse, Refused, type Shell } from "../shell.ts";
import { wrapped } from "../say.ts";
import { findVerb } from "../verbs.ts";
import { materialFlags, withMaterial } from "../with-material.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("check")?.usage ?? "";
  const { values, positionals } = parse(args, { ...materialFlags, rates: { type: "string" } }, usage);
  const kind = checkKinds.find((one) => one === positionals[0]);
  if (kind === undefined || positionals.length > 1)
    throw new Refused({ kind: "bad-usage", says: `Name one check: ${checkKinds.join(", ")}.`, usage });
  const given = await givenRates(values.rates, shell);
  return withMaterial(
    values,
    shell,
    ({ claims, reports, rates, decided }) => {
      const remarks = check(kind, claims, reports, { rates: [...rates, ...given], tables: [ecbReferenceRates], decided });
      if (values.json === true) {
        shell.print(JSON.stringify(remarks, null, 2));
        return 0;
      }
      if (remarks.length === 0) shell.print("Nothing to remark.");
      for (const remark of remarks) {
        for (const line of wrapped(`${remark.claims.join(", ")}  ${remark.kind}: `, remark.says)) shell.print(line);
        for (const reading of remark.readings) for (const line of wrapped("    either  ", reading)) shell.print(line);
        for (const line of wrapped("    effect  ", remark.effect)) shell.print(line);
      }
      return 0;
    },
    kind === "copies",
  );
}

/** `check`: claims that do not sit well together, with every way to read them. */
import { check, ecbReferenceRates } from "#analysis/index.ts";
import { checkKinds, type Remark } from "#domain/weighed.ts";
import { givenRates } from "../given-rates.ts";
import { parse, Refused, type Shell } from "../shell.ts";
import { wrapped } from "../say.ts";
import { findVerb } from "../verbs.ts";
import { materialFlags, withMaterial } from "../with-material.ts";

/** Kinds of remark after which nothing is to be done. */
const inOrder: ReadonlySet<string> = new Set(["conversion-sound", "conversion-explained-by-rounding", "currency-read"]);

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("check")?.usage ?? "";
  const { values, positionals } = parse(
    args,
    { ...materialFlags, rates: { type: "string" }, country: { type: "string" }, "only-wrong": { type: "boolean" } },
    usage,
  );
  const kind = checkKinds.find((one) => one === positionals[0]);
  if (kind === undefined || positionals.length > 1)
    throw new Refused({ kind: "bad-usage", says: `Name one check: ${checkKinds.join(", ")}.`, usage });
  const country = values.country?.toUpperCase();
  const given = await givenRates(values.rates, shell);
  return withMaterial(
    values,
    shell,
    ({ claims, reports, rates, decided }) => {
      const all = check(kind, claims, reports, { rates: [...rates, ...given], tables: [ecbReferenceRates], decided });
      const wanted =
        country === undefined ? null : new Set<string>(claims.filter((claim) => claim.country === country).map((one) => one.id));
      const remarks = all.filter(
        (remark) =>
          (wanted === null || remark.claims.some((id) => wanted.has(id))) && (values["only-wrong"] !== true || !inOrder.has(remark.kind)),
      );
      if (values.json === true) {
        shell.print(JSON.stringify(remarks, null, 2));
        return 0;
      }
      if (remarks.length === 0) shell.print("Nothing to remark.");
      for (const remark of remarks) {
        const [first = "", ...others] = remark.claims;
        const about = `${others.length > 0 ? `${others.join(", ")}  ` : " "}${remark.kind}: ${remark.says}`;
        for (const line of wrapped(`${first}${others.length > 0 ? ", " : " "}`, about)) shell.print(line);
        remark.readings.forEach((reading, i) => wrapped(leadOf(remark, i), reading).forEach((line) => shell.print(line)));
        for (const line of wrapped("    effect  ", remark.effect)) shell.print(line);
      }
      return 0;
    },
    kind === "copies",
  );
}

/** "either … or … or …" of the readings of one remark; a conversion's are rates to hold it against, a lone one is no choice. */
function leadOf({ kind, readings }: Remark, at: number): string {
  if (kind.startsWith("conversion-")) return "    rate    ";
  if (readings.length === 1) return "    reading ";
  return at === 0 ? "    either  " : "    or      ";
}

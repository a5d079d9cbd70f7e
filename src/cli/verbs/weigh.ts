/** `weigh`: what all claims about one quantity amount to, by root. */
import { ecbReferenceRates, weighInDetail } from "#analysis/index.ts";
import { pluralOf } from "#analysis/corroboration/plainly.ts";
import { parseEdtf, type EdtfDate } from "#domain/edtf.ts";
import { measures, parseMeasure } from "#domain/measure.ts";
import type { WeighAssumptions, WeighedInDetail } from "#domain/weighed.ts";
import { givenRates } from "../given-rates.ts";
import { granted, parseFlags, Refused, type Shell } from "../shell.ts";
import { threeDigits, wrapped } from "../say.ts";
import { table } from "../table.ts";
import { findVerb } from "../verbs.ts";
import { chosenCase, withStore } from "../with-case.ts";
import { exampleMaterial, materialFlags } from "../with-material.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("weigh")?.usage ?? "";
  const text = { type: "string" } as const;
  const { values } = parseFlags(
    args,
    { ...materialFlags, measure: text, country: text, from: text, to: text, currency: text, rates: text, ...assumptionFlags },
    usage,
  );
  const { measure } = values;
  const [country, currency] = [values.country?.toUpperCase(), values.currency?.toUpperCase()];
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
    ...assumptions(values),
  };
  const given = await givenRates(values.rates, shell);
  const say = (answer: WeighedInDetail) => {
    const { weighed, why, waves, keptOut, sensitivity, trend, prior } = answer;
    if (values.json === true) {
      shell.print(JSON.stringify(weighed, null, 2));
      return 0;
    }
    const { pooled, roots, excluded, verdict } = weighed;
    const openEnd =
      pooled.bounded === "both"
        ? ""
        : `; nothing told bounds ${waves.length > 0 ? "some of it" : "it"} ${pooled.bounded === "below" ? "above" : "below"}`;
    shell.print(`${measure}: ${figures(pooled)} ${pluralOf(pooled.unit)}${openEnd}`);
    for (const line of wrapped("  ", verdict)) shell.print(line);
    shell.print("");
    if (waves.length > 0) {
      const told = waves.map((wave) => [wave.of, figures({ ...wave, level: pooled.level }), wave.claims.join(", ")]);
      for (const line of table(["wave", "how many", "claims"], told)) shell.print(line);
      shell.print("");
    }
    const rows = roots.map((root) => [
      root.family,
      root.claims.join(", "),
      root.weight.toFixed(2),
      signed(root.influence),
      String(why.find((one) => one.family === root.family)?.depth ?? 0),
      why.find((one) => one.family === root.family)?.why ?? "",
    ]);
    for (const line of table(["root", "claims", "weight", "influence", "hearsay", "why it is one root"], rows)) shell.print(line);
    shell.print("Weight: how probable it is that the root is right. Influence: by how much it moves the median.");
    shell.print("Hearsay: voices between the outlet and the event.");
    shell.print("");
    for (const line of wrapped("Trend  ", trend.says)) shell.print(line);
    const chances = [...new Set(why.map((one) => one.wrong))].sort((a, b) => a - b).map((one) => `${Math.round(one * 100)} %`);
    const assumed = `anything between ${threeDigits(prior.low)} and ${threeDigits(prior.high)} was as likely, every factor alike; roots differ by about ${Math.round(prior.spread * 100)} %, and ${Math.round(prior.outletShare * 100)} % of that variance is common to one outlet; a root is wrong with a probability of ${listed(chances)}, by its grade`;
    for (const line of wrapped("Assumed before any claim  ", `${assumed}.`)) shell.print(line);
    if (pooled.bounded === "both" || waves.length > 0) shell.print("Under other assumptions");
    else shell.print("A middle figure would be the assumption's alone, as these show");
    for (const one of sensitivity)
      shell.print(`  ${one.assumption}: ${threeDigits(one.median)} (${threeDigits(one.low)} to ${threeDigits(one.high)})`);
    if (excluded.length > 0) shell.print("Kept out");
    const told = new Map<string, string>(keptOut.map((one) => [one.claim, one.told]));
    for (const one of excluded)
      for (const line of wrapped(`  ${one.claim}  `, `${told.get(one.claim) ?? ""}: ${one.why}`)) shell.print(line);
    return 0;
  };
  if (values.example === undefined)
    return withStore(values, shell, async ({ casework }) =>
      say(granted(await casework.weigh(await chosenCase(casework, values.case), request, given))),
    );
  const { claims, reports, sources } = await exampleMaterial(values.example);
  return say(granted(weighInDetail(claims, reports, request, { sources, rates: given, tables: [ecbReferenceRates] })));
}

/** "2,350 (90 %: 2,250 to 2,570)"; where nothing told bounds it on one side, the bound alone. */
function figures({ median, low, high, level, bounded }: Omit<WeighedInDetail["weighed"]["pooled"], "unit">): string {
  if (bounded === "below") return `at least ${threeDigits(low)}`;
  if (bounded === "above") return `at most ${threeDigits(high)}`;
  return `${threeDigits(median)} (${Math.round(level * 100)} %: ${threeDigits(low)} to ${threeDigits(high)})`;
}

const assumptionFlags = {
  lowest: { type: "string" },
  highest: { type: "string" },
  spread: { type: "string" },
  "outlet-share": { type: "string" },
  "wrong-times": { type: "string" },
  level: { type: "string" },
} as const;

/** What whoever asks assumes instead of the method's own. */
function assumptions(values: Readonly<Partial<Record<keyof typeof assumptionFlags, string | undefined>>>): WeighAssumptions {
  const number = (flag: keyof typeof assumptionFlags): number | null => {
    const given = values[flag];
    if (given === undefined) return null;
    if (!/^\d+(?:\.\d+)?$/.test(given))
      throw new Refused({ kind: "bad-input", place: `--${flag}`, says: `"${given}" is not a number such as 0.25` });
    return Number(given);
  };
  const [lowest, highest, spread, level] = [number("lowest"), number("highest"), number("spread"), number("level")];
  const [outletShare, wrongTimes] = [number("outlet-share"), number("wrong-times")];
  return {
    ...(lowest === null ? {} : { lowest }),
    ...(highest === null ? {} : { highest }),
    ...(spread === null ? {} : { spread }),
    ...(outletShare === null ? {} : { outletShare }),
    ...(wrongTimes === null ? {} : { wrongTimes }),
    ...(level === null ? {} : { level }),
  };
}

/** "8 %, 15 % or 50 %". */
const listed = (all: readonly string[]) => (all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`);

/** "+1.8 %", "−0.3 %": a share as a change. */
const signed = (share: number) => `${share < 0 ? "−" : "+"}${Math.abs(share * 100).toFixed(1)} %`;

function date(given: string | undefined, field: string): EdtfDate | null {
  if (given === undefined) return null;
  const parsed = parseEdtf(given);
  if (parsed === null) throw new Refused({ kind: "bad-date", given, field });
  return parsed;
}

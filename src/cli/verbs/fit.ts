/** `fit`: a route fitted to the accepted claims, what the fit makes of each of them, and what to ask next. */
import path from "node:path";
import { assumedFigures, type AssumedFigures } from "#analysis/index.ts";
import { fitMaterial, type FitRequest } from "#casework/fit-material.ts";
import { parseEdtf, type EdtfDate } from "#domain/edtf.ts";
import type { DispatchFit } from "#domain/fit.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { sayEstimate, threeDigits, wrapped } from "../say.ts";
import { table } from "../table.ts";
import { findVerb } from "../verbs.ts";
import { chosenCase, withStore } from "../with-case.ts";
import { exampleMaterial, materialFlags } from "../with-material.ts";

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("fit")?.usage ?? "";
  const text = { type: "string" } as const;
  const many = { type: "string", multiple: true } as const;
  const { values } = parse(
    args,
    {
      ...materialFlags,
      ...{ beside: text, alone: text, route: text, country: text, place: text, from: text, to: text, seed: text, draws: text },
      ...{ prior: many, assume: many },
    },
    usage,
  );
  const beside = values.beside === undefined ? undefined : { name: values.beside, material: await exampleMaterial(values.beside) };
  const draws = values.draws === undefined ? undefined : whole(values.draws, "--draws", usage);
  if (draws !== undefined && (draws < 1024 || draws > 4_194_304 || (draws & (draws - 1)) !== 0))
    throw new Refused({ kind: "bad-usage", says: `--draws is ${draws}; it is a power of two from 1,024 to 4,194,304.`, usage });
  const request: FitRequest = {
    ...(beside === undefined ? {} : { beside }),
    ...(values.alone === undefined ? {} : { alone: values.alone.split(",").map((id) => id.trim()) }),
    ...(values.route === undefined ? {} : { route: values.route }),
    ...(values.country === undefined ? {} : { country: values.country }),
    ...(values.place === undefined ? {} : { place: values.place }),
    ...(values.from === undefined ? {} : { from: date(values.from, "--from") }),
    ...(values.to === undefined ? {} : { to: date(values.to, "--to") }),
    ...(values.seed === undefined ? {} : { seed: whole(values.seed, "--seed", usage) }),
    ...(draws === undefined ? {} : { draws }),
    ...(values.prior === undefined ? {} : { priors: priorsOf(values.prior, usage) }),
    ...(values.assume === undefined ? {} : { assumptions: assumedOf(values.assume, usage) }),
    onProgress: ({ doing, done, total }) => {
      if (shell.isTerminal) shell.tell(`  ${doing} ${done}/${total}`);
    },
  };
  const print = (name: string, fits: readonly DispatchFit[]) => {
    if (values.json === true) shell.print(JSON.stringify(fits, null, 2));
    else for (const line of describeFits(headings(name, fits, request), fits)) shell.print(line);
    return 0;
  };
  if (values.example !== undefined) {
    const name = values.example;
    return print(name, granted(await fitMaterial(name, await exampleMaterial(name), request)));
  }
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    const analysis = granted(await casework.fit(id, request));
    return print(id, analysis.fits ?? []);
  });
}

function headings(name: string, fits: readonly DispatchFit[], request: FitRequest): readonly string[] {
  const names = [
    ...(request.alone === undefined ? [] : [`${request.alone.join(", ")} alone`]),
    request.beside === undefined && request.alone === undefined
      ? name
      : `${path.basename(name)}${request.alone === undefined ? " alone" : ", all"}`,
    ...(request.beside === undefined ? [] : [`with ${request.beside.name}`]),
  ];
  return names.slice(0, fits.length);
}

/** The fits side by side, then what the last of them rests on and hangs on. */
export function describeFits(names: readonly string[], fits: readonly DispatchFit[]): readonly string[] {
  const last = fits[fits.length - 1];
  if (last === undefined) return [];
  const { scope, diagnostics } = last;
  const when = scope.from === null && scope.to === null ? "the last three years" : `${scope.from ?? ".."} to ${scope.to ?? ".."}`;
  const ids = [...new Set(fits.flatMap((fit) => fit.estimates.map(({ id }) => id)))];
  const rows = ids.flatMap((id) => {
    const all = fits.map((fit) => fit.estimates.find((one) => one.id === id));
    if (all.every((one) => one === undefined || "missing" in one)) return [];
    const name = all.find((one) => one !== undefined && !("missing" in one))?.name ?? id;
    return [[name, ...all.map((one) => (one === undefined || "missing" in one ? "–" : sayEstimate(one)))]];
  });
  const missing = last.estimates.flatMap((one) => ("missing" in one ? one.missing : []));
  return [
    `Route ${last.route}, fitted to the accepted claims of ${when}${scope.country === null ? "" : `, ${scope.country}`}${scope.place === null ? "" : `; crossing: ${scope.place}`}; as of ${scope.asOf}`,
    "",
    ...table(["median (and 90 % interval)", ...names], rows),
    ...(missing.length > 0 ? ["", ...missing.flatMap((one) => wrapped("  ? not enough; missing ", one))] : []),
    "",
    ...fits.flatMap((fit, f) =>
      wrapped(`Reached by ${fit.diagnostics.rung}${fits.length > 1 ? ` (${names[f] ?? ""})` : ""}: `, sayDiagnostics(fit)),
    ),
    ...tensionLines(last),
    ...moverLines(last),
    ...checkLines(last),
    ...sourceLines(last),
    "",
    "Scenarios (how much better or worse the claims fit)",
    ...last.scenarios.flatMap((one) =>
      wrapped(`  ${one.times === null ? "–" : `× ${sayTimes(one.times)}`}  `, `${one.says}: ${one.words}.`),
    ),
    "",
    "What it leans on (a fifth less or a quarter more weight; over 0.05 it moves)",
    ...table(
      ["estimate", "prior", "claims", ""],
      last.sensitivity.map((one) => [one.estimate, one.prior.toFixed(3), one.likelihood.toFixed(3), one.words]),
    ).map((line) => `  ${line}`),
    "",
    "Ask next (width of the interval after a good answer ÷ width now)",
    ...last.questions.flatMap((one) =>
      wrapped(
        "  ",
        `${one.ask} → ${one.narrows
          .slice(0, 3)
          .map(({ estimate, widthAfter }) => `${estimate} ${widthAfter.toFixed(2)}`)
          .join(", ")}`,
      ),
    ),
    "",
    "Believed before any claim",
    ...last.quantities.flatMap((one) => wrapped(`  ${one.id}  `, `${one.says} (${one.unit}): ${one.before}; ${one.source}`)),
    "",
    "Assuming",
    ...last.assumptions.flatMap((one) => wrapped(`  ${one.id}  `, `${one.says} [${one.source}]`)),
    ...keptOutLines(last),
    "",
    `Seed ${diagnostics.seed}, ${diagnostics.draws.toLocaleString("en")} draws: the same claims and seed give the same figures to the bit.`,
  ];
}

function sayDiagnostics({ diagnostics }: DispatchFit): string {
  const { khat, effective, draws, logEvidence, because } = diagnostics;
  return `${Math.round(effective).toLocaleString("en")} effective of ${draws.toLocaleString("en")} draws, k̂ ${khat === null ? "not needed" : khat.toFixed(2)}, log evidence ${logEvidence.toFixed(2)}${because === "" ? "" : `; ${because}`}.`;
}

function tensionLines({ tensions }: DispatchFit): readonly string[] {
  if (tensions.length === 0) return [];
  return [
    "",
    "Tensions",
    ...tensions.flatMap((one) => wrapped("  ! ", `${one.says}${one.p === null ? "" : ` (chance of a gap this wide: ${sayP(one.p)})`}`)),
  ];
}

/** For each estimate the claims that move it: the first three roots. */
function moverLines({ movers, estimates }: DispatchFit): readonly string[] {
  const lines = estimates.flatMap((estimate) => {
    if ("missing" in estimate) return [];
    const own = movers.filter((one) => one.estimate === estimate.id).slice(0, 4);
    if (own.length === 0) return [];
    return wrapped(
      `  ${estimate.id}: `,
      own
        .map(({ claims, median, moved }) =>
          moved === null || median === null
            ? `nothing is left without ${some(claims)}`
            : `${threeDigits(median)} without ${some(claims)} (moves by ${moved.toFixed(2)} of its interval)`,
        )
        .join("; "),
    );
  });
  return lines.length === 0 ? [] : ["", "Claims that move it", ...lines];
}

function some(claims: readonly string[]): string {
  return claims.length <= 4 ? claims.join(", ") : `${claims.slice(0, 3).join(", ")} and ${claims.length - 3} more of its root`;
}

function checkLines({ checks }: DispatchFit): readonly string[] {
  const rows = checks.map((one) => [
    one.claim,
    one.measure,
    `${one.told} ${one.unit}`,
    one.expected === null ? "–" : `${threeDigits(one.expected.low)} to ${threeDigits(one.expected.high)}`,
    one.p === null ? "–" : sayP(one.p),
    one.wrong.toFixed(2),
    one.words.split(";")[0] ?? "",
  ]);
  return [
    "",
    "Each claim against what the others lead one to expect",
    ...table(["claim", "measure", "told", "expected", "p", "root wrong", ""], rows),
  ];
}

function sourceLines({ withoutSource, estimates }: DispatchFit): readonly string[] {
  if (withoutSource.length < 2) return [];
  const shown = estimates.filter((one) => !("missing" in one)).slice(0, 1);
  const keys = [...new Set([...shown.map(({ id }) => id), "take-per-worker-month", "share-withheld"])].filter((id) =>
    estimates.some((one) => one.id === id && !("missing" in one)),
  );
  const rows = withoutSource.map(({ without, estimates: left }) => [
    without,
    ...keys.map((key) => {
      const one = left.find(({ id }) => id === key);
      return one?.median == null || one.interval === null
        ? "nothing left"
        : `${threeDigits(one.median)} (${threeDigits(one.interval.low)} to ${threeDigits(one.interval.high)})`;
    }),
  ]);
  return ["", "Without each source", ...table(["without", ...keys], rows)];
}

/** Reasons with how many claims each keeps out; single ones by name. */
function keptOutLines({ keptOut }: DispatchFit): readonly string[] {
  const byWhy = new Map<string, string[]>();
  for (const { claim, why } of keptOut) byWhy.set(why, [...(byWhy.get(why) ?? []), claim]);
  if (byWhy.size === 0) return [];
  return [
    "",
    "Kept out",
    ...[...byWhy].flatMap(([why, claims]) => wrapped("  ", `${claims.length > 6 ? `${claims.length} claims` : claims.join(", ")}: ${why}`)),
  ];
}

function sayP(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

function sayTimes(times: number): string {
  return times >= 0.01 && times < 1000 ? threeDigits(times) : times.toExponential(1);
}

function date(given: string, field: string): EdtfDate {
  const parsed = parseEdtf(given);
  if (parsed === null) throw new Refused({ kind: "bad-date", given, field });
  return parsed;
}

function whole(given: string, flag: string, usage: string): number {
  if (!/^\d{1,10}$/.test(given)) throw new Refused({ kind: "bad-usage", says: `${flag} is "${given}", not a whole number.`, usage });
  return Number(given);
}

function rangeOf(given: string): { readonly low: number; readonly high: number } | null {
  const match = /^(-?[\d.eE+-]+?)\.\.(-?[\d.eE+-]+)$/.exec(given);
  const [low, high] = [Number(match?.[1]), Number(match?.[2])];
  return match !== null && Number.isFinite(low) && Number.isFinite(high) ? { low, high } : null;
}

function priorsOf(given: readonly string[], usage: string): NonNullable<FitRequest["priors"]> {
  return Object.fromEntries(
    given.map((one) => {
      const [id = "", range = ""] = one.split("=", 2);
      const parsed = rangeOf(range);
      if (id === "" || parsed === null) throw new Refused({ kind: "bad-usage", says: `--prior is "${one}"; it is ID=LOW..HIGH.`, usage });
      return [id, parsed];
    }),
  );
}

function assumedOf(given: readonly string[], usage: string): Partial<AssumedFigures> {
  const bad = (one: string, says: string) => new Refused({ kind: "bad-usage", says: `--assume is "${one}"; ${says}.`, usage });
  let figures: Partial<AssumedFigures> = {};
  for (const one of given) {
    const [name = "", value = ""] = one.split("=", 2);
    const grade = /^right\.([1-6])$/.exec(name)?.[1];
    if (name === "goesOn") {
      const range = rangeOf(value);
      if (range === null || range.low < 0 || range.high <= range.low) throw bad(one, "goesOn is LOW..HIGH, from 0");
      figures = { ...figures, goesOn: range };
      continue;
    }
    const number = value === "" ? NaN : Number(value);
    if (!Number.isFinite(number) || number < 0) throw bad(one, "its value is a number from 0");
    if (grade !== undefined) {
      if (number > 1) throw bad(one, "a chance is at most 1");
      figures = {
        ...figures,
        rightByCredibility: { ...assumedFigures.rightByCredibility, ...figures.rightByCredibility, [grade]: number },
      };
    } else if (plainAssumptions.has(name)) {
      if (name !== "rotatesTogether" && number === 0) throw bad(one, "it is over 0");
      if (name === "rotatesTogether" && number > 1) throw bad(one, "a chance is at most 1");
      figures = { ...figures, [name]: name === "horizonMonths" ? Math.min(120, Math.round(number)) : number };
    } else throw bad(one, `its name is right.1 to right.6, goesOn, ${[...plainAssumptions].join(", ")}`);
  }
  return figures;
}

const plainAssumptions: ReadonlySet<string> = new Set([
  "thresholdExponent",
  "spreadOfPlainFigure",
  "spreadOfHedgedFigure",
  "driftPerYear",
  "spreadOfPrior",
  "rotatesTogether",
  "horizonMonths",
]);

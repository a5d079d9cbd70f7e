/**
 * The posterior of a fitted route by the calibration ladder, kept warm: an edited claim recomputes only the columns it touches.
 * Each quantity's own claims are exact in its table; what ties quantities together weighs the draws; where those weights fail their test
 * (k̂ > 0.7), the tied quantities are sampled anew, first by an adapted proposal, then by tempered steps, and the answer says so.
 * What a reader would get wrong: the same claims, options and seed give the same bits whether or not anything was kept from before.
 */
import type { Claim } from "#domain/claim.ts";
import type { FitDiagnostics, FitRefusal } from "#domain/fit.ts";
import type { ClaimId } from "#domain/ids.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { exp, log } from "#numeric/elementary.ts";
import { mostKhat, smoothWeights, tailShape } from "#numeric/pareto-smoothing.ts";
import { samplePosterior } from "#numeric/posterior.ts";
import { sobolColumn } from "#numeric/sobol-points.ts";
import { normalCdf, normalQuantile } from "#numeric/special.ts";
import type { Route } from "../route.ts";
import { fillPoints, pointAt, type BeliefTable } from "./belief-table.ts";
import { crossingColumns, type CrossingColumns } from "./crossing-columns.ts";
import { centresOf, fitModel, tableOf, termDensity, type FitModel, type Tie, type Unknown } from "./fit-model.ts";
import type { FitOptions } from "./fit-options.ts";

/** Draws of every unknown, one column each, with one weight a draw. */
export type FitPosterior = {
  readonly model: FitModel;
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly crossing: CrossingColumns | null;
  /** Sum 1. */
  readonly weights: Float64Array;
  readonly tables: ReadonlyMap<string, BeliefTable>;
  readonly diagnostics: FitDiagnostics;
};

/** Draws taken unless told otherwise. */
export const defaultDraws = 131_072;
/** The proposals are redrawn with more points until so many are effective, up to eight times the draws asked for. */
const WANTED_EFFECTIVE_SHARE = 0.77;

/** Tables of single claims kept for the next edit (16 kB each). */
const MOST_TOLD = 200;
/** With so many draws for the greatest weight there can be, the weights' error is bounded whatever k̂ says (FT7). */
const DRAWS_PER_BOUND = 250;

export class FitSession {
  private readonly route: Route;
  private readonly options: FitOptions;
  private readonly uniforms = new Map<string, Float64Array>();
  private readonly tables = new Map<string, { readonly key: string; readonly table: BeliefTable }>();
  private readonly columns = new Map<string, { readonly key: string; readonly column: Float64Array }>();
  private readonly ties = new Map<string, TieColumn>();
  private readonly told = new Map<string, Float64Array>();
  private together: { readonly key: string; readonly weighed: Weighed | "none" } | null = null;
  private crossing: { readonly key: string; readonly columns: CrossingColumns } | null = null;
  private draws: number;

  constructor(route: Route, options: FitOptions) {
    this.route = route;
    this.options = options;
    this.draws = options.draws ?? defaultDraws;
    if (!(Number.isInteger(this.draws) && this.draws >= 256)) throw new RangeError(`at least 256 draws, not ${options.draws}`);
  }

  /** The posterior under these claims. Refuses what {@link fitModel} refuses, and claims or bounds that contradict each other. */
  posterior(claims: readonly Claim[]): Result<FitPosterior, FitRefusal> {
    const model = fitModel(this.route, claims, this.options);
    if (!model.ok) return model;
    return this.of(model.value);
  }

  private of(model: FitModel): Result<FitPosterior, FitRefusal> {
    const tables = new Map<string, BeliefTable>();
    for (const unknown of model.unknowns.values()) {
      const held = this.tables.get(unknown.id);
      const table = held?.key === unknown.key ? held.table : tableOf(unknown, this.options.powers, this.told);
      if (table === null) return refuse(contradiction(model, unknown));
      const against = priorAgainst(model, unknown, table);
      if (against !== null) return refuse(against);
      this.tables.set(unknown.id, { key: unknown.key, table });
      tables.set(unknown.id, table);
    }
    if (this.told.size > MOST_TOLD) this.told.clear();
    const evidence = [...tables.values()].reduce((total, { logMass }) => total + logMass, 0);
    const tied = tiedUnknowns(model);
    for (;;) {
      const n = this.draws;
      const columns = this.drawn(model, tables, n);
      const fitted = this.weighed(model, columns, n);
      if (fitted === "none") return refuse(tieContradiction(model));
      const { weights, khat, effective, logMean, even, bounded } = fitted;
      if (even || bounded !== null || (khat <= mostKhat && effective >= n / 100)) {
        if (
          !even &&
          effective < WANTED_EFFECTIVE_SHARE * (this.options.draws ?? defaultDraws) &&
          n < 8 * (this.options.draws ?? defaultDraws)
        ) {
          this.draws = n * 2;
          continue;
        }
        return ok({
          model,
          columns,
          crossing: this.crossingOf(model, columns),
          weights,
          tables,
          diagnostics: {
            rung: even ? "closed form" : "importance sampling",
            because:
              bounded !== null && khat > mostKhat
                ? `k̂ is over ${mostKhat}, but no weight can exceed ${bounded.toPrecision(2)} times the mean, so these draws bound the error`
                : "",
            khat: Number.isFinite(khat) ? khat : null,
            effective,
            draws: n,
            seed: this.options.seed,
            logEvidence: evidence + logMean,
          },
        });
      }
      return this.climb(model, tables, tied, evidence, khat, weights);
    }
  }

  /** The columns of all unknowns; one is drawn anew only when its own table changed. */
  private drawn(model: FitModel, tables: ReadonlyMap<string, BeliefTable>, n: number): ReadonlyMap<string, Float64Array> {
    const columns = new Map<string, Float64Array>();
    for (const unknown of model.unknowns.values()) {
      const key = `${n} ${unknown.key}`;
      const held = this.columns.get(unknown.id);
      if (held?.key === key) {
        columns.set(unknown.id, held.column);
        continue;
      }
      const column = new Float64Array(n);
      fillPoints(tables.get(unknown.id) as BeliefTable, this.uniform(unknown, n), column, unknown.scale === "logarithmic");
      this.columns.set(unknown.id, { key, column });
      columns.set(unknown.id, column);
    }
    return columns;
  }

  private uniform(unknown: Unknown, n: number): Float64Array {
    const held = this.uniforms.get(unknown.id);
    if (held?.length === n) return held;
    const column = sobolColumn(n, unknown.dimension, this.options.seed);
    this.uniforms.set(unknown.id, column);
    return column;
  }

  /** Draws of an unknown that nothing ties, as many as asked for. */
  private uniformValues(unknown: Unknown, table: BeliefTable, n: number): Float64Array {
    const column = new Float64Array(n);
    fillPoints(table, sobolColumn(n, unknown.dimension, this.options.seed), column, unknown.scale === "logarithmic");
    return column;
  }

  /** Weights from all that ties unknowns together; those of before where nothing that is tied has changed. */
  private weighed(model: FitModel, columns: ReadonlyMap<string, Float64Array>, n: number): Weighed | "none" {
    const inputs = ["paid", "received", "levied"].map((id) => model.unknowns.get(id)?.key);
    const key = JSON.stringify([n, inputs, model.ties.map(({ id, term }) => [id, term.root, term.key])]);
    if (this.together?.key !== key) this.together = { key, weighed: this.weigh(model, columns, n) };
    return this.together.weighed;
  }

  private weigh(model: FitModel, columns: ReadonlyMap<string, Float64Array>, n: number): Weighed | "none" {
    const [paid, received] = [columns.get("paid"), columns.get("received")];
    const logs = new Float64Array(n);
    let out = 0;
    if (paid !== undefined && received !== undefined) {
      for (let i = 0; i < n; i++) {
        if ((received[i] as number) > (paid[i] as number)) {
          logs[i] = -Infinity;
          out++;
        }
      }
    }
    if (out === n) return "none";
    let bound = 0;
    for (const tie of model.ties) {
      const { column, most } = this.tieColumn(model, tie, columns, n);
      for (let i = 0; i < n; i++) logs[i] = (logs[i] as number) + (column[i] as number);
      bound += most;
    }
    if (model.ties.length === 0) {
      // Only the order of paid and received: every draw that keeps it weighs the same, and nothing needs smoothing.
      const left = n - out;
      const weights = new Float64Array(n);
      for (let i = 0; i < n; i++) weights[i] = logs[i] === 0 ? 1 / left : 0;
      return { weights, khat: -Infinity, effective: left, logMean: log(left / n), even: left >= n / 4, bounded: null };
    }
    const raw = new Float64Array(n);
    let total = 0;
    for (let i = 0; i < n; i++) {
      const weight = exp((logs[i] as number) - bound);
      raw[i] = weight;
      total += weight;
    }
    if (!(total > 0)) return "none";
    if (total >= DRAWS_PER_BOUND) {
      const khat = tailShape(raw);
      let squares = 0;
      for (let i = 0; i < n; i++) {
        const weight = (raw[i] as number) / total;
        raw[i] = weight;
        squares += weight * weight;
      }
      return { weights: raw, khat, effective: 1 / squares, logMean: bound + log(total / n), even: false, bounded: n / total };
    }
    return { ...smoothWeights(logs), even: false, bounded: null };
  }

  private tieColumn(model: FitModel, tie: Tie, columns: ReadonlyMap<string, Float64Array>, n: number): TieColumn {
    const id = `${tie.id} ${tie.term.root}`;
    const key = [n, tie.term.key, this.options.powers?.likelihood ?? 1, ...tieInputs(tie).map((one) => model.unknowns.get(one)?.key)].join(
      " ",
    );
    const held = this.ties.get(id);
    if (held?.key === key) return held;
    const density = tieDensity(tie, this.options.powers?.likelihood ?? 1);
    const inputs = tieInputs(tie).map((one) => columns.get(one) as Float64Array);
    const values = new Float64Array(inputs.length);
    const column = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < inputs.length; j++) values[j] = (inputs[j] as Float64Array)[i] as number;
      column[i] = density.at(tieValue(tie, values));
    }
    const made = { key, column, most: density.most };
    this.ties.set(id, made);
    return made;
  }

  private crossingOf(model: FitModel, columns: ReadonlyMap<string, Float64Array>): CrossingColumns | null {
    if (model.crossing === null || !columns.has("stay")) return null;
    const needs = [...model.unknowns.values()].filter(({ id }) => crossingNeeds(id)).map(({ id, key }) => `${id} ${key}`);
    const n = (columns.get("stay") as Float64Array).length;
    const key = JSON.stringify([n, model.clock, model.crossing.start, model.crossing.waves.map(({ from, to }) => [from, to]), needs]);
    if (this.crossing?.key === key) return this.crossing.columns;
    const made = crossingColumns(model, columns);
    this.crossing = { key, columns: made };
    return made;
  }

  /** The next rungs, on the tied unknowns alone, each as the normal score of its own belief. */
  private climb(
    model: FitModel,
    tables: ReadonlyMap<string, BeliefTable>,
    tied: readonly Unknown[],
    evidence: number,
    khat: number,
    weights: Float64Array,
  ): Result<FitPosterior, FitRefusal> {
    const { seed, powers } = this.options;
    const d = tied.length;
    const own = tied.map(({ id }) => tables.get(id) as BeliefTable);
    const values = new Map<string, number>();
    const valueOf = (unknown: Unknown, table: BeliefTable, z: number) => {
      const u = normalCdf(z);
      const point = pointAt(table, u < 1e-15 ? 1e-15 : u > 1 - 1e-15 ? 1 - 1e-15 : u);
      return unknown.scale === "logarithmic" ? exp(point) : point;
    };
    const densities = model.ties.map((tie) => ({ tie, density: tieDensity(tie, powers?.likelihood ?? 1), inputs: tieInputs(tie) }));
    const density = (z: Float64Array) => {
      let total = 0;
      tied.forEach((unknown, j) => {
        const score = z[j] as number;
        total -= 0.5 * score * score + 0.9189385332046727;
        values.set(unknown.id, valueOf(unknown, own[j] as BeliefTable, score));
      });
      if ((values.get("received") ?? 0) > (values.get("paid") ?? Infinity)) return -Infinity;
      for (const { tie, density: told, inputs } of densities)
        total += told.at(
          tieValue(
            tie,
            inputs.map((id) => values.get(id) as number),
          ),
        );
      return total;
    };
    // Starts: the origin, and the best of the draws so far.
    let best = 0;
    for (let i = 1; i < weights.length; i++) if ((weights[i] as number) > (weights[best] as number)) best = i;
    const start = tied.map((unknown) => normalQuantile(this.uniform(unknown, weights.length)[best] as number));
    const starts = [start, tied.map(() => 0)].filter((z) => density(Float64Array.from(z)) > -Infinity);
    if (starts.length === 0) return refuse(tieContradiction(model));
    const found = samplePosterior(density, { dimensions: d, seed: seed + 1, draws: this.draws, starts });
    if (!found.reliable)
      return refuse({ ...tieContradiction(model), says: `No rung of the ladder gives draws to be trusted: ${found.because}.` });
    const n = found.weights.length;
    const all = new Map<string, Float64Array>();
    for (const unknown of model.unknowns.values()) {
      const j = tied.indexOf(unknown);
      all.set(
        unknown.id,
        j < 0
          ? this.uniformValues(unknown, tables.get(unknown.id) as BeliefTable, n)
          : Float64Array.from({ length: n }, (_, i) => valueOf(unknown, own[j] as BeliefTable, found.draws[i * d + j] as number)),
      );
    }
    const climbed = found.rung !== "importance sampling";
    return ok({
      model,
      columns: all,
      crossing: model.crossing === null || !all.has("stay") ? null : crossingColumns(model, all),
      weights: found.weights,
      tables,
      diagnostics: {
        rung: found.rung === "importance sampling" ? "adaptive importance sampling" : found.rung,
        because: `k̂ of the first weights is ${khat.toFixed(2)}, over ${mostKhat}${climbed ? `; then ${found.because}` : ""}`,
        khat: Number.isFinite(found.khat) ? found.khat : null,
        effective: found.effective,
        draws: n,
        seed,
        logEvidence: evidence + found.logEvidence,
      },
    });
  }
}

type TieColumn = {
  readonly key: string;
  readonly column: Float64Array;
  /** Greatest log likelihood the tie can give. */ readonly most: number;
};

type Weighed = {
  readonly weights: Float64Array;
  readonly khat: number;
  readonly effective: number;
  readonly logMean: number;
  /** Every draw that counts weighs the same. */
  readonly even: boolean;
  /** Greatest weight there can be ÷ mean weight, where the draws are enough for it; else null. */
  readonly bounded: number | null;
};

function crossingNeeds(id: string): boolean {
  return id.startsWith("wave-") || ["goes-on", "stands-for", "stay", "stay-spread", "group", "together", "chance"].includes(id);
}

function tiedUnknowns(model: FitModel): readonly Unknown[] {
  const ids = new Set(["paid", "received", ...model.ties.flatMap(tieInputs)]);
  return [...model.unknowns.values()].filter(({ id }) => ids.has(id));
}

/** The unknowns a tie speaks of. */
export function tieInputs(tie: Tie): readonly string[] {
  return tie.id === "share" ? ["paid", "received"] : ["paid", "received", "levied"];
}

/** Logarithm of what the tie's claims tell, at the values of {@link tieInputs}. */
export function tieValue(tie: Tie, values: ArrayLike<number>): number {
  const paid = values[0] as number;
  const kept = paid - (values[1] as number);
  if (!(kept > 0)) return -Infinity;
  return tie.id === "share" ? log((100 * kept) / paid) : log(kept * (values[2] as number));
}

/** Log likelihood of a tie as a table over the logarithm of what is told, straight between its cells. */
function tieDensity(tie: Tie, power: number): { readonly at: (y: number) => number; readonly most: number } {
  const centres = centresOf(tie.term);
  const low = Math.min(...centres) - 4;
  const high = Math.max(...centres) + 4;
  const cells = 4096;
  const step = (high - low) / cells;
  const at = new Float64Array(cells + 1);
  let most = -Infinity;
  for (let k = 0; k <= cells; k++) {
    const value = termDensity(tie.term, low + k * step);
    at[k] = value > 0 ? power * log(value) : -745 * power;
    if ((at[k] as number) > most) most = at[k] as number;
  }
  const between = (y: number) => {
    const position = (y - low) / step;
    if (!(position > 0)) return at[0] as number;
    if (position >= cells) return at[cells] as number;
    const cell = position | 0;
    const from = at[cell] as number;
    return from + (position - cell) * ((at[cell + 1] as number) - from);
  };
  return { at: between, most };
}

function contradiction(model: FitModel, unknown: Unknown): FitRefusal {
  const claims = unknown.terms.flatMap((term) => term.claims.map(({ id }) => id));
  const set = model.options.priors?.[unknown.id];
  return {
    kind: "contradiction",
    quantity: unknown.id,
    claims,
    says:
      set === undefined
        ? `Claims ${claims.join(", ")} contradict each other on “${unknown.says}”, and none of them is allowed to be wrong.`
        : `The prior ${set.low} to ${set.high} of “${unknown.says}” leaves nothing of what claims ${claims.join(", ")} say.`,
  };
}

/** A prior a person set that makes every root wrong is refused: the answer would be that prior, not the claims. */
function priorAgainst(model: FitModel, unknown: Unknown, table: BeliefTable): FitRefusal | null {
  if (model.options.priors?.[unknown.id] === undefined || unknown.terms.length === 0) return null;
  const wrong = unknown.terms.reduce((total, term) => total + log((1 - term.right) / 4.7), 0);
  return table.logMass < wrong - 2 ? contradiction(model, unknown) : null;
}

function tieContradiction(model: FitModel): FitRefusal {
  const claims = ["paid", "received"].flatMap((id) =>
    (model.unknowns.get(id)?.terms ?? []).flatMap((term): readonly ClaimId[] => term.claims.map((claim) => claim.id)),
  );
  return {
    kind: "contradiction",
    quantity: "received",
    claims: [...claims, ...model.ties.flatMap(({ term }) => term.claims.map(({ id }) => id))],
    says: `Claims ${claims.join(", ")} leave no way for what is received to lie under what is paid.`,
  };
}

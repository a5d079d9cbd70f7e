/**
 * What a simulated route yields: bands over time for each scenario, with the seed and everything the figures rest on.
 * What a reader would get wrong: a band is no better than the route's own figures; it holds what is not known of them, and chance.
 */
import type { Assumption, Interval, Lineage } from "./estimate.ts";
import type { ClaimId, Instant, Person } from "./ids.ts";

/** What a scenario can change in a route. */
export type Turning = {
  /** Multiplies the groups from a month on; 1 unless told: where they arrive at the crossing, or already where they are called. At most 1 keeps common random numbers exact. */
  readonly demand?: readonly { readonly from: number; readonly factor: number; readonly at?: "call" | "crossing" }[];
  /** Months in which nobody crosses either way. */
  readonly shut?: readonly { readonly from: number; readonly to: number }[];
  /** People a month the crossing can pass; the route's own unless told, without limit where neither is. */
  readonly capacity?: number;
  /** Workplaces abroad: a group waits until all of it has room. The route's own unless told, without limit where neither is. */
  readonly places?: number;
  readonly rotation?: "singly" | "together";
  /** Whether groups are already on their way through the preparation at the start (the default), or the first is called then. */
  readonly preparation?: "running" | "empty";
  /** Multiplies what employers pay, in the accounts. */
  readonly pay?: number;
};

export type Scenario = Turning & { readonly name: string };

export type Figure = { readonly median: number; readonly interval: Interval };

/** Low, median and high at the end of each month, or within it. */
export type Band = { readonly low: readonly number[]; readonly median: readonly number[]; readonly high: readonly number[] };

export const curves = ["abroad", "preparing", "left", "returned"] as const;
/** The number abroad and the number called and not yet at work, at each month's end; who arrived and who went home within it. */
export type CurveName = (typeof curves)[number];

export type ScenarioRun = {
  readonly scenario: Scenario;
  readonly bands: { readonly [K in CurveName]: Band };
  /** The number abroad less that of the first scenario, run by run on the same random numbers. */
  readonly difference: Band;
  /** Worker-months of each year, and what of the payment the worker does not get; null where the route does not say. */
  readonly workerMonths: readonly Figure[];
  readonly stateTake: readonly Figure[] | null;
  readonly stateTakeDifference: readonly Figure[] | null;
  readonly stateTakeUnit: string | null;
  /** Mean wait for the crossing and a workplace, in months. */
  readonly meanWait: Figure;
};

export type SimulationRun = {
  readonly route: { readonly id: string; readonly title: string };
  readonly seed: number;
  readonly replicates: number;
  readonly months: number;
  readonly level: number;
  readonly scenarios: readonly ScenarioRun[];
  readonly events: number;
  /** The worst relative gap between the two sides of Little's law over all runs. */
  readonly littleGap: number;
  /** What a reader should know of a scenario that leaves somebody out: groups that can never enter. Left out where there is nothing. */
  readonly warnings?: readonly string[];
  readonly lineage: Lineage;
};

/** Draws of a route's figures taken together from a fit. Plain data, so that it crosses to a thread, a browser or a file. */
export type JointDraws = {
  readonly rows: number;
  /** By the id of a route's input; besides `lead` (months up to the stay) and `staySpread` (how far single stays lie from their mean, as a share of it). */
  readonly columns: Readonly<Record<string, readonly number[]>>;
  /** What each of these figures rests on, by the id of the line it takes the place of in the route's lineage. */
  readonly rests: Readonly<Record<string, Assumption>>;
  readonly claims: readonly ClaimId[];
  readonly assumptions: readonly Assumption[];
};

/** A run as the ledger keeps it: with the route file it ran on, so that the same seed gives it again. */
export type RecordedSimulation = { readonly run: SimulationRun; readonly routeFile: Readonly<Record<string, unknown>> };

/** What is asked of a run: a shipped route by name or the content of a route file; its scenarios by name or in full. */
export type SimulationAsked = {
  readonly route?: string;
  readonly routeFile?: unknown;
  readonly scenarios?: readonly (string | Scenario)[];
  readonly months?: number;
  readonly replicates?: number;
  readonly seed?: number;
  /** Take the figures from the case's fit to its claims, where claims speak of them. */
  readonly fromFit?: boolean;
  /** False keeps it out of the ledger. */
  readonly record?: boolean;
};

/** A run under way or ended. */
export type SimulationJob = {
  readonly id: string;
  readonly state: "running" | "done" | "cancelled" | "failed";
  readonly done: number;
  readonly total: number;
  /** Position of its entry in the ledger. */
  readonly recorded: number | null;
  readonly run: SimulationRun | null;
  /** As self-contained SVG. */
  readonly pictures: {
    readonly abroad: string;
    readonly preparing: string;
    readonly arrivals: string;
    readonly difference: string | null;
  } | null;
  /** Why it failed. */
  readonly says: string | null;
};

export type KeptSimulation = { readonly seq: number; readonly at: Instant; readonly actor: Person; readonly run: SimulationRun };

export type Answer = Figure & {
  readonly id: string;
  /** The question, as a heading. */
  readonly name: string;
  readonly unit: string;
  /** How it comes about, in words. */
  readonly how: string;
};

/** One actor's part of one worker-month, of the first year and of a year once settled: what came in less what went out. */
export type AccountLine = {
  readonly actor: string;
  readonly name: string;
  readonly kind: string;
  readonly unit: string;
  readonly workerMonth: Figure;
  readonly firstYear: Figure;
  readonly settledYear: Figure;
};

export type RouteAnswers = {
  readonly route: { readonly id: string; readonly title: string };
  readonly seed: number;
  readonly draws: number;
  readonly level: number;
  readonly answers: readonly Answer[];
  /** All money in each currency asked for that the route's rates reach, then goods in their own unit. */
  readonly accounts: readonly AccountLine[];
  /** Currencies asked for that no rate of the route reaches. */
  readonly withoutRate: readonly string[];
  readonly lineage: Lineage;
};

/** A Sobol index with its interval; one whose interval holds 0 is no finding. */
export type SensitivityIndex = { readonly value: number; readonly low: number; readonly high: number };

export type TornadoBar = {
  readonly input: string;
  readonly says: string;
  readonly unit: string;
  /** The input's 5 % and 95 % values, and the answer there. */
  readonly from: number;
  readonly to: number;
  readonly atFrom: number;
  readonly atTo: number;
  readonly source: string;
};

export type RouteSensitivity = {
  readonly route: { readonly id: string; readonly title: string };
  readonly answer: { readonly id: string; readonly name: string; readonly unit: string };
  readonly seed: number;
  readonly points: number;
  readonly evaluations: number;
  /** With every input at its median. */
  readonly middle: number;
  /** The widest first. */
  readonly tornado: readonly TornadoBar[];
  readonly indices: readonly {
    readonly input: string;
    readonly says: string;
    readonly first: SensitivityIndex;
    /** Null for the joint draws of a fit: with figures that hang together the parts do not add up, so no such share exists. */
    readonly total: SensitivityIndex | null;
  }[];
  readonly level: number;
  readonly lineage: Lineage;
};

/** A route by the name of one that ships, or the content of a route file; the first that ships where neither is given. */
export type RouteGiven = { readonly route?: string; readonly routeFile?: unknown };

/** A route that ships, with what can be asked of it. */
export type RouteListed = {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly scenarios: readonly Scenario[];
  readonly answers: readonly { readonly id: string; readonly name: string; readonly unit: string }[];
  readonly lineage: Lineage;
};

/** Answers with their pictures as self-contained SVG, by period and unit, `workerMonth USD`, and by answer, `answer take-a-year`. */
export type AnsweredRoute = { readonly answers: RouteAnswers; readonly pictures: Readonly<Record<string, string>> };
/** With the tornado and the picture of the indices. */
export type SensitivityShown = { readonly sensitivity: RouteSensitivity; readonly picture: string; readonly indicesPicture: string };

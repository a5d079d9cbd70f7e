import type { Clock } from "#domain/effects.ts";
import type { Instant } from "#domain/ids.ts";

/** The machine's clock, in UTC. */
export const systemClock: Clock = () => new Date().toISOString() as Instant;

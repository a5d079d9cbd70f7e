import type { Clock, Hash } from "#domain/effects.ts";
import type { Person } from "#domain/ids.ts";
import type { Decode } from "#intake/index.ts";
import type { Ledger } from "#ledger/index.ts";
import type { SimulationDesk } from "./simulations.ts";

/** What every verb needs of the outside: the ledger, a hash, a decoder, and in whose name it acts. */
export type Context = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly hash: Hash;
  readonly decode: Decode;
  readonly actor: Person;
  /** Where runs of a route are kept while they are under way; one for the process unless handed in. */
  readonly simulationDesk?: SimulationDesk;
};

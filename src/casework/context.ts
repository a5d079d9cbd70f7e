import type { Clock, Hash } from "#domain/effects.ts";
import type { Person } from "#domain/ids.ts";
import type { Standing } from "#domain/member.ts";
import type { Decode } from "#intake/index.ts";
import type { Ledger } from "#ledger/index.ts";
import type { FitRunner } from "./fit-material.ts";
import type { SimulationDesk } from "./simulations.ts";

/** What every verb needs of the outside: the ledger, a hash, a decoder, and in whose name it acts. */
export type Context = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly hash: Hash;
  readonly decode: Decode;
  readonly actor: Person;
  /** The member it acts with the rights of, and the ledger with every right, to look up what bounds those rights; left out at the desk. */
  readonly membership?: { readonly standing: Standing; readonly desk: Ledger };
  /** Where runs of a route are kept while they are under way; one for the process unless handed in. */
  readonly simulationDesk?: SimulationDesk;
  /** Where fits are done; on this thread unless handed in. */
  readonly fitRunner?: FitRunner;
};

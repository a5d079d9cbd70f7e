/** Queues in closed form: what the simulations must agree with. Rates are per unit of time; the servers are alike. */

import { exp, log } from "./elementary.ts";
import { meanOf, varianceOf, type Law } from "./laws.ts";

/** Share of arrivals lost when all `servers` are busy, at an offered load of `load` Erlangs (Erlang B, by its stable recursion). */
export function erlangB(load: number, servers: number): number {
  checkQueue(load, servers);
  let blocked = 1;
  for (let c = 1; c <= servers; c++) blocked = (load * blocked) / (c + load * blocked);
  return blocked;
}

/** Share of arrivals that must wait in an M/M/c queue (Erlang C). @throws RangeError when the load fills the servers. */
export function erlangC(load: number, servers: number): number {
  checkQueue(load, servers);
  if (load >= servers) throw new RangeError(`a load of ${load} on ${servers} servers never settles`);
  const blocked = erlangB(load, servers);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

export type QueueFigures = {
  /** Probability that an arrival waits. */
  readonly probabilityOfWait: number;
  /** Mean number waiting. */
  readonly waiting: number;
  /** Mean wait of an arrival. */
  readonly wait: number;
  /** Mean number in the system. */
  readonly inSystem: number;
  /** Mean time in the system. */
  readonly timeInSystem: number;
};

/** The M/M/c queue in its steady state. */
export function queueMMc(arrivalRate: number, serviceRate: number, servers: number): QueueFigures {
  const load = arrivalRate / serviceRate;
  const probabilityOfWait = erlangC(load, servers);
  const wait = probabilityOfWait / (servers * serviceRate - arrivalRate);
  return {
    probabilityOfWait,
    waiting: arrivalRate * wait,
    wait,
    inSystem: arrivalRate * wait + load,
    timeInSystem: wait + 1 / serviceRate,
  };
}

/**
 * The M/M/c/K queue: at most `room` in the system (servers included), the rest turned away (Gross & Harris, section 2.5).
 * Settles at any load. `room` equal to `servers` is the loss system of {@link erlangB}.
 */
export function queueMMcK(
  arrivalRate: number,
  serviceRate: number,
  servers: number,
  room: number,
): QueueFigures & { /** Share turned away. */ readonly lost: number; /** Rate of those who enter. */ readonly entering: number } {
  const load = arrivalRate / serviceRate;
  checkQueue(load, servers);
  if (!(Number.isInteger(room) && room >= servers)) throw new RangeError(`room for ${room} with ${servers} servers`);
  // Weights relative to the fullest state, so that no power overflows.
  const logs = [0];
  for (let n = 1; n <= room; n++) logs.push((logs[n - 1] as number) + log(load / Math.min(n, servers)));
  const top = Math.max(...logs);
  const weights = logs.map((value) => exp(value - top));
  const total = weights.reduce((a, b) => a + b, 0);
  const chance = (n: number) => (weights[n] as number) / total;
  const lost = chance(room);
  const entering = arrivalRate * (1 - lost);
  let waiting = 0;
  let inSystem = 0;
  let waits = 0;
  for (let n = 0; n <= room; n++) {
    inSystem += n * chance(n);
    waiting += Math.max(0, n - servers) * chance(n);
    if (n >= servers && n < room) waits += chance(n);
  }
  return {
    probabilityOfWait: lost < 1 ? waits / (1 - lost) : 0,
    waiting,
    wait: entering > 0 ? waiting / entering : 0,
    inSystem,
    timeInSystem: entering > 0 ? inSystem / entering : 0,
    lost,
    entering,
  };
}

/** The M/G/1 queue whose service follows a law by name and parameters. */
export function queueMG1Law(arrivalRate: number, service: Law): QueueFigures {
  return queueMG1(arrivalRate, meanOf(service), varianceOf(service));
}

/** The M/G/1 queue in its steady state (Pollaczek & Khinchine); the service law enters by its mean and variance. */
export function queueMG1(arrivalRate: number, serviceMean: number, serviceVariance: number): QueueFigures {
  const load = arrivalRate * serviceMean;
  if (!(load < 1)) throw new RangeError(`a load of ${load} on one server never settles`);
  const wait = (arrivalRate * (serviceVariance + serviceMean * serviceMean)) / (2 * (1 - load));
  return {
    probabilityOfWait: load,
    waiting: arrivalRate * wait,
    wait,
    inSystem: arrivalRate * wait + load,
    timeInSystem: wait + serviceMean,
  };
}

function checkQueue(load: number, servers: number): void {
  if (!(load >= 0 && Number.isInteger(servers) && servers >= 1)) throw new RangeError(`no queue of load ${load} with ${servers} servers`);
}

/** Queues in closed form: what the simulations must agree with. Rates are per unit of time; the servers are alike. */

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

/** The M/G/1 queue in its steady state (Pollaczek & Khinchine); the service law enters by its mean and variance. */
export function queueMG1(arrivalRate: number, serviceMean: number, serviceVariance: number): Omit<QueueFigures, "probabilityOfWait"> {
  const load = arrivalRate * serviceMean;
  if (!(load < 1)) throw new RangeError(`a load of ${load} on one server never settles`);
  const wait = (arrivalRate * (serviceVariance + serviceMean * serviceMean)) / (2 * (1 - load));
  return { waiting: arrivalRate * wait, wait, inSystem: arrivalRate * wait + load, timeInSystem: wait + serviceMean };
}

function checkQueue(load: number, servers: number): void {
  if (!(load >= 0 && Number.isInteger(servers) && servers >= 1)) throw new RangeError(`no queue of load ${load} with ${servers} servers`);
}

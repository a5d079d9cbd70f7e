/**
 * The future events of a simulation, earliest first: a 4-ary heap in typed arrays.
 * What a reader would get wrong: events at the same moment come out in the order they went in, so a run repeats to the bit.
 */
export class EventQueue {
  private times: Float64Array;
  private orders: Float64Array;
  private items: Int32Array;
  private count = 0;
  private next = 0;
  /** The moment and the item of the event last taken. */
  time = 0;
  item = 0;

  constructor(capacity = 1024) {
    this.times = new Float64Array(capacity);
    this.orders = new Float64Array(capacity);
    this.items = new Int32Array(capacity);
  }

  get size(): number {
    return this.count;
  }

  /** The moment of the earliest event, which stays; Infinity when there is none. */
  get earliest(): number {
    return this.count === 0 ? Infinity : (this.times[0] as number);
  }

  add(time: number, item: number): void {
    if (this.count === this.times.length) this.grow();
    const { times, orders, items } = this;
    const order = this.next++;
    let i = this.count++;
    while (i > 0) {
      const parent = (i - 1) >> 2;
      // A later order never goes before an equal time.
      if (time >= (times[parent] as number)) break;
      times[i] = times[parent] as number;
      orders[i] = orders[parent] as number;
      items[i] = items[parent] as number;
      i = parent;
    }
    times[i] = time;
    orders[i] = order;
    items[i] = item;
  }

  /** Takes the earliest event into `time` and `item`; false when there is none. */
  take(): boolean {
    if (this.count === 0) return false;
    const { times, orders, items } = this;
    this.time = times[0] as number;
    this.item = items[0] as number;
    const n = --this.count;
    if (n === 0) return true;
    const time = times[n] as number;
    const order = orders[n] as number;
    const item = items[n] as number;
    let i = 0;
    for (;;) {
      const first = 4 * i + 1;
      if (first >= n) break;
      let least = first;
      const last = Math.min(first + 4, n);
      for (let child = first + 1; child < last; child++) {
        const t = times[child] as number;
        const best = times[least] as number;
        if (t < best || (t === best && (orders[child] as number) < (orders[least] as number))) least = child;
      }
      const t = times[least] as number;
      if (time < t || (time === t && order < (orders[least] as number))) break;
      times[i] = t;
      orders[i] = orders[least] as number;
      items[i] = items[least] as number;
      i = least;
    }
    times[i] = time;
    orders[i] = order;
    items[i] = item;
    return true;
  }

  private grow(): void {
    const capacity = this.times.length * 2;
    const [times, orders, items] = [new Float64Array(capacity), new Float64Array(capacity), new Int32Array(capacity)];
    times.set(this.times);
    orders.set(this.orders);
    items.set(this.items);
    [this.times, this.orders, this.items] = [times, orders, items];
  }
}

/**
 * Future moments, handed out in order: a calendar of short lists in typed arrays instead of a heap, so that adding and taking cost the
 * same however many are pending (Brown 1988, calendar queues). The moments are whole: who returns is not kept, only when.
 * What a reader would get wrong: moments at or beyond the end are not kept, and one added before the place reached so far comes out next.
 */
export class MomentCalendar {
  /** Pending moments are linked lists by bucket: the head of each bucket and the next slot of each slot; −1 ends a list. */
  private readonly heads: Int32Array;
  private times: Float64Array;
  private links: Int32Array;
  private free = -1;
  private used = 0;
  private pending = 0;
  private readonly perUnit: number;
  private readonly end: number;
  private readonly last: number;
  /** The open bucket: its moments in order, from `at` to `filled`. */
  private open = 0;
  private loaded = false;
  private moments = new Float64Array(64);
  private at = 0;
  private filled = 0;

  /** For moments in [0, end), with about `perUnit` buckets to one unit of time (made a power of two, so that a bucket's edge is exact). */
  constructor(end: number, perUnit: number) {
    this.perUnit = 2 ** Math.max(0, Math.min(16, Math.ceil(Math.log2(Math.max(1, perUnit)))));
    this.end = end;
    const buckets = Math.ceil(end * this.perUnit);
    if (!(buckets >= 1 && buckets < 2 ** 28)) throw new RangeError(`a calendar of ${buckets} buckets`);
    this.last = buckets - 1;
    this.heads = new Int32Array(buckets).fill(-1);
    this.times = new Float64Array(1024);
    this.links = new Int32Array(1024);
  }

  get size(): number {
    return this.pending;
  }

  /** Adds the first `count` moments of the array. */
  addAll(moments: Float64Array, count: number): void {
    while (this.used + count > this.times.length) this.grow();
    const { heads, times, links, perUnit, end } = this;
    let { free, used } = this;
    let added = 0;
    for (let i = 0; i < count; i++) {
      const time = moments[i] as number;
      if (time >= end) continue;
      const bucket = (time * perUnit) | 0;
      added++;
      if (bucket <= this.open && this.loaded) {
        this.intoOpen(time);
        continue;
      }
      let slot = free;
      if (slot >= 0) free = links[slot] as number;
      else slot = used++;
      times[slot] = time;
      links[slot] = heads[bucket] as number;
      heads[bucket] = slot;
    }
    this.free = free;
    this.used = used;
    this.pending += added;
  }

  /** The earliest pending moment, or Infinity. It stays in the calendar. */
  next(): number {
    if (this.at < this.filled) return this.moments[this.at] as number;
    for (let bucket = this.loaded ? this.open + 1 : 0; bucket <= this.last; bucket++) {
      let least = Infinity;
      for (let slot = this.heads[bucket] as number; slot >= 0; slot = this.links[slot] as number)
        if ((this.times[slot] as number) < least) least = this.times[slot] as number;
      if (least < Infinity) return least;
    }
    return Infinity;
  }

  /**
   * Takes the next moments up to and with `until`, as many as lie in one bucket: the part `from` to `to` of `moments`, in order.
   * An empty part means that nothing is left up to `until`. The answer is good until the next call.
   */
  takeRun(until: number): { readonly moments: Float64Array; readonly from: number; readonly to: number } {
    const run = this.run;
    // Never opened further than asked: what is still to be added there then only joins a list.
    const reach = until < this.end ? (until * this.perUnit) | 0 : this.last;
    while (this.at === this.filled && (!this.loaded || this.open < reach)) {
      if (this.loaded) this.open++;
      this.load();
    }
    const { moments, filled } = this;
    let at = this.at;
    run.from = at;
    while (at < filled && (moments[at] as number) <= until) at++;
    this.pending -= at - this.at;
    this.at = at;
    run.moments = moments;
    run.to = at;
    return run;
  }

  private readonly run = { moments: this.moments, from: 0, to: 0 };

  /** Opens the bucket: its list into an array, in order. */
  private load(): void {
    this.loaded = true;
    const { times, links } = this;
    let count = 0;
    let slot = this.heads[this.open] as number;
    let moments = this.moments;
    let last = slot;
    while (slot >= 0) {
      if (count === moments.length) {
        moments = new Float64Array(2 * count);
        moments.set(this.moments);
        this.moments = moments;
      }
      const time = times[slot] as number;
      // Insertion into order: a bucket holds a handful. Long lists are sorted as a whole below.
      let i = count++;
      if (count <= 48) {
        while (i > 0 && (moments[i - 1] as number) > time) {
          moments[i] = moments[i - 1] as number;
          i--;
        }
      }
      moments[i] = time;
      last = slot;
      slot = links[slot] as number;
    }
    if (count > 48) moments.subarray(0, count).sort();
    if (last >= 0) {
      // The whole list goes back to the free slots at once.
      links[last] = this.free;
      this.free = this.heads[this.open] as number;
      this.heads[this.open] = -1;
    }
    this.at = 0;
    this.filled = count;
  }

  private intoOpen(time: number): void {
    if (this.filled === this.moments.length) {
      const larger = new Float64Array(2 * this.filled);
      larger.set(this.moments);
      this.moments = larger;
    }
    const { moments } = this;
    let i = this.filled++;
    while (i > this.at && (moments[i - 1] as number) > time) {
      moments[i] = moments[i - 1] as number;
      i--;
    }
    moments[i] = time;
  }

  private grow(): void {
    const [times, links] = [new Float64Array(2 * this.times.length), new Int32Array(2 * this.times.length)];
    times.set(this.times);
    links.set(this.links);
    [this.times, this.links] = [times, links];
  }
}

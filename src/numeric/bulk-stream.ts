/**
 * Many draws at once from a stream that is set to a new address without allocating: one stream for each of millions of entities.
 * What a reader would get wrong: the numbers are those of `randomStream(seed, address).uniform32()`, bit for bit; only the way is shorter.
 */
import type { StreamAddress } from "./random.ts";

/** xoshiro128++ in four words that can be pointed at any address. Words are 32-bit, kept signed. */
export class BulkStream {
  a = 0;
  b = 0;
  c = 0;
  d = 0;
  private readonly low: number;
  private readonly high: number;

  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`a seed is a whole number from 0, not ${seed}`);
    this.low = seed | 0;
    this.high = Math.floor(seed / 4294967296) | 0;
  }

  /** Starts the stream of that address: one Philox4x32-10 block (Salmon et al. 2011), as {@link randomStream} does. */
  at({ scenario = 0, replicate = 0, entity = 0, purpose = 0 }: StreamAddress): this {
    this.seek(scenario, replicate, entity, purpose);
    return this;
  }

  /** As {@link at}, without an object: for inner loops. */
  seek(scenario: number, replicate: number, entity: number, purpose: number): void {
    let x0 = scenario | 0;
    let x1 = replicate | 0;
    let x2 = entity | 0;
    let x3 = purpose | 0;
    let k0 = this.low;
    let k1 = this.high;
    for (let round = 0; round < 10; round++) {
      // The upper halves of 0xd2511f53 × x0 and 0xcd9e8d57 × x2, by 16-bit parts.
      const p = x0 >>> 16;
      const q = x0 & 0xffff;
      const pq = (Math.imul(0xd251, q) >>> 0) + (Math.imul(0x1f53, q) >>> 16);
      const pr = (pq & 0xffff) + (Math.imul(0x1f53, p) >>> 0);
      const high0 = (Math.imul(0xd251, p) + (pq >>> 16) + (pr >>> 16)) | 0;
      const s = x2 >>> 16;
      const t = x2 & 0xffff;
      const st = (Math.imul(0xcd9e, t) >>> 0) + (Math.imul(0x8d57, t) >>> 16);
      const su = (st & 0xffff) + (Math.imul(0x8d57, s) >>> 0);
      const high1 = (Math.imul(0xcd9e, s) + (st >>> 16) + (su >>> 16)) | 0;
      const low0 = Math.imul(0xd2511f53, x0);
      const low1 = Math.imul(0xcd9e8d57, x2);
      x0 = high1 ^ x1 ^ k0;
      x1 = low1;
      x2 = high0 ^ x3 ^ k1;
      x3 = low0;
      k0 = (k0 + 0x9e3779b9) | 0;
      k1 = (k1 + 0xbb67ae85) | 0;
    }
    if ((x0 | x1 | x2 | x3) === 0) x3 = 0x9e3779b9 | 0;
    this.a = x0;
    this.b = x1;
    this.c = x2;
    this.d = x3;
  }

  /** Writes `count` uniform numbers of (0, 1), 32 bits each. */
  fill(out: Float64Array, count: number): void {
    let { a, b, c, d } = this;
    for (let i = 0; i < count; i++) {
      const sum = (a + d) | 0;
      out[i] = (((((sum << 7) | (sum >>> 25)) + a) >>> 0) + 0.5) * 2.3283064365386963e-10;
      const t = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= t;
      d = (d << 11) | (d >>> 21);
    }
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
  }
}

/**
 * Seeded randomness with independent streams: the same seed and stream give the same numbers, in Node and in every browser.
 * A stream's 128-bit state is one Philox4x32-10 block (Salmon et al., SC 2011) of its address under the seed, so two different addresses
 * can never start alike; the numbers then come from xoshiro128++ 1.0 (Blackman & Vigna 2021), which has a jump of 2^64 steps.
 * What a reader would get wrong: scenarios are compared on common random numbers, so give the same address to the same event in each.
 */

/** Where a stream is used: which scenario, which replicate, which thing in it, and what for. Whole numbers from 0 to 2^32−1. */
export type StreamAddress = {
  readonly scenario?: number;
  readonly replicate?: number;
  readonly entity?: number;
  readonly purpose?: number;
};

export interface Random {
  /** 32 random bits as an unsigned whole number. */
  bits(): number;
  /** Uniform on the open interval (0, 1), 53 bits. */
  uniform(): number;
  /** As {@link uniform} from 32 bits: faster, 2.3e-10 apart, never 0 or 1. */
  uniform32(): number;
  /** Moves 2^64 numbers ahead. */
  jump(): void;
}

/** The stream at `address` under `seed` (a whole number from 0 to 2^53−1). */
export function randomStream(seed: number, address: StreamAddress = {}): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`a seed is a whole number from 0, not ${seed}`);
  const { scenario = 0, replicate = 0, entity = 0, purpose = 0 } = address;
  const state = philox([scenario, replicate, entity, purpose], [seed >>> 0, Math.floor(seed / 4294967296) >>> 0]);
  return xoshiro128pp(state[0], state[1], state[2], state[3]);
}

/** xoshiro128++ from a given state, which must not be all zero (then it is put to a fixed other state). */
export function xoshiro128pp(a: number, b: number, c: number, d: number): Random {
  if ((a | b | c | d) === 0) d = 0x9e3779b9;
  a |= 0;
  b |= 0;
  c |= 0;
  d |= 0;
  const bits = (): number => {
    const sum = (a + d) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  return {
    bits,
    uniform: () => {
      const high = bits() >>> 5;
      const low = bits() >>> 6;
      return (high * 67108864 + low + 0.5) * 1.1102230246251565e-16;
    },
    uniform32: () => (bits() + 0.5) * 2.3283064365386963e-10,
    jump: () => {
      let [e, f, g, h] = [0, 0, 0, 0];
      for (const word of [0x8764000b, 0xf542d2d3, 0x6fa035c3, 0x77f2db5b]) {
        for (let bit = 0; bit < 32; bit++) {
          if ((word >>> bit) & 1) {
            e ^= a;
            f ^= b;
            g ^= c;
            h ^= d;
          }
          bits();
        }
      }
      [a, b, c, d] = [e, f, g, h];
    },
  };
}

type Four = readonly [number, number, number, number];

/** One block of Philox4x32-10: a bijection of the counter under each key. */
export function philox(counter: Four, key: readonly [number, number]): Four {
  let [x0, x1, x2, x3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const high0 = highProduct(0xd2511f53, x0);
    const low0 = Math.imul(0xd2511f53, x0) >>> 0;
    const high1 = highProduct(0xcd9e8d57, x2);
    const low1 = Math.imul(0xcd9e8d57, x2) >>> 0;
    [x0, x1, x2, x3] = [(high1 ^ x1 ^ k0) >>> 0, low1, (high0 ^ x3 ^ k1) >>> 0, low0];
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [x0, x1, x2, x3];
}

/** The upper 32 bits of the product of two unsigned 32-bit numbers. */
function highProduct(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle % 65536);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(carry / 65536)) >>> 0;
}

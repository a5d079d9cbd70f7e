/**
 * Scrambled Sobol points: a few thousand of them give a mean that plain draws would need millions for.
 * What a reader would get wrong: take a power of two of them, and start at the first; a few left out undo the balance.
 * Direction numbers: Joe & Kuo 2008 (new-joe-kuo-6, SIAM J. Sci. Comput. 30), the first 64 dimensions.
 * Scrambling: Owen's nested uniform scrambling by hashing (Laine & Karras 2011, with the hash of Vegdahl printed in Burley 2020, JCGT 9(4)).
 */
import { philox } from "./random.ts";

/** [primitive polynomial with both ends written, m1, m2, …] of each dimension; the first is the van der Corput sequence. */
const JOE_KUO: readonly (readonly number[])[] = [
  [1, 1],
  [3, 1],
  [7, 1, 3],
  [11, 1, 3, 1],
  [13, 1, 1, 1],
  [19, 1, 1, 3, 3],
  [25, 1, 3, 5, 13],
  [37, 1, 1, 5, 5, 17],
  [41, 1, 1, 5, 5, 5],
  [47, 1, 1, 7, 11, 19],
  [55, 1, 1, 5, 1, 1],
  [59, 1, 1, 1, 3, 11],
  [61, 1, 3, 5, 5, 31],
  [67, 1, 3, 3, 9, 7, 49],
  [91, 1, 1, 1, 15, 21, 21],
  [97, 1, 3, 1, 13, 27, 49],
  [103, 1, 1, 1, 15, 7, 5],
  [109, 1, 3, 1, 15, 13, 25],
  [115, 1, 1, 5, 5, 19, 61],
  [131, 1, 3, 7, 11, 23, 15, 103],
  [137, 1, 3, 7, 13, 13, 15, 69],
  [143, 1, 1, 3, 13, 7, 35, 63],
  [145, 1, 3, 5, 9, 1, 25, 53],
  [157, 1, 3, 1, 13, 9, 35, 107],
  [167, 1, 3, 1, 5, 27, 61, 31],
  [171, 1, 1, 5, 11, 19, 41, 61],
  [185, 1, 3, 5, 3, 3, 13, 69],
  [191, 1, 1, 7, 13, 1, 19, 1],
  [193, 1, 3, 7, 5, 13, 19, 59],
  [203, 1, 1, 3, 9, 25, 29, 41],
  [211, 1, 3, 5, 13, 23, 1, 55],
  [213, 1, 3, 7, 3, 13, 59, 17],
  [229, 1, 3, 1, 3, 5, 53, 69],
  [239, 1, 1, 5, 5, 23, 33, 13],
  [241, 1, 1, 7, 7, 1, 61, 123],
  [247, 1, 1, 7, 9, 13, 61, 49],
  [253, 1, 3, 3, 5, 3, 55, 33],
  [285, 1, 3, 1, 15, 31, 13, 49, 245],
  [299, 1, 3, 5, 15, 31, 59, 63, 97],
  [301, 1, 3, 1, 11, 11, 11, 77, 249],
  [333, 1, 3, 1, 11, 27, 43, 71, 9],
  [351, 1, 1, 7, 15, 21, 11, 81, 45],
  [355, 1, 3, 7, 3, 25, 31, 65, 79],
  [357, 1, 3, 1, 1, 19, 11, 3, 205],
  [361, 1, 1, 5, 9, 19, 21, 29, 157],
  [369, 1, 3, 7, 11, 1, 33, 89, 185],
  [391, 1, 3, 3, 3, 15, 9, 79, 71],
  [397, 1, 3, 7, 11, 15, 39, 119, 27],
  [425, 1, 1, 3, 1, 11, 31, 97, 225],
  [451, 1, 1, 1, 3, 23, 43, 57, 177],
  [463, 1, 3, 7, 7, 17, 17, 37, 71],
  [487, 1, 3, 1, 5, 27, 63, 123, 213],
  [501, 1, 1, 3, 5, 11, 43, 53, 133],
  [529, 1, 3, 5, 5, 29, 17, 47, 173, 479],
  [539, 1, 3, 3, 11, 3, 1, 109, 9, 69],
  [545, 1, 1, 1, 5, 17, 39, 23, 5, 343],
  [557, 1, 3, 1, 5, 25, 15, 31, 103, 499],
  [563, 1, 1, 1, 11, 11, 17, 63, 105, 183],
  [601, 1, 1, 5, 11, 9, 29, 97, 231, 363],
  [607, 1, 1, 5, 15, 19, 45, 41, 7, 383],
  [617, 1, 3, 7, 7, 31, 19, 83, 137, 221],
  [623, 1, 1, 1, 3, 23, 15, 111, 223, 83],
  [631, 1, 1, 5, 13, 31, 15, 55, 25, 161],
  [637, 1, 1, 3, 13, 25, 47, 39, 87, 257],
];

export const mostSobolDimensions = JOE_KUO.length;

/**
 * `count` points of `dimensions` coordinates in (0, 1), scrambled under `seed`, point after point in one array.
 * @throws RangeError over 64 dimensions or 2^32 points.
 */
export function sobolPoints(count: number, dimensions: number, seed: number, first = 0): Float64Array {
  const points = new Float64Array(count * dimensions);
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const column = sobolColumn(count, dimension, seed, first);
    for (let i = 0; i < count; i++) points[i * dimensions + dimension] = column[i] as number;
  }
  return points;
}

/** One coordinate of {@link sobolPoints}, for all points. */
export function sobolColumn(count: number, dimension: number, seed: number, first = 0): Float64Array {
  const column = new Float64Array(count);
  fillSobol(column, count, dimension, seed, first);
  return column;
}

/** As {@link sobolColumn}, into a given column. */
export function fillSobol(column: Float64Array, count: number, dimension: number, seed: number, first = 0): void {
  const directions = directionsOf(dimension);
  const scramble = philox([dimension, 0, 0, 0x50b01], [seed >>> 0, Math.floor(seed / 4294967296) >>> 0])[0];
  // The step from a point to the next flips the bits up to the lowest zero: one exclusive-or of directions summed up before.
  const steps = new Uint32Array(33);
  for (let bit = 0; bit < 32; bit++) steps[bit + 1] = (steps[bit] as number) ^ (directions[bit] as number);
  let x = sobolInteger(directions, first);
  for (let i = 0; i < count; i++) {
    column[i] = (owenScramble(x, scramble) + 0.5) * 2.3283064365386963e-10;
    const index = first + i;
    x ^= steps[32 - Math.clz32(index ^ (index + 1))] as number;
  }
}

/** The unscrambled integer coordinate of point `index`, as 32 bits: for tests against the published sequence. */
export function sobolInteger(directions: Uint32Array, index: number): number {
  let x = 0;
  for (let bit = 0; index !== 0; bit++, index = Math.floor(index / 2)) if (index % 2 === 1) x ^= directions[bit] as number;
  return x >>> 0;
}

/** The 32 direction integers of a dimension (from 0). */
export function directionsOf(dimension: number): Uint32Array {
  const row = JOE_KUO[dimension];
  if (row === undefined) throw new RangeError(`Sobol points have at most ${mostSobolDimensions} dimensions here, not ${dimension + 1}`);
  const v = new Uint32Array(32);
  if (dimension === 0) {
    for (let k = 0; k < 32; k++) v[k] = (1 << (31 - k)) >>> 0;
    return v;
  }
  const [polynomial = 0, ...m] = row;
  const degree = m.length;
  for (let k = 0; k < 32; k++) {
    if (k < degree) {
      v[k] = ((m[k] as number) << (31 - k)) >>> 0;
      continue;
    }
    const back = v[k - degree] as number;
    let next = back ^ (back >>> degree);
    for (let j = 1; j < degree; j++) if ((polynomial >>> (degree - j)) & 1) next ^= v[k - j] as number;
    v[k] = next >>> 0;
  }
  return v;
}

function owenScramble(x: number, seed: number): number {
  let h = reverseBits(x);
  h = (h ^ Math.imul(h, 0x3d20adea)) | 0;
  h = (h + seed) | 0;
  h = Math.imul(h, (seed >>> 16) | 1);
  h ^= Math.imul(h, 0x05526c56);
  h ^= Math.imul(h, 0x53a22864);
  return reverseBits(h >>> 0);
}

function reverseBits(x: number): number {
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8);
  return ((x >>> 16) | (x << 16)) >>> 0;
}

import { expect, test } from "vitest";
import { directionsOf, sobolInteger, sobolPoints } from "./sobol-points.ts";

test("unscrambled points are the published sequence", () => {
  // The first eight points of dimensions 1-3 (Joe & Kuo's own program, natural order).
  const points = Array.from({ length: 8 }, (_, i) => [0, 1, 2].map((d) => sobolInteger(directionsOf(d), i) / 2 ** 32));
  expect(points).toEqual([
    [0, 0, 0],
    [0.5, 0.5, 0.5],
    [0.25, 0.75, 0.75],
    [0.75, 0.25, 0.25],
    [0.125, 0.625, 0.375],
    [0.625, 0.125, 0.875],
    [0.375, 0.375, 0.625],
    [0.875, 0.875, 0.125],
  ]);
});

test("scrambled points keep one point in every slice of each coordinate", () => {
  const n = 256;
  const points = sobolPoints(n, 64, 9);
  for (let d = 0; d < 64; d++) {
    const slices = new Set(Array.from({ length: n }, (_, i) => Math.floor((points[i * 64 + d] as number) * n)));
    expect(slices.size).toBe(n);
  }
});

test("the error of a mean falls far faster than with plain draws", () => {
  const errors = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
    const points = sobolPoints(4096, 6, seed);
    let total = 0;
    for (let i = 0; i < 4096; i++) {
      let product = 1;
      for (let d = 0; d < 6; d++) product *= 0.5 + (points[i * 6 + d] as number);
      total += product;
    }
    return total / 4096 - 1;
  });
  const rms = Math.sqrt(errors.reduce((a, e) => a + e * e, 0) / errors.length);
  // Plain draws: sqrt((13/12)^6 - 1) / 64 = 0.0123.
  expect(rms).toBeLessThan(0.0123 / 30);
});

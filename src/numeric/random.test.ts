import { expect, test } from "vitest";
import { philox, randomStream, xoshiro128pp } from "./random.ts";

// Known answers of the Random123 distribution (kat_vectors, philox4x32 10).
test.each([
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
] as const)("Philox4x32-10 of %j under %j is the published block", (counter, key, block) => {
  expect(philox(counter, key)).toEqual(block);
});

// The first outputs of the authors' C code from state 1, 2, 3, 4 (as in the rand_xoshiro crate's tests).
test("xoshiro128++ gives the published numbers", () => {
  const random = xoshiro128pp(1, 2, 3, 4);
  expect(Array.from({ length: 10 }, () => random.bits())).toEqual([
    641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011, 621204420,
  ]);
});

test("streams at different addresses differ, the same address repeats", () => {
  const first = (address: Parameters<typeof randomStream>[1]) => randomStream(20251226, address).uniform();
  const all = [first({}), first({ scenario: 1 }), first({ replicate: 1 }), first({ entity: 1 }), first({ purpose: 1 })];
  expect(new Set(all).size).toBe(5);
  expect(first({ entity: 1 })).toBe(all[3]);
});

test("uniform numbers have the mean and variance of the uniform law", () => {
  const random = randomStream(1);
  const n = 200_000;
  let total = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const u = random.uniform();
    total += u;
    squares += u * u;
  }
  expect(Math.abs(total / n - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
  expect(Math.abs(squares / n - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / n));
});

test("a jump lands elsewhere in the same sequence", () => {
  const here = xoshiro128pp(1, 2, 3, 4);
  const there = xoshiro128pp(1, 2, 3, 4);
  there.jump();
  const seen = new Set(Array.from({ length: 1000 }, () => here.bits()));
  expect(Array.from({ length: 100 }, () => there.bits()).filter((x) => seen.has(x)).length).toBeLessThan(3);
});

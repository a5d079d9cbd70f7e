import fc from "fast-check";
import { expect, test } from "vitest";
import { BulkStream } from "./bulk-stream.ts";
import { randomStream } from "./random.ts";

test("a bulk stream gives the numbers of the stream at the same address, bit for bit", () => {
  const word = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(
    fc.property(fc.maxSafeNat(), word, word, word, word, (seed, scenario, replicate, entity, purpose) => {
      const address = { scenario, replicate, entity, purpose };
      const stream = randomStream(seed, address);
      const out = new Float64Array(9);
      new BulkStream(seed).at(address).fill(out, 9);
      expect([...out]).toEqual(Array.from({ length: 9 }, () => stream.uniform32()));
    }),
  );
});

test("a stream can be moved from address to address, and filled in parts", () => {
  const stream = new BulkStream(7);
  const out = new Float64Array(6);
  stream.at({ entity: 3 }).fill(out, 6);
  const whole = [...out];
  stream.at({ entity: 4 }).fill(out, 6);
  expect([...out]).not.toEqual(whole);
  stream.at({ entity: 3 }).fill(out, 2);
  stream.fill(out.subarray(2), 4);
  expect([...out]).toEqual(whole);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { MomentCalendar } from "./moment-calendar.ts";

test("moments come out in order whatever was added in between, up to the end and no further", () => {
  const step = fc.record({
    add: fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { maxLength: 80 }),
    until: fc.double({ min: 0, max: 3, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.constantFrom(1, 4, 300), (steps, perUnit) => {
      const calendar = new MomentCalendar(24, perUnit);
      let held: number[] = [];
      let now = 0;
      for (const { add, until } of steps) {
        const later = add.map((after) => now + after);
        calendar.addAll(Float64Array.from(later), later.length);
        held.push(...later.filter((at) => at < 24));
        now = Math.min(24, now + until);
        const due = held.filter((at) => at <= now).sort((a, b) => a - b);
        held = held.filter((at) => at > now);
        expect(taken(calendar, now)).toEqual(due);
        expect(calendar.size).toBe(held.length);
        expect(calendar.next()).toBe(Math.min(Infinity, ...held));
      }
    }),
  );
});

test("ten thousand equal moments are taken at once", () => {
  const calendar = new MomentCalendar(12, 8);
  calendar.addAll(new Float64Array(10_000).fill(6), 10_000);
  expect(taken(calendar, 5.99)).toEqual([]);
  expect(taken(calendar, 6)).toHaveLength(10_000);
});

function taken(calendar: MomentCalendar, until: number): number[] {
  const out: number[] = [];
  for (;;) {
    const { moments, from, to } = calendar.takeRun(until);
    if (from === to) return out;
    out.push(...moments.subarray(from, to));
  }
}

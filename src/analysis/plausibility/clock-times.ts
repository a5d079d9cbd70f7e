/** Clock times as reports tell a working day: "from 6 a.m. to midnight", "8:00 to 22:00", "11 in the morning to midnight". */
import type { Box } from "#domain/weighed.ts";

/** Hours since midnight; an end after the start is of the next day when it is smaller. */
export type ClockTimes = { readonly start: number; readonly end: number };

const half = String.raw`(a\.?m\.?|p\.?m\.?|in the (?:morning|afternoon|evening)|at night)`;
const clock = new RegExp(
  String.raw`\b(\d{1,2})(?::(\d{2}))? ?${half}? (?:to|until|till|-|–) (?:(midnight|noon)|(\d{1,2})(?::(\d{2}))? ?${half}?)(?![\d%])`,
  "i",
);

/** The two clock times of a text that name their half of the day; null without any. */
export function clockTimes(text: string): ClockTimes | null {
  const found = clock.exec(text);
  if (!found || (!found[3] && !found[7] && !found[4] && !found[2])) return null;
  const start = hourOf(found[1], found[2], found[3]);
  const end = found[4] ? (found[4].toLowerCase() === "midnight" ? 24 : 12) : hourOf(found[5], found[6], found[7]);
  return start >= 24 || end > 24 ? null : { start, end };
}

/** Hours from the first clock time of a text to the second; null without any. */
export function clockHours(text: string): number | null {
  const found = clockTimes(text);
  return found === null ? null : (found.end - found.start + 24) % 24 || 24;
}

const addsTo = /\bclock times\b.{0,40}?\b(\d{1,2})(?:\s?[-–]\s?(\d{1,2}))?\s*(?:h\b|hours\b|$)/i;

/** Hours told by the clock, from two clock times or from what whoever read them says they add to; null without any. */
export function clockInterval(text: string): Box | null {
  const hours = clockHours(text);
  if (hours !== null) return { low: hours, high: hours };
  const found = addsTo.exec(text);
  return found ? { low: Number(found[1]), high: Number(found[2] ?? found[1]) } : null;
}

function hourOf(hour: string | undefined, minute: string | undefined, half: string | undefined): number {
  const late = half !== undefined && /^p|afternoon|evening|night/i.test(half);
  const base = half === undefined ? Number(hour) : (Number(hour) % 12) + (late ? 12 : 0);
  return base + Number(minute ?? 0) / 60;
}

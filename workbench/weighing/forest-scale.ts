/** The common scale of a forest plot: every interval of one picture stands on it, so that rows can be compared by eye. */

export type Scale = {
  readonly kind: "linear" | "log";
  readonly low: number;
  readonly high: number;
  /** Where a value stands, in percent of the width, kept inside it. */
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
};

/** Above this ratio of greatest to least, equal distances would crush the small ones into one line. */
const tooWide = 40;

/** A scale that holds all ends, with room at both sides. Ends that are zero or below keep it linear. */
export function scaleOf(ends: readonly number[]): Scale {
  const finite = ends.filter((end) => Number.isFinite(end));
  const [least, most] = finite.length === 0 ? [0, 1] : [Math.min(...finite), Math.max(...finite)];
  if (least > 0 && most / least > tooWide) {
    const [low, high] = [Math.log10(least) - 0.1, Math.log10(most) + 0.1];
    const ticks = powers(10 ** low, 10 ** high);
    return { kind: "log", low: 10 ** low, high: 10 ** high, at: (value) => share(Math.log10(Math.max(value, 1e-300)), low, high), ticks };
  }
  const room = (most - least || Math.abs(most) || 1) * 0.12;
  const [low, high] = [least >= 0 ? Math.max(0, least - room) : least - room, most + room];
  return { kind: "linear", low, high, at: (value) => share(value, low, high), ticks: steps(low, high) };
}

function share(value: number, low: number, high: number): number {
  return Math.min(100, Math.max(0, (100 * (value - low)) / (high - low)));
}

/** Three to six round values inside. */
function steps(low: number, high: number): readonly number[] {
  const raw = (high - low) / 5;
  const decade = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * decade >= raw) ?? 10) * decade;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

function powers(low: number, high: number): readonly number[] {
  const found: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    const value = 10 ** power;
    if (value >= low && value <= high) found.push(value);
  }
  if (found.length >= 2) return found;
  const fine = [1, 2, 5].flatMap((one) => [-1, 0, 1, 2].map((by) => one * 10 ** (Math.floor(Math.log10(low)) + by)));
  return fine.filter((value) => value >= low && value <= high).sort((a, b) => a - b);
}

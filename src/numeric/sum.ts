/** Compensated sums: the rounding error of a long addition stays near one unit in the last place, and the order is fixed. */

/** Compensated sum after Neumaier (1974). */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}

/** Sample variance (divisor n − 1) by two passes with the correction of Chan, Golub & LeVeque (1983). */
export function variance(values: ArrayLike<number>): number {
  const n = values.length;
  const centre = mean(values);
  let squares = 0;
  let drift = 0;
  for (let i = 0; i < n; i++) {
    const off = (values[i] as number) - centre;
    squares += off * off;
    drift += off;
  }
  return (squares - (drift * drift) / n) / (n - 1);
}

/**
 * The special functions the laws need, with fixed bits (own exp and log): normal, gamma and beta integrals and their inverses.
 * Sources: DLMF chapters 5 and 8; Wichura 1988 (AS 241) for the normal quantile; Lentz's continued fractions.
 */
import { exp, log, log1p } from "./elementary.ts";

/** Logarithm of the gamma function for x > 0 (Stirling's series after shifting x over 10); relative error about 1e-15. */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  let shift = 0;
  let product = 1;
  while (x + shift < 12) {
    product *= x + shift;
    shift++;
  }
  const y = x + shift;
  const z = 1 / (y * y);
  const series = (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - z * (691 / 360360 - z * (1 / 156))))))) / y;
  return (y - 0.5) * log(y) - y + 0.918938533204672741780329736406 + series - log(product);
}

/** log of the beta function. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** P(a, x), the lower incomplete gamma function divided by Γ(a) (DLMF 8.7.1 and 8.9.2). */
export function gammaCdf(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  const front = exp(a * log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let total = term;
    for (let n = 1; n < 10000; n++) {
      term *= x / (a + n);
      total += term;
      if (term < total * 1e-17) break;
    }
    return Math.min(1, front * total);
  }
  return 1 - Math.min(1, front * gammaFraction(a, x));
}

/** 1 − P(a, x), without cancellation in the tail. */
export function gammaUpper(a: number, x: number): number {
  if (x <= 0) return 1;
  if (x < a + 1) return 1 - gammaCdf(a, x);
  return exp(a * log(x) - x - logGamma(a)) * gammaFraction(a, x);
}

function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 10000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    d = 1 / (Math.abs(d) < 1e-300 ? 1e-300 : d);
    c = b + an / c;
    if (Math.abs(c) < 1e-300) c = 1e-300;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return h;
}

/** I_x(a, b), the regularised incomplete beta function (DLMF 8.17.22). */
export function betaCdf(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = exp(a * log(x) + b * log1p(-x) - logBeta(a, b));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(a, b, x)) / a : 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let h = d;
  for (let m = 1; m < 10000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = 1 + even / c;
    if (Math.abs(c) < tiny) c = tiny;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = 1 + odd / c;
    if (Math.abs(c) < tiny) c = tiny;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return h;
}

/** Φ(x), the standard normal distribution function; full relative accuracy in both tails. */
export function normalCdf(x: number): number {
  if (x !== x) return x;
  const tail = 0.5 * gammaUpper(0.5, 0.5 * x * x);
  return x < 0 ? tail : 1 - tail;
}

/** log Φ(x), also far in the lower tail, where Φ itself is 0 in floating point. */
export function logNormalCdf(x: number): number {
  if (x > -37) return x < 5 ? log(normalCdf(x)) : log1p(-normalCdf(-x));
  const z = 1 / (x * x);
  return -0.5 * x * x - log(-x) - 0.918938533204672741780329736406 + log1p(-z * (1 - 3 * z * (1 - 5 * z)));
}

/** Φ⁻¹(p) after Wichura 1988, algorithm AS 241 (PPND16): relative error about 1e-16. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q *
        (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r + 45921.953931549871457) * r +
          13731.693765509461125) *
          r +
          1971.5909503065514427) *
          r +
          133.14166789178437745) *
          r +
          3.387132872796366608)) /
      (((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r + 21213.794301586595867) * r +
        5394.1960214247511077) *
        r +
        687.1870074920579083) *
        r +
        42.313330701600911252) *
        r +
        1)
    );
  }
  if (p <= 0 || p >= 1) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  let r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  let value: number;
  if (r <= 5) {
    r -= 1.6;
    value =
      (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r + 1.27045825245236838258) * r +
        3.64784832476320460504) *
        r +
        5.7694972214606914055) *
        r +
        4.6303378461565452959) *
        r +
        1.42343711074968357734) /
      (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r + 0.14810397642748007459) * r +
        0.68976733498510000455) *
        r +
        1.6763848301838038494) *
        r +
        2.05319162663775882187) *
        r +
        1);
  } else {
    r -= 5;
    value =
      (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r + 0.026532189526576123093) * r +
        0.29656057182850489123) *
        r +
        1.7848265399172913358) *
        r +
        5.4637849111641143699) *
        r +
        6.6579046435011037772) /
      (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r + 7.868691311456132591e-4) * r +
        0.0148753612908506148525) *
        r +
        0.13692988092273580531) *
        r +
        0.59983220655588793769) *
        r +
        1);
  }
  return q < 0 ? -value : value;
}

/** The x in [low, high] with cdf(x) = p, by bisection to the last bit: slow and sure, for tables. `cdf` must not decrease. */
export function invertCdf(cdf: (x: number) => number, p: number, low: number, high: number): number {
  let a = low;
  let b = high;
  for (let step = 0; step < 200; step++) {
    const middle = a + (b - a) / 2;
    if (middle <= a || middle >= b) break;
    if (cdf(middle) < p) a = middle;
    else b = middle;
  }
  return a + (b - a) / 2;
}

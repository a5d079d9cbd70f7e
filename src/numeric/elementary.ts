/**
 * exp, log and their relatives with fixed bits: only + − × ÷ and comparisons, which IEEE 754 fixes to the last bit.
 * What a reader would get wrong: `Math.exp`, `Math.log` and `Math.pow` may differ in the last place between JavaScript engines,
 * so a figure computed with them can differ between Node and a browser. `Math.sqrt`, `Math.floor`, `Math.imul` and `Math.clz32` do not.
 * Algorithms: fdlibm (Sun Microsystems 1993), e_exp.c, e_log.c, s_log1p.c, s_expm1.c by way of exp; errors under 1 ulp for exp and log.
 */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const INVERSE_LN2 = 1.442695040888963387;
const BITS = new Float64Array(1);
const WORDS = new Uint32Array(BITS.buffer);
BITS[0] = 1;
/** Which of the two 32-bit words is the high one on this machine. */
const HIGH = WORDS[1] === 0x3ff00000 ? 1 : 0;
const LOW = 1 - HIGH;

/** e to the x. Overflows to Infinity over 709.78, underflows to 0 under −745.13. */
export function exp(x: number): number {
  if (x !== x) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  let high = x;
  let low = 0;
  let k = 0;
  if (x > 0.34657359027997264 || x < -0.34657359027997264) {
    k = Math.trunc(INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5));
    high = x - k * LN2_HIGH;
    low = k * LN2_LOW;
    x = high - low;
  }
  const t = x * x;
  const c =
    x -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 + t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  const y = k === 0 ? 1 - ((x * c) / (c - 2) - x) : 1 - (low - (x * c) / (2 - c) - high);
  return k === 0 ? y : scaleByPowerOfTwo(y, k);
}

/** Natural logarithm; −Infinity at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let k = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984;
    k = -54;
  }
  BITS[0] = x;
  const high = WORDS[HIGH] as number;
  k += (high >>> 20) - 1023;
  const mantissa = high & 0xfffff;
  const i = (mantissa + 0x95f64) & 0x100000;
  WORDS[HIGH] = mantissa | (i ^ 0x3ff00000);
  k += i >>> 20;
  const f = (BITS[0] as number) - 1;
  if (f === 0) return k * LN2_HIGH + k * LN2_LOW;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const even = z * (6.66666666666673513e-1 + w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const r = odd + even;
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
}

/** log(1 + x), accurate near 0 (Kahan's correction of the rounding of 1 + x). */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1) return x;
  if (u === Infinity) return u;
  return (log(u) * x) / (u - 1);
}

/** e^x − 1, accurate near 0 (Kahan). */
export function expm1(x: number): number {
  const u = exp(x);
  if (u === 1) return x;
  const less = u - 1;
  if (less === -1) return -1;
  if (u === Infinity) return u;
  return (less * x) / log(u);
}

/** x to the y for x ≥ 0, through exp and log: relative error about |y log x| ulp. */
export function power(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x === 0) return y > 0 ? 0 : Infinity;
  return exp(y * log(x));
}

/** log(e^a + e^b) without overflow. */
export function logAdd(a: number, b: number): number {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b));
}

/** Sine and cosine of 2πu for u in [0, 1), by octant reduction and the Taylor polynomials of fdlibm's k_sin.c and k_cos.c. */
export function sineOfTurn(u: number): number {
  const quarter = Math.floor(u * 4 + 0.5);
  const x = (u - quarter / 4) * 6.283185307179586;
  switch (((quarter % 4) + 4) % 4) {
    case 0:
      return sineKernel(x);
    case 1:
      return cosineKernel(x);
    case 2:
      return -sineKernel(x);
    default:
      return -cosineKernel(x);
  }
}

/** As {@link sineOfTurn}, a quarter turn ahead. */
export function cosineOfTurn(u: number): number {
  return sineOfTurn(u + 0.25);
}

function sineKernel(x: number): number {
  const z = x * x;
  return (
    x +
    x *
      z *
      (-1.66666666666666324348e-1 +
        z *
          (8.33333333332248946124e-3 +
            z *
              (-1.98412698298579493134e-4 +
                z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)))))
  );
}

function cosineKernel(x: number): number {
  const z = x * x;
  return (
    1 -
    0.5 * z +
    z *
      z *
      (4.16666666666666019037e-2 +
        z *
          (-1.38888888888741095749e-3 +
            z *
              (2.48015872894767294178e-5 +
                z * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11)))))
  );
}

function scaleByPowerOfTwo(y: number, k: number): number {
  if (k > 1023) return y * 8.98846567431158e307 * powerOfTwo(k - 1023);
  if (k < -1022) return y * powerOfTwo(k + 200) * powerOfTwo(-200);
  return y * powerOfTwo(k);
}

function powerOfTwo(k: number): number {
  WORDS[HIGH] = (k + 1023) << 20;
  WORDS[LOW] = 0;
  return BITS[0] as number;
}

/** Small dense symmetric matrices, row-major in one array: what estimates of a dozen parameters need. */

/** Lower Cholesky factor of a positive definite matrix; null when it is not. */
export function choleskyFactor(matrix: ArrayLike<number>, n: number): Float64Array | null {
  const l = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    let d = matrix[j * n + j] as number;
    for (let k = 0; k < j; k++) d -= (l[j * n + k] as number) ** 2;
    if (!(d > 0)) return null;
    d = Math.sqrt(d);
    l[j * n + j] = d;
    for (let i = j + 1; i < n; i++) {
      let s = matrix[i * n + j] as number;
      for (let k = 0; k < j; k++) s -= (l[i * n + k] as number) * (l[j * n + k] as number);
      l[i * n + j] = s / d;
    }
  }
  return l;
}

/** Solves L x = b for lower triangular L. */
export function solveLower(l: Float64Array, n: number, b: ArrayLike<number>, x: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let s = b[i] as number;
    for (let k = 0; k < i; k++) s -= (l[i * n + k] as number) * (x[k] as number);
    x[i] = s / (l[i * n + i] as number);
  }
}

/** The inverse of a positive definite matrix from its Cholesky factor. */
export function inverseFromFactor(l: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  const y = new Float64Array(n);
  const e = new Float64Array(n);
  for (let column = 0; column < n; column++) {
    e.fill(0);
    e[column] = 1;
    solveLower(l, n, e, y);
    for (let i = n - 1; i >= 0; i--) {
      let s = y[i] as number;
      for (let k = i + 1; k < n; k++) s -= (l[k * n + i] as number) * (inverse[k * n + column] as number);
      inverse[i * n + column] = s / (l[i * n + i] as number);
    }
  }
  return inverse;
}

/** Finds a maximum of a smooth function of a few variables: BFGS with numerical gradients and backtracking (Nocedal & Wright 2006, ch. 6). */

export type Maximum = { readonly at: Float64Array; readonly value: number; readonly settled: boolean };

/** Climbs from `start`. Points where `f` is not finite are walls. @throws RangeError when the start itself is one. */
export function maximise(
  f: (x: Float64Array) => number,
  start: ArrayLike<number>,
  { turns = 200 }: { readonly turns?: number } = {},
): Maximum {
  const n = start.length;
  let x = Float64Array.from(start);
  let value = f(x);
  if (!Number.isFinite(value)) throw new RangeError(`the function is ${value} at the start ${[...x].join(", ")}`);
  let gradient = numericalGradient(f, x);
  const inverse = identity(n);
  let settled = false;
  // The longest step allowed: it doubles while steps of that length succeed, so that a far-off peak is reached.
  let reach = 2;
  for (let turn = 0; turn < turns; turn++) {
    const direction = new Float64Array(n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) direction[i] = (direction[i] as number) + (inverse[i * n + j] as number) * (gradient[j] as number);
    let slope = dot(direction, gradient);
    if (!(slope > 0)) {
      inverse.set(identity(n));
      direction.set(gradient);
      slope = dot(direction, gradient);
    }
    if (slope < 1e-10 * (1 + Math.abs(value))) {
      settled = true;
      break;
    }
    const longest = Math.max(...direction.map(Math.abs));
    const limited = longest > reach;
    let length = limited ? reach / longest : 1;
    const first = length;
    let next = x;
    let nextValue = -Infinity;
    for (let back = 0; back < 40; back++, length /= 2) {
      next = x.map((xi, i) => xi + length * (direction[i] as number));
      nextValue = f(next);
      if (nextValue >= value + 1e-4 * length * slope) break;
    }
    if (!(nextValue > value)) {
      settled = true;
      break;
    }
    reach = limited && length === first ? Math.min(reach * 2, 1e12) : Math.max(2, length * longest);
    const nextGradient = numericalGradient(f, next);
    const s = next.map((xi, i) => xi - (x[i] as number));
    const y = nextGradient.map((gi, i) => (gradient[i] as number) - gi);
    const sy = dot(s, y);
    if (sy > 1e-12) {
      const hy = new Float64Array(n);
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) hy[i] = (hy[i] as number) + (inverse[i * n + j] as number) * (y[j] as number);
      const factor = (1 + dot(y, hy) / sy) / sy;
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          inverse[i * n + j] =
            (inverse[i * n + j] as number) +
            factor * (s[i] as number) * (s[j] as number) -
            ((hy[i] as number) * (s[j] as number) + (s[i] as number) * (hy[j] as number)) / sy;
        }
      }
    }
    x = next;
    value = nextValue;
    gradient = nextGradient;
  }
  return { at: x, value, settled };
}

/** Central differences with steps of about the cube root of the machine's precision. */
export function numericalGradient(f: (x: Float64Array) => number, x: Float64Array): Float64Array {
  const at = x.slice();
  return x.map((xi, i) => {
    const h = 6e-6 * Math.max(1, Math.abs(xi));
    at[i] = xi + h;
    const above = f(at);
    at[i] = xi - h;
    const below = f(at);
    at[i] = xi;
    return Number.isFinite(above) && Number.isFinite(below) ? (above - below) / (2 * h) : 0;
  });
}

/** Matrix of second derivatives by central differences, row-major. */
export function numericalHessian(f: (x: Float64Array) => number, x: Float64Array): Float64Array {
  const n = x.length;
  const hessian = new Float64Array(n * n);
  const at = x.slice();
  const step = x.map((xi) => 2e-4 * Math.max(0.5, Math.abs(xi)));
  const value = (i: number, di: number, j: number, dj: number) => {
    at.set(x);
    at[i] = (at[i] as number) + di * (step[i] as number);
    at[j] = (at[j] as number) + dj * (step[j] as number);
    return f(at);
  };
  const here = f(x);
  for (let i = 0; i < n; i++) {
    hessian[i * n + i] = (value(i, 1, i, 0) - 2 * here + value(i, -1, i, 0)) / (step[i] as number) ** 2;
    for (let j = 0; j < i; j++) {
      const mixed =
        (value(i, 1, j, 1) - value(i, 1, j, -1) - value(i, -1, j, 1) + value(i, -1, j, -1)) /
        (4 * (step[i] as number) * (step[j] as number));
      hessian[i * n + j] = mixed;
      hessian[j * n + i] = mixed;
    }
  }
  return hessian;
}

function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1;
  return matrix;
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number);
  return total;
}

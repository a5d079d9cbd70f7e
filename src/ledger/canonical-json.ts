/**
 * Canonical JSON after RFC 8785 (JCS): one value, one text, so that a hash of the text is a hash of the value.
 * Members are sorted by UTF-16 code units, numbers and strings are as ECMAScript prints them, and there is no white space.
 * A member that is `undefined` is left out, as JSON has no word for it.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json | undefined };

/**
 * The canonical text of `value`.
 * @throws RangeError for what JSON cannot hold: NaN, an infinity, half of a surrogate pair, a function, a bigint; with the place.
 */
export function canonicalJson(value: unknown): string {
  return write(value) ?? refused(value);
}

/** Null as soon as something cannot be written; where it stands is looked for then, so that writing does not carry a place along. */
function write(value: unknown): string | null {
  switch (typeof value) {
    case "boolean":
      return value ? "true" : "false";
    case "string":
      if (isPlain.test(value)) return `"${value}"`;
      return value.isWellFormed() ? JSON.stringify(value) : null;
    case "number":
      return Number.isFinite(value) ? JSON.stringify(value) : null;
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? writeList(value) : writeMembers(value as Record<string, unknown>);
    default:
      return null;
  }
}

/** Nothing to escape, and no half of a pair. */
const isPlain = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

function writeList(items: readonly unknown[]): string | null {
  let written = "[";
  for (let i = 0; i < items.length; i++) {
    const item = write(items[i]);
    if (item === null) return null;
    written += i === 0 ? item : `,${item}`;
  }
  return `${written}]`;
}

function writeMembers(members: Record<string, unknown>): string | null {
  let written = "{";
  for (const name of sortedNames(members)) {
    const value = members[name];
    if (value === undefined) continue;
    const label = write(name);
    const text = write(value);
    if (label === null || text === null) return null;
    written += written === "{" ? `${label}:${text}` : `,${label}:${text}`;
  }
  return `${written}}`;
}

/** A case holds millions of objects of a few shapes: the names of a shape are sorted once. */
const sortedShapes = new Map<string, readonly string[]>();
const mostShapes = 1000;

function sortedNames(members: object): readonly string[] {
  const names = Object.keys(members);
  if (names.length < 2) return names;
  const shape = names.join("\u0000");
  const known = sortedShapes.get(shape);
  // Names may hold the character that joins them: only a shape with as many names is the same.
  if (known?.length === names.length) return known;
  const sorted = names.sort();
  if (sortedShapes.size < mostShapes) sortedShapes.set(shape, sorted);
  return sorted;
}

function refused(value: unknown): never {
  const { place, why } = firstUnwritable(value, "") ?? { place: "", why: "cannot be written" };
  throw new RangeError(`${place || "the value"} ${why}`);
}

function firstUnwritable(value: unknown, place: string): { readonly place: string; readonly why: string } | null {
  if (typeof value === "string") return value.isWellFormed() ? null : { place, why: "holds half of a surrogate pair" };
  if (typeof value === "number") return Number.isFinite(value) ? null : { place, why: `is ${value}, which JSON cannot hold` };
  if (typeof value === "boolean" || value === null) return null;
  if (typeof value !== "object") return { place, why: `is a ${typeof value}, which JSON cannot hold` };
  if (Array.isArray(value)) return firstOf(value.map((item: unknown, i) => firstUnwritable(item, `${place}[${i}]`)));
  const members = value as Record<string, unknown>;
  const named = Object.keys(members).filter((name) => members[name] !== undefined).sort(); // prettier-ignore
  return firstOf(named.map((name) => firstUnwritable(name, place) ?? firstUnwritable(members[name], `${place}.${name}`)));
}

function firstOf<T>(found: readonly (T | null)[]): T | null {
  return found.find((one) => one !== null) ?? null;
}

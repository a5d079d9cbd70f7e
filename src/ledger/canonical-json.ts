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
  return write(value, "");
}

function write(value: unknown, place: string): string {
  switch (typeof value) {
    case "boolean":
      return value ? "true" : "false";
    case "string":
      if (!value.isWellFormed()) throw new RangeError(`${place || "the value"} holds half of a surrogate pair`);
      return JSON.stringify(value);
    case "number":
      if (!Number.isFinite(value)) throw new RangeError(`${place || "the value"} is ${value}, which JSON cannot hold`);
      return JSON.stringify(value);
    case "object": {
      if (value === null) return "null";
      if (Array.isArray(value)) return `[${value.map((item, i) => write(item, `${place}[${i}]`)).join(",")}]`;
      const members = value as Record<string, unknown>;
      const written: string[] = [];
      for (const name of Object.keys(members).sort()) {
        if (members[name] !== undefined) written.push(`${write(name, place)}:${write(members[name], `${place}.${name}`)}`);
      }
      return `{${written.join(",")}}`;
    }
    default:
      throw new RangeError(`${place || "the value"} is a ${typeof value}, which JSON cannot hold`);
  }
}

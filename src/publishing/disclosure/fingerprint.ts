/**
 * A short deterministic mark of a text (FNV-1a, 32 bits, in two lanes: Fowler, Noll and Vo, IETF draft-eastlake-fnv).
 * It tells two contents apart in good faith. It is no proof against somebody who crafts content: that proof is the ledger's SHA-256.
 */

/** Sixteen hexadecimal digits. */
export function fingerprint(text: string): string {
  let a = 0x811c9dc5;
  let b = 0xcbf29ce4;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(Math.imul(a ^ (unit & 0xff), 0x01000193) ^ (unit >>> 8), 0x01000193);
    b = Math.imul(Math.imul(b ^ (unit >>> 8), 0x01000193) ^ (unit & 0xff) ^ i, 0x85ebca6b);
  }
  return mix(a) + mix(b);
}

function mix(value: number): string {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  mixed ^= mixed >>> 16;
  return (mixed >>> 0).toString(16).padStart(8, "0");
}

/** JSON with the keys of every object in code-unit order: equal content, equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const pairs = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${pairs.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

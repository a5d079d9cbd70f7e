/**
 * Strings in a text that could lead to a person: addresses, telephone and account numbers. They are counted and never shown or taken
 * out: the words of a report are evidence, and whoever handles it decides who may read them.
 */
export type Identifiers = { readonly addresses: number; readonly numbers: number };

/** E-mail addresses and account names; runs of 8 to 19 digits written as numbers are called or paid to (E.164 has at most 15, a card 19). */
export function identifiersIn(text: string): Identifiers {
  const addresses =
    count(text, /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu) +
    count(text, /(?<![\p{L}\p{N}@.])@[A-Za-z0-9_]{3,32}\b/gu);
  let numbers = 0;
  for (const [found] of text.matchAll(/(?<![\d.,])\+?\d(?:[ ()-]{0,2}\d){7,18}(?![\d,.]\d)/g)) {
    const written = found.trim();
    // "2025-12-26", "2,500 3,000" and plain sums are no telephone numbers: those begin with + or 0, or group their digits by hyphens or blanks.
    if (/^\d{4}-\d{2}-\d{2}/.test(written)) continue;
    if (/^[+0]/.test(written) || /\d[ -]\d{2,5}[ -]\d/.test(written) || written.replace(/\D/g, "").length >= 11) numbers++;
  }
  return { addresses, numbers };
}

/** "holds 1 address and 2 numbers that could lead to a person", or null. */
export function sayIdentifiers({ addresses, numbers }: Identifiers): string | null {
  const parts = [
    ...(addresses === 0 ? [] : [`${addresses} address${addresses === 1 ? "" : "es"}`]),
    ...(numbers === 0 ? [] : [`${numbers} number${numbers === 1 ? "" : "s"}`]),
  ];
  return parts.length === 0 ? null : `holds ${parts.join(" and ")} that could lead to a person`;
}

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

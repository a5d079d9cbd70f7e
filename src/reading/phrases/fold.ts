/**
 * Folds a text for comparison without moving a single offset: lower case, straight quotes, one kind of dash and space, half-width signs.
 * What a reader would get wrong: the folded text has exactly the length of the original, so an offset in one is an offset in the other.
 */

/** The folded text; same length in UTF-16 units as the one given. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  const base = lower.length === text.length ? lower : Array.from({ length: text.length }, (_, i) => lowerUnit(text[i] as string)).join("");
  return base.replace(/[\u2018\u2019\u02BC\u201C\u201D\u2010-\u2015\u2212\u00A0\u2000-\u200A\u202F\u3000\uFF01-\uFF5E\t\r\n]/g, foldUnit);
}

function lowerUnit(unit: string): string {
  const lower = unit.toLowerCase();
  return lower.length === 1 ? lower : unit;
}

function foldUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code === 0x2018 || code === 0x2019 || code === 0x02bc) return "'";
  if (code === 0x201c || code === 0x201d) return '"';
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) return "-";
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase();
  return " ";
}

/**
 * The texts hidden inside a text: markup stripped, entities, percent-encoding, escapes, hexadecimal and base64 undone.
 * Written here because the core has no Buffer and no decoder, and because a decoder that refuses broken input would hide a leak.
 */

export type Layer = { readonly text: string; readonly spelling: string };

/** Every reading of the text, the text itself first; encodings inside encodings to the given depth. */
export function layersOf(text: string, depth = 3): readonly Layer[] {
  const found = new Map<string, string>([[text, "as written"]]);
  let fresh: readonly Layer[] = [{ text, spelling: "as written" }];
  for (let level = 0; level < depth && fresh.length > 0; level += 1) {
    const next: Layer[] = [];
    for (const layer of fresh) {
      for (const inner of undo(layer.text)) {
        if (found.has(inner.text)) continue;
        found.set(inner.text, inner.spelling);
        next.push(inner);
      }
    }
    fresh = next;
  }
  return [...found].map(([layered, spelling]) => ({ text: layered, spelling }));
}

function undo(written: string): readonly Layer[] {
  const layers: Layer[] = [];
  const text = written.replace(/\p{Cf}/gu, "");
  const add = (inner: string, spelling: string) => {
    if (inner !== written && inner !== "") layers.push({ text: inner, spelling });
  };
  if (text.includes("<")) add(stripMarkup(text), "across markup");
  if (text.includes("&")) add(decodeEntities(text), "HTML entities");
  if (/%[0-9a-f]{2}/i.test(text)) add(decodePercent(text), "percent-encoding");
  if (/\\[ux]/i.test(text)) add(decodeEscapes(text), "character escapes");
  const hex = [...new Set(text.match(HEX_RUN))].flatMap((run) => readable(hexBytes(run)));
  if (hex.length > 0) add(hex.join(FAR), "hexadecimal");
  const base64 = [...new Set(text.match(BASE64_RUN))].flatMap(base64Readings);
  if (base64.length > 0) add(base64.join(FAR), "base64");
  return layers;
}

/** Wider than any gap a spelled-out string may have. */
const FAR = "\n\n\n\n\n\n";
const HEX_RUN = /(?:(?:0x|\\x)?[0-9a-f]{2}[\s:,-]?){3,}/gi;
const BASE64_RUN = /[A-Za-z0-9+/_-]{4,}(?:\r?\n[A-Za-z0-9+/_-]{4,})*/g;
const INLINE =
  /^<\/?(?:a|abbr|b|bdi|bdo|br|cite|code|dfn|em|font|i|kbd|mark|q|ruby|rt|s|small|span|strong|sub|sup|time|tspan|u|var|wbr)\b/i;

function stripMarkup(text: string): string {
  return text.replace(/<!--[^]*?-->/g, "").replace(/<[a-z/!?][^<>]*>/gi, (tag) => (INLINE.test(tag) ? "" : FAR));
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  shy: "",
  zwnj: "",
  zwj: "",
  ensp: " ",
  emsp: " ",
  thinsp: " ",
  ndash: "–",
  mdash: "—",
  hyphen: "-",
  period: ".",
  comma: ",",
  lowbar: "_",
  plus: "+",
  sol: "/",
  colon: ":",
  lpar: "(",
  rpar: ")",
  Tab: "\t",
  NewLine: "\n",
};
const ACCENTED = /^([A-Za-z])(?:acute|grave|circ|uml|tilde|ring|cedil|caron|breve|macr|slash|strok|ogon)$/;

/** Character references as the letters they stand for; a reference we do not know stays. Accents are dropped, as folding would. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([A-Za-z]{2,12}));?/gi, (whole, hex?: string, dec?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? ACCENTED.exec(name)?.[1] ?? whole;
    return character(hex !== undefined ? Number.parseInt(hex, 16) : Number.parseInt(dec ?? "", 10)) ?? whole;
  });
}

function decodeEscapes(text: string): string {
  return text.replace(/\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi, (whole, ...codes: (string | undefined)[]) => {
    const code = codes[0] ?? codes[1] ?? codes[2] ?? "";
    return character(Number.parseInt(code, 16)) ?? whole;
  });
}

function character(code: number): string | null {
  return Number.isInteger(code) && code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => utf8(hexBytes(run)));
}

function hexBytes(run: string): Uint8Array {
  const digits = run.replace(/0x|\\x|[^0-9a-f]/gi, "");
  const bytes = new Uint8Array(digits.length >> 1);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SEXTET = new Map([...ALPHABET].map((letter, value) => [letter, value]));

/** All four alignments: a run may begin with letters that are no part of the encoding. */
function base64Readings(run: string): readonly string[] {
  const sextets = [...run.replace(/\s/g, "").replace(/-/g, "+").replace(/_/g, "/")].map((letter) => SEXTET.get(letter) ?? 0);
  return [0, 1, 2, 3].flatMap((skip) => readable(sextetBytes(sextets, skip)));
}

function sextetBytes(sextets: readonly number[], skip: number): Uint8Array {
  const bytes = new Uint8Array(Math.floor(((sextets.length - skip) * 6) / 8));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (let i = skip; i < sextets.length; i += 1) {
    buffer = ((buffer << 6) | (sextets[i] ?? 0)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (buffer >> bits) & 0xff;
    at += 1;
  }
  return bytes;
}

/** The stretches of at least three printable characters in the bytes, read as UTF-8 and as UTF-16 (both byte orders). */
function readable(bytes: Uint8Array): readonly string[] {
  if (bytes.length < 3) return [];
  const texts = [utf8(bytes)];
  if (bytes.includes(0)) texts.push(utf16(bytes, 0), utf16(bytes, 1));
  return texts
    .flatMap((text) => text.match(/(?:[^\p{Cc}\p{Cn}\p{Co}\p{Cs}\uFFFD]|[\n\r\t]){2,}/gu) ?? [])
    .filter((piece) => piece.length > 2 || /[^\u0000-\u024f]/.test(piece));
}

function utf16(bytes: Uint8Array, bigEndian: 0 | 1): string {
  const units: string[] = [];
  for (let i = 0; i + 1 < bytes.length; i += 2)
    units.push(
      String.fromCharCode(bigEndian ? ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0) : (bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8)),
    );
  return units.join("");
}

/** UTF-8, broken sequences as U+FFFD one byte at a time. */
export function utf8(bytes: Uint8Array): string {
  const out: string[] = [];
  for (let i = 0; i < bytes.length;) {
    const lead = bytes[i] ?? 0;
    const length =
      lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    let code = length === 1 ? lead : lead & (0xff >> (length + 1));
    let whole = length > 0;
    for (let j = 1; j < length; j += 1) {
      const next = bytes[i + j] ?? 0;
      if ((next & 0xc0) !== 0x80) whole = false;
      code = (code << 6) | (next & 0x3f);
    }
    if (!whole || code > 0x10ffff) {
      out.push("\uFFFD");
      i += 1;
    } else {
      out.push(String.fromCodePoint(code));
      i += length;
    }
  }
  return out.join("");
}

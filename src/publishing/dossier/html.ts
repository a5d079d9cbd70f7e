/**
 * Text into HTML, escaped. Every string of a release goes through here; nothing else in the dossier writes text.
 */

/** HTML that was built here, so that it is not escaped twice. */
export type Html = { readonly html: string };

/**
 * A template whose every value is escaped unless it is {@link Html} already.
 * Lists are joined; null and false write nothing.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return {
    html: parts.map((part, place) => part.replace(LAYOUT, "\n") + (place < values.length ? written(values[place] ?? null) : "")).join(""),
  };
}

/** Line breaks and indents of the templates: layout of the source, not of the page. */
const LAYOUT = /\s*\n\s*/g;

export type HtmlValue = string | number | null | false | Html | readonly HtmlValue[];

function written(value: HtmlValue): string {
  if (value === null || value === false) return "";
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  return "html" in value ? value.html : value.map(written).join("");
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "`": "&#96;" };

/** Text safe in element content and in quoted attributes. Control and direction-override characters, which could hide or reorder words, become U+FFFD. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]/g, "\uFFFD")
    .replace(/\r\n?/g, "\n")
    .replace(/[&<>"'`]/g, (character) => ESCAPES[character] ?? "");
}

/** A link to a public address, or the text alone when the address is not plain http(s). */
export function outsideLink(url: string | null, text: HtmlValue): Html {
  return url !== null && /^https?:\/\/[^\s"'<>\\]+$/i.test(url)
    ? html`<a href="${url}" rel="noreferrer noopener external">${text}</a>`
    : html`${text}`;
}

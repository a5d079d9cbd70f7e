/** A saved web page as text: paragraphs on lines of their own, no scripts, links or pictures. Nothing is fetched. */
import { convert } from "html-to-text";

/** Elements a page may nest before the rest is cut off; no article comes near it, and a hostile page stays cheap. */
const deepest = 200;

/** The text a reader of the page would see. Never fails: markup is read the way browsers read it. */
export function textOfPage(html: string): string {
  return convert(html, {
    wordwrap: false,
    limits: { maxDepth: deepest, maxInputLength: html.length },
    selectors: [
      { selector: "a", options: { ignoreHref: true } },
      { selector: "img", format: "skip" },
      { selector: "nav", format: "skip" },
      { selector: "form", format: "skip" },
      { selector: "table", format: "dataTable" },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  }).trim();
}

/** The page's own title, or undefined. Only the head is looked at. */
export function titleOfPage(html: string): string | undefined {
  const found = /<title[^>]*>([^<]{1,300})/i.exec(html.slice(0, 65_536))?.[1];
  return found === undefined ? undefined : convert(found, { wordwrap: false }).trim() || undefined;
}

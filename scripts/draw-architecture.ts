/**
 * Draws the import arrows of architecture.config.js as the diagram in docs/architecture.md. `--write` puts it there; without it, it is printed.
 * Arrows to the words (src/domain) and the maths (src/numeric) are said in a line instead: nearly everyone has them, and they would hide the rest.
 */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { arrows } from "../architecture.config.js";

const start = "<!-- arrows:start -->";
const end = "<!-- arrows:end -->";
const page = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../docs/architecture.md");
const saidInWords = ["src/domain", "src/numeric"];

type Arrows = Readonly<Record<string, readonly string[]>>;

/** The diagram as Markdown, with the markers around it. */
export function drawArrows(from: Arrows = arrows): string {
  const name = (place: string) => place.replaceAll(/[^a-z]/gi, "_");
  const edges = Object.entries(from).flatMap(([importer, imported]) =>
    imported.filter((place) => !saidInWords.includes(place)).map((place) => `  ${name(importer)} --> ${name(place)}`),
  );
  const places = [...new Set(Object.entries(from).flatMap(([importer, imported]) => [importer, ...imported]))].filter(
    (place) => !saidInWords.includes(place),
  );
  const words = saidInWords.map((place) => {
    const importers = Object.keys(from).filter((importer) => from[importer]?.includes(place));
    return `\`${place}\` may be imported by ${importers.map((importer) => `\`${importer}\``).join(", ")}.`;
  });
  const boxes = places.map((place) => `  ${name(place)}["${place}"]`);
  return [start, "", "```mermaid", "flowchart TD", ...boxes, ...edges, "```", "", ...words.flatMap((line) => [line, ""]), end].join("\n");
}

/** The page with its diagram drawn anew. @throws when the markers are missing. */
export function withDiagram(markdown: string, diagram: string): string {
  const [from, to] = [markdown.indexOf(start), markdown.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/architecture.md has no ${start} … ${end}`);
  return markdown.slice(0, from) + diagram + markdown.slice(to + end.length);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes("--write")) await writeFile(page, withDiagram(await readFile(page, "utf8"), drawArrows()));
  else console.log(drawArrows());
}

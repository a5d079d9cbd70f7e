/** Who tells the same thing, and from how many origins: roots are counted, not reports. */
import type { ReleaseContent } from "#domain/release.ts";
import type { Corroboration } from "#domain/weighing.ts";
import { measureWords } from "../disclosure/shared-secrets.ts";
import { dateWords } from "../release/coarsen-time.ts";
import type { Numbered } from "../release/numbered.ts";
import { html, type Html } from "./html.ts";
import { claimLinks, linked, sentence } from "./lineage.ts";
import type { Section } from "./section.ts";

const LINKS: Readonly<Record<string, string>> = {
  "same-as": "tells the same as",
  "part-of": "is part of",
  "adds-to": "adds to",
  contradicts: "contradicts",
  supersedes: "replaces",
};

export function corroborationSection({ corroborations }: ReleaseContent, names: Numbered): Section {
  const several = corroborations.filter(({ claims }) => claims.length > 1);
  const once = corroborations.filter(({ claims }) => claims.length === 1);
  const body =
    corroborations.length === 0
      ? null
      : html`<p class="lead">Origins are counted, not reports: a thing told twice by voices that go back to one origin is told once.</p>
          ${several.map((group, place) => groupBlock(group, place + 1, names))}
          ${
            once.length === 0
              ? null
              : html`<h3>Told once</h3>
                  <p>Nothing here stands beside a second telling yet.</p>
                  <ul class="once">
                    ${once.map((group) => html`<li data-figure>${topic(group)}: ${claimLinks(group.claims, names)}</li>`)}
                  </ul>`
          }`;
  return { id: "corroboration", title: "Corroboration", body };
}

function groupBlock(group: Corroboration, number: number, names: Numbered): Html {
  const { claims, roots, links } = group;
  return html`<div class="group" data-figure>
    <h3 id="group-${number}">${topic(group)}</h3>
    <p class="count">
      <strong>${claims.length}</strong> claims, <strong>${roots.length}</strong> ${roots.length === 1 ? "origin" : "independent origins"}.
      ${linked(sentence(group.verdict), names)}
    </p>
    <div class="scroll" role="region" aria-label="Table: Origins: ${topic(group)}" tabindex="0">
      <table>
        <caption>
          Origins behind ${topic(group)}
        </caption>
        <thead>
          <tr>
            <th scope="col">Origin</th>
            <th scope="col">Told in</th>
            <th scope="col" class="n">Voices deep</th>
            <th scope="col">Why these are one</th>
          </tr>
        </thead>
        <tbody>
          ${roots.map(
            (root, place) =>
              html`<tr>
                <th scope="row">${place + 1}</th>
                <td>${claimLinks(root.claims, names)}</td>
                <td class="n">${root.depth}</td>
                <td>${linked(sentence(root.why), names)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      links.length === 0
        ? null
        : html`<ul class="links">
            ${links.map((link) => html`<li>${claimLinks([link.from], names)} <em>${LINKS[link.kind] ?? link.kind}</em> ${claimLinks([link.to], names)}: ${linked(link.why, names)}</li>`)}
          </ul>`
    }
  </div> `;
}

function topic({ measure, place, period }: Corroboration): string {
  const words = measureWords(measure);
  return [words.charAt(0).toUpperCase() + words.slice(1), place, dateWords(period)].filter((part) => part !== null).join(", ");
}

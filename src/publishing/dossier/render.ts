/**
 * The dossier: one HTML file that carries everything it needs and asks nobody for anything. No script; lineage opens with <details>.
 * Only a reviewed release has the type this takes (rule DI9). Same release, same bytes: no clock, no randomness, no machine in it.
 */
import type { ReviewedRelease } from "#domain/release.ts";
import { numbered } from "../release/numbered.ts";
import { claimsSection } from "./claims-section.ts";
import { corroborationSection } from "./corroboration-section.ts";
import { figuresSection } from "./figures-section.ts";
import { findingsSection } from "./findings-section.ts";
import { html } from "./html.ts";
import { methodSection, sourcesSection, verifySection } from "./method-sections.ts";
import { moneySection } from "./money-section.ts";
import type { Section } from "./section.ts";
import { stylesheet, stylesheetHash } from "./stylesheet.ts";

/** The whole file, as text to be written as UTF-8. */
export function renderDossier(release: ReviewedRelease): string {
  // The type says so already; plain JavaScript callers meet this.
  if (release.state !== "reviewed")
    throw new Error(`${String((release as { id: string }).id)} is a draft: only review() makes a release that can be rendered`);
  const { content } = release;
  const names = numbered(content);
  const sections: readonly Section[] = [
    figuresSection(content, names),
    moneySection(content, names),
    corroborationSection(content, names),
    findingsSection(content, names),
    claimsSection(content, names),
    methodSection(content, names),
    sourcesSection(content, names),
    verifySection(release),
  ];
  const shown = sections.flatMap(({ id, title, body }) => (body === null ? [] : [{ id, title, body }]));
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'sha256-${stylesheetHash}'; base-uri 'none'; form-action 'none'"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="Counterledger" />
        <title>${content.title}</title>
        ${{ html: `<style>${stylesheet}</style>` }}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the dossier</a>
        <header class="masthead">
          <p class="kicker">
            <span class="house">Counterledger</span> <span>Dossier</span> <span>${release.id}</span>
            <span>Ledger position ${release.position}</span>
          </p>
          <h1>${content.title}</h1>
          ${content.summary
            .split(/\n{2,}/)
            .filter((paragraph) => paragraph.trim() !== "")
            .map((paragraph) => html`<p class="standfirst">${paragraph}</p>`)}
          <p class="reading">
            Every number here opens to the claims it rests on, and every claim to the words it was read from and, where it is public, to
            their page.
          </p>
        </header>
        <nav class="contents" aria-label="Contents">
          <ol>
            ${shown.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
          </ol>
        </nav>
        <main id="main">
          ${shown.map(
            ({ id, title, body }) =>
              html`<section id="${id}" aria-labelledby="${id}-title">
                <h2 id="${id}-title">${title}</h2>
                ${body}
              </section> `,
          )}
        </main>
        <footer>
          <p>
            ${release.id}, pinned to ledger position ${release.position}. Reviewed for disclosure before it left. This file makes no request
            and runs no script.
          </p>
        </footer>
      </body>
    </html> `;
  return `${page.html.trim()}\n`;
}

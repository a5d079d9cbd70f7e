/** How the numbers were made, who stands behind them under which grade, and how to check that nothing was changed. */
import type { ReleaseContent, ReviewedRelease } from "#domain/release.ts";
import { dateWords } from "../release/coarsen-time.ts";
import type { Numbered } from "../release/numbered.ts";
import { html, outsideLink, type Html } from "./html.ts";
import { linked } from "./lineage.ts";
import { grouped } from "../release/value-text.ts";
import type { Section } from "./section.ts";

const RELIABILITY: Readonly<Record<string, string>> = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "cannot be judged",
};

export function methodSection({ estimates, withheld = [], unmade = [] }: ReleaseContent, names: Numbered): Section {
  const assumptions = new Map(
    estimates.flatMap(({ lineage }) => lineage.assumptions.map((one) => [`${one.id} ${one.says}`, one] as const)),
  );
  const body = html`${estimates.length === 0 ? null : methods(estimates)}
    ${
      assumptions.size === 0
        ? null
        : html`<h3>Assumptions</h3>
            <ul class="assumptions">
              ${[...assumptions.values()].map(({ says, source }) => html`<li>${linked(says, names)} <span class="who">${linked(source, names)}</span></li>`)}
            </ul>`
    }
    ${
      unmade.length === 0
        ? null
        : html`<h3>What could not be estimated</h3>
            <dl class="unmade">
              ${unmade.map(
                ({ name, missing }) =>
                  html`<dt>${name}</dt>
                    ${missing.map((what) => html`<dd>Missing: ${linked(what, names)}</dd>`)}`,
              )}
            </dl>`
    }
    <h3>What this release leaves out</h3>
    <ul class="withheld-list">
      <li>Names, numbers and addresses of sources: the case has no place for them.</li>
      ${withheld.map((says) => html`<li>${linked(says, names)}</li>`)}
    </ul>`;
  return { id: "method", title: "Method and assumptions", body };
}

function methods(estimates: ReleaseContent["estimates"]): Html {
  return html`<div class="scroll" role="region" aria-label="Table: Methods" tabindex="0">
    <table class="methods">
      <caption>
        How each figure was made. The same seed gives the same figure.
      </caption>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col">Method</th>
          <th scope="col">Reference</th>
          <th scope="col" class="n">Seed</th>
          <th scope="col" class="n">Draws</th>
        </tr>
      </thead>
      <tbody>
        ${estimates.map(
          ({ name, method, on }, place) =>
            html`<tr>
              <th scope="row"><a href="#figure-${place + 1}">${name}</a>, ${dateWords(on)}</th>
              <td>${method.name}</td>
              <td>${method.reference}</td>
              <td class="n">${method.seed}</td>
              <td class="n">${method.draws === 0 ? "none" : grouped(String(method.draws))}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function sourcesSection({ sources = [], claims }: ReleaseContent, names: Numbered): Section {
  const pages = new Map(claims.flatMap((claim) => (claim.url === null ? [] : [[claim.report, claim] as const])));
  const told = (name: string) => claims.filter(({ source }) => source === name).length;
  const body =
    sources.length === 0
      ? null
      : html`<div class="scroll" role="region" aria-label="Table: Sources" tabindex="0">
            <table class="sources">
              <caption>
                Sources under the names of this release, with their Admiralty grade
              </caption>
              <thead>
                <tr>
                  <th scope="col">Source</th>
                  <th scope="col">Reliability</th>
                  <th scope="col">Placed to know</th>
                  <th scope="col">Released because</th>
                  <th scope="col" class="n">Claims</th>
                </tr>
              </thead>
              <tbody>
                ${sources.map(
                  ({ name, canKnow, reliability, basis }) =>
                    html`<tr>
                      <th scope="row">${name}</th>
                      <td><strong>${reliability}</strong> ${RELIABILITY[reliability] ?? ""}</td>
                      <td>${canKnow}</td>
                      <td>${basis === "public page" ? "it is a public page" : "the source agreed"}</td>
                      <td class="n">${told(name)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>
          ${
            pages.size === 0
              ? null
              : html`<h3>Pages cited</h3>
                  <ol class="pages">
                    ${[...pages].map(([report, { outlet, url }]) => html`<li id="page-${names.report(report) ?? 0}">${outlet}: ${outsideLink(url, url ?? "")}</li>`)}
                  </ol>`
          }`;
  return { id: "sources", title: "Sources", body };
}

export function verifySection({ id, position, risks }: ReviewedRelease): Section {
  const body = html`<dl class="verify">
      <dt>Release</dt>
      <dd>${id}</dd>
      <dt>Ledger position</dt>
      <dd>${position}: everything above rests on the case as it stood at this entry, and on nothing after it.</dd>
      <dt>Disclosure review</dt>
      <dd>
        ${risks.length === 0 ? "No risk was found." : `${risks.length} ${risks.length === 1 ? "risk was" : "risks were"} found. Each was accepted by a named person with a reason; the reasons stand in the ledger.`}
      </dd>
    </dl>
    <p>
      Who holds the case can check this file: <code>./counterledger verify</code> walks the ledger and names any entry that was changed, and
      <code>./counterledger dossier</code> builds this file again. The same release gives the same bytes, and their SHA-256 stands in the
      ledger’s entry for its publication.
    </p>`;
  return { id: "verify", title: "How to verify this file", body };
}

/** The key figures, each with its interval, its lineage and, where it has one, its curve. */
import type { Estimate } from "#domain/estimate.ts";
import type { ReleaseContent } from "#domain/release.ts";
import { dateWords } from "../release/coarsen-time.ts";
import type { Numbered } from "../release/numbered.ts";
import { curveChart, percent, whisker } from "./curve-chart.ts";
import { html, type Html } from "./html.ts";
import { claimLinks, lineageDetails } from "./lineage.ts";
import { quantityWords } from "./number-text.ts";
import { unitWords } from "../release/value-text.ts";
import type { Section } from "./section.ts";

export function figuresSection(content: ReleaseContent, names: Numbered): Section {
  const { estimates } = content;
  const charts = estimates.flatMap((estimate, place) => curveChart(estimate, place + 1) ?? []);
  const body =
    estimates.length === 0
      ? null
      : html`<div class="figures">${estimates.map((estimate, place) => figure(estimate, place + 1, names))}</div>
          ${charts}`;
  return { id: "figures", title: "Key figures", body };
}

function figure(estimate: Estimate, number: number, names: Numbered): Html {
  const { interval, lineage } = estimate;
  const numberWords = quantityWords(estimate.unit);
  return html`<div class="figure" data-figure>
    <h3 id="figure-${number}">${estimate.name}</h3>
    <p class="amount">
      <span class="median">${numberWords(estimate.median)}</span>
      <span class="unit">${estimate.unit === "percent" ? "%" : unitWords(estimate.unit, true)}</span>
      <a class="opens" href="#lineage-${number}" aria-label="What this figure rests on: ${estimate.name}">◆</a>
    </p>
    <p class="interval">
      ${percent(interval.level)} interval:
      <strong>${numberWords(interval.low)} to ${numberWords(interval.high)}${estimate.unit === "percent" ? " %" : ""}</strong>
    </p>
    ${whisker(estimate)}
    <p class="when">${dateWords(estimate.on)}. Rests on ${claimLinks(lineage.claims, names)}.</p>
    ${lineageDetails(`lineage-${number}`, lineage.claims, lineage.assumptions, names)}
  </div> `;
}

/** Every printed conversion against dated rates: as told, as printed, and what each candidate rate would have given. */
import type { ReleaseContent } from "#domain/release.ts";
import type { ConversionCheck, Rate } from "#domain/weighing.ts";
import { grouped } from "../release/value-text.ts";
import { dateWords } from "../release/coarsen-time.ts";
import type { Numbered } from "../release/numbered.ts";
import { html, outsideLink, type Html } from "./html.ts";
import { linked } from "./lineage.ts";
import { decimalWords, signedPercent } from "./number-text.ts";
import type { Section } from "./section.ts";

const KINDS = [
  { kind: "official", title: "Official rate of the day" },
  { kind: "street", title: "Street rate" },
  { kind: "outlet", title: "The outlet’s own constant" },
] as const;

export function moneySection({ conversions, rates }: ReleaseContent, names: Numbered): Section {
  if (conversions.length === 0) return { id: "money", title: "Money, recomputed", body: null };
  const used = ratesUsed(conversions, rates);
  const body = html`${constantSentences(conversions, used).map((says) => html`<p class="lead">${says}</p>`)}
    <div class="scroll" role="region" aria-label="Table: Printed conversions recomputed" tabindex="0">
      <table class="money">
        <caption>
          Each printed conversion against three candidate rates. The miss is how far the printed sum lies from the recomputed one.
        </caption>
        <thead>
          <tr>
            <th scope="col">As told</th>
            <th scope="col">As printed</th>
            <th scope="col" class="n">Implied rate</th>
            ${KINDS.map(({ title }) => html`<th scope="col" class="n">${title}</th>`)}
            <th scope="col">Mark</th>
          </tr>
        </thead>
        <tbody>
          ${conversions.map((check) => row(check, names, used))}
        </tbody>
      </table>
    </div>
    <ul class="notes">
      ${conversions.filter(({ flagged }) => flagged).map(({ says }) => html`<li>${linked(says, names)}</li>`)}
    </ul>
    <h3>Rates used</h3>
    <ol class="rates">
      ${used.map((rate, place) => html`<li id="rate-${place + 1}"><span class="value">1 ${rate.base} = ${rate.rate} ${rate.quote}</span> <span>${kindWords(rate)}, ${dateWords(rate.on)}</span> <cite>${outsideLink(rate.url, rate.source)}</cite></li>`)}
    </ol>`;
  return { id: "money", title: "Money, recomputed", body };
}

function row(check: ConversionCheck, names: Numbered, used: readonly Rate[]): Html {
  const told = names.claim(check.restates);
  const printed = names.claim(check.printed);
  return html`<tr data-figure>
    <th scope="row">${told === null ? "withheld" : html`<a href="#claim-${told.number}">${told.claim.valueText}</a>`}</th>
    <td>${printed === null ? "withheld" : html`<a href="#claim-${printed.number}">${printed.claim.valueText}</a>`}</td>
    <td class="n">${ends(check.implied, 4)}</td>
    ${KINDS.map(({ kind }) => {
      const candidate = check.candidates.find(({ rate }) => rate.kind === kind);
      if (candidate === undefined) return html`<td class="n none">no rate of the day</td>`;
      const place = used.findIndex((rate) => sameRate(rate, candidate.rate)) + 1;
      return html`<td class="n">
        ${cents(candidate.recomputed)} <span class="miss">${signedPercent(candidate.missPercent)}</span>
        <a class="rate" href="#rate-${place}">at ${decimalWords(candidate.rate.rate, 6)}</a>
      </td>`;
    })}
    <td>
      ${check.flagged ? html`<span class="flag"><span aria-hidden="true">▲</span> over 3 %</span>` : html`<span class="fine"><span aria-hidden="true">✓</span> holds</span>`}
    </td>
  </tr> `;
}

/** "Three printed sums are the told sums × 0.13 exactly; …": for each constant of an outlet that several sums share. */
function constantSentences(conversions: readonly ConversionCheck[], used: readonly Rate[]): readonly Html[] {
  const outlets = used.filter(({ kind }) => kind === "outlet");
  return outlets.flatMap((constant) => {
    const sharing = conversions.flatMap((check) => {
      const own = check.candidates.find(({ rate }) => sameRate(rate, constant));
      return own !== undefined && Math.abs(own.missPercent) < 0.5 ? [check] : [];
    });
    const misses = sharing.flatMap((check) => check.candidates.find(({ rate }) => rate.kind === "official")?.missPercent ?? []);
    const worst = misses.reduce((far, miss) => (Math.abs(miss) > Math.abs(far) ? miss : far), 0);
    if (sharing.length < 2) return [];
    const place = used.indexOf(constant) + 1;
    return [
      html`${sharing.length === conversions.length ? "All " : ""}${sharing.length} printed ${constant.quote} sums are the told
        ${constant.base} sums ×
        <a href="#rate-${place}">${constant.rate}</a
        >${misses.length > 0 && Math.abs(worst) > 0.05 ? html`, one constant for all. Against the official rate of the day they are <strong>${Math.abs(worst).toFixed(1)} % too ${worst < 0 ? "low" : "high"}</strong>.` : html`, one constant for all.`}`,
    ];
  });
}

function ratesUsed(conversions: readonly ConversionCheck[], rates: readonly Rate[]): readonly Rate[] {
  const used: Rate[] = [];
  for (const rate of [...conversions.flatMap(({ candidates }) => candidates.map((candidate) => candidate.rate)), ...rates]) {
    if (!used.some((one) => sameRate(one, rate))) used.push(rate);
  }
  return used;
}

function sameRate(a: Rate, b: Rate): boolean {
  return a.base === b.base && a.quote === b.quote && a.rate === b.rate && a.on === b.on && a.kind === b.kind && a.source === b.source;
}

function kindWords({ kind }: Rate): string {
  return kind === "official" ? "official" : kind === "street" ? "street" : "constant of the outlet";
}

/** Two places always: these are sums of money set under each other. */
function cents(values: readonly string[]): string {
  const shown = values.map((value) => (Number.isFinite(Number(value)) ? grouped(Number(value).toFixed(2)) : value));
  return [...new Set(shown)].join("–");
}

function ends(values: readonly string[], digits: number): string {
  const shown = values.map((value) =>
    Number.isFinite(Number(value)) ? grouped(String(Number(Number(value).toPrecision(digits)))) : value,
  );
  return [...new Set(shown)].join("–");
}

/**
 * An estimate over time as inline SVG: band, median, axes with titles and units. Coordinates are rounded to a tenth, so that equal content
 * gives equal bytes. The numbers stand beside it in a table: the picture is never the only carrier.
 */
import type { Estimate } from "#domain/estimate.ts";
import { dateWords } from "../release/coarsen-time.ts";
import { html, type Html } from "./html.ts";
import { quantityWords } from "./number-text.ts";
import { unitWords } from "../release/value-text.ts";

const WIDTH = 760;
const HEIGHT = 340;
const PLOT = { left: 64, right: 16, top: 34, bottom: 48 };

/** The chart and its table; null for an estimate without a curve of at least two months. */
export function curveChart(estimate: Estimate, number: number): Html | null {
  const curve = (estimate.curve ?? []).filter(({ low, median, high }) => [low, median, high].every(Number.isFinite));
  const first = curve[0];
  const last = curve.at(-1);
  if (first === undefined || last === undefined || curve.length < 2) return null;
  const top = niceCeiling(Math.max(...curve.map(({ high }) => high), 0));
  const bottom = Math.min(0, ...curve.map(({ low }) => low));
  const x = (place: number) => tenth(PLOT.left + (place / (curve.length - 1)) * (WIDTH - PLOT.left - PLOT.right));
  const y = (value: number) => tenth(HEIGHT - PLOT.bottom - ((value - bottom) / (top - bottom)) * (HEIGHT - PLOT.top - PLOT.bottom));
  const points = (side: "low" | "median" | "high") => curve.map((point, place) => `${x(place)},${y(point[side])}`);
  const peak = curve.reduce((best, point) => (point.median > best.median ? point : best), first);
  const unit = unitWords(estimate.unit, true);
  const numberWords = quantityWords(estimate.unit);
  const level = percent(estimate.interval.level);
  const ticks = niceTicks(bottom, top);
  const every = Math.ceil(curve.length / 8);
  const says = `${estimate.name}, in ${unit}, ${monthWords(first.month)} to ${monthWords(last.month)}. The median goes from ${numberWords(first.median)} to ${numberWords(last.median)}, highest in ${monthWords(peak.month)} at ${numberWords(peak.median)}. In the last month the ${level} band runs from ${numberWords(last.low)} to ${numberWords(last.high)}.`;
  return html`<figure class="chart" id="chart-${number}">
    <div class="scroll" role="region" aria-label="Chart: ${estimate.name}" tabindex="0">
      <svg
        viewBox="0 0 ${WIDTH} ${HEIGHT}"
        width="${WIDTH}"
        height="${HEIGHT}"
        role="img"
        aria-labelledby="chart-${number}-title chart-${number}-desc"
        xmlns="http://www.w3.org/2000/svg"
      >
        <title id="chart-${number}-title">${estimate.name} by month</title>
        <desc id="chart-${number}-desc">${says}</desc>
        <text class="axis-title" x="0" y="14">${estimate.name}, ${unit}</text>
        ${ticks.map((tick) => html`<line class="grid${tick === 0 ? " zero" : ""}" x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${y(tick)}" y2="${y(tick)}" /><text class="tick" x="${PLOT.left - 10}" y="${tenth(y(tick) + 4)}" text-anchor="end">${numberWords(tick)}</text>`)}
        <polygon class="band" points="${[...points("high"), ...points("low").reverse()].join(" ")}" />
        <polyline class="edge" points="${points("high").join(" ")}" />
        <polyline class="edge" points="${points("low").join(" ")}" />
        <polyline class="median" points="${points("median").join(" ")}" />
        <circle class="end" cx="${x(curve.length - 1)}" cy="${y(last.median)}" r="4.5" />
        ${curve.map((point, place) => (place % every === 0 ? html`<line class="mark" x1="${x(place)}" x2="${x(place)}" y1="${HEIGHT - PLOT.bottom}" y2="${HEIGHT - PLOT.bottom + 5}" /><text class="tick" x="${x(place)}" y="${HEIGHT - PLOT.bottom + 20}" text-anchor="${place === 0 ? "start" : place === curve.length - 1 ? "end" : "middle"}">${shortMonth(point.month)}</text>` : null))}
        <text class="axis-title" x="${WIDTH - PLOT.right}" y="${HEIGHT - 6}" text-anchor="end">Month</text>
      </svg>
    </div>
    <figcaption>
      <span class="key"><span class="swatch line"></span> median</span>
      <span class="key"><span class="swatch"></span> ${level} interval</span> ${says}
    </figcaption>
    <details class="data">
      <summary>The curve as a table</summary>
      <table>
        <caption>
          ${estimate.name} by month, ${unit}
        </caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col" class="n">Low</th>
            <th scope="col" class="n">Median</th>
            <th scope="col" class="n">High</th>
          </tr>
        </thead>
        <tbody>
          ${curve.map(
            (point) =>
              html`<tr>
                <th scope="row">${monthWords(point.month)}</th>
                <td class="n">${numberWords(point.low)}</td>
                <td class="n">${numberWords(point.median)}</td>
                <td class="n">${numberWords(point.high)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </figure>`;
}

/** The interval of one figure as a small bar from nought; decoration beside the numbers. */
export function whisker({ median, interval }: Estimate): Html | null {
  const all = [median, interval.low, interval.high];
  if (!all.every(Number.isFinite)) return null;
  const top = Math.max(0, ...all);
  const bottom = Math.min(0, ...all);
  if (top === bottom) return null;
  const x = (value: number) => tenth(4 + ((value - bottom) / (top - bottom)) * 192);
  return html`<svg class="whisker" viewBox="0 0 200 14" width="200" height="14" aria-hidden="true" focusable="false">
    <line class="grid" x1="4" x2="196" y1="7" y2="7" />
    <line class="mark" x1="${x(0)}" x2="${x(0)}" y1="2" y2="12" />
    <line class="span" x1="${x(interval.low)}" x2="${x(interval.high)}" y1="7" y2="7" />
    <circle class="end" cx="${x(median)}" cy="7" r="4" />
  </svg>`;
}

export function percent(level: number): string {
  return `${Number((level * 100).toPrecision(3))}\u00a0%`;
}

function niceCeiling(value: number): number {
  if (!(value > 0)) return 1;
  const decade = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((step) => step * decade >= value) ?? 10) * decade;
}

function niceTicks(bottom: number, top: number): readonly number[] {
  const rough = (top - bottom) / 5;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * decade >= rough * 0.999) ?? 10) * decade;
  const ticks: number[] = [];
  for (let i = Math.ceil(bottom / step); i * step <= top * 1.0001; i += 1) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function monthWords(month: string): string {
  return dateWords(month);
}

function shortMonth(month: string): string {
  const words = dateWords(month).split(" ");
  return words.length === 2 ? `${(words[0] ?? "").slice(0, 3)} ${words[1] ?? ""}` : month;
}

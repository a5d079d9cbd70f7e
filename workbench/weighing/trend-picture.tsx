/** The points of a trend over time: each claim's interval on the day it speaks of. The same numbers stand in the forest plot's table. */
import * as Plot from "@observablehq/plot";
import { useLayoutEffect, useRef } from "react";
import { dayBounds } from "#domain/edtf.ts";
import type { Trend, TrendPoint } from "#domain/weighed.ts";
import { unitWords } from "../estimates/figure-text.ts";
import { words } from "../words/en.ts";

const say = words.weighing.forest;
/** More names than these would stand on each other. */
const labelledUpTo = 6;

export function TrendPicture({ trend, unit }: { trend: Trend; unit: string }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const drawn = draw(trend.points, unit);
    // The library brings its few rules as a style element, which the page's policy does not allow; design.css has them.
    for (const style of drawn.querySelectorAll("style")) style.remove();
    // The picture has one name; its parts are not read out.
    for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    drawn.setAttribute("role", "img");
    drawn.setAttribute("class", "plot");
    box.current?.replaceChildren(drawn);
  }, [trend, unit]);
  return <div className="picture" ref={box} tabIndex={0} role="group" aria-label={say.trendPicture} />;
}

function draw(points: readonly TrendPoint[], unit: string): SVGSVGElement | HTMLElement {
  const rows = points.flatMap((point) => {
    const at = middle(point.on);
    return at === null ? [] : [{ ...point, at, top: point.high ?? point.low * 1.15, middle: (point.low + (point.high ?? point.low)) / 2 }];
  });
  return Plot.plot({
    className: "plot",
    width: 860,
    height: 280,
    marginLeft: 64,
    marginTop: 44,
    marginRight: 40,
    ariaLabel: say.trendLabel(rows.length),
    x: { type: "utc", label: null, inset: 24 },
    y: { zero: true, grid: true, label: unitWords(unit) },
    marks: [
      Plot.ruleX(rows, { x: "at", y1: "low", y2: "top", stroke: "var(--accent)", strokeWidth: 2.5 }),
      Plot.dot(rows, { x: "at", y: "middle", fill: "var(--accent)", r: 4.5 }),
      ...(rows.length > labelledUpTo ? [] : [Plot.text(rows, { x: "at", y: "top", dy: -10, text: (row: TrendPoint) => row.claim })]),
      Plot.ruleY([0], { stroke: "var(--line-strong)" }),
    ],
  });
}

function middle(on: TrendPoint["on"]): Date | null {
  const { first, last } = dayBounds(on);
  if (first === null && last === null) return null;
  const [from, to] = [Date.parse(first ?? last ?? ""), Date.parse(last ?? first ?? "")];
  return new Date((from + to) / 2);
}

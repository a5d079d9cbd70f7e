/** The picture of an estimate: its curve inside its band, or its median on its interval. The same numbers stand below it as a table. */
import * as Plot from "@observablehq/plot";
import { useLayoutEffect, useRef } from "react";
import type { Estimate } from "#domain/estimate.ts";
import { words } from "../words/en.ts";
import { figure } from "./figure-text.ts";

const say = words.estimates;

export function Picture({ estimate }: { estimate: Estimate }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const drawn = estimate.curve === undefined ? strip(estimate) : curve(estimate, estimate.curve);
    // The library brings its few rules as a style element, which the page's policy does not allow; design.css has them.
    for (const style of drawn.querySelectorAll("style")) style.remove();
    // The picture has one name; its parts are not read out.
    for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    drawn.setAttribute("role", "img");
    drawn.setAttribute("class", "plot");
    box.current?.replaceChildren(drawn);
  }, [estimate]);
  return (
    <>
      <div className="picture" ref={box} tabIndex={0} role="group" aria-label={say.picture} />
      {estimate.curve !== undefined && (
        <details>
          <summary className="soft small">{say.asTable}</summary>
          <div className="table-box">
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col">{say.month}</th>
                  <th scope="col" className="right">
                    {say.low}
                  </th>
                  <th scope="col" className="right">
                    {say.median}
                  </th>
                  <th scope="col" className="right">
                    {say.high}
                  </th>
                </tr>
              </thead>
              <tbody>
                {estimate.curve.map((point) => (
                  <tr key={point.month}>
                    <td>{point.month}</td>
                    <td className="right number">{figure(point.low)}</td>
                    <td className="right number">{figure(point.median)}</td>
                    <td className="right number">{figure(point.high)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </>
  );
}

function curve(estimate: Estimate, points: NonNullable<Estimate["curve"]>): SVGSVGElement | HTMLElement {
  const rows = points.map((point) => ({ ...point, at: new Date(`${point.month.slice(0, 7)}-01T00:00:00Z`) }));
  return Plot.plot({
    className: "plot",
    width: 860,
    height: 320,
    marginLeft: 56,
    ariaLabel: say.curveLabel(estimate.name, estimate.interval.level),
    x: { type: "utc", label: null },
    y: { zero: true, grid: true, label: estimate.unit === "person" ? "people" : estimate.unit },
    marks: [
      Plot.areaY(rows, { x: "at", y1: "low", y2: "high", fill: "var(--accent)", fillOpacity: 0.18, curve: "monotone-x" }),
      Plot.lineY(rows, { x: "at", y: "median", stroke: "var(--accent)", strokeWidth: 2.5, curve: "monotone-x" }),
      Plot.dot(rows.slice(-1), { x: "at", y: "median", fill: "var(--accent)", r: 4.5 }),
      Plot.ruleY([0], { stroke: "var(--line-strong)" }),
    ],
  });
}

function strip({ name, median, interval, unit }: Estimate): SVGSVGElement | HTMLElement {
  const edge = (interval.high - interval.low) * 0.25 || 1;
  return Plot.plot({
    className: "plot",
    width: 860,
    height: 120,
    marginTop: 34,
    marginLeft: 24,
    marginRight: 24,
    ariaLabel: say.intervalLabel(name),
    x: {
      domain: [
        Math.min(0, interval.low) === 0 && interval.low > edge * 4 ? interval.low - edge : Math.min(0, interval.low),
        interval.high + edge,
      ],
      label: unit,
    },
    y: { axis: null, domain: [0, 1] },
    marks: [
      Plot.ruleY([0.5], {
        x1: interval.low,
        x2: interval.high,
        stroke: "var(--accent)",
        strokeOpacity: 0.35,
        strokeWidth: 14,
        strokeLinecap: "round",
      }),
      Plot.dot([median], { x: (value: number) => value, y: () => 0.5, fill: "var(--accent)", r: 7 }),
      Plot.text([interval.low, median, interval.high], {
        x: (value: number) => value,
        y: () => 0.5,
        dy: -20,
        text: (value: number) => figure(value),
        fontWeight: 600,
      }),
    ],
  });
}

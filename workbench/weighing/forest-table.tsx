/**
 * The forest plot, drawn as the table it is: a row for each claim with its interval on one common scale, its root's weight and
 * influence beside it, and the pooled answer below. What the strips show stands in the cells next to them in figures.
 */
import type { ReactNode } from "react";
import type { Claim } from "#domain/claim.ts";
import type { ReportSummary } from "#domain/views.ts";
import type { WeighedInDetail } from "#domain/weighed.ts";
import { ClaimLink } from "../reading/claim-facts.tsx";
import { periodText, valueText } from "../reading/value-text.ts";
import { Tag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";
import { figure, unitWords } from "../estimates/figure-text.ts";
import { scaleOf, type Scale } from "./forest-scale.ts";

const say = words.weighing.forest;

export function ForestTable(given: {
  detail: WeighedInDetail;
  claims: ReadonlyMap<string, Claim>;
  reports: ReadonlyMap<string, ReportSummary>;
  caseId: string;
}) {
  const { detail, claims, reports, caseId } = given;
  const { pooled, roots } = detail.weighed;
  const boxes = new Map<string, WeighedInDetail["boxes"][number]>(detail.boxes.map((box) => [box.claim, box]));
  const why = new Map(detail.why.map((one) => [one.family, one]));
  const scale = scaleOf([...detail.boxes.flatMap((box) => [box.low, ...(box.high === null ? [] : [box.high])]), pooled.low, pooled.high]);
  return (
    <div className="table-box">
      <table className="plain forest">
        <caption className="visually-hidden">{say.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say.columns.root}</th>
            <th scope="col">{say.columns.claim}</th>
            <th scope="col" className="strip-head">
              {unitWords(pooled.unit)}
            </th>
            <th scope="col" className="right">
              {say.columns.leaves}
            </th>
            <th scope="col" className="right">
              {say.columns.weight}
            </th>
            <th scope="col" className="right">
              {say.columns.influence}
            </th>
          </tr>
        </thead>
        {roots.map((root) => (
          <tbody key={root.family}>
            {root.claims.map((id, at) => {
              const box = boxes.get(id);
              const claim = claims.get(id);
              const report = claim === undefined ? undefined : reports.get(claim.report);
              const first = at === 0;
              return (
                <tr key={id}>
                  {first && (
                    <th scope="rowgroup" rowSpan={root.claims.length} data-label={say.columns.root}>
                      <strong>{why.get(root.family)?.outlet ?? root.family}</strong>
                      <div className="small soft">{why.get(root.family)?.why}</div>
                    </th>
                  )}
                  <td data-label={say.columns.claim}>
                    {claim === undefined ? (
                      id
                    ) : (
                      <>
                        <ClaimLink caseId={caseId} claim={claim}>
                          {id}
                        </ClaimLink>{" "}
                        <span className="number">{valueText(claim)}</span>
                        <div className="small soft">
                          {periodText(claim.period)}
                          {report !== undefined && root.claims.length > 1 ? ` · ${report.outlet}` : ""}
                          {box !== undefined && box.rates.length > 0 ? ` · ${say.converted}` : ""}
                        </div>
                      </>
                    )}
                  </td>
                  <td className="strip-cell">
                    {box !== undefined && (
                      <Strip scale={scale} pooled={pooled}>
                        <Bar scale={scale} low={box.low} high={box.high} size={root.weight} />
                      </Strip>
                    )}
                  </td>
                  <td className="right number" data-label={say.columns.leaves}>
                    {box === undefined ? "" : leaves(box.low, box.high)}
                  </td>
                  {first && (
                    <>
                      <td className="right number" rowSpan={root.claims.length} data-label={say.columns.weight}>
                        {say.weight(root.weight)}
                        {root.weight < 0.5 && roots.length > 1 && (
                          <div>
                            <Tag tone="bad">{say.doubtful}</Tag>
                          </div>
                        )}
                      </td>
                      <td className="right number" rowSpan={root.claims.length} data-label={say.columns.influence}>
                        {say.influence(root.influence)}
                      </td>
                    </>
                  )}
                </tr>
              );
            })}
          </tbody>
        ))}
        <tfoot>
          <tr className="pooled">
            <th scope="row" colSpan={2}>
              {say.pooled(roots.length)}
            </th>
            <td className="strip-cell">
              <Strip scale={scale} pooled={pooled}>
                <span
                  className="diamond"
                  style={{ left: `${scale.at(pooled.low)}%`, width: `${Math.max(0.8, scale.at(pooled.high) - scale.at(pooled.low))}%` }}
                />
              </Strip>
            </td>
            <td className="right number" data-label={say.columns.leaves}>
              {leaves(pooled.bounded === "above" ? 0 : pooled.low, pooled.bounded === "below" ? null : pooled.high)}
            </td>
            <td colSpan={2} className="small soft">
              {pooled.bounded === "both" ? say.level(pooled.level) : ""}
            </td>
          </tr>
          <tr aria-hidden className="axis-row">
            <td colSpan={2} />
            <td className="strip-cell">
              <Axis scale={scale} />
            </td>
            <td colSpan={3} className="small soft">
              {scale.kind === "log" ? say.log : ""}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** The same evidence under other assumptions, on a scale of its own. */
export function SensitivityTable({ detail }: { detail: WeighedInDetail }) {
  const { pooled } = detail.weighed;
  const rows = [{ assumption: say.asTaken, ...pooled }, ...detail.sensitivity];
  const scale = scaleOf(rows.flatMap((row) => [row.low, row.high]));
  return (
    <div className="table-box">
      <table className="plain forest">
        <thead>
          <tr>
            <th scope="col">{say.columns.assumption}</th>
            <th scope="col" className="strip-head">
              {unitWords(pooled.unit)}
            </th>
            <th scope="col" className="right">
              {say.columns.median}
            </th>
            <th scope="col" className="right">
              {say.level(pooled.level)}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.assumption}>
              <th scope="row">{say.assumption[row.assumption] ?? row.assumption}</th>
              <td className="strip-cell">
                <Strip scale={scale} pooled={pooled}>
                  <Bar scale={scale} low={row.low} high={row.high} mid={row.median} size={1} />
                </Strip>
              </td>
              <td className="right number" data-label={say.columns.median}>
                {figure(row.median)}
              </td>
              <td className="right number" data-label={say.level(pooled.level)}>
                {leaves(row.low, row.high)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Both ends, or which end is open. */
function leaves(low: number, high: number | null): string {
  if (high === null) return say.atLeast(figure(low));
  return low <= 0 ? say.atMost(figure(high)) : figure(low) === figure(high) ? figure(low) : `${figure(low)}–${figure(high)}`;
}

function Strip({ scale, pooled, children }: { scale: Scale; pooled: { low: number; high: number; median: number }; children: ReactNode }) {
  return (
    <div className="strip" aria-hidden>
      <span
        className="strip-band"
        style={{ left: `${scale.at(pooled.low)}%`, width: `${scale.at(pooled.high) - scale.at(pooled.low)}%` }}
      />
      <span className="strip-median" style={{ left: `${scale.at(pooled.median)}%` }} />
      {children}
    </div>
  );
}

/** The interval as a line with its middle as a square, larger where the root counts more; an open end runs out of the picture. */
function Bar({ scale, low, high, mid, size }: { scale: Scale; low: number; high: number | null; mid?: number; size: number }) {
  const [from, to] = [scale.at(low), high === null ? 100 : scale.at(high)];
  const middle = mid === undefined ? (from + to) / 2 : scale.at(mid);
  const side = `${0.35 + 0.4 * size}rem`;
  return (
    <>
      <span className="strip-line" {...(high === null && { "data-open": true })} style={{ left: `${from}%`, width: `${to - from}%` }} />
      <span
        className="strip-mark"
        {...(size < 0.5 && { "data-doubtful": true })}
        style={{ left: `${high === null ? from : middle}%`, width: side, height: side }}
      />
    </>
  );
}

function Axis({ scale }: { scale: Scale }) {
  return (
    <div className="axis">
      {scale.ticks.map((tick) => (
        <span key={tick} style={{ left: `${scale.at(tick)}%` }}>
          {compact.format(tick)}
        </span>
      ))}
    </div>
  );
}
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

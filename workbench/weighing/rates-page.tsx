/** Printed money beside what it is worth at the rates of its day: the miss, every rate that could explain it, and what it does to figures. */
import { SegmentedControl } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconInfoCircle } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Claim } from "#domain/claim.ts";
import type { CaseId } from "#domain/ids.ts";
import type { Remark } from "#domain/weighed.ts";
import type { ConversionCheck } from "#domain/weighing.ts";
import { useClaims } from "../api/claims-by-id.ts";
import { useAnswer } from "../api/queries.ts";
import { ClaimLink } from "../reading/claim-facts.tsx";
import { valueText } from "../reading/value-text.ts";
import { Empty, Loaded } from "../shell/page.tsx";
import { Tag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";
import { WeighingRoom } from "./weighing-room.tsx";

const say = words.weighing.rates;
type Claims = ReadonlyMap<string, Claim>;
type Show = "all" | "missed" | "fits";

export function RatesPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/weighing/rates" });
  const params = { case: caseId as CaseId };
  const conversions = useAnswer("conversions", { params });
  const remarks = useAnswer("check", { params: { ...params, kind: "conversions" } });
  const currencies = useAnswer("check", { params: { ...params, kind: "currencies" } });
  const claims = useClaims(caseId);
  return (
    <WeighingRoom caseId={caseId} title={say.title} intro={say.intro}>
      <Loaded query={conversions}>
        {(checks) => (
          <Loaded query={remarks}>
            {(said) =>
              checks.length === 0 && said.length === 0 && (currencies.data ?? []).length === 0 ? (
                <Empty title={say.emptyTitle}>{say.empty}</Empty>
              ) : (
                <>
                  <Conversions checks={checks} remarks={said} claims={claims} caseId={caseId} />
                  <Remarks
                    title={say.artefacts}
                    intro={say.artefactsIntro}
                    remarks={said.filter((remark) => remark.kind === "rate-artefact")}
                    claims={claims}
                    caseId={caseId}
                  />
                  <Remarks
                    title={say.currencies}
                    intro={say.currenciesIntro}
                    remarks={currencies.data ?? []}
                    claims={claims}
                    caseId={caseId}
                  />
                </>
              )
            }
          </Loaded>
        )}
      </Loaded>
    </WeighingRoom>
  );
}

type Shown = { checks: readonly ConversionCheck[]; remarks: readonly Remark[]; claims: Claims; caseId: string };

function Conversions({ checks, remarks, claims, caseId }: Shown) {
  const [show, setShow] = useState<Show>("all");
  const missed = checks.filter((check) => check.flagged).length;
  const shown = checks
    .filter((check) => show === "all" || check.flagged === (show === "missed"))
    .sort((a, b) => Number(b.flagged) - Number(a.flagged));
  const effects = new Map(remarks.map((remark) => [remark.claims.join(" "), remark]));
  return (
    <>
      <div className="split switch">
        <SegmentedControl
          aria-label={say.show}
          value={show}
          onChange={(chosen) => setShow(chosen as Show)}
          data={[
            { value: "all", label: say.all(checks.length) },
            { value: "missed", label: say.missed(missed) },
            { value: "fits", label: say.fit(checks.length - missed) },
          ]}
        />
      </div>
      <div className="cards">
        {shown.map((check) => (
          <Conversion
            key={`${check.printed} ${check.restates}`}
            check={check}
            remark={effects.get(`${check.printed} ${check.restates}`)}
            caseId={caseId}
            claims={claims}
          />
        ))}
      </div>
    </>
  );
}

function Conversion(given: { check: ConversionCheck; remark: Remark | undefined; caseId: string; claims: Claims }) {
  const { check, remark, caseId, claims } = given;
  const [printed, restated] = [claims.get(check.printed), claims.get(check.restates)];
  const rounding = remark?.kind === "conversion-explained-by-rounding";
  return (
    <section className="card" aria-label={`${check.printed} ${say.restates} ${check.restates}`}>
      <div className="split">
        <h2 className="number">
          {printed === undefined ? check.printed : valueText(printed)} <span className="soft">{say.printedFor}</span>{" "}
          {restated === undefined ? check.restates : valueText(restated)}
        </h2>
        <span className="end">
          {check.flagged ? (
            <Tag tone="bad" icon={<IconAlertTriangle size={14} aria-hidden />}>
              {say.flagged}
            </Tag>
          ) : (
            <Tag tone="good" icon={<IconCheck size={14} aria-hidden />}>
              {rounding ? say.rounding : say.sound}
            </Tag>
          )}
        </span>
      </div>
      {check.candidates.length === 0 ? (
        <p>{check.says}</p>
      ) : (
        <div className="table-box" tabIndex={0} role="region" aria-label={`${say.candidates} ${check.printed}`}>
          <table className="plain matrix">
            <thead>
              <tr>
                <th scope="col">{say.columns.rate}</th>
                <th scope="col">{say.columns.source}</th>
                <th scope="col" className="right">
                  {say.columns.printed}
                </th>
                <th scope="col" className="right">
                  {say.columns.worth}
                </th>
                <th scope="col" className="right">
                  {say.columns.miss}
                </th>
              </tr>
            </thead>
            <tbody>
              {check.candidates.map(({ rate, recomputed, missPercent }) => (
                <tr key={rate.id}>
                  <td data-label={say.columns.rate}>
                    {say.kind[rate.kind]}
                    <div className="small soft number">{say.perUnit(rate.base, rate.rate, rate.quote)}</div>
                  </td>
                  <td data-label={say.columns.source}>
                    {rate.url === null ? (
                      rate.source
                    ) : (
                      <a className="text-link" href={rate.url} target="_blank" rel="noreferrer">
                        {rate.source}
                      </a>
                    )}
                    <div className="small soft">{rate.on}</div>
                  </td>
                  <td className="right number" data-label={say.columns.printed}>
                    {printed === undefined ? "" : valueText({ ...printed, value: { ...printed.value, hedge: [] }, per: null })}
                  </td>
                  <td className="right number" data-label={say.columns.worth}>
                    {recomputed.map((end) => Number(end).toLocaleString("en", { maximumFractionDigits: 2 })).join("–")}
                  </td>
                  <td className="right number" data-label={say.columns.miss}>
                    {say.missBy(missPercent)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {check.candidates.length > 0 && <p className="small">{check.says}</p>}
      {remark !== undefined && (
        <p className="small">
          <strong>{say.effect}:</strong> {remark.effect}
        </p>
      )}
      <div className="facts">
        {[printed, restated].map(
          (claim) =>
            claim !== undefined && (
              <ClaimLink key={claim.id} caseId={caseId} claim={claim}>
                {words.estimates.openWords} ({claim.id})
              </ClaimLink>
            ),
        )}
      </div>
    </section>
  );
}

function Remarks(given: { title: string; intro: string; remarks: readonly Remark[]; claims: Claims; caseId: string }) {
  const { title, intro, remarks, claims, caseId } = given;
  if (remarks.length === 0) return null;
  return (
    <>
      <h2 className="section-title">{title}</h2>
      <p className="lead">{intro}</p>
      <ul className="lineage">
        {remarks.map((remark) => (
          <li key={remark.says}>
            <div className="beside">
              <IconInfoCircle size={18} aria-hidden />
              <span>{remark.says}</span>
            </div>
            <dl className="readings">
              <dt>{words.weighing.contradictions.readings}</dt>
              <dd>
                <ul>
                  {remark.readings.map((reading) => (
                    <li key={reading}>{reading}</li>
                  ))}
                </ul>
              </dd>
              {remark.effect !== "none" && (
                <>
                  <dt>{say.effect}</dt>
                  <dd>{remark.effect}</dd>
                </>
              )}
            </dl>
            <div className="facts">
              {remark.claims.map((id) => {
                const claim = claims.get(id);
                return claim === undefined ? null : (
                  <ClaimLink key={id} caseId={caseId} claim={claim}>
                    {id}
                  </ClaimLink>
                );
              })}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

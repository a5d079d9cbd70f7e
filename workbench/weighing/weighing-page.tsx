/** Printed conversions against dated rates, and accounts of one thing against each other. */
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import type { Claim } from "#domain/claim.ts";
import type { ConversionCheck, Corroboration } from "#domain/weighing.ts";
import { useClaims } from "../api/claims-by-id.ts";
import { AnalysisGate } from "../estimates/analysis-gate.tsx";
import { ClaimLine, ClaimLink } from "../reading/claim-facts.tsx";
import { periodText, valueText } from "../reading/value-text.ts";
import { Page } from "../shell/page.tsx";
import { Tag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";

const say = words.weighing;
type Claims = ReadonlyMap<string, Claim>;

export function WeighingPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/weighing" });
  const claims = useClaims(caseId);
  return (
    <Page title={say.title} intro={say.intro}>
      <AnalysisGate caseId={caseId}>
        {({ conversions, corroborations }) => (
          <>
            <h2 className="section-title">{say.money}</h2>
            <p className="lead">{say.moneyIntro}</p>
            {conversions.length === 0 && <p>{say.moneyEmpty}</p>}
            <div className="cards">
              {conversions.map((check) => (
                <Conversion key={`${check.printed} ${check.restates}`} check={check} caseId={caseId} claims={claims} />
              ))}
            </div>
            <h2 className="section-title">{say.corroboration}</h2>
            <p className="lead">{say.corroborationIntro}</p>
            {!corroborations.some(isShared) && <p>{say.corroborationEmpty}</p>}
            <div className="cards">
              {corroborations.filter(isShared).map((group, at) => (
                <Group key={at} group={group} caseId={caseId} claims={claims} />
              ))}
            </div>
            {corroborations.some((group) => !isShared(group)) && (
              <>
                <h3 className="section-title">{say.alone}</h3>
                <p className="lead">{say.aloneIntro}</p>
                <ul className="lineage">
                  {corroborations
                    .filter((group) => !isShared(group))
                    .flatMap((group) => group.claims)
                    .map((id) => {
                      const claim = claims.get(id);
                      return <li key={id}>{claim === undefined ? id : <ClaimLine caseId={caseId} claim={claim} />}</li>;
                    })}
                </ul>
              </>
            )}
          </>
        )}
      </AnalysisGate>
    </Page>
  );
}

/** Whether more than one claim tells of the same thing. */
function isShared(group: Corroboration): boolean {
  return group.claims.length > 1;
}

function Conversion({ check, caseId, claims }: { check: ConversionCheck; caseId: string; claims: Claims }) {
  const printed = claims.get(check.printed);
  const restated = claims.get(check.restates);
  return (
    <section className="card" aria-label={`${check.printed} ${say.restates} ${check.restates}`}>
      <div className="split">
        <h3 className="number">
          {printed === undefined ? check.printed : valueText(printed)} <span className="soft">{say.restates}</span>{" "}
          {restated === undefined ? check.restates : valueText(restated)}
        </h3>
        <span className="end">
          {check.flagged ? (
            <Tag tone="bad" icon={<IconAlertTriangle size={14} aria-hidden />}>
              {say.flagged}
            </Tag>
          ) : (
            <Tag tone="good" icon={<IconCheck size={14} aria-hidden />}>
              {say.fits}
            </Tag>
          )}
        </span>
      </div>
      <p>{check.says}</p>
      {check.candidates.length > 0 && (
        <div className="table-box" tabIndex={0} role="region" aria-label={check.says}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{say.columns.rate}</th>
                <th scope="col">{say.columns.source}</th>
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
                  <td>
                    {say.rateKind[rate.kind]}
                    <div className="small soft number">{say.perUnit(rate.base, rate.rate, rate.quote)}</div>
                  </td>
                  <td>
                    {rate.url === null ? (
                      rate.source
                    ) : (
                      <a className="text-link" href={rate.url} target="_blank" rel="noreferrer">
                        {rate.source}
                      </a>
                    )}
                    <div className="small soft">{rate.on}</div>
                  </td>
                  <td className="right number">
                    {recomputed.map((end) => Number(end).toLocaleString("en", { maximumFractionDigits: 2 })).join("–")}
                  </td>
                  <td className="right number">{say.missBy(missPercent)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
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

function Group({ group, caseId, claims }: { group: Corroboration; caseId: string; claims: Claims }) {
  const title = [words.measure(group.measure), group.place, periodText(group.period)].filter((part) => part !== null).join(" · ");
  return (
    <section className="card" aria-label={title}>
      <div className="split">
        <h3>{title}</h3>
        <span className="end">
          <Tag tone="plain">{say.roots(group.roots.length, group.claims.length)}</Tag>
        </span>
      </div>
      <p>{group.verdict}</p>
      <ol className="root-list">
        {group.roots.map((root, at) => (
          <li key={root.id}>
            <strong>{say.root(at + 1)}</strong> <span className="soft">{root.why}</span>
            <ul>
              {root.claims.map((id) => {
                const claim = claims.get(id);
                return claim === undefined ? (
                  <li key={id}>{id}</li>
                ) : (
                  <li key={id}>
                    <ClaimLine caseId={caseId} claim={claim} />
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ol>
      {group.links.length > 0 && (
        <>
          <h4 className="small">{say.links}</h4>
          <ul className="small">
            {group.links.map((link) => (
              <li key={`${link.from}${link.kind}${link.to}`}>
                {link.from} {say.link[link.kind]} {link.to}: {link.why}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** One estimate: its figure, its picture, its method, and what it rests on down to the words. */
import { Link, useParams } from "@tanstack/react-router";
import { useClaims } from "../api/claims-by-id.ts";
import { ClaimLine, GoneClaim } from "../reading/claim-facts.tsx";
import { periodText } from "../reading/value-text.ts";
import { Empty, Page } from "../shell/page.tsx";
import { words } from "../words/en.ts";
import { AnalysisGate } from "./analysis-gate.tsx";
import { ends, withUnit } from "./figure-text.ts";
import { Picture } from "./picture.tsx";
import { useAnswer } from "../api/queries.ts";
import type { CaseId } from "#domain/ids.ts";

const say = words.estimates;

export function EstimatePage() {
  const { caseId, estimateId } = useParams({ from: "/cases/$caseId/estimates/$estimateId" });
  const claims = useClaims(caseId);
  const known = useAnswer("analysis", { params: { case: caseId as CaseId } });
  const name = known.data?.estimates.find((one) => one.id === estimateId)?.name ?? say.title;
  return (
    <Page
      title={name}
      actions={
        <Link className="text-link" to="/cases/$caseId/estimates" params={{ caseId }}>
          {say.back}
        </Link>
      }
    >
      <AnalysisGate caseId={caseId}>
        {({ estimates }) => {
          const estimate = estimates.find((one) => one.id === estimateId);
          if (estimate === undefined || !("median" in estimate)) {
            return <Empty title={estimate === undefined ? say.unknown : say.missing}>{estimate?.missing.join(" · ")}</Empty>;
          }
          const { lineage, method, interval, unit } = estimate;
          return (
            <>
              <p className="figure-number number">
                {withUnit(estimate.median, unit)} <small>{say.interval(...ends(interval.low, interval.high, unit), interval.level)}</small>
              </p>
              <p className="soft">
                {say.on} {periodText(estimate.on)}
              </p>
              <Picture estimate={estimate} />
              <h2 className="section-title">{say.lineage}</h2>
              <p className="lead">{lineage.claims.length === 0 ? say.none : say.lineageClaims(lineage.claims.length)}</p>
              <ul className="lineage">
                {lineage.claims.map((id) => {
                  const claim = claims.get(id);
                  return (
                    <li key={id}>
                      {claim === undefined ? (
                        <GoneClaim id={id} loading={claims.size === 0} />
                      ) : (
                        <ClaimLine caseId={caseId} claim={claim} />
                      )}
                    </li>
                  );
                })}
              </ul>
              {lineage.assumptions.length > 0 && (
                <>
                  <h3 className="section-title">{say.assumptions}</h3>
                  <ul className="lineage">
                    {lineage.assumptions.map((assumption) => (
                      <li key={assumption.id}>
                        {assumption.says}
                        <div className="small soft">{assumption.source}</div>
                      </li>
                    ))}
                  </ul>
                </>
              )}
              <h2 className="section-title">{say.method}</h2>
              <dl className="method">
                <dt>{say.method}</dt>
                <dd>{method.name}</dd>
                <dt>{say.reference}</dt>
                <dd>{method.reference}</dd>
                <dt>{say.seed}</dt>
                <dd className="number">{method.seed}</dd>
                <dt>{say.draws}</dt>
                <dd className="number">{method.draws.toLocaleString("en")}</dd>
              </dl>
            </>
          );
        }}
      </AnalysisGate>
    </Page>
  );
}

/** All estimates of the newest analysis; those that could not be made say what is missing. */
import { Link, useParams } from "@tanstack/react-router";
import { periodText } from "../reading/value-text.ts";
import { Page } from "../shell/page.tsx";
import { Tag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";
import { AnalysisGate } from "./analysis-gate.tsx";
import { FitPanel } from "./fit-panel.tsx";
import { ends, withUnit } from "./figure-text.ts";

const say = words.estimates;

export function EstimatesPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/estimates" });
  return (
    <Page title={say.title} intro={say.intro}>
      <AnalysisGate caseId={caseId}>
        {({ estimates, fits }) => (
          <>
            <div className="estimates">
              {estimates.map((estimate) =>
                "median" in estimate ? (
                  <Link
                    key={estimate.id}
                    className="card"
                    to="/cases/$caseId/estimates/$estimateId"
                    params={{ caseId, estimateId: estimate.id }}
                  >
                    <h2>{estimate.name}</h2>
                    <p className="figure-number number">{withUnit(estimate.median, estimate.unit)}</p>
                    <div className="number">
                      {say.interval(...ends(estimate.interval.low, estimate.interval.high, estimate.unit), estimate.interval.level)}
                    </div>
                    <div className="facts">
                      <span>
                        {say.on} {periodText(estimate.on)}
                      </span>
                      <span>{say.lineageClaims(estimate.lineage.claims.length)}</span>
                    </div>
                  </Link>
                ) : (
                  <div key={estimate.id} className="card">
                    <h2>{estimate.name}</h2>
                    <p>
                      <Tag tone="waits">{say.missing}</Tag>
                    </p>
                    <p className="small soft">{say.missingIntro}</p>
                    <ul className="small">
                      {estimate.missing.map((one) => (
                        <li key={one}>{one}</li>
                      ))}
                    </ul>
                  </div>
                ),
              )}
            </div>
            <FitPanel fit={fits?.at(-1)} />
          </>
        )}
      </AnalysisGate>
    </Page>
  );
}

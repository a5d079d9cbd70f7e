/** Rules held against the claims: one matrix per rule, each element in a word, an icon and its reasons. */
import { IconExternalLink } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { isAccepted, type Claim } from "#domain/claim.ts";
import type { ElementFinding, Finding } from "#domain/finding.ts";
import { useClaims } from "../api/claims-by-id.ts";
import { AnalysisGate } from "../estimates/analysis-gate.tsx";
import { ClaimLink, GoneClaim } from "../reading/claim-facts.tsx";
import { valueText } from "../reading/value-text.ts";
import { Empty, Page } from "../shell/page.tsx";
import { StateTag, VerdictTag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";

const say = words.findings;
type Claims = ReadonlyMap<string, Claim>;

export function FindingsPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/findings" });
  const claims = useClaims(caseId);
  return (
    <Page title={say.title} intro={say.intro}>
      <AnalysisGate caseId={caseId}>
        {({ findings }) =>
          findings.length === 0 ? (
            <Empty title={say.emptyTitle}>{say.empty}</Empty>
          ) : (
            <div className="cards">
              {findings.map((finding) => (
                <FindingCard key={finding.id} finding={finding} caseId={caseId} claims={claims} />
              ))}
            </div>
          )
        }
      </AnalysisGate>
    </Page>
  );
}

function FindingCard({ finding, caseId, claims }: { finding: Finding; caseId: string; claims: Claims }) {
  return (
    <section className="card" aria-label={`${finding.title}, ${finding.boundParty}`}>
      <div className="split">
        <h2>{finding.title}</h2>
        <span className="end">
          <VerdictTag verdict={finding.verdict} />
        </span>
      </div>
      <p>{finding.says}</p>
      <dl className="method">
        <dt>{say.bound}</dt>
        <dd>{finding.boundParty}</dd>
        <dt>{say.instrument}</dt>
        <dd>
          <a className="text-link" href={finding.url} target="_blank" rel="noreferrer">
            {finding.instrument} <IconExternalLink size={14} aria-hidden />
          </a>
        </dd>
      </dl>
      {finding.unverified && <p className="small soft">{say.unverified}</p>}
      <Matrix elements={finding.elements} of={finding} title={say.columns.element} caseId={caseId} claims={claims} />
      {finding.exceptions.length > 0 && (
        <Matrix elements={finding.exceptions} of={finding} title={say.exceptions} caseId={caseId} claims={claims} />
      )}
    </section>
  );
}

function Matrix({
  elements,
  of,
  title,
  caseId,
  claims,
}: {
  elements: readonly ElementFinding[];
  of: Finding;
  title: string;
  caseId: string;
  claims: Claims;
}) {
  const { columns } = say;
  return (
    <div
      className="table-box"
      style={{ marginTop: "1rem" }}
      tabIndex={0}
      role="region"
      aria-label={`${title}: ${of.title}, ${of.boundParty}`}
    >
      <table className="plain matrix">
        <thead>
          <tr>
            <th scope="col" style={{ width: "22%" }}>
              {title}
            </th>
            <th scope="col" style={{ width: "9.5rem" }}>
              {columns.verdict}
            </th>
            <th scope="col" style={{ width: "21%" }}>
              {columns.because}
            </th>
            <th scope="col">{columns.claims}</th>
            <th scope="col" style={{ width: "20%" }}>
              {columns.wouldChange}
            </th>
          </tr>
        </thead>
        <tbody>
          {elements.map((element) => (
            <tr key={element.element}>
              <td data-label={title}>
                <strong>{element.text}</strong>
                <div className="small soft">{element.element}</div>
              </td>
              <td data-label={columns.verdict}>
                <VerdictTag verdict={element.verdict} />
              </td>
              <td data-label={columns.because}>{element.because}</td>
              <td data-label={columns.claims}>
                {element.claims.length === 0 ? (
                  <span className="soft">{say.noClaims}</span>
                ) : (
                  <ul className="bare">
                    {element.claims.map((id) => {
                      const claim = claims.get(id);
                      return (
                        <li key={id}>
                          {claim === undefined ? (
                            <GoneClaim id={id} loading={claims.size === 0} />
                          ) : (
                            <>
                              <ClaimLink caseId={caseId} claim={claim}>
                                {id}: {valueText(claim)}
                              </ClaimLink>
                              {!isAccepted(claim) && (
                                <>
                                  {" "}
                                  <StateTag state={claim.decision.state} />
                                </>
                              )}
                            </>
                          )}
                        </li>
                      );
                    })}
                  </ul>
                )}
              </td>
              <td data-label={columns.wouldChange}>{element.wouldChange}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

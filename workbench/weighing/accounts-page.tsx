/** Accounts of one thing against each other, by root, as the newest analysis recorded them. */
import { useParams } from "@tanstack/react-router";
import type { Claim } from "#domain/claim.ts";
import type { Corroboration } from "#domain/weighing.ts";
import { useClaims } from "../api/claims-by-id.ts";
import { AnalysisGate } from "../estimates/analysis-gate.tsx";
import { ClaimLine } from "../reading/claim-facts.tsx";
import { periodText } from "../reading/value-text.ts";
import { Tag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";
import { WeighingRoom } from "./weighing-room.tsx";

const say = words.weighing;
type Claims = ReadonlyMap<string, Claim>;

export function AccountsPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/weighing/accounts" });
  const claims = useClaims(caseId);
  return (
    <WeighingRoom caseId={caseId} title={say.corroboration} intro={say.corroborationIntro}>
      <AnalysisGate caseId={caseId}>
        {({ corroborations }) => (
          <>
            {!corroborations.some(isShared) && <p>{say.corroborationEmpty}</p>}
            <div className="cards">
              {corroborations.filter(isShared).map((group, at) => (
                <Group key={at} group={group} caseId={caseId} claims={claims} />
              ))}
            </div>
            {corroborations.some((group) => !isShared(group)) && (
              <>
                <h2 className="section-title">{say.alone}</h2>
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
    </WeighingRoom>
  );
}

/** Whether more than one claim tells of the same thing. */
function isShared(group: Corroboration): boolean {
  return group.claims.length > 1;
}

function Group({ group, caseId, claims }: { group: Corroboration; caseId: string; claims: Claims }) {
  const title = [words.measure(group.measure), group.place, periodText(group.period)].filter((part) => part !== null).join(" · ");
  return (
    <section className="card" aria-label={title}>
      <div className="split">
        <h2>{title}</h2>
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
          <h3 className="small">{say.links}</h3>
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

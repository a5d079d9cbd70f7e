/** Who carries whom: each root with what retells it, what happened to the figures on the way, and the links a person is asked about. */
import { Button } from "@mantine/core";
import { IconArrowsExchange } from "@tabler/icons-react";
import { Link as RouteLink, useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { CaseId } from "#domain/ids.ts";
import type { Remark } from "#domain/weighed.ts";
import { useAnswer } from "../api/queries.ts";
import { ClaimLink } from "../reading/claim-facts.tsx";
import { useClaims } from "../api/claims-by-id.ts";
import { periodText } from "../reading/value-text.ts";
import { Empty, Loaded } from "../shell/page.tsx";
import { Tag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";
import { familiesOf, sizeOf, type CopyLink, type FamilyNode } from "./family-tree.ts";
import { LinkDecision } from "./link-decision.tsx";
import { WeighingRoom } from "./weighing-room.tsx";

const say = words.weighing.families;
/** Proposals shown before the trees; the rest on demand, so that the trees stay in reach. */
const proposedAtFirst = 4;

export function FamiliesPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/weighing/families" });
  const params = { case: caseId as CaseId };
  const reports = useAnswer("reports", { params });
  const links = useAnswer("links", { params, query: { kind: "copy-of", limit: 1000 } });
  const copies = useAnswer("check", { params: { ...params, kind: "copies" } });
  // Hearsay depth and changed figures are told by claims: without them a tree would say less than it knows.
  const claims = useAnswer("claims", { params });
  return (
    <WeighingRoom caseId={caseId} title={say.title} intro={say.intro}>
      <Loaded query={reports}>
        {(all) => (
          <Loaded query={links}>
            {(page) => (
              <Loaded query={copies}>
                {(remarks) =>
                  all.length === 0 ? (
                    <Empty title={say.emptyTitle}>{say.empty}</Empty>
                  ) : (
                    <Loaded query={claims}>
                      {() => <Trees caseId={caseId} reports={all} links={page.links as readonly CopyLink[]} remarks={remarks} />}
                    </Loaded>
                  )
                }
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </WeighingRoom>
  );
}

type Given = {
  caseId: string;
  reports: Parameters<typeof familiesOf>[0];
  links: readonly CopyLink[];
  remarks: readonly Remark[];
};

function Trees({ caseId, reports, links, remarks }: Given) {
  const claims = useClaims(caseId);
  const { trees, alone, proposed, rejected } = useMemo(
    () => familiesOf(reports, links, remarks, [...claims.values()]),
    [reports, links, remarks, claims],
  );
  const [every, setEvery] = useState(false);
  const names = useMemo(() => new Map<string, string>(reports.map((report) => [report.id, report.outlet])), [reports]);
  return (
    <>
      <p className="lead" role="status">
        {say.summary(reports.length, trees.length + alone.length, trees.length)}
      </p>
      {proposed.length > 0 && (
        <>
          <h2 className="section-title">{say.proposed}</h2>
          <p className="lead">{say.proposedIntro}</p>
          <ul className="lineage">
            {(every ? proposed : proposed.slice(0, proposedAtFirst)).map((link) => (
              <li key={link.id}>
                <LinkLine link={link} names={names} caseId={caseId} />
              </li>
            ))}
          </ul>
          {!every && proposed.length > proposedAtFirst && (
            <Button variant="default" size="xs" mt="sm" onClick={() => setEvery(true)}>
              {say.showAll(proposed.length)}
            </Button>
          )}
        </>
      )}
      <h2 className="section-title">{say.trees}</h2>
      <p className="lead">{say.treesIntro}</p>
      {trees.length === 0 ? (
        <Empty title={say.noTreesTitle}>{say.noTrees}</Empty>
      ) : (
        <div className="cards">
          {trees.map((tree) => (
            <section key={tree.report.id} className="card" aria-label={say.treeLabel(tree.report.outlet, tree.report.id)}>
              <div className="split">
                <h3>{tree.report.family}</h3>
                <span className="end">
                  <Tag tone="plain">{say.size(sizeOf(tree))}</Tag>
                </span>
              </div>
              <ul className="tree">
                <Node node={tree} family={tree.report.family} caseId={caseId} />
              </ul>
            </section>
          ))}
        </div>
      )}
      {rejected.length > 0 && (
        <>
          <h2 className="section-title">{say.rejected}</h2>
          <p className="lead">{say.rejectedIntro}</p>
          <ul className="lineage">
            {rejected.map((link) => (
              <li key={link.id}>
                <LinkLine link={link} names={names} caseId={caseId} />
              </li>
            ))}
          </ul>
        </>
      )}
      {alone.length > 0 && (
        <>
          <h2 className="section-title">{say.alone}</h2>
          <details>
            <summary>{say.aloneCount(alone.length)}</summary>
            <ul className="tree">
              {alone.map((node) => (
                <Node key={node.report.id} node={node} family={node.report.family} caseId={caseId} />
              ))}
            </ul>
          </details>
        </>
      )}
    </>
  );
}

function Node({ node, family, caseId }: { node: FamilyNode; family: string; caseId: string }) {
  const { report, link, copies, changes, depth } = node;
  const declared = report.family === family;
  return (
    <li>
      <div className="node" {...(link === null && { "data-root": true })}>
        <div className="split">
          <span>
            <RouteLink className="text-link" to="/cases/$caseId/reports/$reportId" params={{ caseId, reportId: report.id }}>
              {report.id}
            </RouteLink>{" "}
            <strong>{report.outlet}</strong> <span className="soft">{periodText(report.published)}</span>
          </span>
          <span className="end">
            {link === null ? copies.length > 0 && <Tag tone="good">{say.root}</Tag> : <CopyDecision link={link} caseId={caseId} quiet />}
          </span>
        </div>
        <div className="facts small">
          <span>{depth === null ? say.noClaims : say.depth(...depth)}</span>
          {link !== null && !declared && link.reasons.map((reason) => <span key={reason}>{reason}</span>)}
        </div>
        {changes.map((change) => (
          <Change key={`${change.kind} ${change.claims.join(" ")}`} change={change} caseId={caseId} />
        ))}
      </div>
      {copies.length > 0 && (
        <ul>
          {copies.map((copy) => (
            <Node key={copy.report.id} node={copy} family={family} caseId={caseId} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** What happened to a figure on the way into this report. */
function Change({ change, caseId }: { change: Remark; caseId: string }) {
  const claims = useClaims(caseId);
  return (
    <div className="change">
      <Tag tone="bad" icon={<IconArrowsExchange size={14} aria-hidden />}>
        {say.change[change.kind] ?? change.kind}
      </Tag>{" "}
      {change.says}{" "}
      <span className="small">
        {change.claims.map((id) => {
          const claim = claims.get(id);
          return claim === undefined ? null : (
            <span key={id}>
              <ClaimLink caseId={caseId} claim={claim}>
                {id}
              </ClaimLink>{" "}
            </span>
          );
        })}
      </span>
    </div>
  );
}

function LinkLine({ link, names, caseId }: { link: CopyLink; names: ReadonlyMap<string, string>; caseId: string }) {
  return (
    <>
      <div>
        <strong>
          {names.get(link.from)} ({link.from})
        </strong>{" "}
        {say.retells}{" "}
        <strong>
          {names.get(link.to)} ({link.to})
        </strong>
      </div>
      <ul className="small soft bare">
        {link.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <CopyDecision link={link} caseId={caseId} />
    </>
  );
}

function CopyDecision({ link, caseId, quiet = false }: { link: CopyLink; caseId: string; quiet?: boolean }) {
  const { kind, from, to } = link;
  return (
    <LinkDecision
      caseId={caseId}
      ends={{ kind, from, to }}
      decision={link.decision}
      asks={say.asks}
      yes={say.yes}
      no={say.no}
      hint={say.hint}
      quiet={quiet}
    />
  );
}

/** Who tells: every source by pseudonym, how they are graded, who may see them, what they agreed to, and how much rests on them. */
import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { CaseId } from "#domain/ids.ts";
import type { Source } from "#domain/source.ts";
import { useAnswer } from "../api/queries.ts";
import { Empty, Loaded, Page } from "../shell/page.tsx";
import { Tag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";
import { RegisterDialog } from "./register-dialog.tsx";

const say = words.sources;

export function SourcesPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/sources" });
  const inCase = { params: { case: caseId as CaseId } };
  const sources = useAnswer("sources", inCase);
  const reports = useAnswer("reports", inCase);
  const [adding, setAdding] = useState(false);
  const told = (source: Source) => (reports.data ?? []).filter((report) => report.source === source.id);
  const add = <Button onClick={() => setAdding(true)}>{say.register}</Button>;
  return (
    <Page title={say.title} intro={say.intro} actions={sources.data?.length === 0 ? undefined : add}>
      {adding && sources.data !== undefined && <RegisterDialog caseId={caseId} sources={sources.data} close={() => setAdding(false)} />}
      <Loaded query={sources}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={say.emptyTitle} action={add}>
              {say.empty}
            </Empty>
          ) : (
            <div className="cards">
              {all.map((source) => (
                <Link key={source.id} className="card" to="/cases/$caseId/sources/$sourceId" params={{ caseId, sourceId: source.id }}>
                  <div className="split">
                    <h2>
                      {source.state === "forgotten" ? say.forgottenName : source.pseudonym} <span className="soft small">{source.id}</span>
                    </h2>
                    <span className="end">
                      <SourceState source={source} />
                    </span>
                  </div>
                  {source.state !== "forgotten" && (
                    <div className="facts">
                      <span>{words.receive.reliability[source.reliability]}</span>
                      <span>{source.tlp}</span>
                      <span>{words.receive.consent[source.consent]}</span>
                      {source.contactRisk !== undefined && <span>{say.contactRisk[source.contactRisk]}</span>}
                      <span>
                        {words.cases.reports(told(source).length)},{" "}
                        {words.cases.claims(told(source).reduce((sum, report) => sum + report.claims, 0))}
                      </span>
                    </div>
                  )}
                </Link>
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

/** Nothing where the source is in use: the ordinary needs no mark. */
export function SourceState({ source: { state = "active" } }: { source: Pick<Source, "state"> }) {
  return state === "active" ? null : <Tag tone="bad">{say.state[state]}</Tag>;
}

/** All cases, with what waits in each, and the two ways to another: a new one, or an example to try things on. */
import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { CaseSummary } from "#domain/views.ts";
import type { Example } from "#http/contract.ts";
import { useAnswer, useChange } from "../api/queries.ts";
import { Empty, Loaded, Page } from "../shell/page.tsx";
import { sayRefused } from "../shell/say.ts";
import { Tag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";
import { NewCaseDialog } from "./new-case-dialog.tsx";

export function CasesPage() {
  const cases = useAnswer("cases", { params: {} });
  const examples = useAnswer("examples", { params: {} });
  const [opening, setOpening] = useState(false);
  const open = <Button onClick={() => setOpening(true)}>{words.newCase.title}</Button>;
  return (
    <Page title={words.cases.title} intro={words.cases.intro} actions={cases.data?.length === 0 ? undefined : open}>
      {opening && <NewCaseDialog close={() => setOpening(false)} />}
      <Loaded query={cases}>
        {(all) => {
          const left = (examples.data ?? []).filter((example) => !all.some((one) => one.id === example.id));
          return (
            <>
              {all.length === 0 ? (
                <Empty title={words.cases.emptyTitle} action={open}>
                  {words.cases.empty}
                </Empty>
              ) : (
                <div className="cards">
                  {all.map((one) => (
                    <Case key={one.id} summary={one} />
                  ))}
                </div>
              )}
              {left.length > 0 && (
                <>
                  <h2 className="section-title">{words.cases.examples}</h2>
                  <p className="lead">{words.cases.examplesIntro}</p>
                  <div className="cards">
                    {left.map((example) => (
                      <Shipped key={example.id} example={example} />
                    ))}
                  </div>
                </>
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Case({ summary: one }: { summary: CaseSummary }) {
  return (
    <Link className="card" to="/cases/$caseId/inbox" params={{ caseId: one.id }}>
      <div className="split">
        <h2>{one.title}</h2>
        <span className="end">
          <Tag tone={one.waiting > 0 ? "waits" : "good"}>{words.cases.waiting(one.waiting)}</Tag>
        </span>
      </div>
      {one.about !== "" && <p className="lead">{one.about}</p>}
      <div className="facts">
        <span>{words.cases.reports(one.reports)}</span>
        <span>{words.cases.claims(one.claims)}</span>
        <span>{words.cases.accepted(one.accepted)}</span>
        <span>{words.cases.position(one.position)}</span>
      </div>
    </Link>
  );
}

function Shipped({ example }: { example: Example }) {
  const navigate = useNavigate();
  const open = useChange("openExample", ({ id }) => void navigate({ to: "/cases/$caseId/inbox", params: { caseId: id } }));
  return (
    <section className="card" aria-label={example.title}>
      <div className="split">
        <h3>{example.title}</h3>
        <span className="end">
          <Button
            size="xs"
            variant="default"
            loading={open.isPending}
            aria-label={words.cases.openExample(example.title)}
            onClick={() => open.mutate({ params: { case: example.id } }, { onError: sayRefused })}
          >
            {words.cases.openIt}
          </Button>
        </span>
      </div>
      <p className="lead">{example.about}</p>
    </section>
  );
}

/** All cases, with what waits in each. */
import { Link } from "@tanstack/react-router";
import { useAnswer } from "../api/queries.ts";
import { Empty, Loaded, Page } from "../shell/page.tsx";
import { Tag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";

export function CasesPage() {
  const cases = useAnswer("cases", { params: {} });
  return (
    <Page title={words.cases.title} intro={words.cases.intro}>
      <Loaded query={cases}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={words.cases.emptyTitle} action={<code>{words.cases.emptyDo}</code>}>
              {words.cases.empty}
            </Empty>
          ) : (
            <div className="cards">
              {all.map((one) => (
                <Link key={one.id} className="card" to="/cases/$caseId/inbox" params={{ caseId: one.id }}>
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
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

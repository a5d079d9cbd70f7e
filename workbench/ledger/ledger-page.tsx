/** The entries of a case, and the button that walks its chain. */
import { Button } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { Entry } from "#domain/entry.ts";
import type { CaseId } from "#domain/ids.ts";
import { useAnswer, useChange } from "../api/queries.ts";
import { Empty, Loaded, Page, Refused } from "../shell/page.tsx";
import { words } from "../words/en.ts";

const say = words.ledger;
const pageSize = 100;

export function LedgerPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/ledger" });
  const params = { case: caseId as CaseId };
  const { from: asked } = useSearch({ from: "/cases/$caseId/ledger" });
  const from = Math.max(1, Number.isInteger(Number(asked)) ? Number(asked) : 1);
  const entries = useAnswer("history", { params, query: { from, limit: pageSize } });
  const overview = useAnswer("overview", { params });
  const verify = useChange("verify");
  return (
    <Page
      title={say.title}
      intro={say.intro}
      actions={
        <Button loading={verify.isPending} onClick={() => verify.mutate({ params })}>
          {say.verify}
        </Button>
      }
    >
      <div aria-live="polite">
        {verify.isSuccess && (
          <div className="notice" data-tone="good">
            <IconCircleCheck size={20} aria-hidden />
            <div>
              <p>
                <strong>{say.sound(verify.data.entries)}</strong>
              </p>
              <p className="small soft">
                {say.head}: <span className="hash">{verify.data.head}</span>
              </p>
            </div>
          </div>
        )}
      </div>
      {verify.isError && <Refused error={verify.error} />}
      <Loaded query={entries}>
        {(all) =>
          all.length === 0 && from === 1 ? (
            <Empty title={say.emptyTitle}>{say.empty}</Empty>
          ) : (
            <>
              <div className="table-box" tabIndex={0} role="region" aria-label={say.title}>
                <table className="plain stacked">
                  <thead>
                    <tr>
                      <th scope="col" className="right">
                        {say.columns.seq}
                      </th>
                      <th scope="col">{say.columns.at}</th>
                      <th scope="col">{say.columns.kind}</th>
                      <th scope="col">{say.columns.actor}</th>
                      <th scope="col">{say.columns.hash}</th>
                      <th scope="col">{say.columns.then}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {all.map((entry) => (
                      <tr key={entry.seq}>
                        <td className="right number" data-label={say.columns.seq}>
                          {entry.seq}
                        </td>
                        <td className="number" data-label={say.columns.at}>
                          {entry.at.replace("T", " ").replace(/\.\d+Z$/, "")}
                        </td>
                        <td data-label={say.columns.kind}>
                          {say.kinds[entry.body.kind] ?? entry.body.kind} <span className="soft">{aboutText(entry)}</span>
                        </td>
                        <td data-label={say.columns.actor}>{entry.actor}</td>
                        <td className="hash" data-label={say.columns.hash} title={entry.hash}>
                          {entry.hash.slice(0, 12)}…
                        </td>
                        <td data-label={say.columns.then}>
                          <Link
                            className="text-link"
                            to="/cases/$caseId/claims"
                            params={{ caseId }}
                            search={{ at: String(entry.seq) }}
                            aria-label={words.past.openAt(entry.seq)}
                          >
                            {say.look}
                          </Link>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <Pages from={from} shown={all.length} all={overview.data?.position ?? all.length} />
            </>
          )
        }
      </Loaded>
      <h2 className="section-title">{say.copies}</h2>
      <p className="lead">{say.copiesIntro}</p>
      <ul>
        {say.copy(caseId).map(([what, command]) => (
          <li key={what}>
            {what}: <code className="hash">{command}</code>
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** Which entries are shown, and the ways to the others; nothing where all are. */
function Pages({ from, shown, all }: { from: number; shown: number; all: number }) {
  const navigate = useNavigate({ from: "/cases/$caseId/ledger" });
  if (from === 1 && all <= pageSize) return null;
  const last = Math.floor((Math.max(all, 1) - 1) / pageSize) * pageSize + 1;
  const to = (name: string, at: number, here: boolean) => (
    <Button variant="default" size="xs" disabled={here} onClick={() => void navigate({ search: at === 1 ? {} : { from: String(at) } })}>
      {name}
    </Button>
  );
  return (
    <nav className="pages" aria-label={say.pages}>
      <span className="number" role="status">
        {say.shown(Math.min(from, all), Math.min(from + shown - 1, all), all)}
      </span>
      {to(say.first, 1, from === 1)}
      {to(say.before, Math.max(1, from - pageSize), from === 1)}
      {to(say.next, from + pageSize, from + pageSize > all)}
      {to(say.newest, last, from >= last)}
    </nav>
  );
}

/** What the entry is about, where one word says it. */
function aboutText({ body }: Entry): string {
  if ("claim" in body) return body.claim;
  if (body.kind === "link-decided") return `${body.link.from} ${body.link.kind} ${body.link.to}: ${body.verdict}`;
  if (body.kind === "link-undone") return body.link;
  if ("release" in body) return body.release;
  if (body.kind === "report-received") return body.report.id;
  if (body.kind === "report-read") return body.report;
  if (body.kind === "source-registered") return body.source.pseudonym;
  if (body.kind === "rate-recorded") return `1 ${body.rate.base} = ${body.rate.rate} ${body.rate.quote}`;
  return "";
}

/** One source: its grades over time, what it agreed to, what rests on it, and the ways to end its use. */
import { Button, Group } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Link, useParams } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import type { CaseId, ReportId, SourceId } from "#domain/ids.ts";
import type { RestedOn, SourceFile } from "#domain/source.ts";
import { useAnswer, useChange } from "../api/queries.ts";
import { useClaims } from "../api/claims-by-id.ts";
import { ClaimLink } from "../reading/claim-facts.tsx";
import { ReasonDialog } from "../reading/reason-dialog.tsx";
import { valueText } from "../reading/value-text.ts";
import { Loaded, Page } from "../shell/page.tsx";
import { say as tell, sayRefused } from "../shell/say.ts";
import { words } from "../words/en.ts";
import { ChangeDialog } from "./change-dialog.tsx";
import { ForgetDialog } from "./forget-dialog.tsx";
import { GradeDialog } from "./grade-dialog.tsx";
import { SourceState } from "./sources-page.tsx";

const say = words.sources;
type Asked = "grade" | "change" | "withdraw" | "forget" | null;

export function SourcePage() {
  const { caseId, sourceId } = useParams({ from: "/cases/$caseId/sources/$sourceId" });
  const params = { case: caseId as CaseId, source: sourceId as SourceId };
  const source = useAnswer("source", { params });
  const rests = useAnswer("restedOn", { params });
  const name = source.data === undefined ? sourceId : source.data.state === "forgotten" ? say.forgottenName : source.data.pseudonym;
  return (
    <Page
      title={name}
      intro={source.data?.state === "forgotten" ? say.forgottenIntro : source.data?.canKnow}
      actions={
        <Link className="text-link" to="/cases/$caseId/sources" params={{ caseId }}>
          {say.back}
        </Link>
      }
    >
      <Loaded query={source}>
        {(file) => (
          <>
            {file.state !== "forgotten" && <Facts file={file} />}
            <Acts file={file} caseId={caseId as CaseId} rests={rests.data} />
            {file.state !== "forgotten" && <Grades file={file} />}
          </>
        )}
      </Loaded>
      <h2 className="section-title">{source.data?.state === "active" ? say.rests : say.rested}</h2>
      <Loaded query={rests}>{(on) => <Rests on={on} caseId={caseId} />}</Loaded>
    </Page>
  );
}

function Facts({ file }: { file: SourceFile }) {
  return (
    <section className="card">
      <div className="split">
        <h2>{file.id}</h2>
        <span className="end">
          <SourceState source={file} />
        </span>
      </div>
      <dl className="method">
        <dt>{words.receive.fields.reliability}</dt>
        <dd>{words.receive.reliability[file.reliability]}</dd>
        <dt>{words.receive.fields.tlp}</dt>
        <dd>{words.receive.tlp[file.tlp]}</dd>
        <dt>{words.receive.fields.consent}</dt>
        <dd>{words.receive.consent[file.consent]}</dd>
        <dt>{say.fields.contactRisk}</dt>
        <dd>{say.contactRisk[file.contactRisk]}</dd>
        {file.compartment !== "" && (
          <>
            <dt>{say.fields.compartment}</dt>
            <dd>{file.compartment}</dd>
          </>
        )}
        <dt>{say.fields.notes}</dt>
        <dd>
          {file.notes.length === 0 ? say.noNotes : say.notes(file.notes.length)} <span className="soft small">{say.notesHow}</span>
        </dd>
      </dl>
    </section>
  );
}

function Acts({ file, caseId, rests }: { file: SourceFile; caseId: CaseId; rests: RestedOn | undefined }) {
  const [asked, ask] = useState<Asked>(null);
  const params = { case: caseId, source: file.id };
  const done = (message: string) => () => {
    ask(null);
    tell(message);
  };
  const grade = useChange("gradeSource", done(say.graded));
  const change = useChange("describeSource", done(say.changed));
  const withdraw = useChange("withdrawSource", done(say.withdrawn));
  const forget = useChange("forgetSource", done(say.forgotten));
  const refusedHere = { onError: sayRefused };
  if (file.state === "forgotten") return null;
  const what = rests === undefined ? null : <WhatFalls rests={rests} />;
  return (
    <>
      <Group className="acts" mt="md" gap="sm">
        <Button variant="default" onClick={() => ask("grade")}>
          {say.grade}
        </Button>
        <Button variant="default" onClick={() => ask("change")}>
          {say.change}
        </Button>
        {file.state === "active" && (
          <Button variant="default" onClick={() => ask("withdraw")}>
            {say.withdraw}
          </Button>
        )}
        <Button variant="default" c="var(--bad)" onClick={() => ask("forget")}>
          {say.forget}
        </Button>
      </Group>
      {asked === "grade" && (
        <GradeDialog
          file={file}
          busy={grade.isPending}
          close={() => ask(null)}
          run={(reliability, why) => grade.mutate({ params, body: { reliability, why } }, refusedHere)}
        />
      )}
      {asked === "change" && (
        <ChangeDialog
          file={file}
          busy={change.isPending}
          close={() => ask(null)}
          run={(changed, why) => change.mutate({ params, body: { change: changed, why } }, refusedHere)}
        />
      )}
      {asked === "withdraw" && (
        <ReasonDialog
          title={say.withdrawTitle(file.pseudonym)}
          hint={
            <>
              {say.withdrawHint}
              {what}
            </>
          }
          action={say.withdraw}
          busy={withdraw.isPending}
          close={() => ask(null)}
          run={(why) => withdraw.mutate({ params, body: { why } }, refusedHere)}
        />
      )}
      {asked === "forget" && (
        <ForgetDialog
          file={file}
          what={what}
          busy={forget.isPending}
          close={() => ask(null)}
          run={(why) => forget.mutate({ params, body: { why } }, refusedHere)}
        />
      )}
    </>
  );
}

/** How much falls with the source, before anybody decides it. */
function WhatFalls({ rests }: { rests: RestedOn }) {
  const published = rests.sentences.filter((one) => one.state === "published").length;
  return (
    <div className="notice">
      <IconAlertTriangle size={20} aria-hidden />
      <p>{say.falls(rests.reports.length, rests.claims.length, rests.conclusions.length, published)}</p>
    </div>
  );
}

function Grades({ file }: { file: SourceFile }) {
  return (
    <>
      <h2 className="section-title">{say.history}</h2>
      <p className="lead">{say.historyIntro}</p>
      <div className="table-box" tabIndex={0} role="region" aria-label={say.history}>
        <table className="plain stacked">
          <thead>
            <tr>
              <th scope="col">{words.ledger.columns.at}</th>
              <th scope="col">{words.receive.fields.reliability}</th>
              <th scope="col">{words.ledger.columns.actor}</th>
              <th scope="col">{words.reading.reason}</th>
            </tr>
          </thead>
          <tbody>
            {[...file.grades].reverse().map((grade) => (
              <tr key={grade.at + grade.reliability}>
                <td className="number" data-label={words.ledger.columns.at}>
                  {grade.at.slice(0, 10)}
                </td>
                <td data-label={words.receive.fields.reliability}>{words.receive.reliability[grade.reliability]}</td>
                <td data-label={words.ledger.columns.actor}>{grade.by}</td>
                <td data-label={words.reading.reason}>{grade.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Rests({ on, caseId }: { on: RestedOn; caseId: string }) {
  const claims = useClaims(caseId);
  const gone = on.state === "forgotten";
  if (on.reports.length + on.claims.length === 0) return <p className="lead">{say.nothingRests}</p>;
  return (
    <>
      <Listed title={say.reports(on.reports.length)}>
        {on.reports.map((report) => (
          <li key={report}>{gone ? report : <ReportLink caseId={caseId} report={report} />}</li>
        ))}
      </Listed>
      <Listed title={say.claims(on.claims.length)} shut={on.claims.length > 12}>
        {on.claims.map((id) => {
          const claim = claims.get(id);
          return (
            <li key={id}>
              {claim === undefined ? (
                id
              ) : (
                <>
                  <ClaimLink caseId={caseId} claim={claim}>
                    {id}: {words.measure(claim.measure)}, {valueText(claim)}
                  </ClaimLink>{" "}
                  <span className="soft small">{words.reading.state[claim.decision.state]}</span>
                </>
              )}
            </li>
          );
        })}
      </Listed>
      <Listed title={say.conclusions(on.conclusions.length)}>
        {[...told(on)].map(([name, { kind, times }]) => (
          <li key={name}>
            <span className="soft">{say.kind[kind]}</span> {name} {times > 1 && <span className="soft">{say.times(times)}</span>}
          </li>
        ))}
      </Listed>
      <Listed title={say.sentences(on.sentences.length)} shut={on.sentences.length > 12}>
        {on.sentences.map((one, at) => (
          <li key={at}>
            <span className="soft">
              {one.release}, {words.release.state[one.state]}:
            </span>{" "}
            {one.says}
          </li>
        ))}
      </Listed>
    </>
  );
}

/** Conclusions by what they say; several that say the same are one line. */
function told({ conclusions }: RestedOn) {
  const found = new Map<string, { readonly kind: RestedOn["conclusions"][number]["kind"]; readonly times: number }>();
  for (const { kind, name } of conclusions) found.set(name, { kind, times: (found.get(name)?.times ?? 0) + 1 });
  return found;
}

function Listed({ title, shut = false, children }: { title: string; shut?: boolean; children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <details open={!shut}>
      <summary>{title}</summary>
      <ul className="small">{children}</ul>
    </details>
  );
}

function ReportLink({ caseId, report }: { caseId: string; report: ReportId }) {
  return (
    <Link className="text-link" to="/cases/$caseId/reports/$reportId" params={{ caseId, reportId: report }}>
      {report}
    </Link>
  );
}

/** One quantity weighed: the answer in a sentence, the forest plot it rests on, its trend, what was kept out, and what was assumed. */
import { Button } from "@mantine/core";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Claim } from "#domain/claim.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import type { CaseId } from "#domain/ids.ts";
import type { ReportSummary } from "#domain/views.ts";
import type { WeighedInDetail } from "#domain/weighed.ts";
import { RefusalError } from "../api/call.ts";
import { useAnswer } from "../api/queries.ts";
import { figure, unitWords } from "../estimates/figure-text.ts";
import { ClaimLink } from "../reading/claim-facts.tsx";
import { periodText, valueText } from "../reading/value-text.ts";
import { Empty, Loaded } from "../shell/page.tsx";
import { words } from "../words/en.ts";
import { ForestTable, SensitivityTable } from "./forest-table.tsx";
import { measuresTold, QuestionForm, type Question } from "./question-form.tsx";
import { TrendPicture } from "./trend-picture.tsx";
import { WeighingRoom } from "./weighing-room.tsx";

const say = words.weighing.forest;
/** Claims kept out that are shown at first; a count of workers may have fifty. */
const outAtFirst = 15;

export function ForestPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/weighing" });
  const claims = useAnswer("claims", { params: { case: caseId as CaseId } });
  return (
    <WeighingRoom caseId={caseId} title={say.title} intro={say.intro}>
      <Loaded query={claims}>{(all) => <Asked caseId={caseId} claims={all} />}</Loaded>
    </WeighingRoom>
  );
}

function Asked({ caseId, claims }: { caseId: string; claims: readonly Claim[] }) {
  const search = useSearch({ from: "/cases/$caseId/weighing" });
  const navigate = useNavigate({ from: "/cases/$caseId/weighing" });
  const told = useMemo(() => measuresTold(claims), [claims]);
  const measure = search.measure ?? told[0]?.measure;
  if (measure === undefined) return <Empty title={say.emptyTitle}>{say.empty}</Empty>;
  const ask = (question: Question) => void navigate({ search: filled(question), resetScroll: false });
  const question = { ...search, measure };
  return (
    <>
      <QuestionForm key={`${measure} ${search.from} ${search.to}`} claims={claims} question={question} ask={ask} />
      <Answered caseId={caseId} claims={claims} question={question} clear={() => ask({ measure })} />
    </>
  );
}

function Answered(given: { caseId: string; claims: readonly Claim[]; question: Question & { measure: string }; clear: () => void }) {
  const { caseId, claims, question, clear } = given;
  const { measure, country, from, to, currency } = question;
  const params = { case: caseId as CaseId };
  const query = {
    measure,
    ...(country !== undefined && { country }),
    ...(from !== undefined && { from: from as EdtfDate }),
    ...(to !== undefined && { to: to as EdtfDate }),
    ...(currency !== undefined && { currency }),
  };
  const weighed = useAnswer("weigh", { params, query });
  const reports = useAnswer("reports", { params });
  const byId = useMemo(() => new Map<string, Claim>(claims.map((claim) => [claim.id, claim])), [claims]);
  const reportsById = useMemo(() => new Map<string, ReportSummary>((reports.data ?? []).map((one) => [one.id, one])), [reports.data]);
  const { error } = weighed;
  if (error instanceof RefusalError && (error.problem.kind === "bad-input" || error.problem.kind === "no-answer")) {
    return (
      <Empty
        title={say.noneTitle}
        action={
          <Button variant="default" onClick={clear}>
            {say.ofAll}
          </Button>
        }
      >
        {say.none} <span className="small">{error.problem.detail}</span>
      </Empty>
    );
  }
  return (
    <Loaded query={weighed}>
      {(detail) => <Answer detail={detail} measure={measure} claims={byId} reports={reportsById} caseId={caseId} />}
    </Loaded>
  );
}

function Answer(given: {
  detail: WeighedInDetail;
  measure: string;
  claims: ReadonlyMap<string, Claim>;
  reports: ReadonlyMap<string, ReportSummary>;
  caseId: string;
}) {
  const { detail, measure, claims, reports, caseId } = given;
  const { pooled, excluded, verdict } = detail.weighed;
  const { prior, trend } = detail;
  const [every, setEvery] = useState(false);
  return (
    <>
      <section aria-label={say.answer} aria-live="polite">
        <p className="figure-number number">
          {pooled.bounded === "both" ? (
            <>
              {figure(pooled.median)} {unitWords(pooled.unit)}{" "}
              <small>{words.estimates.interval(figure(pooled.low), figure(pooled.high), pooled.level)}</small>
            </>
          ) : (
            <>
              {pooled.bounded === "below" ? say.atLeast(figure(pooled.low)) : say.atMost(figure(pooled.high))} {unitWords(pooled.unit)}
            </>
          )}
        </p>
        <p className="lead">{capital(verdict.replace(`${measure}: `, ""))}</p>
      </section>
      {detail.waves.length > 0 && <Waves waves={detail.waves} />}
      <ForestTable detail={detail} claims={claims} reports={reports} caseId={caseId} />
      <p className="small soft legend">{say.legend}</p>

      <h2 className="section-title">{say.trend}</h2>
      <p className="lead">{capital(trend.says)}.</p>
      {trend.points.length > 1 && <TrendPicture trend={trend} unit={pooled.unit} />}

      <h2 className="section-title">{say.keptOut}</h2>
      {excluded.length === 0 ? (
        <p className="lead">{say.nothingOut}</p>
      ) : (
        <>
          <p className="lead">{say.keptOutIntro(excluded.length)}</p>
          <div className="table-box" tabIndex={0} role="region" aria-label={say.keptOut}>
            <table className="plain matrix">
              <thead>
                <tr>
                  <th scope="col">{say.columns.claim}</th>
                  <th scope="col">{say.columns.printed}</th>
                  <th scope="col">{say.columns.period}</th>
                  <th scope="col">{say.columns.why}</th>
                </tr>
              </thead>
              <tbody>
                {(every ? excluded : excluded.slice(0, outAtFirst)).map((one) => {
                  const claim = claims.get(one.claim);
                  return (
                    <tr key={one.claim}>
                      <td data-label={say.columns.claim}>
                        {claim === undefined ? (
                          one.claim
                        ) : (
                          <ClaimLink caseId={caseId} claim={claim}>
                            {one.claim}
                          </ClaimLink>
                        )}
                      </td>
                      <td className="number" data-label={say.columns.printed}>
                        {claim === undefined ? "" : valueText(claim)}
                      </td>
                      <td className="number" data-label={say.columns.period}>
                        {claim === undefined ? "" : periodText(claim.period)}
                      </td>
                      <td data-label={say.columns.why}>{one.why}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
          {!every && excluded.length > outAtFirst && (
            <Button variant="default" size="xs" mt="sm" onClick={() => setEvery(true)}>
              {words.weighing.families.showAll(excluded.length)}
            </Button>
          )}
        </>
      )}

      <h2 className="section-title">{say.sensitivity}</h2>
      <p className="lead">{say.prior(figure(prior.low), figure(prior.high), unitWords(pooled.unit), prior.spread, prior.outletShare)}</p>
      <SensitivityTable detail={detail} />
    </>
  );
}

/** What each wave of a flow comes to, above the claims they rest on. */
function Waves({ waves }: { waves: WeighedInDetail["waves"] }) {
  return (
    <section aria-label={say.waves}>
      <h2 className="section-title">{say.waves}</h2>
      <p className="lead">{say.wavesIntro}</p>
      <div className="table-box" tabIndex={0} role="region" aria-label={say.waves}>
        <table className="plain matrix">
          <thead>
            <tr>
              <th scope="col">{say.wave}</th>
              <th scope="col">{say.howMany}</th>
              <th scope="col">{say.waveClaims}</th>
            </tr>
          </thead>
          <tbody>
            {waves.map((wave) => (
              <tr key={wave.claims.join()}>
                <td data-label={say.wave}>{wave.of}</td>
                <td className="number" data-label={say.howMany}>
                  {sizeOf(wave)}
                </td>
                <td data-label={say.waveClaims}>{wave.claims.join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function sizeOf({ median, low, high, bounded }: WeighedInDetail["waves"][number]): string {
  if (bounded === "below") return say.atLeast(figure(low));
  return bounded === "above" ? say.atMost(figure(high)) : `${figure(median)} (${figure(low)}–${figure(high)})`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What was left empty is not part of the address. */
function filled(question: Question): Question {
  return Object.fromEntries(Object.entries(question).filter(([, value]) => value !== undefined && value !== ""));
}

/** The release room: drafts, the risks that block them, and the step out. */
import { Button, Group } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconLock, IconShieldCheck } from "@tabler/icons-react";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { CaseId, ReleaseId } from "#domain/ids.ts";
import type { Risk } from "#domain/release.ts";
import type { ReleaseState } from "#domain/views.ts";
import { useAnswer, useChange } from "../api/queries.ts";
import { ReasonDialog } from "../reading/reason-dialog.tsx";
import { Empty, Loaded, Page } from "../shell/page.tsx";
import { say as tell, sayRefused } from "../shell/say.ts";
import { Tag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";
import { MendDialog } from "./mend-dialog.tsx";

const say = words.release;

export function ReleasePage() {
  const { caseId } = useParams({ from: "/cases/$caseId/release" });
  const inCase = { params: { case: caseId as CaseId } };
  const releases = useAnswer("releases", inCase);
  const analysis = useAnswer("analysis", inCase);
  const analyse = useChange("analyse");
  const draft = useChange("draftRelease", () => tell(say.drafted));
  /** A draft is made from figures of today: where decisions came after them, they are made anew first. */
  const draftNow = async () => {
    const newest = (await analysis.refetch()).data;
    if (newest == null || newest.stale) await analyse.mutateAsync(inCase);
    await draft.mutateAsync(inCase);
  };
  const button = (
    <Button
      loading={analyse.isPending || draft.isPending}
      onClick={() => {
        draftNow().catch(sayRefused);
      }}
    >
      {say.draft}
    </Button>
  );
  return (
    <Page title={say.title} intro={say.intro} actions={button}>
      <Loaded query={releases}>
        {(all) =>
          all.length === 0 ? <Empty title={say.emptyTitle}>{say.empty}</Empty> : <Releases all={[...all].reverse()} caseId={caseId} />
        }
      </Loaded>
    </Page>
  );
}

/** The newest first. A draft that a later one took the place of is kept, and kept out of the way. */
function Releases({ all, caseId }: { all: readonly ReleaseState[]; caseId: string }) {
  const replaced = all.filter((release, at) => release.state === "draft" && at > 0);
  return (
    <>
      <div className="cards">
        {all
          .filter((release) => !replaced.includes(release))
          .map((release) => (
            <Release key={release.id} release={release} caseId={caseId} />
          ))}
      </div>
      {replaced.length > 0 && (
        <details>
          <summary>{say.replaced(replaced.length)}</summary>
          <div className="cards">
            {replaced.map((release) => (
              <Release key={release.id} release={release} caseId={caseId} replaced />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function Release({ release, caseId, replaced = false }: { release: ReleaseState; caseId: string; replaced?: boolean }) {
  const params = { case: caseId as CaseId, release: release.id as ReleaseId };
  const publish = useChange("publish", () => tell(say.published));
  const accepted = new Map(release.acceptances.map((one) => [one.risk, one]));
  const open = release.risks.filter((risk) => !accepted.has(risk.id)).length;
  const { content } = release;
  return (
    <section className="card" aria-label={release.id}>
      <div className="split">
        <div>
          <h2>
            {content.title} <span className="soft small">{release.id}</span>
          </h2>
          <div className="facts">
            <Link className="text-link" to="/cases/$caseId/estimates" params={{ caseId }} search={{ at: String(release.position) }}>
              {say.believed(release.position)}
            </Link>
            <span>{say.contentCounts(content.claims.length, content.estimates.length, content.findings.length)}</span>
          </div>
        </div>
        <span className="end split">
          <Tag tone={release.state === "published" ? "good" : "waits"}>{say.state[release.state]}</Tag>
          {release.state === "published" ? (
            <Link className="text-link" to="/cases/$caseId/release/$releaseId/dossier" params={{ caseId, releaseId: release.id }}>
              {say.dossier}
            </Link>
          ) : null}
        </span>
      </div>
      {release.sha256 !== null && (
        <p className="small soft">
          {say.hash}: <span className="hash">{release.sha256}</span>
        </p>
      )}
      {release.state === "draft" && !replaced && open > 0 && <p className="small soft">{say.mend.first}</p>}
      {release.fallen !== undefined && release.fallen.length > 0 && (
        <div className="notice" data-tone="bad">
          <IconAlertTriangle size={20} aria-hidden />
          <div>
            <p>
              <strong>{say.fallen}</strong>
            </p>
            <p className="small soft">{say.fallenIntro}</p>
            <ul className="small">
              {[...new Set(release.fallen.map((one) => one.says))].map((says) => (
                <li key={says}>{says}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {content.withheld !== undefined && content.withheld.length > 0 && (
        <>
          <h3 className="section-title">{say.withheld}</h3>
          <ul className="small">
            {content.withheld.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
      <Mends release={release} caseId={caseId} closed={release.state === "published" || replaced} />
      <h3 className="section-title">{say.risks}</h3>
      <p className="lead">{release.risks.length === 0 ? say.noRisks : say.open(open)}</p>
      <ul className="lineage">
        {release.risks.map((risk) => (
          <RiskItem key={risk.id} risk={risk} release={release} caseId={caseId} closed={release.state === "published" || replaced} />
        ))}
      </ul>
      {release.state === "draft" && !replaced && (
        <div className="split gate" style={{ marginTop: "1.1rem", alignItems: "center" }}>
          <Button
            {...(open > 0 && { "data-disabled": true })}
            aria-disabled={open > 0}
            aria-describedby={`gate-${release.id}`}
            loading={publish.isPending}
            leftSection={open > 0 ? <IconLock size={16} aria-hidden /> : <IconShieldCheck size={16} aria-hidden />}
            onClick={() => open === 0 && publish.mutate({ params }, { onError: sayRefused })}
          >
            {say.publish}
          </Button>
          <span id={`gate-${release.id}`} className="soft">
            {open > 0 ? say.publishBlocked(open) : say.publishReady}
          </span>
        </div>
      )}
    </section>
  );
}

/** What was mended, by whomever, in this draft or one before; a mend can be lifted, and then its sum or words leave again. */
function Mends({ release, caseId, closed }: { release: ReleaseState; caseId: string; closed: boolean }) {
  const lift = useChange("mendRelease", (draft) => tell(say.mend.done(draft.id, draft.risks.length)));
  const { mends = [], dropped = [] } = release;
  if (mends.length + dropped.length === 0) return null;
  return (
    <>
      <h3 className="section-title">{say.mend.made}</h3>
      <ul className="lineage">
        {mends.map((one) => (
          <li key={`${one.claim} ${one.how}`} className="risk" data-accepted>
            <div className="split">
              <span>
                <Link className="text-link" to="/cases/$caseId/claims" params={{ caseId }} search={{ find: one.claim }}>
                  {one.claim}
                </Link>
                : {say.mend.is[one.how]}
              </span>
              {!closed && (
                <span className="end">
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`${say.mend.lift}: ${one.claim}, ${say.mend.is[one.how]}`}
                    loading={lift.isPending}
                    onClick={() =>
                      lift.mutate(
                        { params: { case: caseId as CaseId, release: release.id }, body: { mends: [], lift: [one] } },
                        { onError: sayRefused },
                      )
                    }
                  >
                    {say.mend.lift}
                  </Button>
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
      {dropped.length > 0 && (
        <ul className="small">
          {dropped.map((one) => (
            <li key={`${one.claim} ${one.how}`}>
              {one.claim}: {say.mend.is[one.how]}. {say.mend.dropped[one.why]}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function RiskItem({ risk, release, caseId, closed }: { risk: Risk; release: ReleaseState; caseId: string; closed: boolean }) {
  const [asking, setAsking] = useState(false);
  const [mending, setMending] = useState(false);
  const session = useAnswer("session", { params: {} });
  const accept = useChange("acceptRisk", () => {
    setAsking(false);
    tell(say.acceptedSaid);
  });
  const acceptance = release.acceptances.find((one) => one.risk === risk.id);
  return (
    <li
      className="risk"
      data-risk={risk.id}
      {...(acceptance !== undefined && { "data-accepted": true })}
      {...(!risk.canBeAccepted && acceptance === undefined && { "data-never": true })}
    >
      <div className="split">
        <strong>{say.kind[risk.kind] ?? risk.kind}</strong>
        <span className="end">
          {acceptance !== undefined ? (
            <Tag tone="good" icon={<IconCheck size={14} aria-hidden />}>
              {say.accepted(acceptance.by, acceptance.at.slice(0, 10))}
            </Tag>
          ) : closed ? null : (
            <Group gap="xs">
              {risk.claims.length > 0 && (
                <Button size="xs" variant="light" onClick={() => setMending(true)}>
                  {say.mend.open}
                </Button>
              )}
              {risk.canBeAccepted && (
                <Button size="xs" variant="default" onClick={() => setAsking(true)}>
                  {say.accept}
                </Button>
              )}
            </Group>
          )}
        </span>
      </div>
      <div>{risk.says}</div>
      {risk.smallestGroup !== undefined && (
        <div className="small">
          {say.smallest(risk.smallestGroup.people)} <span className="soft">({risk.smallestGroup.because})</span>
        </div>
      )}
      <div className="small soft">
        {say.remedy}: {risk.remedy}
      </div>
      {!risk.canBeAccepted && acceptance === undefined && <div className="small">{say.cannot}</div>}
      {acceptance !== undefined && <div className="small">“{acceptance.why}”</div>}
      {risk.claims.length > 0 && (
        <div className="facts">
          {risk.claims.map((id) => (
            <Link key={id} className="text-link" to="/cases/$caseId/claims" params={{ caseId }} search={{ find: id }}>
              {id}
            </Link>
          ))}
        </div>
      )}
      {mending && <MendDialog risk={risk} release={release} caseId={caseId} close={() => setMending(false)} />}
      {asking && (
        <ReasonDialog
          title={say.acceptTitle}
          hint={
            <>
              {risk.says}
              <br />
              {say.acceptAs(session.data?.actor ?? "…")}
            </>
          }
          action={say.acceptDo}
          busy={accept.isPending}
          close={() => setAsking(false)}
          run={(why) =>
            accept.mutate(
              { params: { case: caseId as CaseId, release: release.id }, body: { risk: risk.id, why } },
              { onError: sayRefused },
            )
          }
        />
      )}
    </li>
  );
}

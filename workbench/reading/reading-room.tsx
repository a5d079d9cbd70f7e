/**
 * The reading room: the report's text, and beside it every claim read from it, in text order. The list is the primary way; all of it works by keyboard.
 * Nothing is accepted before a person does it, and every decision can be undone.
 */
import { Button, Progress, SegmentedControl, VisuallyHidden } from "@mantine/core";
import { IconCircleCheck, IconKeyboard } from "@tabler/icons-react";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Claim } from "#domain/claim.ts";
import type { CaseId, ReportId } from "#domain/ids.ts";
import type { Credibility } from "#domain/source.ts";
import type { OpenReport } from "#domain/views.ts";
import { queryClient, useAnswer, useChange } from "../api/queries.ts";
import { Empty, Loaded, Page } from "../shell/page.tsx";
import { say, sayRefused } from "../shell/say.ts";
import { words } from "../words/en.ts";
import { ClaimRow, type Act } from "./claim-row.tsx";
import { CorrectDialog } from "./correct-dialog.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import { ReportText } from "./report-text.tsx";
import { periodText } from "./value-text.ts";

export function ReadingRoom() {
  const { caseId, reportId } = useParams({ from: "/cases/$caseId/reports/$reportId" });
  const params = { case: caseId as CaseId, report: reportId as ReportId };
  const report = useAnswer("report", { params });
  const facts = report.data?.report;
  const sources = useAnswer("sources", { params: { case: caseId as CaseId } });
  const source = sources.data?.find((one) => one.id === facts?.source);
  return (
    <Page
      title={facts?.title ?? reportId}
      intro={
        facts === undefined ? undefined : (
          <>
            {`${facts.id} · ${facts.outlet} · ${words.inbox.published} ${periodText(facts.published)} · ${words.inbox.told} ${periodText(facts.told)} · ${words.inbox.source} `}
            <Link className="text-link" to="/cases/$caseId/sources/$sourceId" params={{ caseId, sourceId: facts.source }}>
              {source?.pseudonym ?? facts.source}
            </Link>
            {source?.state !== undefined && source.state !== "active" && ` (${words.sources.state[source.state]})`}
            {facts.family !== facts.id && ` · ${words.reading.family(facts.family)}`}
          </>
        )
      }
    >
      <Loaded query={report}>{(open) => <Room open={open} caseId={caseId as CaseId} />}</Loaded>
    </Page>
  );
}

type Dialog = { readonly kind: "correct" | "reject"; readonly claim: Claim } | { readonly kind: "keys" } | null;

function Room({ open, caseId }: { open: OpenReport; caseId: CaseId }) {
  const claims = useMemo(() => inTextOrder(open.claims), [open.claims]);
  const wanted = useSearch({ from: "/cases/$caseId/reports/$reportId" }).claim;
  const navigate = useNavigate({ from: "/cases/$caseId/reports/$reportId" });
  const [active, setActive] = useState<string | null>(() => wanted ?? claims.find(waits)?.id ?? claims[0]?.id ?? null);
  const [grading, setGrading] = useState<string | null>(null);
  const [dialog, setDialog] = useState<Dialog>(null);
  const [lastCredibility, setLastCredibility] = useState<Credibility>(6);
  const [view, setView] = useState<"claims" | "text">("claims");
  const [spoken, setSpoken] = useState("");
  const decided = claims.filter((claim) => !waits(claim)).length;

  const focusClaim = useCallback((id: string) => {
    setActive(id);
    requestAnimationFrame(() => {
      const row = document.getElementById(`claim-${id}`);
      row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: "nearest" });
    });
  }, []);
  const choose = useCallback((id: string) => setActive(id), []);

  // An address that names a claim (a link from a figure, the back button) brings it into view; our own moves are there already.
  const arrived = useRef(false);
  useEffect(() => {
    const ours = arrived.current && wanted === active;
    arrived.current = true;
    if (!ours && wanted !== undefined && claims.some((claim) => claim.id === wanted)) focusClaim(wanted);
  }, [wanted]);

  /** After a decision: the row shows it at once, the next waiting claim has the focus, and it is said aloud. */
  const settled =
    (what: keyof typeof words.reading.said, stay = false) =>
    (claim: Claim) => {
      queryClient.setQueryData(
        ["report", { case: caseId, report: open.report.id }, {}],
        (before: OpenReport | undefined) =>
          before && { ...before, claims: before.claims.map((one) => (one.id === claim.id ? claim : one)) },
      );
      setDialog(null);
      setGrading(null);
      const done = claims.filter((one) => (one.id === claim.id ? claim.decision.state !== "proposed" : !waits(one))).length;
      const message = words.reading.said[what](claim.id);
      setSpoken(`${message} ${words.reading.progress(done, claims.length)}.`);
      if (stay) say(message);
      const at = claims.findIndex((one) => one.id === claim.id);
      const next = stay ? undefined : [...claims.slice(at + 1), ...claims.slice(0, at)].find(waits);
      // A closing dialog gives the focus back to where it was opened; ours comes after that.
      setTimeout(() => focusClaim(next?.id ?? claim.id), dialog === null ? 0 : 60);
    };
  const accept = useChange("accept", settled("accept"));
  const correct = useChange("correct", settled("correct"));
  const reject = useChange("reject", settled("reject"));
  const withdraw = useChange("withdraw", settled("withdraw"));
  const undo = useChange("undo", settled("undo", true));
  const busy = [accept, correct, reject, withdraw, undo].some((change) => change.isPending);
  const to = (claim: Claim) => ({ case: caseId, claim: claim.id });
  const refusedHere = { onError: sayRefused };

  const grade = (claim: Claim, credibility: Credibility | null) => {
    setGrading(null);
    if (credibility === null) return focusClaim(claim.id);
    if (busy) return;
    setLastCredibility(credibility);
    accept.mutate({ params: to(claim), body: { credibility } }, refusedHere);
  };
  const act = (what: Act, claim: Claim) => {
    const state = claim.decision.state;
    setActive(claim.id);
    setGrading(null);
    if (what === "accept" && state === "proposed") setGrading(claim.id);
    if (what === "correct" && state !== "rejected" && state !== "withdrawn") setDialog({ kind: "correct", claim });
    if (what === "reject" && state !== "rejected" && state !== "withdrawn") setDialog({ kind: "reject", claim });
    if (what === "undo" && !busy) undo.mutate({ params: to(claim) }, refusedHere);
  };

  const onKey = (event: KeyboardEvent) => {
    if (dialog !== null || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('[role="menu"],[role="dialog"],[role="radiogroup"]')) return;
    const claim = claims.find((one) => one.id === active);
    const at = claims.findIndex((one) => one.id === active);
    const go = (to: Claim | undefined) => to && focusClaim(to.id);
    const inText = target.closest(".report-text") !== null;
    const run: Record<string, () => unknown> = {
      j: () => go(claims[Math.min(at + 1, claims.length - 1)]),
      k: () => go(claims[Math.max(at - 1, 0)]),
      n: () => go([...claims.slice(at + 1), ...claims.slice(0, at)].find(waits)),
      a: () => claim && act("accept", claim),
      c: () => claim && act("correct", claim),
      r: () => claim && act("reject", claim),
      u: () => claim && act("undo", claim),
      "?": () => setDialog({ kind: "keys" }),
      ...(!inText && { ArrowDown: () => run["j"]?.(), ArrowUp: () => run["k"]?.() }),
      ...(grading !== null && { Escape: () => claim && grade(claim, null) }),
    };
    const does = run[event.key];
    const digit = /^[1-6]$/.test(event.key) ? (Number(event.key) as Credibility) : null;
    if (digit !== null && claim !== undefined && waits(claim)) {
      event.preventDefault();
      grade(claim, digit);
    } else if (does !== undefined) {
      event.preventDefault();
      does();
    }
  };
  // The listener is put up once and calls the newest handler, so that fast typing never meets an old one.
  const newest = useRef(onKey);
  newest.current = onKey;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => newest.current(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
  useEffect(() => {
    if (active !== null && active !== wanted) void navigate({ search: { claim: active }, replace: true, resetScroll: false });
  }, [active]);

  return (
    <>
      <div className="view-switch">
        <SegmentedControl
          fullWidth
          aria-label={words.reading.show}
          value={view}
          onChange={(chosen) => setView(chosen as typeof view)}
          data={[
            { value: "claims", label: words.reading.claims },
            { value: "text", label: words.reading.text },
          ]}
        />
      </div>
      <div className="reading" data-view={view}>
        <ReportText
          text={open.report.text}
          language={open.report.language}
          zones={open.zones}
          claims={claims}
          active={active}
          choose={focusClaim}
        />
        <div className="claims-side">
          {claims.length === 0 ? (
            <Empty title={words.reading.emptyTitle}>{words.reading.empty}</Empty>
          ) : (
            <>
              <div className="claims-head">
                <strong className="number">{words.reading.progress(decided, claims.length)}</strong>
                <Progress.Root className="bar">
                  <Progress.Section value={(100 * decided) / claims.length} aria-label={words.reading.progressLabel} />
                </Progress.Root>
                <Button
                  variant="default"
                  size="xs"
                  leftSection={<IconKeyboard size={16} aria-hidden />}
                  onClick={() => setDialog({ kind: "keys" })}
                >
                  {words.reading.keys}
                </Button>
              </div>
              {decided === claims.length && (
                <div className="notice" data-tone="good">
                  <IconCircleCheck size={20} aria-hidden />
                  <div>
                    <p>
                      <strong>{words.reading.doneTitle}</strong>
                    </p>
                    <p className="soft">{words.reading.done}</p>
                  </div>
                </div>
              )}
              <div className="claim-list" role="feed" aria-label={words.reading.claims} aria-busy={busy}>
                {claims.map((claim, at) => (
                  <ClaimRow
                    key={claim.id}
                    claim={claim}
                    at={at}
                    of={claims.length}
                    active={claim.id === active}
                    grading={claim.id === grading}
                    lastCredibility={lastCredibility}
                    choose={choose}
                    act={act}
                    grade={grade}
                  />
                ))}
              </div>
            </>
          )}
          {open.unclassified.length > 0 && (
            <section>
              <h2 className="section-title">{words.reading.unclassified}</h2>
              <p className="lead small">{words.reading.unclassifiedHint}</p>
              <ul className="bare">
                {open.unclassified.map((one) => (
                  <li key={one.span.start}>“{one.span.exact}”</li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
      <VisuallyHidden role="status" aria-live="polite">
        {spoken}
      </VisuallyHidden>
      {dialog?.kind === "keys" && <KeysDialog close={() => setDialog(null)} />}
      {dialog?.kind === "correct" && (
        <CorrectDialog
          claim={dialog.claim}
          lastCredibility={lastCredibility}
          busy={correct.isPending}
          close={() => setDialog(null)}
          run={(correction, credibility, why) => {
            setLastCredibility(credibility);
            correct.mutate({ params: to(dialog.claim), body: { correction, credibility, why } }, refusedHere);
          }}
        />
      )}
      {dialog?.kind === "reject" && (
        <RejectDialog
          claim={dialog.claim}
          busy={reject.isPending || withdraw.isPending}
          close={() => setDialog(null)}
          run={(why) => (waits(dialog.claim) ? reject : withdraw).mutate({ params: to(dialog.claim), body: { why } }, refusedHere)}
        />
      )}
    </>
  );
}

function RejectDialog({ claim, ...rest }: { claim: Claim; busy: boolean; close: () => void; run: (why: string) => void }) {
  const proposal = waits(claim);
  return (
    <ReasonDialog
      {...rest}
      title={proposal ? words.reading.rejectTitle(claim.id) : words.reading.withdrawTitle(claim.id)}
      hint={proposal ? words.reading.rejectHint : words.reading.withdrawHint}
      action={proposal ? words.reading.rejectDo : words.reading.withdrawDo}
    />
  );
}

function waits(claim: Claim): boolean {
  return claim.decision.state === "proposed";
}

/** Text order, with each printed conversion right behind the value it restates. */
function inTextOrder(claims: readonly Claim[]): readonly Claim[] {
  const sorted = [...claims].sort((a, b) => a.spans[0].start - b.spans[0].start);
  const here = new Set(claims.map((claim) => claim.id));
  return sorted
    .filter((claim) => claim.conversionOf === null || !here.has(claim.conversionOf))
    .flatMap((claim) => [claim, ...sorted.filter((one) => one.conversionOf === claim.id)]);
}

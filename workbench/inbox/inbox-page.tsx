/** The reports of a case, those with waiting claims first. */
import { Button, Group, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { CaseId } from "#domain/ids.ts";
import type { Source } from "#domain/source.ts";
import type { ReportSummary } from "#domain/views.ts";
import { useAnswer } from "../api/queries.ts";
import { periodText } from "../reading/value-text.ts";
import { Empty, Loaded, Page } from "../shell/page.tsx";
import { Tag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";
import { FilesDialog } from "./files-dialog.tsx";
import { ReceiveDialog } from "./receive-dialog.tsx";

export function InboxPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/inbox" });
  const inCase = { params: { case: caseId as CaseId } };
  const reports = useAnswer("reports", inCase);
  const sources = useAnswer("sources", inCase);
  const [adding, setAdding] = useState(false);
  /** Files dropped on the page or none yet; null while the dialog is shut. */
  const [files, setFiles] = useState<readonly File[] | null>(null);
  useDroppedFiles((dropped) => setFiles(dropped));
  const add = (
    <Group gap="sm">
      <Button onClick={() => setAdding(true)}>{words.receive.open}</Button>
      <Button variant="default" onClick={() => setFiles([])}>
        {words.files.open}
      </Button>
    </Group>
  );
  return (
    <Page title={words.inbox.title} intro={words.inbox.intro} actions={reports.data?.length === 0 ? undefined : add}>
      {adding && reports.data !== undefined && sources.data !== undefined && (
        <ReceiveDialog caseId={caseId} reports={reports.data} sources={sources.data} close={() => setAdding(false)} />
      )}
      {files !== null && sources.data !== undefined && (
        <FilesDialog
          key={files.map((file) => file.name).join(" ")}
          caseId={caseId}
          sources={sources.data}
          files={files}
          close={() => setFiles(null)}
        />
      )}
      <Loaded query={reports}>
        {(all) =>
          all.length === 0 ? (
            <Empty
              title={words.inbox.emptyTitle}
              action={
                <>
                  {add}
                  <code>{words.inbox.emptyDo}</code>
                </>
              }
            >
              {words.inbox.empty}
            </Empty>
          ) : (
            <Reports all={all} caseId={caseId} sources={sources.data ?? []} />
          )
        }
      </Loaded>
    </Page>
  );
}

/** Files let go anywhere over the page. Without this the browser would leave the workbench and open the file. */
function useDroppedFiles(take: (files: readonly File[]) => void): void {
  const newest = useRef(take);
  newest.current = take;
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      const dropped = [...(event.dataTransfer?.files ?? [])];
      if (dropped.length > 0) newest.current(dropped);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
    };
  }, []);
}

/** Few reports need no search; a case of a hundred does. */
const searchedFrom = 10;

function Reports({ all, caseId, sources }: { all: readonly ReportSummary[]; caseId: string; sources: readonly Source[] }) {
  const [find, setFind] = useState("");
  const pseudonym = (report: ReportSummary) => sources.find((source) => source.id === report.source);
  const wanted = find.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = [...all]
    .filter((report) => {
      const text = `${report.id} ${report.title} ${report.outlet} ${report.family} ${pseudonym(report)?.pseudonym ?? ""}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .sort((a, b) => Number(b.waiting > 0) - Number(a.waiting > 0));
  return (
    <>
      {all.length >= searchedFrom && (
        <>
          <div className="filters" role="search">
            <TextInput
              className="grow"
              label={words.inbox.search}
              leftSection={<IconSearch size={16} aria-hidden />}
              value={find}
              onChange={(event) => setFind(event.currentTarget.value)}
            />
          </div>
          <p className="small soft" role="status">
            {words.inbox.shown(shown.length, all.length)}
          </p>
        </>
      )}
      <div className="cards">
        {shown.map((report) => {
          const source = pseudonym(report);
          return (
            <Link key={report.id} className="card" to="/cases/$caseId/reports/$reportId" params={{ caseId, reportId: report.id }}>
              <div className="split">
                <h2>{report.title}</h2>
                <span className="end">
                  <Tag tone={report.waiting > 0 ? "waits" : "good"}>{words.inbox.decided(report.waiting, report.claims)}</Tag>
                </span>
              </div>
              <div className="facts">
                <span>{report.id}</span>
                <span>{report.outlet}</span>
                <span>
                  {words.inbox.published} {periodText(report.published)}
                </span>
                <span>
                  {words.inbox.told} {periodText(report.told)}
                </span>
                <span>
                  {words.inbox.source} {source === undefined ? report.source : `${source.pseudonym} (${source.reliability}, ${source.tlp})`}
                </span>
                <span>{report.channel}</span>
              </div>
            </Link>
          );
        })}
      </div>
    </>
  );
}

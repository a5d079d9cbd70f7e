/** Shows a page's part of the newest analysis, says when it is stale, and runs it. */
import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { CaseId } from "#domain/ids.ts";
import type { Analysis } from "#domain/views.ts";
import { useAnswer, useChange } from "../api/queries.ts";
import { Empty, Loaded } from "../shell/page.tsx";
import { say, sayRefused } from "../shell/say.ts";
import { words } from "../words/en.ts";

export function AnalysisGate({ caseId, children }: { caseId: string; children: (analysis: Analysis) => ReactNode }) {
  const analysis = useAnswer("analysis", { params: { case: caseId as CaseId } });
  return (
    <Loaded query={analysis}>
      {(newest) =>
        newest === null ? (
          <Empty title={words.analysis.emptyTitle} action={<RunAnalysis caseId={caseId} label={words.analysis.run} />}>
            {words.analysis.empty}
          </Empty>
        ) : (
          <>
            {newest.stale && (
              <div className="notice" role="status">
                <IconRefresh size={20} aria-hidden />
                <p>{words.analysis.stale}</p>
                <div className="actions">
                  <RunAnalysis caseId={caseId} label={words.analysis.runAgain} />
                </div>
              </div>
            )}
            {children(newest)}
            <p className="small soft">{words.analysis.at(newest.position)}</p>
          </>
        )
      }
    </Loaded>
  );
}

function RunAnalysis({ caseId, label }: { caseId: string; label: string }) {
  const run = useChange("analyse", () => say(words.analysis.done));
  return (
    <Button size="xs" loading={run.isPending} onClick={() => run.mutate({ params: { case: caseId as CaseId } }, { onError: sayRefused })}>
      {label}
    </Button>
  );
}

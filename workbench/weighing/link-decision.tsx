/** A person's word on how two claims or reports lie to each other: accept or reject with a reason, undo, and what stands. */
import { Button } from "@mantine/core";
import { IconCheck, IconClock, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { CaseId } from "#domain/ids.ts";
import type { Link, LinkEnds, LinkVerdict } from "#domain/link.ts";
import { useChange } from "../api/queries.ts";
import { ReasonDialog } from "../reading/reason-dialog.tsx";
import { say as tell, sayRefused } from "../shell/say.ts";
import { Tag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";

const say = words.weighing.decide;

/** `asks` puts the link as a question; `yes` and `no` are the two answers in its own words. */
export function LinkDecision(given: {
  caseId: string;
  ends: LinkEnds;
  decision: Link["decision"];
  asks: string;
  yes: string;
  no: string;
  hint: string;
  /** Without the mark that nobody has decided, where that is the rule and not the exception. */
  quiet?: boolean;
}) {
  const { caseId, ends, decision, asks, yes, no, hint, quiet = false } = given;
  const [asking, setAsking] = useState<LinkVerdict | null>(null);
  const params = { case: caseId as CaseId };
  const decide = useChange("decideLink", () => {
    setAsking(null);
    tell(say.done);
  });
  const undo = useChange("undoLink", () => tell(say.undone));
  const name = `${asks} ${ends.from}, ${ends.to}`;
  return (
    <div className="decision" role="group" aria-label={name}>
      {decision === null ? (
        !quiet && (
          <Tag tone="waits" icon={<IconClock size={14} aria-hidden />}>
            {say.waits}
          </Tag>
        )
      ) : (
        <>
          <Tag
            tone={decision.verdict === "accepted" ? "good" : "plain"}
            icon={decision.verdict === "accepted" ? <IconCheck size={14} aria-hidden /> : <IconX size={14} aria-hidden />}
          >
            {decision.verdict === "accepted" ? yes : no}
          </Tag>
          <span className="small soft">
            {say.by(decision.by, decision.at.slice(0, 10))} “{decision.why}”
          </span>
        </>
      )}
      <span className="end">
        {decision === null ? (
          <>
            <button type="button" className="act" onClick={() => setAsking("accepted")}>
              {yes}
            </button>
            <button type="button" className="act" onClick={() => setAsking("rejected")}>
              {no}
            </button>
          </>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            loading={undo.isPending}
            onClick={() => undo.mutate({ params, body: { link: ends } }, { onError: sayRefused })}
          >
            {words.undo}
          </Button>
        )}
      </span>
      {asking !== null && (
        <ReasonDialog
          title={`${asking === "accepted" ? yes : no}: ${ends.from}, ${ends.to}`}
          hint={hint}
          action={asking === "accepted" ? yes : no}
          busy={decide.isPending}
          close={() => setAsking(null)}
          run={(why) => decide.mutate({ params, body: { link: ends, verdict: asking, why } }, { onError: sayRefused })}
        />
      )}
    </div>
  );
}

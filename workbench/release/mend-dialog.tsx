/** Mends a risk: how the claims behind it leave in less, and which of them. The answer is a new draft, reviewed anew. */
import { Button, Checkbox, Group, Modal, Radio } from "@mantine/core";
import { useState } from "react";
import type { CaseId, ClaimId } from "#domain/ids.ts";
import { mendWaysFor, type Mend, type MendWay, type ReleasedClaim, type Risk } from "#domain/release.ts";
import type { ReleaseState } from "#domain/views.ts";
import { useChange } from "../api/queries.ts";
import { say as tell, sayRefused } from "../shell/say.ts";
import { words } from "../words/en.ts";

const say = words.release.mend;

export function MendDialog({ risk, release, caseId, close }: { risk: Risk; release: ReleaseState; caseId: string; close: () => void }) {
  const ways = mendWaysFor[risk.kind];
  const [how, setHow] = useState<MendWay>(ways[0]);
  const [chosen, setChosen] = useState<readonly ClaimId[]>(risk.claims);
  const mend = useChange("mendRelease", (draft) => {
    close();
    tell(say.done(draft.id, draft.risks.length));
  });
  const held = new Map<string, ReleasedClaim>(release.content.claims.map((claim) => [claim.id, claim]));
  const mends: readonly Mend[] = chosen.map((claim) => ({ claim, how }));
  return (
    <Modal opened onClose={close} title={say.title} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (mends.length === 0) return;
          mend.mutate({ params: { case: caseId as CaseId, release: release.id }, body: { mends: [...mends] } }, { onError: sayRefused });
        }}
      >
        <p className="lead">{risk.says}</p>
        <Radio.Group label={say.how} value={how} onChange={(value) => setHow(value as MendWay)}>
          {ways.map((way, at) => (
            <Radio
              key={way}
              value={way}
              label={say.way[way]}
              description={say.effect[way]}
              mt="xs"
              {...(at === 0 && { "data-autofocus": true })}
            />
          ))}
        </Radio.Group>
        {risk.claims.length > 1 ? (
          <Checkbox.Group mt="md" label={say.which} value={[...chosen]} onChange={(value) => setChosen(value as ClaimId[])}>
            {risk.claims.map((id) => (
              <Checkbox key={id} value={id} label={`${id}: ${textOf(held.get(id))}`} mt="xs" />
            ))}
          </Checkbox.Group>
        ) : (
          <p className="small soft">{risk.claims.map((id) => `${id}: ${textOf(held.get(id))}`).join("")}</p>
        )}
        <p className="small soft">{say.anew}</p>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={mend.isPending} disabled={mends.length === 0}>
            {say.run}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function textOf(claim: ReleasedClaim | undefined): string {
  return claim === undefined ? "" : `${words.measure(claim.measure)}, ${claim.valueText}`;
}

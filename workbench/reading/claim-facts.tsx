/** Parts of a claim that several pages show: its speaker chain, and a line that opens the claim at its words. */
import { Link } from "@tanstack/react-router";
import { IconShieldLock } from "@tabler/icons-react";
import type { Claim } from "#domain/claim.ts";
import { StateTag, Tag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";
import { periodText, valueText } from "./value-text.ts";

export function SpeakerChain({ claim }: { claim: Pick<Claim, "speakers"> }) {
  return (
    <ol className="chain" aria-label={words.reading.speakers}>
      {claim.speakers.map((speaker, at) => (
        <li key={at}>
          {speaker.name}
          {speaker.protect && <IconShieldLock size={15} stroke={1.8} role="img" aria-label={words.reading.protectedVoice} />}
        </li>
      ))}
    </ol>
  );
}

export function ClaimLink({ caseId, claim, children }: { caseId: string; claim: Claim; children: React.ReactNode }) {
  return (
    <Link
      className="text-link"
      to="/cases/$caseId/reports/$reportId"
      params={{ caseId, reportId: claim.report }}
      search={{ claim: claim.id }}
    >
      {children}
    </Link>
  );
}

/** A claim that something rested on and that nobody can read any more. */
export function GoneClaim({ id, loading }: { id: string; loading: boolean }) {
  return (
    <>
      {id} {!loading && <Tag tone="bad">{words.reading.goneWithSource}</Tag>}
    </>
  );
}

/** One claim as others rest on it: what, who said it, its words, and the way back to them. */
export function ClaimLine({ caseId, claim }: { caseId: string; claim: Claim }) {
  return (
    <>
      <div className="split">
        <span>
          <strong>{words.measure(claim.measure)}</strong>: {valueText(claim)}
        </span>
        <span className="end">
          <StateTag state={claim.decision.state} />
        </span>
      </div>
      <SpeakerChain claim={claim} />
      <blockquote className="words">
        {claim.spans.map((span, at) => (
          <q key={at}>{span.exact}</q>
        ))}
      </blockquote>
      <div className="facts">
        <span>{periodText(claim.period)}</span>
        {claim.place !== null && <span>{claim.place}</span>}
        <ClaimLink caseId={caseId} claim={claim}>
          {words.estimates.openWords} ({claim.id})
        </ClaimLink>
      </div>
    </>
  );
}

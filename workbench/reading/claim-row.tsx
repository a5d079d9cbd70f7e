/** One claim: what was read, who says it, its words, how sure the reading is, and the four things a person can do. */
import { memo, useEffect, useRef, type ReactNode } from "react";
import type { Claim } from "#domain/claim.ts";
import { credibilities, type Credibility } from "#domain/source.ts";
import { StateTag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";
import { SpeakerChain } from "./claim-facts.tsx";
import { periodText, valueText } from "./value-text.ts";

export type Act = "accept" | "correct" | "reject" | "undo";
const say = words.reading;

export type ClaimRowProps = {
  claim: Claim;
  at: number;
  of: number;
  active: boolean;
  grading: boolean;
  lastCredibility: Credibility;
  choose: (claim: string) => void;
  act: (act: Act, claim: Claim) => void;
  grade: (claim: Claim, credibility: Credibility | null) => void;
};

export const ClaimRow = memo(function ClaimRow(props: ClaimRowProps) {
  const { claim, at, of, active, grading, choose, act } = props;
  const state = claim.decision.state;
  const decided = state !== "proposed";
  const counted = state === "accepted" || state === "corrected";
  return (
    <article
      className="claim"
      id={`claim-${claim.id}`}
      tabIndex={active ? 0 : -1}
      aria-posinset={at + 1}
      aria-setsize={of}
      aria-labelledby={`claim-${claim.id}-name`}
      data-state={state}
      {...(active && { "data-active": true })}
      {...(claim.conversionOf !== null && { "data-conversion": true })}
      onClick={() => choose(claim.id)}
      onFocus={() => choose(claim.id)}
    >
      <div className="claim-top" id={`claim-${claim.id}-name`}>
        <span className="claim-id">{claim.id}</span>
        <span className="measure">{words.measure(claim.measure)}</span>
        <span className="value number">{valueText(claim)}</span>
        <StateTag state={state} />
      </div>
      {claim.conversionOf !== null && <div className="small soft">{say.restates(claim.conversionOf)}</div>}
      <SpeakerChain claim={claim} />
      <dl className="chips">
        <Chip name={say.chips.period}>{periodText(claim.period)}</Chip>
        {claim.place !== null && (
          <Chip name={say.chips.place}>
            {claim.place}
            {claim.country === null ? "" : ` (${claim.country})`}
          </Chip>
        )}
        {claim.subject !== "" && <Chip name={say.chips.subject}>{claim.subject}</Chip>}
        <Chip name={say.chips.polarity}>{say.polarity[claim.polarity]}</Chip>
        <Chip name={say.chips.basis}>{say.basis[claim.basis]}</Chip>
        {claim.flags.map((flag) => (
          <div key={flag}>
            <dt className="visually-hidden" />
            <dd>{flag.replaceAll("_", " ")}</dd>
          </div>
        ))}
      </dl>
      <blockquote className="words">
        {claim.spans.map((span, i) => (
          <q key={i}>{span.exact}</q>
        ))}
      </blockquote>
      {decided && <DecisionLine claim={claim} />}
      <div className="foot">
        <span className="confidence">{confidenceWords(claim)}</span>
        {!decided && <ActButton name={say.accept} keyName="a" active={active} run={() => act("accept", claim)} />}
        {state !== "rejected" && state !== "withdrawn" && (
          <ActButton name={say.correct} keyName="c" active={active} run={() => act("correct", claim)} />
        )}
        {(!decided || counted) && (
          <ActButton name={counted ? say.withdraw : say.reject} keyName="r" active={active} run={() => act("reject", claim)} />
        )}
        {decided && <ActButton name={say.undo} keyName="u" active={active} run={() => act("undo", claim)} />}
      </div>
      {grading && <Grades {...props} />}
      {active && (
        <details>
          <summary>{say.why}</summary>
          <WhySo claim={claim} />
        </details>
      )}
    </article>
  );
});

/** Field by field: how sure the reading is, in words and as a share, and the rule behind it. */
function WhySo({ claim }: { claim: Claim }) {
  const fields = [...new Set([...Object.keys(claim.confidence), ...Object.keys(claim.reasons)])].filter((field) => field !== "claim");
  return (
    <dl>
      {["claim", ...fields].map((field) => {
        const level = claim.confidence[field];
        return (
          <div key={field} style={{ display: "contents" }}>
            <dt>{say.fieldName(field)}</dt>
            <dd>
              {level !== undefined && `${say.sure(level)} (${Math.floor(level * 100)} %)`}
              {claim.reasons[field] !== undefined && `${level === undefined ? "" : ": "}${claim.reasons[field]}`}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Chip({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ActButton({ name, keyName, active, run }: { name: string; keyName: string; active: boolean; run: () => void }) {
  return (
    <button
      type="button"
      className="act"
      tabIndex={active ? 0 : -1}
      onClick={(event) => {
        event.stopPropagation();
        run();
      }}
    >
      {name}
      <kbd aria-hidden>{keyName}</kbd>
    </button>
  );
}

function DecisionLine({ claim: { decision } }: { claim: Claim }) {
  if (decision.state === "proposed") return null;
  return (
    <div className="facts">
      <span>{say.by(decision.by)}</span>
      {"credibility" in decision && (
        <span>
          {decision.credibility} · {say.credibility[decision.credibility]}
        </span>
      )}
      {"why" in decision && <span>“{decision.why}”</span>}
    </div>
  );
}

/** Words for the joint confidence, and the field it is weakest in. The number itself is in the title. */
function confidenceWords(claim: Claim): ReactNode {
  const fields = Object.entries(claim.confidence).filter(([field]) => field !== "claim");
  const weakest = fields.sort((a, b) => a[1] - b[1])[0];
  const sure = say.confidence(claim.confidence.claim);
  return (
    <span title={`${Math.round(claim.confidence.claim * 100)} %`}>
      {sure}
      {weakest !== undefined && weakest[1] < 0.9 && ` · ${say.leastSure(weakest[0])}`}
    </span>
  );
}

/** The six grades of the Admiralty scale. The last one used has the focus, so Enter repeats it; nothing is chosen by itself. */
function Grades({ claim, grade, lastCredibility }: ClaimRowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => row.current?.querySelector<HTMLElement>(`[data-grade="${lastCredibility}"]`)?.focus(), [lastCredibility]);
  return (
    <div className="grades" role="group" aria-label={say.credibilityTitle}>
      <p>
        <strong>{say.credibilityTitle}</strong> <span className="soft">{say.credibilityHint}</span>
      </p>
      <div className="row" ref={row}>
        {credibilities.map((one) => (
          <button
            key={one}
            type="button"
            className="act"
            data-grade={one}
            onClick={(event) => {
              event.stopPropagation();
              grade(claim, one);
            }}
          >
            <kbd aria-hidden>{one}</kbd>
            {say.credibility[one]}
          </button>
        ))}
        <button
          type="button"
          className="act"
          onClick={(event) => {
            event.stopPropagation();
            grade(claim, null);
          }}
        >
          {words.cancel}
          <kbd aria-hidden>esc</kbd>
        </button>
      </div>
    </div>
  );
}

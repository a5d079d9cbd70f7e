/** A state in a word, an icon and a tone: never by colour alone. */
import { IconCheck, IconClock, IconHelpCircle, IconPencilCheck, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Decision } from "#domain/claim.ts";
import type { Verdict } from "#domain/finding.ts";
import { words } from "../words/en.ts";

export type Tone = "waits" | "good" | "bad" | "plain";

export function Tag({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className="tag" data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}

const size = { size: 14, stroke: 2.2, "aria-hidden": true } as const;
const states: Readonly<Record<Decision["state"], { tone: Tone; icon: ReactNode }>> = {
  proposed: { tone: "waits", icon: <IconClock {...size} /> },
  accepted: { tone: "good", icon: <IconCheck {...size} /> },
  corrected: { tone: "good", icon: <IconPencilCheck {...size} /> },
  rejected: { tone: "plain", icon: <IconX {...size} /> },
  withdrawn: { tone: "plain", icon: <IconX {...size} /> },
};

export function StateTag({ state }: { state: Decision["state"] }) {
  return <Tag {...states[state]}>{words.reading.state[state]}</Tag>;
}

const verdicts: Readonly<Record<Verdict, { tone: Tone; icon: ReactNode }>> = {
  met: { tone: "bad", icon: <IconCheck {...size} /> },
  "not met": { tone: "plain", icon: <IconX {...size} /> },
  "not enough": { tone: "waits", icon: <IconHelpCircle {...size} /> },
};

/** "Met" is toned as the serious outcome: the elements of a violation are there. */
export function VerdictTag({ verdict }: { verdict: Verdict }) {
  return <Tag {...verdicts[verdict]}>{words.findings.verdict[verdict]}</Tag>;
}

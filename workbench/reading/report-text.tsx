/** The report's own text with the words of every claim marked. A mark leads to its claim; the list beside it is the way by keyboard. */
import { useEffect, useMemo, useRef } from "react";
import type { Claim, Zone } from "#domain/claim.ts";
import { words } from "../words/en.ts";
import { blocksOf } from "./segments.ts";

const noEvidence = new Set<Zone["kind"]>(["related", "furniture"]);

export function ReportText(given: {
  text: string;
  language: string;
  zones: readonly Zone[];
  claims: readonly Claim[];
  active: string | null;
  choose: (claim: string) => void;
}) {
  const { text, language, zones, claims, active, choose } = given;
  const box = useRef<HTMLDivElement>(null);
  const blocks = useMemo(() => blocksOf(text, zones, claims), [text, zones, claims]);
  const states = useMemo(() => new Map(claims.map((claim) => [claim.id as string, claim.decision.state])), [claims]);

  useEffect(() => {
    const mark = active === null ? null : box.current?.querySelector<HTMLElement>("mark[data-active]");
    if (!mark || !box.current) return;
    const room = box.current;
    const top = mark.offsetTop - room.offsetTop;
    if (room.scrollHeight > room.clientHeight && (top < room.scrollTop + 40 || top > room.scrollTop + room.clientHeight - 80)) {
      room.scrollTo({ top: top - room.clientHeight / 3 });
    }
  }, [active]);

  return (
    <div className="report-text" ref={box} tabIndex={0} role="region" aria-label={words.reading.text} lang={language}>
      {blocks.map((block, at) => (
        <div key={block.start}>
          {noEvidence.has(block.kind) && blocks[at - 1]?.kind !== block.kind && (
            <p className="zone-note">{words.reading.zone[block.kind]}</p>
          )}
          <p data-zone={block.kind}>
            {block.pieces.map((piece) => {
              const words = text.slice(piece.start, piece.end);
              const first = piece.claims.find((claim) => claim === active) ?? piece.claims[0];
              if (first === undefined) return words;
              return (
                <mark
                  key={piece.start}
                  data-claims={piece.claims.join(" ")}
                  data-state={states.get(first)}
                  {...(first === active && { "data-active": true })}
                  onClick={() => choose(nextOf(piece.claims, active))}
                >
                  {words}
                </mark>
              );
            })}
          </p>
        </div>
      ))}
    </div>
  );
}

/** Where several claims share words, clicking again goes on to the next of them. */
function nextOf(claims: readonly string[], active: string | null): string {
  const at = active === null ? -1 : claims.indexOf(active);
  return claims[(at + 1) % claims.length]!;
}

import { expect, test } from "vitest";
import type { Claim, Zone } from "#domain/claim.ts";
import { blocksOf } from "./segments.ts";

const text = "Heading\nGroups of 30-40 women left.\n\n- Other story 2024\n";
const zones = [
  { kind: "heading", start: 0, end: 7 },
  { kind: "related", start: 37, end: 56 },
] as const satisfies readonly Zone[];
const claims = [
  { id: "R1-01", spans: [{ start: 8, end: 23, exact: "Groups of 30-40" }] },
  { id: "R1-02", spans: [{ start: 18, end: 29, exact: "30-40 women" }] },
] as unknown as readonly Claim[];

test("the pieces of all blocks are the text without its line breaks, each with the claims whose spans cover it", () => {
  const blocks = blocksOf(text, zones, claims);
  expect(blocks.map((block) => [block.kind, text.slice(block.start, block.end)])).toEqual([
    ["heading", "Heading"],
    ["body", "Groups of 30-40 women left."],
    ["related", "- Other story 2024"],
  ]);
  expect(blocks[1]!.pieces.map((piece) => [text.slice(piece.start, piece.end), piece.claims])).toEqual([
    ["Groups of ", ["R1-01"]],
    ["30-40", ["R1-01", "R1-02"]],
    [" women", ["R1-02"]],
    [" left.", []],
  ]);
});

/** The cues, verbs and actors docs/guide/adding-to-reading.md adds are added, and the sentences beside them read before and after. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { englishCues } from "#reading/cues/english.ts";
import { compileCues, findCues } from "#reading/cues/scan.ts";
import { languageData } from "#reading/languages.ts";
import { chooseMeasure } from "#reading/measure/choose.ts";
import { englishRoles } from "#reading/measure/english-roles.ts";
import { compileRoles, measureByRoles } from "#reading/measure/roles.ts";
import type { ActorClass, RoleFrames, RolePart } from "#reading/measure/roles.ts";
import { findNumerals } from "#reading/numeral/index.ts";
import { fold } from "#reading/phrases/fold.ts";
import { verb } from "#reading/phrases/inflect.ts";
import { findQuantities } from "#reading/quantity/find-quantities.ts";
import { projectRoot } from "../architecture/project-files.ts";

type Read = { readonly text: string; readonly before: string | null; readonly measure: string };
type CueAddition = Read & { readonly sense: string; readonly add: string };
type RoleAddition = Read & { readonly verb?: string; readonly part?: RolePart; readonly actor?: string; readonly is?: ActorClass };

const page = await readFile(path.join(projectRoot, "docs", "guide", "adding-to-reading.md"), "utf8");
const blocks = <T>(kind: string): T[] =>
  [...page.matchAll(new RegExp(`\`\`\`json ${kind}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, json]) => JSON.parse(json ?? "") as T);

describe("docs/guide/adding-to-reading.md, measures", () => {
  test("shows a cue, a verb and an actor", () => {
    expect([blocks("cue").length, blocks("role").length]).toEqual([1, 2]);
  });

  test.each(blocks<CueAddition>("cue"))("the cue $add makes $text tell a $sense", ({ sense, add, text, before, measure }) => {
    expect(byCues(text, englishCues)).toBe(before);
    expect(byCues(text, { ...englishCues, [sense]: [...(englishCues[sense] ?? []), add] })).toBe(measure);
  });

  test.each(blocks<RoleAddition>("role"))("one more word makes $text tell $measure", (addition) => {
    expect(byRoles(addition.text, englishRoles)).toBe(addition.before);
    expect(byRoles(addition.text, extended(addition))).toBe(addition.measure);
  });
});

function byCues(text: string, cues: typeof englishCues): string | null {
  const { folded, quantity, whole } = laidOut(text);
  const [reading] = quantity.readings;
  if (reading === undefined) throw new Error(`no unit in ${text}`);
  const choice = chooseMeasure(reading.kind, reading.unit, {
    quantity,
    cues: findCues(folded, compileCues(cues, true)),
    clause: whole,
    sentence: whole,
    before: null,
    after: null,
    added: [],
    nextTakesShare: false,
  });
  return choice?.measure ?? null;
}

function byRoles(text: string, roles: RoleFrames): string | null {
  const { folded, quantity, whole } = laidOut(text);
  return measureByRoles(compileRoles(roles), { folded, at: quantity, clause: whole, sentence: whole, payNamed: false });
}

function extended({ verb: words, part, actor, is }: RoleAddition): RoleFrames {
  return {
    ...englishRoles,
    frames: words === undefined || part === undefined ? englishRoles.frames : [...englishRoles.frames, { verbs: verb(words), part }],
    actors:
      actor === undefined || is === undefined ? englishRoles.actors : { ...englishRoles.actors, [is]: [...englishRoles.actors[is], actor] },
  };
}

function laidOut(text: string) {
  const folded = fold(text);
  const [quantity] = findQuantities(folded, findNumerals(text, "en"), [], languageData("en").frames);
  if (quantity === undefined) throw new Error(`no quantity in ${text}`);
  return { folded, quantity, whole: { start: 0, end: text.length } };
}

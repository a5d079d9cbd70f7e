/**
 * Divides a report into zones by its layout: headings, bylines, questions and answers, editor's notes, captions, lists, tables,
 * page furniture and the tail of links to other stories. What a reader would get wrong: `related` and `furniture` are printed on the
 * page but are not part of the story, so nothing in them is evidence; a crawl date above the story is not its date.
 */
import type { Zone } from "#domain/claim.ts";

/** Zones in text order, one or more a line, covering every line that is not blank; neighbouring lines of one kind are joined. */
export function findZones(text: string, outlet: string): readonly Zone[] {
  const lines = splitLines(text);
  const kinds = lines.map((line, i) => kindOf(line.text, i, lines, outlet));
  markRelatedTail(lines, kinds);
  markAnswers(kinds);
  return lines.flatMap((line, i) => [{ kind: kinds[i] as Zone["kind"], start: line.start, end: line.end }, ...bylineAtEnd(line, kinds[i])]);
}

type Line = { readonly start: number; readonly end: number; readonly text: string; readonly blankBefore: boolean };

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let blankBefore = true;
  for (let at = 0; at <= text.length;) {
    const newline = text.indexOf("\n", at);
    const end = newline === -1 ? text.length : newline;
    let first = at;
    let last = end;
    while (first < last && isBlank(text.charCodeAt(first))) first += 1;
    while (last > first && isBlank(text.charCodeAt(last - 1))) last -= 1;
    if (last > first) lines.push({ start: first, end: last, text: text.slice(first, last), blankBefore });
    blankBefore = last === first;
    at = end + 1;
  }
  return lines;
}

const isBlank = (unit: number) => unit === 32 || unit === 9 || unit === 13 || unit === 0xa0 || unit === 0x3000 || unit === 0xfeff;

const heading = /^(?:[◆■●□◇▲▼★☆▶]|#{1,6} |={2,})/u;
const note =
  /^(?:※|\*{1,3} ?(?:note|editor)|\[?(?:editor'?s?|translator'?s?|ed\.)'? notes?\b|【?編集部注|\(?편집자 ?주|\[?편집자|編者注|编者按|编者注|注[:：])/iu;
const question = /^(?:q\d*|question|interviewer|reporter|asked|질문|문|問|问|記者|记者|기자)\s*[:：.)]\s*\S|^(?:——|―|──|—)\s*\S/iu;
const answer = /^(?:a\d*|answer|답|대답|答)\s*[:：.)]\s*\S/iu;
const caption =
  /^(?:photo|photograph|picture|image|file photo|caption|video|map|pictured|사진|写真|图|照片|圖)\s*(?:\d+\s*)?[:：/(=\]]|^\((?:photo|file photo|image|사진|写真)[^)]{0,80}\)$/iu;
const furniture =
  /^(?:share|tweet|print|e-?mail this|subscribe|sign up|log ?in|copyright|©|\(c\) |all rights reserved|advertisement|menu|home ?[>|»]|cookie|follow us|facebook|twitter|read more ?$|skip to|crawled|retrieved|last updated|updated ?[:：]|accessed|page \d+|무단 ?전재|저작권|著作権|無断転載|版权所有|打印|분享|공유하기)/iu;
const byline =
  /^(?:by [A-Z][\p{L}.'-]+(?: [\p{L}.'/-]+){0,6}|(?:reporting|edited|translated|written) by .{1,80}|[\p{L} .]{2,30} = .{1,30}|[가-힣]{2,4} 기자|（?[\p{L}・ ]{2,12}(?:記者|记者)）?)$/u;
const datedLine =
  /^(?:undated|\d{4}(?:-\d{2}(?:-\d{2})?)?[~?%]?|(?:published|posted|date)?\s*[:：]?\s*(?:\d{1,2} )?[A-Z][a-z]{2,8}\.? (?:\d{1,2}, )?\d{4}|\d{4}[年.년]\s?\d{1,2}[月.월](?:\s?\d{1,2}[日.일]?)?)$/u;
const listItem = /^(?:[-*•·‣–]|\d{1,2}[.)])\s*\S/u;
const relatedHeading =
  /^(?:[▶▷■◆●◇□►☞>[【]\s?)?(?:(?:related (?:articles?|stories|links|news)|see also|read also|more (?:stories|news|from)|most (?:read|viewed)|you may also like|recommended|latest news)\b|관련 ?기사|함께 (?:보면|읽으면)|많이 본 (?:뉴스|기사)|추천 ?기사|関連(?:記事|ニュース)|あわせて読みたい|おすすめ記事|相关(?:新闻|报道|阅读|文章)|相關|延伸阅读|推荐阅读)/iu;
const sentenceEnd = /[.!?。！？…]["'”’」』)）]*$/u;

function kindOf(line: string, index: number, lines: readonly Line[], outlet: string): Zone["kind"] {
  if (relatedHeading.test(line)) return "related";
  if (heading.test(line)) return "heading";
  if (note.test(line)) return "note";
  if (index < 4 && (datedLine.test(line) || line === outlet)) return "byline";
  if (byline.test(line)) return "byline";
  if (caption.test(line)) return "caption";
  if (furniture.test(line)) return "furniture";
  if (question.test(line)) return "question";
  if (answer.test(line)) return "answer";
  if ((line.match(/\t|\s\|\s|^\||\|$/g) ?? []).length >= 2) return "table";
  if (listItem.test(line)) return "list";
  const alone = lines[index]?.blankBefore === true && (lines[index + 1]?.blankBefore ?? false);
  if ((index === 0 || alone) && line.length <= 140 && !sentenceEnd.test(line) && lines.length > 1 && !/[:：]$/u.test(line))
    return "heading";
  return "body";
}

/** Bullets that close the page and read like headlines, and all below a "related" heading, are links to other stories. */
function markRelatedTail(lines: readonly Line[], kinds: Zone["kind"][]): void {
  const start = kinds.indexOf("related");
  if (start !== -1) for (let i = start; i < kinds.length; i += 1) if (kinds[i] !== "note") kinds[i] = "related";
  let first = kinds.length;
  while (first > 0 && (kinds[first - 1] === "list" || kinds[first - 1] === "furniture")) first -= 1;
  const tail = lines.slice(first).filter((_, i) => kinds[first + i] === "list");
  if (tail.length > 0 && tail.every((line) => readsLikeHeadline(line.text))) {
    for (let i = first; i < kinds.length; i += 1) if (kinds[i] === "list") kinds[i] = "related";
  }
}

function readsLikeHeadline(line: string): boolean {
  const words = line.replace(/^[-*•·‣–]\s*/u, "");
  if (/^[<[【〈《＜].{2,60}[>\]】〉》＞]/u.test(words)) return true;
  if (/\(\d\)/u.test(words)) return true;
  const capitals = words.match(/\b\p{Lu}\p{Ll}+/gu)?.length ?? 0;
  const all = words.match(/\b\p{L}{4,}/gu)?.length ?? 0;
  return !/[.。]$/u.test(words) && all >= 4 && capitals / all >= 0.7;
}

/** What stands below a question is its answer, up to the next heading or list; a note between belongs to the editors. */
function markAnswers(kinds: Zone["kind"][]): void {
  let answering = false;
  for (let i = 0; i < kinds.length; i += 1) {
    const kind = kinds[i];
    if (kind === "question") answering = true;
    else if (kind === "heading" || kind === "related" || kind === "table") answering = false;
    else if (kind === "answer") answering = true;
    else if (kind === "body" && answering) kinds[i] = "answer";
  }
}

/** A byline in brackets at the end of a paragraph: "(ISHIMARU Jiro / KANG Ji-won)". It lies inside its paragraph's zone. */
function bylineAtEnd(line: Line, kind: Zone["kind"] | undefined): Zone[] {
  if (kind !== "body") return [];
  const found = /\((?:[A-Z]{2,}[A-Za-z]* [A-Z][\p{L}-]+)(?: ?[/,&] ?[A-Z]{2,}[A-Za-z]* [A-Z][\p{L}-]+){0,4}\)$/u.exec(line.text);
  return found === null ? [] : [{ kind: "byline", start: line.start + found.index, end: line.end }];
}

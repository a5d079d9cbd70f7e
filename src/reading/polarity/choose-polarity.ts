/**
 * Whether the statement holds when it is told. What a reader would get wrong: a forecast with "may" is still asserted; a raise that is
 * asked for is demanded, not paid; the level before a raise is formerly; and "no more than" denies nothing.
 */
import type { Polarity } from "#domain/claim.ts";
import type { Cue } from "../cues/scan.ts";
import type { Stretch } from "../claims/clauses.ts";

export type PolarityChoice = { readonly polarity: Polarity; readonly reason: string };

const payable = new Set([
  "state_levy",
  "labour_cost_paid_monthly",
  "wage_nominal",
  "wage_received_monthly",
  "tenure",
  "bribe",
  "permit_fee",
  "lump_sum_settlement",
  "remittance",
]);
const replaceable = new Set(["workers_planned", "workers_arrived", "repatriated", "deaths", "escapes"]);

export function choosePolarity(input: {
  readonly folded: string;
  readonly measure: string;
  readonly at: Stretch;
  readonly hedges: readonly Stretch[];
  readonly clause: Stretch;
  readonly sentence: Stretch;
  readonly cues: readonly Cue[];
  readonly timeStretches: readonly Stretch[];
  /** A date in its clause says until when it held. */
  readonly isOver: boolean;
}): PolarityChoice {
  const { folded, measure, at, clause, sentence } = input;
  const free = input.cues.filter(
    (c) =>
      !input.hedges.some((h) => c.start < h.end && c.end > h.start) && !input.timeStretches.some((t) => c.start < t.end && c.end > t.start),
  );
  const inClause = (sense: string) => free.find((c) => c.sense === sense && c.start >= clause.start && c.end <= clause.end);
  const inSentence = (sense: string) => free.find((c) => c.sense === sense && c.start >= sentence.start && c.end <= sentence.end);
  const hypothetical = free.find(
    (c) => c.sense === "hypothetical" && c.start >= sentence.start && c.end <= sentence.end && isSupposing(folded, c),
  );
  if (hypothetical !== undefined) return { polarity: "hypothetical", reason: words(folded, hypothetical) };
  const unknown = inClause("unknown");
  if (unknown !== undefined) return { polarity: "unknown", reason: words(folded, unknown) };
  const denied = free.find((c) => c.sense === "denied" && c.start >= clause.start && c.end <= at.start && denies(folded, c, at));
  if (denied !== undefined) return { polarity: "denied", reason: words(folded, denied) };
  if (
    /\b(?:not true|untrue|false|no truth|not correct|a lie)\b[^.;]{0,60}\bthat (?:[a-z]+ ){0,5}$/.test(
      folded.slice(sentence.start, at.start),
    )
  )
    return { polarity: "denied", reason: "said not to be so" };
  if (deniedBehind(folded, at, sentence)) return { polarity: "denied", reason: "said not to be so" };
  // "of 1,100 there before, 400 are left": what is left is now.
  const isLeft = /^(?: [a-z]+){0,2} (?:(?:are|is) (?:still |now )?(?:left|there)|were left|(?:still )?remain|left[.,;])/.test(
    folded.slice(at.end, at.end + 40),
  );
  const former = isLeft
    ? undefined
    : free.find(
        (c) =>
          c.sense === "formerly" &&
          ((c.start >= clause.start && c.end <= clause.end) ||
            (contrasts.test(words(folded, c)) && c.start >= sentence.start && c.end <= at.start && at.start - c.end < 45)) &&
          isFormer(folded, c, at),
      );
  const now =
    former === undefined
      ? undefined
      : input.cues.find((c) => c.sense === "replaced" && c.start >= former.end && c.end <= at.start && at.start - c.end < 40);
  // "rose from 2,000 to 2,500": the first level is over.
  if (
    !replaceable.has(measure) &&
    /\b(?:rose|risen|raised|increased|went up|gone up|grew|grown|jumped|climbed|fell|fallen|dropped|went down|came down|reduced|lowered|shrank|doubled|tripled)\b[^.;\d]{0,28}?\bfrom (?:[a-z]+ ){0,2}$/.test(
      folded.slice(sentence.start, at.start),
    ) &&
    !/\b(?:to|will|would|be|should|may|might) (?:be )?(?:raised|increased|doubled|reduced|lowered)/.test(
      folded.slice(sentence.start, at.start),
    ) &&
    /^[^.;]{0,60}\bto\b/.test(folded.slice(at.end, sentence.end))
  )
    return { polarity: "formerly", reason: "the level before the change" };
  if (former !== undefined && now === undefined && !replaceable.has(measure))
    return { polarity: "formerly", reason: words(folded, former) };
  // "Until last year …": over when told.
  if (input.isOver && !replaceable.has(measure)) return { polarity: "formerly", reason: "until a date told" };
  // "formerly 2,000, now 3,000": the new sum is the one asked for.
  if (
    measure === "state_levy" &&
    input.cues.some((c) => c.sense === "replaced" && c.end <= at.start && at.start - c.end < 24) &&
    /\b(?:formerly|before|until now|used to|previously|up from|was|had been|instead of|rather than|from)\b/.test(
      folded.slice(sentence.start, at.start),
    )
  )
    return { polarity: "demanded", reason: "the sum that replaces another" };
  if (payable.has(measure)) {
    const demanded =
      measure === "state_levy"
        ? inSentence("demanded")
        : (inClause("demanded") ?? (measure === "tenure" ? inSentence("demanded") : undefined));
    // "to double from 62,000": the level that stands now.
    const isBase = /\bfrom $/.test(folded.slice(Math.max(0, at.start - 6), at.start));
    if (demanded !== undefined && !isBase && (measure === "state_levy" || isStrong(words(folded, demanded))))
      return { polarity: "demanded", reason: words(folded, demanded) };
  }
  return { polarity: "asserted", reason: "stated" };
}

/** Words that set the past against the present over a comma. */
const contrasts =
  /^(?:unlike before|previously|formerly|in the past|until then|until recently|earlier|used to|before the pandemic|at (?:the|its|their) peak)$/;

const words = (folded: string, cue: Cue): string => folded.slice(cue.start, cue.end);

/** "say" supposes only between commas; "if" only as a condition, not as "as if" or "even if". */
function isSupposing(folded: string, cue: Cue): boolean {
  const said = words(folded, cue);
  if (said === "say" && /(?:^|[.!?"] )$/.test(folded.slice(Math.max(0, cue.start - 2), cue.start)))
    return /^ (?:an?|the|there|that|one) /.test(folded.slice(cue.end));
  if (said === "say") return /[,(] $/.test(folded.slice(cue.start - 2, cue.start)) && /^,/.test(folded.slice(cue.end));
  // "said 100 would come": a future told in the past supposes nothing by itself.
  if (/^would\b/.test(said))
    return /\b(?:if|unless|were to|suppose|supposing|assuming|imagine|had (?:the|it|they|he|she)|in that case|for example|for instance|take an?|say an?|say,|at that rate|without|otherwise)\b/.test(
      folded.slice(Math.max(0, cue.start - 200), cue.end + 90),
    );
  if (/^would never\b/.test(said))
    return (
      !/\b(?:said|told|reported|announced|added|claimed|confirmed|promised|agreed|expected|planned|hoped)\b/.test(
        folded.slice(Math.max(0, cue.start - 160), cue.end + 120),
      ) || /\b(?:if|unless|were to|suppose|supposing|assuming|imagine)\b/.test(folded.slice(Math.max(0, cue.start - 160), cue.end + 80))
    );
  if (said === "if") return !/\b(?:as|even|ask|asked|know|see|wonder) $/.test(folded.slice(cue.start - 7, cue.start));
  return true;
}

/** The old level: the word stands before the number and close, or right behind it. */
function isFormer(folded: string, cue: Cue, at: Stretch): boolean {
  const said = words(folded, cue);
  const after = folded.slice(cue.end, cue.end + 14);
  if (
    said === "before" &&
    /^ (?:leaving|departure|they|the end|long|going|being|setting|work|he|she|departing|travel|christmas)/.test(after)
  )
    return false;
  // "former manager": the person is former, not the number.
  if (said === "former")
    return /^ (?:[\d$¥€£]|(?:monthly |yearly |annual )?(?:quota|level|pay|wage|fee|rate|sum|price|contribution|lev[yi]|due|salar|number|figure|total|limit|staff of|strength))/.test(
      folded.slice(cue.end),
    );
  if (said === "had been" && /^ (?:[a-z]+ed|brought|sent|taken|put|given|made|flown|held|kept|told|paid)\b/.test(after)) return false;
  if (/^(?:up|down) from$/.test(said) && /\d/.test(folded.slice(cue.end, at.start))) return false;
  if (said === "once" && /^ (?:estimated|put|said|reported|reckoned|believed|claimed|counted|thought)\b/.test(after)) return false;
  if (said === "once" && !/^[,.]/.test(after) && cue.end > at.start) return false;
  if (said === "once" && /^ (?:the|they|it|he|she|a|work|all|those)\b/.test(after)) return false;
  if (said === "earlier" && /\b(?:year|month|week|day)s? $/.test(folded.slice(cue.start - 7, cue.start))) return false;
  return cue.end <= at.start ? at.start - cue.end < 60 : cue.start - at.end < 40;
}

/** "Reports that 300 came are false", "called the figure of 300 an invention", "300 never came". */
function deniedBehind(folded: string, at: Stretch, sentence: Stretch): boolean {
  const lead = folded.slice(sentence.start, at.start);
  const rest = folded.slice(at.end, Math.min(sentence.end, at.end + 120));
  return (
    (/\b(?:reports?|claims?|rumou?rs?|allegations?|stories|story|figures?|number|idea|that)\b/.test(lead) &&
      /\b(?:is|are|was|were) (?:all |simply |completely |entirely |plainly )?(?:false|untrue|wrong|baseless|groundless|unfounded|invented|fabricated|made up|a lie|lies|nonsense|not true|an invention)\b/.test(
        rest,
      )) ||
    (/\b(?:calls?|called|describe[sd]?|brands?|branded|labelled)\b/.test(lead) &&
      /\b(?:an? (?:lie|invention|fabrication|slander|smear)|false|untrue|baseless|groundless|fabricated|nonsense|invented)\b/.test(rest)) ||
    /^(?: [a-z]+){0,2}? (?:never|did not|didn't|have not|haven't|had not|has not) (?:come|came|arrived?|exist(?:ed)?|entered|enter|crossed|cross|been (?:sent|there|in)|set foot|worked there)\b/.test(
      rest,
    )
  );
}

function denies(folded: string, cue: Cue, at: Stretch): boolean {
  const said = words(folded, cue);
  // "to deny Pyongyang 500 million" is to keep it from having them.
  if (said === "deny" && !/^ (?:that|having|reports?|it|any|there|[a-z]+ing)\b/.test(folded.slice(cue.end))) return false;
  // Reports are dismissed or rejected; workers dismissed are sent away.
  if (
    /^(?:dismissed|rejects?|rejected)/.test(said) &&
    !/^ (?:as|the|a|an|this|that|these|all|any|such)?\b.{0,24}\b(?:reports?|claims?|figures?|number|suggestions?|allegations?|idea|rumou?rs?|stories|story|estimates?|untrue|false|baseless)\b/.test(
      folded.slice(cue.end, cue.end + 60),
    )
  )
    return false;
  // "did not deny" denies nothing.
  if (/^ (?:deny|denied|dispute|rule out)\b/.test(folded.slice(cue.end, cue.end + 9))) return false;
  if (
    /^(?:den(?:y|ied|ies)|dismissed|rejects?|rejected)/.test(said) &&
    /\b(?:not|n't|never) (?:[a-z]+ )?$/.test(folded.slice(Math.max(0, cue.start - 14), cue.start))
  )
    return false;
  if (said === "not")
    return (
      /\b(?:is|are|was|were|has|have|had|do|does|did|could|would) $/.test(folded.slice(cue.start - 6, cue.start)) &&
      !/^ (?:only|just|yet|by|more|less|until|including)\b/.test(folded.slice(cue.end)) &&
      at.start - cue.end < 40 &&
      !/^(?:more than|over|above|exceed\w*|in excess of)/.test(folded.slice(at.start))
    );
  return at.start - cue.end < 60;
}

const isStrong = (said: string): boolean =>
  !/^(?:extra|additional|requires?|wants|is owed|quotas?|lev(?:y|ies)|must|have to|has to)$/.test(said);

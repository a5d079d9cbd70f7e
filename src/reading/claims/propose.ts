/**
 * Joins the layers into proposed claims. Each step is a pure function of the ones before; a claim keeps the reason of every choice.
 * What a reader would get wrong: a quantity whose measure cannot be told is never a claim; a printed conversion takes everything but its
 * value from what it restates; a heading that repeats a body number is one claim with two spans.
 */
import type { Polarity, ProposedClaim, Reading, Speaker, SpeakerChain, Zone } from "#domain/claim.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import { claimId } from "#domain/ids.ts";
import type { ClaimId, ReportId } from "#domain/ids.ts";
import { parseMeasure } from "#domain/measure.ts";
import type { MeasureId } from "#domain/measure.ts";
import { currencies } from "#domain/quantity.ts";
import type { Currency, Quantity } from "#domain/quantity.ts";
import type { Language } from "#domain/report.ts";
import { spanOf } from "#domain/span.ts";
import type { Span } from "#domain/span.ts";
import type { DecimalText, Value } from "#domain/value.ts";
import { attribute, isProtected, scopeAt } from "../attribution/scopes.ts";
import type { Attribution } from "../attribution/scopes.ts";
import { findCues } from "../cues/scan.ts";
import type { Cue } from "../cues/scan.ts";
import { languageData } from "../languages.ts";
import { chooseMeasure } from "../measure/choose.ts";
import type { Hint } from "../model/hints.ts";
import { kindOfMeasure, measuresOf } from "../model/questions.ts";
import { countsBeds, isNoWorker, peopleByRoles, sizeOfEach } from "../measure/people-roles.ts";
import { cjkMoney, cjkPeople, cjkShare } from "../measure/cjk-roles.ts";
import { measureByRoles, shareByRoles } from "../measure/roles.ts";
import { findPlaces } from "../mentions/find-mentions.ts";
import type { PlaceMention } from "../mentions/find-mentions.ts";
import { findNumerals } from "../numeral/index.ts";
import { fold } from "../phrases/fold.ts";
import { chooseCjkPolarity } from "../polarity/cjk-polarity.ts";
import { choosePolarity } from "../polarity/choose-polarity.ts";
import { multiply } from "../quantity/exact.ts";
import { bareCounter, baseInFront, countedSite, isDayOfMonth, isPrice, spanInFront } from "../quantity/cjk-context.ts";
import { findQuantities } from "../quantity/find-quantities.ts";
import type { SeenQuantity } from "../quantity/find-quantities.ts";
import type { UnitReading } from "../quantity/lexicon.ts";
import { splitSentences } from "../sentences/split.ts";
import type { Sentence } from "../sentences/split.ts";
import { anchorOf, defaultPeriod } from "../time/calendar.ts";
import { findTimes } from "../time/find-times.ts";
import type { SeenTime } from "../time/find-times.ts";
import { clauseAt, clausesOf } from "./clauses.ts";
import type { Stretch } from "./clauses.ts";
import { confidenceFields, confidenceOf, rulesOf } from "./confidence.ts";
import { between, covering } from "./window.ts";
import { choosePeriod } from "./period.ts";
import { readCell } from "./table-cell.ts";
import { choosePlace, placesOf, worldwide } from "./place.ts";
import type { PlacesOfReport } from "./place.ts";
import { choosePer } from "./per.ts";
import { settleUnit } from "./settle-unit.ts";

export type ReportText = {
  readonly text: string;
  readonly language: Language;
  readonly published: EdtfDate;
  readonly told?: EdtfDate;
  readonly outlet: string;
  readonly report: ReportId;
  /** Measures a language model chose for numbers of this text; the values are read from the words all the same. */
  readonly hints?: readonly Hint[];
};

export type Proposal = {
  readonly claims: readonly ProposedClaim[];
  readonly unclassified: Reading["unclassified"];
  readonly places: readonly PlaceMention[];
  readonly sentences: readonly Sentence[];
  readonly folded: string;
};

/** Everything known about the text before claims are made of it. */
type Page = {
  readonly input: ReportText;
  readonly folded: string;
  readonly sentences: readonly Sentence[];
  readonly times: readonly SeenTime[];
  readonly cues: readonly Cue[];
  readonly places: readonly PlaceMention[];
  readonly placesOfReport: PlacesOfReport;
  readonly attribution: Attribution;
  readonly quantities: readonly SeenQuantity[];
  /** Workers are named somewhere: a bare number that comes or stays can be people. */
  readonly tellsOfPeople: boolean;
  /** The country most named besides Korea, Japan and the United States: where the work is, unless told otherwise. */
  readonly host: string | null;
  /** The clauses of a sentence, cut once. */
  readonly clauses: (sentence: Sentence) => readonly Stretch[];
};

type Draft = {
  readonly claim: Omit<ProposedClaim, "id" | "conversionOf">;
  readonly quantity: SeenQuantity;
  readonly restates: Draft | null;
  readonly zone: Zone["kind"];
  readonly sentence: number;
};

export function proposeClaims(input: ReportText, zones: readonly Zone[]): Proposal {
  const page = layOut(input, zones);
  const drafts: Draft[] = [];
  const unclassified: Reading["unclassified"][number][] = [];
  let lastMoney: string | null = null;
  let lastMoneyAt = 0;
  let lastPeople: string | null = null;
  let lastHeads: { measure: string; sentence: number } | null = null;
  let lastRate: { rate: NonNullable<SeenQuantity["rate"]>; sentence: number } | null = null;
  let lastKind: { reading: UnitReading; sentence: number } | null = null;
  for (let i = 0; i < page.quantities.length; i += 1) {
    const quantity = page.quantities[i] as SeenQuantity;
    const sentence = sentenceOf(page, quantity.numberStart);
    if (sentence === null) continue;
    const restated = restatedBy(page, quantity, drafts.at(-1) ?? null);
    const draft: Draft | null =
      restated !== null
        ? conversionDraft(page, quantity, restated, sentence)
        : draftOf(
            page,
            quantity,
            page.quantities[i + 1] ?? null,
            sentence,
            lastKind,
            page.input.language !== "en" && sentence.index - lastMoneyAt > 1 ? null : lastMoney,
            lastRate,
            lastPeople,
            lastHeads,
          );
    if (draft !== null) {
      drafts.push(draft);
      if (draft.quantity.rate !== undefined) lastRate = { rate: draft.quantity.rate, sentence: sentence.index };
      if (draft.claim.quantity.kind === "money") {
        lastMoney = draft.claim.measure;
        lastMoneyAt = sentence.index;
      }
      if (draft.claim.measure === "workers_at_site" || draft.claim.measure === "workers_abroad_stock") lastPeople = draft.claim.measure;
      if (
        ["workers_abroad_stock", "workers_planned", "workers_arrived", "repatriated", "group_size", "workers_at_site"].includes(
          draft.claim.measure,
        )
      )
        lastHeads = { measure: draft.claim.measure, sentence: sentence.index };
      const reading: UnitReading | null =
        draft.quantity.readings[0] ??
        (draft.claim.quantity.kind === "count"
          ? ({ kind: kindOfUnit(draft.claim.quantity.unit), unit: draft.claim.quantity.unit } as UnitReading)
          : null);
      if (reading !== null) lastKind = { reading, sentence: sentence.index };
    } else {
      if (quantity.readings[0]?.kind === "person") lastKind = { reading: quantity.readings[0], sentence: sentence.index };
      if (quantity.readings.length > 0)
        unclassified.push({
          value: valueOf(page.input.text, quantity),
          unit: quantity.readings[0]?.unit ?? null,
          per: quantity.pers.map((p) => p.per).join("-") || null,
          span: spanOf(input.text, quantity.start, quantity.end),
        });
    }
  }
  return {
    claims: numbered(oneVoice(merged(drafts)), input.report),
    unclassified,
    places: page.places,
    sentences: page.sentences,
    folded: page.folded,
  };
}

function layOut(input: ReportText, zones: readonly Zone[]): Page {
  const folded = fold(input.text);
  const { frames, cues: finder } = languageData(input.language);
  const sentences = splitSentences(input.text, zones);
  const evidence = zones.filter((z) => z.kind !== "byline" && z.kind !== "furniture" && z.kind !== "related");
  const anchor = input.told ?? input.published;
  let times = findTimes(folded, input.language, anchor);
  const first = attribute({ text: input.text, folded, sentences, times, outlet: input.outlet, language: input.language });
  times = times.filter((t) => !first.speakingTimes.has(t));
  const places = findPlaces(folded).filter((p) => covering(evidence, p.start) !== null);
  return {
    input,
    folded,
    host: hosts(places),
    clauses: remembered((sentence) => clausesOf(folded, sentence)),
    sentences,
    times,
    cues: findCues(folded, finder),
    places,
    placesOfReport: placesOf({ folded, language: input.language, sentences, places, attribution: first }),
    attribution: first,
    tellsOfPeople:
      /\b(?:workers?|labou?rers?|women|north koreans?|people|seamstress(?:es)?|staff|men|personnel|arrivals|girls|welders?|builders?|loggers?|waitress(?:es)?|cooks?|north korean|dispatched|labou?r|who (?:came|entered|work))\b|근로자|노동자|労働者|工人|劳工|人/.test(
        folded,
      ),
    quantities: findQuantities(
      folded,
      findNumerals(input.text, input.language),
      [...times, ...first.speakingTimes].sort((a, b) => a.start - b.start),
      frames,
    ),
  };
}

/** A bare number that a model says counts something is a count of it; money and spans of time need their unit in the text. */
function countOf(hint: Hint | null): Settled | null {
  const kind = hint === null ? null : kindOfMeasure(hint.measure);
  return kind === "person" || kind === "document" || kind === "site" || kind === "country"
    ? { reading: { kind, unit: kind }, reason: "the unit of the measure a model chose", isSure: false }
    : null;
}

function remembered<T>(cut: (sentence: Sentence) => T): (sentence: Sentence) => T {
  let last: { readonly index: number; readonly value: T } | null = null;
  return (sentence) => (last?.index === sentence.index ? last.value : (last = { index: sentence.index, value: cut(sentence) }).value);
}

function sentenceOf(page: Page, at: number): Sentence | null {
  return covering(page.sentences, at);
}

/** The draft a sum of money restates in another currency: in brackets behind it, or after a comma, dash or "or". */
function restatedBy(page: Page, quantity: SeenQuantity, last: Draft | null): Draft | null {
  if (last === null || quantity.rate !== undefined || last.quantity.rate !== undefined || quantity.readings[0]?.kind !== "money")
    return null;
  const base = last.restates ?? last;
  if (
    last.claim.quantity.kind !== "money" ||
    quantity.readings.some((r) => r.unit === (base.claim.quantity as { currency?: string }).currency)
  )
    return null;
  if (quantity.start < last.quantity.end - 1) return null;
  const gap = page.folded.slice(last.quantity.end, quantity.start);
  if (gap.length > 40) return null;
  return /^(?: [a-z]+){0,4} ?[([（] ?(?:or |that is |i\.e\.,? |equal to |equivalent to |=|≈|some )?$/.test(gap) ||
    /^,? ?(?:or|-|=|≈|equivalent to|the equivalent of|worth|that is|which is)(?: equivalent to| worth| the equivalent of)? ?$/.test(gap) ||
    /^[,;] $/.test(gap) ||
    gap === "/" ||
    gap === " / "
    ? base
    : null;
}

function conversionDraft(page: Page, quantity: SeenQuantity, base: Draft, sentence: Sentence): Draft {
  const text = page.input.text;
  const unit = settleUnit(quantity, base.quantity, { words: page.folded.slice(sentence.start, sentence.end), senses: new Set() });
  const reading = unit?.reading as UnitReading;
  const claim = {
    ...base.claim,
    value: valueOf(text, quantity),
    quantity: { kind: "money", currency: currencyOf(reading.unit), on: base.claim.period } as Quantity,
    spans: [spanOf(text, quantity.start, quantity.end)] as [Span],
    reasons: { ...base.claim.reasons, conversion: "restates the sum before it in another currency", unit: unit?.reason ?? "printed" },
  };
  return { claim, quantity, restates: base, zone: sentence.zone.kind, sentence: sentence.index };
}

function draftOf(
  page: Page,
  quantity: SeenQuantity,
  next: SeenQuantity | null,
  sentence: Sentence,
  lastKind: { reading: UnitReading; sentence: number } | null,
  lastMoney: string | null,
  lastRate: { readonly rate: NonNullable<SeenQuantity["rate"]>; readonly sentence: number } | null,
  lastPeople: string | null,
  lastHeads: { readonly measure: string; readonly sentence: number } | null,
): Draft | null {
  const { input, folded } = page;
  // "against 1,150 won a month earlier": a time, no per.
  if (
    input.language === "en" &&
    quantity.pers.length > 0 &&
    /^ (?:earlier|ago|before|later|previously|prior)\b/.test(folded.slice(quantity.end, quantity.end + 12))
  )
    quantity = { ...quantity, pers: [] };
  const clauses = page.clauses(sentence);
  const clause = clauseAt(clauses, quantity.numberStart, folded);
  const before = neighbour(page, sentence, -1);
  const after = neighbour(page, sentence, 1);
  const cues = between(page.cues, before?.start ?? sentence.start, after?.end ?? sentence.end);
  const here = between(cues, sentence.start, sentence.end);
  const times = between(page.times, sentence.start, sentence.end);
  const senses = new Set(here.map((c) => c.sense));
  const scope = scopeAt(page.attribution, sentence.index, quantity.numberStart);
  const told = scope?.told ?? null;
  const anchor = anchorOf(told === null ? (input.told ?? input.published) : narrower(told));
  const fallback = defaultPeriod(anchor);
  const asked = clause;
  const restatement = next !== null && next.readings[0]?.kind === "money" && next.start - quantity.end < 12 ? next : null;
  const hint = input.hints?.find((one) => one.start < quantity.numberEnd && quantity.numberStart < one.end) ?? null;
  const cell = readCell(folded, page.sentences, sentence, quantity.numberStart);
  const fitted = input.language === "en" ? quantity : inContext(page, quantity, sentence, senses, lastKind);
  if (fitted === null) return null;
  quantity = fitted;
  const settled =
    cell !== null && quantity.readings.length === 0
      ? { reading: cell.reading, reason: "by the heading of its column", isSure: true }
      : quantity.readings.length > 0
        ? settleUnit(quantity, restatement, { words: folded.slice(Math.max(0, sentence.start - 200), sentence.end), senses })
        : (elided(page, quantity, next, sentence, here, lastKind) ?? countOf(hint));
  if (settled === null || quantity.isWordOne) {
    if (!(quantity.isWordOne && settled?.reading.kind === "person" && senses.has("die"))) return null;
  }
  // "half of the workers' pay": a share, not half a worker.
  const ofPay =
    quantity.isFraction &&
    settled?.reading.kind === "person" &&
    /^(?:'s?|s')? (?:own )?(?:pay|wages?|earnings|salar(?:y|ies)|income|money)\b/.test(
      folded.slice(quantity.noun?.end ?? quantity.end, (quantity.noun?.end ?? quantity.end) + 20),
    );
  const { reading } = ofPay ? { reading: { kind: "share", unit: "percent" } as UnitReading } : (settled as NonNullable<typeof settled>);
  if (
    reading.kind === "person" &&
    (countsSpeakers(page, quantity, sentence) || countsBeds(folded, quantity) || isNoWorker(folded, quantity, quantity.noun))
  )
    return null;
  // "six days a week" is how they work, no stay and no wait; days off are.
  if (reading.unit === "day" && quantity.pers.some((p) => p.per === "week" || p.per === "month") && !senses.has("rest")) return null;
  if (reading.kind === "country" && /\b(?:the|these|both|our|those) $/.test(folded.slice(Math.max(0, quantity.start - 7), quantity.start)))
    return null;
  // "…, against 18,100 won two weeks before": a second figure of the same rate.
  if (
    quantity.rate === undefined &&
    lastRate !== null &&
    (lastRate.sentence === sentence.index ||
      (lastRate.sentence === sentence.index - 1 &&
        !senses.has("pay") &&
        /\b(?:it|rate|dollar|yuan|price)\b/.test(folded.slice(sentence.start, quantity.start)))) &&
    reading.kind === "money" &&
    quantity.pers.length === 0 &&
    (quantity.readings.length === 0 ? reading.unit === lastRate.rate.of : quantity.readings.some((r) => r.unit === lastRate.rate.of))
  ) {
    quantity = { ...quantity, rate: lastRate.rate };
  }
  if (quantity.rate !== undefined && isSouthKoreanRate(folded, quantity, sentence))
    quantity = { ...quantity, rate: { ...quantity.rate, of: "KRW" } };
  let measure: string;
  let score = 3;
  let lead = 2;
  let because = "a printed rate";
  if (quantity.rate !== undefined) measure = "exchange_rate";
  else if (cell !== null && cell.reading.kind === reading.kind)
    ({ measure, score, lead, because } = { measure: cell.measure, score: 2.5, lead: 1, because: "the heading of its column" });
  else {
    const added: string[] = [];
    if ((scope?.names ?? []).includes("returnee")) added.push("returnee");
    if (
      /^(?:groups|batches|parties|busloads|teams|lots|groups) of$/.test(
        folded
          .slice(Math.max(0, quantity.start - 20), quantity.start)
          .trim()
          .split(" ")
          .slice(-2)
          .join(" "),
      )
    )
      added.push("group");
    if (quantity.pers.some((p) => p.per === "group" || p.per === "supervisor")) added.push("group");
    if (quantity.pers.some((p) => p.per === "enterprise")) added.push("enterprise");
    if (quantity.pers.some((p) => p.per === "day")) added.push("hours");
    if (quantity.pers.some((p) => p.per === "person")) added.push("worker");
    if (reading.kind === "money" && Number(quantity.low ?? quantity.high) >= (reading.unit === "KPW" || reading.unit === "KRW" ? 1e9 : 1e6))
      added.push("large");
    if (reading.unit === "KPW" && (senses.has("pay") || senses.has("receive"))) {
      const inClause = new Set(between(cues, clause.start, clause.end).map((c) => c.sense));
      if (!["bribe", "exitPaper", "levy", "lump", "localWorker"].some((sense) => inClause.has(sense))) added.push("homeWork");
    }
    if (sentence.zone.kind === "list") added.push(...headingSenses(page, sentence));
    for (const p of quantity.pers) if (p.per === "month" || p.per === "year") added.push(p.per === "month" ? "monthly" : "yearly");
    if (reading.kind === "money" && hostsOwn.test(folded.slice(clause.start, clause.end))) added.push("localWorker");
    if (
      reading.kind === "duration" &&
      /^ (?:in|at) (?:pyongyang|hyesan|chongjin|sinuiju|the capital|training|a training|school)\b/.test(
        folded.slice(quantity.end, quantity.end + 24),
      )
    )
      added.push("lead");
    else if (reading.kind === "duration" && !senses.has("lead") && isLengthOfStay(folded, quantity, sentence)) added.push("tenure");
    const choice = chooseMeasure(reading.kind, reading.unit, {
      quantity,
      byRoles: rolesOf(page, quantity, reading.kind, clause, sentence, before, senses, added),
      cues,
      clause: asked,
      sentence,
      before,
      answers: before?.zone.kind === "question" && sentence.zone.kind === "answer",
      after,
      added,
      nextTakesShare:
        after !== null &&
        /%|percent|\bhalf\b|\bthird\b|\bquarter\b|\$|yuan|\bwon\b|\busd\b|rubles|割|％|할|成/.test(folded.slice(after.start, after.end)),
    });
    const total =
      lastMoney !== null &&
      reading.kind === "money" &&
      (isTotalOfSupposed(page, quantity, sentence) ||
        /\bthat (?:makes|comes to|would make|means|adds up to|amounts to|would be|would come to)\b[^.]*$/.test(
          folded.slice(sentence.start, quantity.start),
        ))
        ? lastMoney
        : null;
    // "builders hand in 45,000, loggers 70,000": a sum without a verb of its own is what the sum before it was.
    const gapped =
      lastMoney !== null &&
      reading.kind === "money" &&
      input.language === "en" &&
      (choice === null || choice.measure === "wage_nominal") &&
      isGapped(page, quantity, sentence)
        ? lastMoney
        : null;
    // "의사는 7만 원, 교원은 12만 원": a sum without words of its own is of the kind of the one before.
    const goesOn =
      input.language !== "en" &&
      lastMoney !== null &&
      /wage|levy/.test(lastMoney) &&
      quantity.pers.every((p) => p.per === "month" || p.per === "person") &&
      (choice === null ||
        (choice.measure === "wage_nominal" && lastMoney === "home_wage_monthly" && (reading.unit === "KPW" || reading.unit === "KRW")));
    const likewise =
      goesOn && reading.kind === "money" && !added.includes("large")
        ? lastMoney
        : lastMoney !== null &&
            reading.kind === "money" &&
            (choice === null || choice.measure === "wage_nominal") &&
            /\b(?:the same|likewise|similarly)\b/.test(folded.slice(sentence.start, quantity.start))
          ? lastMoney
          : null;
    const hinted = hint !== null && measuresOf(reading.kind).includes(hint.measure) ? hint : null;
    if (hinted !== null && choice?.measure !== hinted.measure)
      ({ measure, score, lead, because } = { measure: hinted.measure, score: 0.6, lead: 0, because: `chosen by ${hinted.by}` });
    else if (gapped !== null)
      ({ measure, score, lead, because } = { measure: gapped, score: 1.5, lead: 0.5, because: "no verb of its own: as the sum before" });
    else if (likewise !== null)
      ({ measure, score, lead, because } = { measure: likewise, score: 1.5, lead: 0.5, because: "said to be the same as the sum before" });
    else if (reading.kind === "person" && lastPeople !== null && isRemainder(page, quantity, clause, sentence))
      ({ measure, score, lead, because } = { measure: lastPeople, score: 2, lead: 1, because: "what is left of the number before" });
    else if (
      reading.kind === "person" &&
      quantity.readings.length === 0 &&
      lastHeads !== null &&
      sentence.index === lastHeads.sentence &&
      /\bof (?:them|these|those|whom)\b/.test(folded.slice(quantity.numberEnd, quantity.end + 12)) &&
      !between(cues, clause.start, clause.end).some((c) => ["arrive", "return", "flee", "die", "plan", "site", "siteAt"].includes(c.sense))
    )
      ({ measure, score, lead, because } = { measure: lastHeads.measure, score: 1.4, lead: 0.5, because: "a part of the number before" });
    else if (
      reading.kind === "person" &&
      quantity.readings.length === 0 &&
      lastHeads !== null &&
      sentence.index - lastHeads.sentence <= (lastHeads.measure === "group_size" || lastHeads.measure === "workers_at_site" ? 0 : 1) &&
      (choice === null || choice.score < 1.2)
    )
      ({ measure, score, lead, because } = {
        measure: lastHeads.measure,
        score: 1.2,
        lead: 0.3,
        because: "counts what the number before counts",
      });
    else if (total !== null)
      ({ measure, score, lead, because } = { measure: total, score: 2, lead: 1, because: "the total of the sum before" });
    else if (choice === null) return null;
    else ({ measure, score, lead, because } = choice);
  }
  const hedges = quantity.hedges;
  const polarity =
    input.language !== "en"
      ? chooseCjkPolarity({
          folded,
          language: input.language,
          measure,
          at: quantity,
          clause,
          sentence,
          before,
          after,
          cues: here,
          timeStretches: times,
        })
      : choosePolarity({
          folded,
          measure,
          at: quantity,
          hedges,
          clause,
          sentence,
          cues: here,
          timeStretches: times,
          isOver: between(times, clause.start, quantity.start).some((t) => t.role === "until" && t.end <= quantity.start),
        });
  const ownTimes = scope === null ? times : times.filter((t) => !isInName(page, scope.names, sentence, t));
  const period =
    measure === "exchange_rate"
      ? rateDate(page, sentence, fallback, quantity.numberEnd)
      : choosePeriod({ folded, at: quantity, clause, sentence, times: ownTimes, fallback, measure, polarity: polarity.polarity });
  const years = yearsIn(folded, sentence, before);
  const per = choosePer(measure, quantity, {
    monthly: senses.has("monthly") || (measure === "state_levy" && cues.some((c) => c.sense === "monthly")),
    yearly: senses.has("yearly"),
    person:
      /\bper person|per worker|each worker|per head|each person\b/.test(folded.slice(sentence.start, sentence.end)) ||
      /\b(?:man|worker|builder|logger|person|woman)\b/.test(folded.slice(clause.start, clause.end)) ||
      /^ (?:each|apiece|a head)\b/.test(folded.slice(quantity.end, quantity.end + 8)) ||
      quantity.pers.some((p) => p.per === "each"),
    site:
      /(?:공장|업체|회사|식당)(?:이라면|이면|라면|마다|당| 한 곳)|한 곳당|(?:工場|会社|店|社|カ所)(?:なら|ごと|当たり|につき)|(?:一家|每家)(?:朝鲜)?(?:工厂|公司|餐厅|餐馆|企业)/u.test(
        folded.slice(sentence.start, quantity.start),
      ) ||
      /\b(?:a|the|each|every|per|that|this) (?:plant|factory|restaurant|site|company|firm|hostel|dormitory|mill|workshop|farm|yard|employer|team|brigade|camp)\b/.test(
        folded.slice(sentence.start, sentence.end),
      ),
    years,
  });
  const place = choosePlace(page.placesOfReport, { start: quantity.start, end: quantity.end, measure, clause, sentence });
  const isHome =
    measure === "home_wage_monthly" || (measure === "exchange_rate" && (quantity.rate?.of === "KPW" || quantity.rate?.base === "KPW"));
  // A rate set in brackets is the editors' own note.
  const isEditorial = quantity.rate !== undefined && /[(（]\s*$/.test(folded.slice(Math.max(0, quantity.start - 2), quantity.start));
  const speakers = chainOf(input.outlet, isEditorial ? [] : (scope?.names ?? []));
  const measureId = parseMeasure(measure) as MeasureId;
  const flags: string[] = [];
  if (hint !== null && because === `chosen by ${hint.by}`) flags.push("chosen_by_model");
  if (
    senses.has("allNations") &&
    !/north korean|dprk/.test(folded.slice(quantity.start, quantity.end + 24)) &&
    !/\b(?:among them|of them|of these|including|of whom) (?:[a-z]+ ){0,2}$/.test(
      folded.slice(Math.max(0, quantity.start - 30), quantity.start),
    ) &&
    !/^ of (?:them|these|whom)\b/.test(folded.slice(quantity.end, quantity.end + 10))
  )
    flags.push("all_nationalities");
  if (polarity.polarity === "hypothetical") flags.push("hypothetical");
  if (polarity.polarity === "demanded") flags.push("demand_not_yet_paid");
  const rules = rulesOf({
    language: input.language,
    kind: quantity.kind,
    unitFrom: cell !== null ? "heading" : quantity.readings.length === 0 ? "elided" : settled?.isSure === true ? "printed" : "settled",
    measureScore: score,
    measureLead: lead,
    periodTold: !period.reason.startsWith("no date"),
    speakerDepth: speakers.length - 1,
    perPrinted: per.from === "printed",
    polarity: polarity.polarity,
  });
  const claim: Draft["claim"] = {
    measure: measureId,
    value:
      reading.unit === "tenth"
        ? scaled(valueOf(input.text, quantity), "10")
        : reading.kind === "share" && quantity.isFraction
          ? percent(valueOf(input.text, quantity))
          : valueOf(input.text, quantity),
    quantity: quantityOf(quantity, reading, period.period),
    per: per.per,
    period: period.period,
    place: isHome && place?.place.country !== "KP" ? "North Korea" : (place?.place.name ?? null),
    country: isHome
      ? "KP"
      : place?.place === worldwide
        ? null
        : (place?.place.country ?? null) === null || place?.place.country === "KP"
          ? (page.host ?? place?.place.country ?? null)
          : (place?.place.country ?? null),
    subject: quantity.noun === null ? "" : input.text.slice(quantity.noun.start, quantity.noun.end),
    speakers,
    basis: scope === null ? "not-told" : scope.names.length >= 2 && scope.basis === "not-told" ? "heard" : scope.basis,
    polarity: polarity.polarity as Polarity,
    flags,
    spans: [spanOf(input.text, quantity.start, quantity.end)],
    confidence: confidenceOf(input.language, rules),
    reasons: {
      measure: because,
      unit: settled?.reason ?? "",
      period: period.reason,
      polarity: polarity.reason,
      per: per.from === "printed" ? "printed" : "by the measure",
      confidence: confidenceFields.map((field) => `${field} ${rules[field]}`).join("; "),
    },
  };
  return { claim, quantity, restates: null, zone: sentence.zone.kind, sentence: sentence.index };
}

/** Whether a sum of money stands before this one, in its sentence or the one before. */
const sumBefore = (page: Page, quantity: SeenQuantity, sentence: Sentence, before: Sentence | null): boolean =>
  between(page.quantities, before?.start ?? sentence.start, quantity.start).some(
    (q) => q.readings[0]?.kind === "money" && q.end <= quantity.start,
  );

/** What the heading above a list speaks of holds for each of its items. */
function headingSenses(page: Page, sentence: Sentence): readonly string[] {
  let index = sentence.index - 1;
  while (index >= 0 && sentence.index - index < 40 && page.sentences[index]?.zone.kind === "list") index -= 1;
  const above = page.sentences[index];
  if (above === undefined || (above.zone.kind !== "heading" && !/[:：]\s*$/.test(page.input.text.slice(above.start, above.end)))) return [];
  return between(page.cues, above.start, above.end).map((c) => c.sense);
}

/** What the roles make of it: money by who pays and who receives, people by who holds them and where they go. */
function rolesOf(
  page: Page,
  quantity: SeenQuantity,
  kind: string,
  clause: Stretch,
  sentence: Sentence,
  before: Sentence | null,
  senses: ReadonlySet<string>,
  added: readonly string[],
): string | null {
  const { language } = page.input;
  if (language !== "en") return cjkRoles(page, language, quantity, kind, clause, sentence, before, added);
  const { roles } = languageData(language);
  if (roles === undefined) return null;
  const near = new Set(between(page.cues, clause.start, clause.end).map((c) => c.sense));
  if (kind === "person") return sizeOfEach(page.folded, quantity, sentence) ? "group_size" : peopleByRoles(page.folded, quantity, sentence);
  if (kind === "share") return shareByRoles(roles, { folded: page.folded, at: quantity, clause, sentence, payNamed: false });
  if (kind !== "money" || added.includes("large") || near.has("homeWork") || near.has("lump")) return null;
  if ((near.has("localWorker") || added.includes("localWorker")) && !near.has("northWorker")) return null;
  const payNamed = sumBefore(page, quantity, sentence, before);
  const measure = measureByRoles(roles, { folded: page.folded, at: quantity, clause, sentence, payNamed: payNamed || senses.has("cut") });
  return measure;
}

/** The quantity with what Korean, Japanese or Chinese says of it around its counter, or null when it counts nothing of ours. */
function inContext(
  page: Page,
  quantity: SeenQuantity,
  sentence: Sentence,
  senses: ReadonlySet<string>,
  lastKind: { readonly reading: UnitReading; readonly sentence: number } | null,
): SeenQuantity | null {
  const place = { folded: page.folded, at: quantity, sentence };
  const reading = quantity.readings[0];
  if (reading === undefined) {
    if (quantity.isFraction) return quantity;
    const counter = bareCounter(place, senses.has("rest"));
    if (counter === "other") return null;
    if (counter === null) return quantity;
    const span = counter.kind === "duration" && quantity.pers.length === 0 ? spanInFront(place) : null;
    const pers = span === null ? quantity.pers : [{ per: span, start: quantity.start, end: quantity.start }];
    return { ...quantity, readings: [counter], unitFrom: "noun", pers };
  }
  if (quantity.pers.length === 0 && !senses.has("rest") && isDayOfMonth(place, page.input.language)) return null;
  if (
    reading.kind === "weight" &&
    isPrice(place) &&
    /^(?:이|가|은|는|에|당|が|は|で|当たり|要|卖|的价)[^,、，。.]{0,6}\d/u.test(page.folded.slice(quantity.end, quantity.end + 12))
  )
    return null;
  if (
    reading.kind === "duration" &&
    (/^ ?(?:더 |延ば|延長|연장)/u.test(page.folded.slice(quantity.end, quantity.end + 6)) ||
      /(?:多留|多待|延长|再留)$/u.test(page.folded.slice(0, quantity.start).slice(-3)))
  )
    return null;
  if (reading.kind === "money" && quantity.rate === undefined) {
    const base = baseInFront(place);
    if (base !== null && reading.unit !== base)
      return { ...quantity, pers: [], rate: { of: reading.unit === "KRW" ? "KPW" : reading.unit, base, baseAmount: "1" as DecimalText } };
    if (isPrice(place) && quantity.pers.length === 0) return null;
  }
  if (reading.kind === "site" && reading.unit === "site") {
    const site = countedSite(place);
    if (site !== null && site.kind === "site") return { ...quantity, readings: [site] };
    // "중국에 90여 곳, 러시아에 9곳": what the number before counts.
    if (site === null && lastKind?.reading.kind === "site" && sentence.index - lastKind.sentence <= 1)
      return { ...quantity, readings: [lastKind.reading] };
  }
  if ((reading.kind === "duration" || reading.kind === "person") && quantity.pers.length === 0) {
    const span = spanInFront(place);
    const isRest = reading.kind === "duration" && senses.has("rest");
    if (span !== null && (isRest || (reading.kind === "person" && span === "day")))
      return { ...quantity, pers: [{ per: span, start: quantity.start, end: quantity.start }] };
  }
  return quantity;
}

/** As {@link rolesOf}, for the languages that mark roles with particles or word order alone. */
function cjkRoles(
  page: Page,
  language: Exclude<Language, "en">,
  quantity: SeenQuantity,
  kind: string,
  clause: Stretch,
  sentence: Sentence,
  before: Sentence | null,
  added: readonly string[],
): string | null {
  const payNamed = sumBefore(page, quantity, sentence, before);
  const asked = before?.zone.kind === "question" && sentence.zone.kind === "answer" ? before : null;
  const context = { folded: page.folded, language, at: quantity, clause, sentence, before, payNamed, asked };
  if (kind === "share") return cjkShare(context);
  if (kind === "person") {
    const people = cjkPeople(context);
    // "IT 인력 1명이 연간 …", one person as the subject of a sum, is counted nowhere.
    const moves = between(page.cues, clause.start, clause.end).some((c) => c.sense === "die" || c.sense === "flee" || c.sense === "return");
    return people === "remainder" || (moves && people !== "group_size") ? null : people;
  }
  if (kind !== "money" || added.includes("large")) return null;
  const near = new Set(between(page.cues, clause.start, clause.end).map((c) => c.sense));
  if (near.has("homeWork")) return null;
  // "1명이 연간 30만 달러를 벌며": what one person earns a year.
  if (
    quantity.pers.some((p) => p.per === "year") &&
    /(?:1명|한 명|1인|한 사람|1人|一人|每人|每名|人均)[^。.,，、]{0,14}$/u.test(page.folded.slice(sentence.start, quantity.numberStart))
  )
    return "wage_nominal";
  // Whose pay it is, the nearer in front decides.
  const whose = between(page.cues, sentence.start, quantity.start)
    .filter((c) => c.sense === "northWorker" || (c.sense === "localWorker" && !isEmployer(page.folded.slice(c.end, c.end + 8))))
    .at(-1);
  if (whose?.sense === "localWorker") return near.has("levy") || near.has("bribe") ? null : "local_wage_monthly";
  return cjkMoney(context);
}

/** "200人なら1万元になる", "就要交1万元": the sum of what was just supposed. */
const isTotalOfSupposed = ({ folded, input }: Page, quantity: SeenQuantity, sentence: Stretch): boolean =>
  input.language !== "en" &&
  /예를 들|가령|만약|만일|仮に|例えば|たとえば|もし|假如|如果|比如|例如|假设|要是|倘若/u.test(
    folded.slice(sentence.start, quantity.start),
  ) &&
  (/^(?:이|을|를)? ?(?:내야|된다|되는|바쳐야|になる|となる|に上る)/u.test(folded.slice(quantity.end)) ||
    /(?:就要交?|就得交?|就是|合计|一共|总共)$/u.test(folded.slice(Math.max(sentence.start, quantity.start - 6), quantity.start)));

/** "중국인 사장", "中国企业": behind the country stands who employs. */
const isEmployer = (behind: string): boolean =>
  /^(?:의|的|の)? ?(?:사장|업주|기업|회사|사업가|상인|브로커|중개|관리|간부|공장|経営|社長|企業|会社|商人|ブローカー|仲介|工場|老板|企业|公司|商|中介|方|工厂)/u.test(
    behind,
  );

/** "작년에 돌아온 여성": a date inside the speaker's description is not the date of what they tell. */
function isInName(page: Page, names: readonly string[], sentence: Stretch, time: Stretch): boolean {
  return names.some((name) => {
    const at = page.input.text.indexOf(name, sentence.start);
    return at !== -1 && at <= time.start && time.end <= at + name.length;
  });
}

/** "the remaining 130", "130 are left", "the other 130". */
const isRemainder = ({ folded, input }: Page, quantity: SeenQuantity, clause: Stretch, sentence: Stretch): boolean =>
  (input.language !== "en" &&
    cjkPeople({ folded, language: input.language, at: quantity, clause, sentence, before: null, payNamed: false, asked: null }) ===
      "remainder") ||
  /\b(?:remaining|the rest,?|the other) $/.test(folded.slice(Math.max(0, quantity.numberStart - 12), quantity.numberStart)) ||
  /^(?: [a-z]+)? (?:(?:are|is|were) (?:still )?)?left(?: there)?(?:[.,;]|$)/.test(
    folded.slice(quantity.numberEnd, quantity.numberEnd + 30),
  );

/** "girls under 17", "women aged 20 to 25": years of age, not heads. */
const isAge = (folded: string, quantity: SeenQuantity): boolean =>
  Number(quantity.high ?? quantity.low) < 80 &&
  (/\b(?:girls?|women|woman|men|man|boys?|those|anyone|nobody|somebody|people|workers?|children|candidates?|applicants?|youths?|singles|recruits?|persons?|aged?|ages|turned|turns)(?: who (?:are|were))?(?: aged?| of age)?(?: (?:under|over|below|above|between|from|about|around|older than|younger than|at least|at most|up to|exactly|of))? $/.test(
    folded.slice(Math.max(0, quantity.start - 50), quantity.numberStart).replace(/\s+$/, " "),
  ) ||
    /^(?:[ -]years?[ -]olds?| years of age)\b/.test(folded.slice(quantity.numberEnd, quantity.numberEnd + 16)));

/** "41. The Rapporteur …", "Paragraph 112.", "Testimony 7": the number of a paragraph or item. */
const isLabel = (folded: string, quantity: SeenQuantity, sentence: Sentence): boolean =>
  quantity.hedges.length === 0 &&
  ((quantity.numberStart <= sentence.start + 1 && /^[.)]/.test(folded.slice(quantity.numberEnd))) ||
    /\b(?:paragraph|para\.?|section|article|chapter|annex|appendix|figure|table|page|note|footnote|item|testimony|case|bulletin|issue|no\.?|numbers?|room|gate|line|order|resolution|phase|part|volume|section) $/.test(
      folded.slice(Math.max(0, quantity.numberStart - 14), quantity.numberStart),
    ));

/** "Chinese packers", "Russian crane drivers": workers of the host country. */
const hostsOwn =
  /\b(?:chinese|russian|local|mongolian|kuwaiti|qatari|polish|vietnamese|uzbek|tajik|indian|nepali|malaysian|cambodian) (?:[a-z]+ )?(?!owner|employer|partner|buyer|trader|broker|leader|border|officer|manager|customer|importer|developer|carrier|paper|retailer)[a-z]{3,}(?:ers?|ors|men|women|esses|smiths)\b|\b(?:wom[ae]n|m[ae]n|workers?|girls?|people|hands?|somebody|someone|packers?|staff) from (?:the )?(?:same )?(?:town|city|village|area|neighbou?rhood|region|county|place)\b/;

/** "after three years in Kuwait", "for five years there": how long somebody stayed. */
const isLengthOfStay = (folded: string, quantity: SeenQuantity, sentence: Stretch): boolean =>
  /\b(?:after|for|of|spent|spends|spend|served|worked|his|her|their|back from|lasts?|lasted) (?:(?:only|about|over|more than|just|the|full|whole|nearly|almost|some|at least) )*$/.test(
    folded.slice(Math.max(sentence.start, quantity.start - 40), quantity.numberStart),
  ) &&
  (/\b(?:go|goes|went|gone|going|sent|posted|leave|leaves|left|come|came|move|moved) (?:to|for|abroad|there|away|overseas)\b[^.;,]{0,40} for $/.test(
    folded.slice(Math.max(sentence.start, quantity.start - 80), quantity.numberStart),
  ) ||
    /^ ?(?:in|at|of (?:work|building|logging|sewing|service|construction)|abroad|overseas|there|here|away|on the site|without pay)\b/.test(
      folded.slice(quantity.end, quantity.end + 24),
    ));

/** "Two plant managers said", "interviews with 20 returnees": the number counts who speaks, not who was sent. */
function countsSpeakers(page: Page, quantity: SeenQuantity, sentence: Sentence): boolean {
  if (page.input.language !== "en") return false;
  const scopes = page.attribution.scopes[sentence.index] ?? [];
  if (
    scopes.some(
      (s) =>
        s.introducedFrom >= sentence.start &&
        ((s.introducedFrom <= quantity.start && quantity.numberEnd <= s.introducedTo) ||
          Math.abs(quantity.start - Math.floor(s.introducedFrom)) <= 1),
    )
  )
    return true;
  return (
    /\b(?:interviews?|interviewed|spoke|talked|conversations|testimon(?:y|ies)|accounts|statements|questioned|surveyed|survey of|according to|told by|heard from)(?: (?:with|to|of|from|by|some|about|over|more than))* $/.test(
      page.folded.slice(Math.max(0, quantity.start - 40), quantity.start),
    ) ||
    /^ (?:of (?:them|whom) )?(?:interviewees|respondents|witnesses|informants|sources)\b/.test(
      page.folded.slice(quantity.numberEnd, quantity.numberEnd + 30),
    )
  );
}

/** The day the source spoke, of which only the last day of a window can anchor. */
const narrower = (told: EdtfDate): EdtfDate => (told.includes("/") ? ((told.split("/")[1] ?? told) as EdtfDate) : told);

const kindOfUnit = (unit: string) =>
  unit === "person"
    ? "person"
    : ["restaurant", "company", "city", "site"].includes(unit)
      ? "site"
      : unit === "country"
        ? "country"
        : "other";

/** The neighbouring sentence of the same paragraph or answer. */
function neighbour(page: Page, sentence: Sentence, step: -1 | 1): Sentence | null {
  const other = page.sentences[sentence.index + step];
  return other === undefined || other.zone.kind === "heading" || (other.zone.kind === "note") !== (sentence.zone.kind === "note")
    ? null
    : other;
}

type Settled = { readonly reading: UnitReading; readonly reason: string; readonly isSure: boolean };

/** A bare number counts what the words around it make it count: "more than 100 have come" are people. */
function isGapped(page: Page, quantity: SeenQuantity, sentence: Sentence): boolean {
  const { roles } = languageData(page.input.language);
  const before = between(page.quantities, sentence.start, quantity.start).at(-1);
  if (roles === undefined || before?.readings[0]?.kind !== "money") return false;
  const words = page.folded.slice(before.end, quantity.start);
  return (
    words.length < 60 &&
    /^[^;.]*,/.test(words) &&
    !/\b(?:wages?|pay|salary|income|is|are|was|were|has|have|had|minimum)\b/.test(words) &&
    (words.match(/[a-z]+/g) ?? []).every((word) => !roles.verbs.has(word))
  );
}

/** Some 600 to 2,500 won to a dollar are South Korean, unless a market or town of the North is named. */
function isSouthKoreanRate(folded: string, quantity: SeenQuantity, sentence: Stretch): boolean {
  const { rate } = quantity;
  const won = Number(quantity.low ?? quantity.high);
  return (
    rate?.of === "KPW" &&
    rate.base === "USD" &&
    Number(rate.baseAmount) === 1 &&
    won > 600 &&
    won < 2500 &&
    !/north korean won|kpw|markets?\b|pyongyang|hyesan|sinuiju|chongjin|조선|북한|北朝鮮|朝鲜|朝元|평양|혜산|신의주|平壌|平壤|恵山|惠山/.test(
      folded.slice(sentence.start, sentence.end),
    )
  );
}

/** The visas or permits the number right before counts. */
function lastDocument(page: Page, quantity: SeenQuantity, sentence: Sentence): UnitReading | null {
  const from = page.sentences[Math.max(0, sentence.index - 1)]?.start ?? 0;
  const found = between(page.quantities, from, quantity.start)
    .filter((q) => q.readings[0]?.kind !== "duration")
    .at(-1);
  const [reading] = found?.readings ?? [];
  if (reading?.kind === "document") return reading;
  // "310 visas, 22 of them to head cooks. Another 150 …": over one that itself counts them.
  const before = between(page.quantities, from, found?.start ?? from).at(-1)?.readings[0];
  return found !== undefined && reading === undefined && before?.kind === "document" ? before : null;
}

const topicReadings: Readonly<Record<string, UnitReading>> = {
  permits: { kind: "document", unit: "document" },
  visas: { kind: "document", unit: "document" },
  restaurants: { kind: "site", unit: "restaurant" },
  companies: { kind: "site", unit: "company" },
  countries: { kind: "country", unit: "country" },
};

/** The currency of the last sum told, up to three sentences before. */
function moneyBefore(page: Page, quantity: SeenQuantity, sentence: Sentence): UnitReading | null {
  const from = page.sentences[Math.max(0, sentence.index - 3)]?.start ?? 0;
  const found = between(page.quantities, from, quantity.start)
    .filter((q) => q.readings[0]?.kind === "money" && q.rate === undefined)
    .at(-1);
  return found?.readings[0] ?? null;
}

function elided(
  page: Page,
  quantity: SeenQuantity,
  next: SeenQuantity | null,
  sentence: Sentence,
  here: readonly Cue[],
  lastKind: { reading: UnitReading; sentence: number } | null,
): Settled | null {
  const { folded } = page;
  const has = (sense: string) => here.some((c) => c.sense === sense);
  if (quantity.isFraction)
    return (has("stateTakes") || has("workerKeeps")) &&
      !/^ (?:-)?(?:empty|full|finished|built|open|closed|way|idle|an? |of the (?:plants|factories|workers|women|men))/.test(
        folded.slice(quantity.end, quantity.end + 24),
      )
      ? { reading: { kind: "share", unit: "percent" }, reason: "a share in words", isSure: true }
      : null;
  if (/^(?:1[89]|20)\d\d$/.test(folded.slice(quantity.numberStart, quantity.numberEnd)) && quantity.hedges.length === 0) return null;
  if (quantity.isWordOne) return null;
  const rest = folded.slice(quantity.end, Math.min(sentence.end, quantity.end + 40));
  // "keep 300 of the 2,600 yuan": the part is told in the unit of the whole.
  const whole = next?.readings[0];
  if (whole?.kind === "money" && /^ (?:out )?of (?:the|that|this|their|every|each|those) $/.test(folded.slice(quantity.end, next?.start)))
    return { reading: whole, reason: "in the unit of the sum it is a part of", isSure: true };
  const previous = between(page.quantities, sentence.start, quantity.start).at(-1);
  const lead = folded.slice(Math.max(sentence.start, quantity.start - 40), quantity.start);
  // "rose from 2,000 to 2,500 yuan": both levels in the unit of the second; "at 1,400 won, up from 1,262": in that of the first.
  if (
    whole?.kind === "money" &&
    /^ to (?:[a-z]+ ){0,2}$/.test(folded.slice(quantity.end, next?.start)) &&
    /\bfrom (?:[a-z]+ ){0,2}$/.test(lead)
  )
    return { reading: whole, reason: "in the unit of the level that follows", isSure: true };
  const told =
    previous?.readings[0] ?? (previous?.rate === undefined ? undefined : ({ kind: "money", unit: previous.rate.of } as UnitReading));
  if (
    told?.kind === "money" &&
    /\b(?:up from|down from|against|compared (?:with|to)|instead of|rather than|not|versus|from) (?:[a-z]+ ){0,2}$/.test(lead)
  )
    return { reading: told, reason: "in the unit of the level before", isSure: true };
  if (
    told?.kind === "duration" &&
    Number(quantity.high ?? quantity.low) < 60 &&
    /^(?: ?[.,;)]| ?$| (?:already|there|now|so far|at most|at least|or more)\b)/.test(rest)
  )
    return { reading: told, reason: "in the unit of the time before", isSure: false };
  const topic = /\bnumber of (?:[a-z]+ ){0,3}?(permits|visas|restaurants|countries|companies)\b/.exec(
    folded.slice(sentence.start, quantity.start),
  )?.[1];
  // "Restaurants of this kind …; there are about 120 of them": what the sentence is about.
  const about = /\b(restaurants|companies|countries)\b(?!.*\b(?:workers|women|men|people|staff|north koreans|labourers)\b)/.exec(
    folded.slice(sentence.start, quantity.start),
  )?.[1];
  if (about !== undefined && /\bof them\b/.test(folded.slice(quantity.numberEnd, quantity.end + 10)))
    return { reading: topicReadings[about] as UnitReading, reason: "what the sentence is about", isSure: false };
  if (topic !== undefined)
    return { reading: topicReadings[topic] as UnitReading, reason: "what the number is said to be of", isSure: false };
  if (isAge(folded, quantity) || isLabel(folded, quantity, sentence)) return null;
  const moves = here.some(
    (c) =>
      (c.sense === "arrive" || c.sense === "stay" || c.sense === "return" || c.sense === "flee" || c.sense === "die") &&
      c.start >= quantity.end &&
      c.start - quantity.end < 24,
  );
  const inPlace =
    /^ (?:more |others? |are |were |had |have |still |now |left |also )*(?:in|at|of (?:them|whom|these|those|the)|to|from|for|over|across|there|here|by|on|with|since|worldwide|abroad)\b/.test(
      rest,
    ) ||
    /^ ?[.,;)"]/.test(rest) ||
    /\bof (?:them|whom|these|those)$/.test(folded.slice(quantity.start, quantity.end)) ||
    rest.trim() === "";
  // "They kept about 400": a sum in the currency told before.
  const currency =
    /\b(?:keeps?|kept|gets?|got|receives?|received|paid|pays?|earns?|earned|owes?|owed|costs?|hand(?:s|ed)? over|gave|gives?|sees?|saw)(?: (?:only|just|perhaps|about|around|some|maybe|roughly|nearly|almost|over|less than|more than|no more than|at most|at least|up to))* $/.test(
      folded.slice(Math.max(sentence.start, quantity.numberStart - 44), quantity.numberStart),
    )
      ? moneyBefore(page, quantity, sentence)
      : null;
  if (currency !== null && !/^ (?:of (?:them|whom)|[a-z]+ (?:workers|women|men|people|days|hours|kilos|kg))\b/.test(rest))
    return { reading: currency, reason: "in the currency of the sum before", isSure: false };
  const carries = lastKind !== null && sentence.index - lastKind.sentence <= 1 ? lastKind.reading : null;
  const document = lastDocument(page, quantity, sentence);
  if (
    document !== null &&
    /^(?: (?:or so|more|others|of (?:them|these|those|which)))*(?: (?:went|were|for|are|to|had)\b|[ ,.;])/.test(rest)
  )
    return { reading: document, reason: "counts what the number before counts", isSure: false };
  // "Poland: about 400." under a count of workers.
  const isEntry = /(?:^|[.;:] ?)[a-z .'-]{2,30}: (?:[a-z]+ ){0,3}$/.test(
    folded.slice(Math.max(0, sentence.start - 2), quantity.numberStart),
  );
  if (carries !== null && (carries.kind === "site" || carries.kind === "country") && inPlace && !moves && !(isEntry && page.tellsOfPeople))
    return { reading: carries, reason: "counts what the number before counts", isSure: false };
  if (
    /\b(?:groups?|batch(?:es)?|lots|teams?|squads?|part(?:y|ies)|busloads?|brigades?|crews?|convoys?|waves?|contingents?|transports?|detachments?) of $/.test(
      folded.slice(Math.max(0, quantity.start - 18), quantity.start),
    )
  )
    return { reading: { kind: "person", unit: "person" }, reason: "the size of a group", isSure: true };
  // A small bare number is rather a number of things named elsewhere than of workers.
  if (!moves && carries === null && Number(quantity.high ?? quantity.low) < 10) return null;
  const people = (carries !== null && carries.kind === "person") || page.tellsOfPeople;
  // "20 journalists were expelled": another noun is counted.
  const other = /^ ([a-z]+s)\b/.exec(rest)?.[1];
  if (
    other !== undefined &&
    !/^(?:was|is|has|does|others|as|always|across|was|comes|goes|works|lives|arrives|enters|leaves|stays)$/.test(other) &&
    !here.some((c) => c.start === quantity.end + 1)
  )
    return null;
  if (moves)
    return { reading: { kind: "person", unit: "person" }, reason: "counted noun left out: people come, go or stay", isSure: false };
  if (people && (moves || inPlace || quantity.hedges.some((h) => h.effect !== "none")) && !/^[\d%]/.test(rest))
    return { reading: { kind: "person", unit: "person" }, reason: "counted noun left out: people by context", isSure: false };
  return null;
}

const hosts = (places: readonly PlaceMention[]): string | null => {
  const tally = new Map<string, number>();
  for (const { place } of places)
    if (place.country !== null && !["KP", "KR", "US", "JP"].includes(place.country))
      tally.set(place.country, (tally.get(place.country) ?? 0) + 1);
  return [...tally].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
};

function rateDate(page: Page, sentence: Sentence, fallback: EdtfDate, at: number): { period: EdtfDate; reason: string } {
  const told = [...between(page.times, sentence.start, sentence.end)]
    .filter((t) => !t.isNow)
    .sort((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at))[0];
  return told === undefined
    ? { period: fallback, reason: "no date told: the month of the report" }
    : { period: told.moment, reason: "the date of the rate" };
}

/** "five years" told in the same or the sentence before: the years a settlement covers. */
function yearsIn(folded: string, sentence: Sentence, before: Sentence | null): string | null {
  const asian = /(\d{1,2}|[一二两三四五六七八九十]) ?(?:年間|年间|년간|년 동안|년|年)(?![前전代度\d월月])/u.exec(
    folded.slice(before?.start ?? sentence.start, sentence.end),
  );
  if (asian !== null)
    return `${/\d/.test(asian[1] as string) ? asian[1] : ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].indexOf((asian[1] as string).replace("两", "二"))} years`;
  const words = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty"];
  const found = /\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twenty) years\b(?! (?:ago|old))/.exec(
    folded.slice(before?.start ?? sentence.start, sentence.end),
  );
  if (found === null) return null;
  const n = found[1] as string;
  return `${/\d/.test(n) ? n : n === "twenty" ? "20" : words.indexOf(n) + 2} years`;
}

function chainOf(outlet: string, names: readonly string[]): SpeakerChain {
  const first: Speaker = { name: outlet, protect: false };
  return [first, ...names.map((name) => ({ name, protect: isProtected(name) }))];
}

function valueOf(text: string, quantity: SeenQuantity): Value {
  const hedge = quantity.hedges.filter((h) => h.effect !== "none").map((h) => text.slice(h.start, h.end).toLowerCase());
  return { low: quantity.low, high: quantity.high, kind: quantity.kind, hedge };
}

/** A share told as a fraction, in whole percent. */
function percent(value: Value): Value {
  const whole = (text: DecimalText | null) =>
    text === null ? null : (String(Math.round(Number(multiply(text, "100" as DecimalText)))) as DecimalText);
  return { ...value, low: whole(value.low), high: whole(value.high) };
}

/** 七成, 7割: tenths, in percent. */
const scaled = (value: Value, by: string): Value => ({
  ...value,
  low: value.low === null ? null : multiply(value.low, by as DecimalText),
  high: value.high === null ? null : multiply(value.high, by as DecimalText),
});

const currencyOf = (unit: string): Currency => {
  const found = currencies.find((c) => c === unit);
  if (found === undefined) throw new RangeError(`"${unit}" is not a currency of the vocabulary`);
  return found;
};

function quantityOf(quantity: SeenQuantity, reading: UnitReading, on: EdtfDate): Quantity {
  if (quantity.rate !== undefined)
    return {
      kind: "rate",
      of: currencyOf(quantity.rate.of),
      base: { amount: quantity.rate.baseAmount, currency: currencyOf(quantity.rate.base) },
    };
  if (reading.kind === "money") return { kind: "money", currency: currencyOf(reading.unit), on };
  return { kind: "count", unit: reading.unit === "tenth" ? "percent" : reading.unit } as Quantity;
}

/**
 * A heading that repeats a number of the body is the same claim: its span joins, its own reading goes. So is a number said again in
 * its own sentence. Twins are looked up, never searched for: a long list of equal numbers must stay linear.
 */
function merged(drafts: readonly Draft[]): readonly Draft[] {
  const firstInBody = new Map<string, Draft>();
  const firstInSentence = new Map<Draft["sentence"], Map<string, Draft>>();
  const keyInSentence = (draft: Draft) => `${valueKey(draft)}|${draft.claim.measure}`;
  for (const draft of drafts) {
    const key = valueKey(draft);
    if (draft.zone !== "heading" && !firstInBody.has(key)) firstInBody.set(key, draft);
    const inSentence = firstInSentence.get(draft.sentence) ?? new Map<string, Draft>();
    firstInSentence.set(draft.sentence, inSentence);
    const first = inSentence.get(keyInSentence(draft));
    if (first === undefined || draft.quantity.start < first.quantity.start) inSentence.set(keyInSentence(draft), draft);
  }
  const joining = new Map<Draft, Draft[]>();
  const gone = new Set<Draft>();
  for (const draft of drafts) {
    const twin =
      draft.zone === "heading"
        ? firstInBody.get(valueKey(draft))
        : draft.restates === null
          ? firstInSentence.get(draft.sentence)?.get(keyInSentence(draft))
          : undefined;
    if (twin === undefined || twin === draft || gone.has(twin)) continue;
    joining.set(twin, [...(joining.get(twin) ?? []).slice(0, mostRepeats), draft]);
    gone.add(draft);
  }
  const renamed = new Map<Draft, Draft>();
  for (const draft of drafts) if (!gone.has(draft)) renamed.set(draft, joined(draft, joining.get(draft) ?? []));
  // What restates a merged draft must point at its new form.
  return [...renamed.values()].map((after) =>
    after.restates === null ? after : { ...after, restates: renamed.get(after.restates) ?? after.restates },
  );
}

/** Voices of one text that are told apart. */
const mostVoices = 200;

/** "a trader in Dandong" and later "the trader" are one voice: the chain keeps the words printed, the reasons name the voice. */
function oneVoice(drafts: readonly Draft[]): readonly Draft[] {
  const known = new Set<string>();
  return drafts.map((draft) => {
    const name = draft.claim.speakers.at(-1)?.name ?? "";
    const fuller = draft.claim.speakers.length < 2 ? undefined : [...known].find((one) => one.startsWith(`${name} `));
    if (draft.claim.speakers.length > 1 && known.size < mostVoices) known.add(name);
    return fuller === undefined
      ? draft
      : { ...draft, claim: { ...draft.claim, reasons: { ...draft.claim.reasons, voice: `the ${fuller} named before` } } };
  });
}

/** Spans kept of one claim that a text repeats on and on. */
const mostRepeats = 50;

function joined(draft: Draft, repeats: readonly Draft[]): Draft {
  if (repeats.length === 0) return draft;
  const { claim } = draft;
  const spans = [...repeats.flatMap((repeat) => repeat.claim.spans), ...claim.spans].sort((a, b) => a.start - b.start) as [Span, ...Span[]];
  const confidence = { ...claim.confidence, claim: Math.min(0.99, claim.confidence.claim + 0.02 * repeats.length) };
  return { ...draft, claim: { ...claim, spans, confidence } };
}

function valueKey({ claim }: Draft): string {
  const { value, quantity } = claim;
  return `${value.low}|${value.high}|${quantity.kind === "money" ? quantity.currency : quantity.kind === "count" ? quantity.unit : "rate"}`;
}

function numbered(drafts: readonly Draft[], report: ReportId): readonly ProposedClaim[] {
  const ordered = [...drafts].sort((a, b) => a.claim.spans[0].start - b.claim.spans[0].start);
  // A conversion printed first in a heading still follows what it restates.
  const ids = new Map<Draft, ClaimId>(ordered.map((d, i) => [d, claimId(`${report}-${String(i + 1).padStart(2, "0")}`)]));
  const byQuantity = new Map(ordered.map((d) => [d.quantity, ids.get(d) as ClaimId]));
  return ordered.map((d) => ({
    ...d.claim,
    id: ids.get(d) as ClaimId,
    conversionOf: d.restates === null ? null : (byQuantity.get(d.restates.quantity) ?? null),
  }));
}

/**
 * Holds each rule against the accepted claims of a case, once per host State the claims name. Three-valued: an element is
 * met, not met, or there is not enough. A finding says "meets the elements of": it is never a verdict on a person, and a
 * claim that was withdrawn, denied, demanded or imagined never carries it.
 */
import { counts, isAccepted, type Claim } from "#domain/claim.ts";
import { dayBounds, type EdtfDate } from "#domain/edtf.ts";
import type { ElementFinding, Finding, Verdict } from "#domain/finding.ts";
import { findingId } from "#domain/ids.ts";
import type { Report } from "#domain/report.ts";
import { notMembers, stateName } from "./host-states.ts";
import type { Element, Requirement, Rule, Speaks } from "./rule.ts";
import { rules } from "./rules.ts";

/** The weakest Admiralty credibility that can carry an element: "possibly true". */
export const weakestCredibility = 3;

/**
 * One finding per rule and host State that an accepted claim names, hosts in alphabetical order of their code.
 * `asOf` is the day the case speaks of: a duty not yet due on it cannot be broken. Home is never a host.
 */
export function findings(
  claims: readonly Claim[],
  reports: readonly Pick<Report, "id">[],
  { asOf }: { readonly asOf: EdtfDate },
): readonly Finding[] {
  const received = new Set<string>(reports.map((report) => report.id));
  const known = claims.filter((claim) => received.has(claim.report));
  const hosts = [...new Set(known.filter(isAccepted).flatMap((claim) => claim.country ?? []))].filter((host) => host !== "KP").sort();
  return rules.flatMap((rule) => hosts.map((host) => holdAgainst(rule, host, known, asOf)).filter((finding) => hasEvidence(rule, finding)));
}

/** A host about which no claim speaks to any element but who the host is has nothing to find. */
function hasEvidence(rule: Rule, finding: Finding): boolean {
  return finding.elements.some((element, i) => element.claims.length > 0 && rule.elements[i]?.hostStates === undefined);
}

/** One rule held against what is told about one host State. */
export function holdAgainst(rule: Rule, host: string, claims: readonly Claim[], asOf: EdtfDate): Finding {
  const about = claims.filter((claim) => claim.country === host);
  const due = isDue(rule, asOf);
  const elements = rule.elements.map((element) => findElement(element, host, about, due ? null : rule.dutyDue));
  const exceptions = rule.exceptions.map((element) => findException(element));
  const verdict = due ? combine(rule.requires, elements) : "not met";
  return {
    id: findingId(`${rule.id}:${host}`),
    rule: rule.id,
    title: rule.title,
    instrument: normOf(rule),
    url: rule.url,
    boundParty: rule.binds === "host State" ? `${stateName(host)} (as a UN Member State)` : rule.binds,
    elements,
    exceptions,
    verdict,
    says: conclusion(rule, host, verdict, elements, due),
    unverified: rule.unverifiedParts.length > 0,
  };
}

const normOf = (rule: Rule) => `${rule.instrument}, ${rule.provision}`;

function isDue(rule: Rule, asOf: EdtfDate): boolean {
  if (rule.dutyDue === null) return true;
  const last = dayBounds(asOf).last;
  return last === null || last > (dayBounds(rule.dutyDue).last ?? "");
}

function findElement(element: Element, host: string, about: readonly Claim[], notDueBefore: EdtfDate | null): ElementFinding {
  const say = (verdict: Verdict, because: string, claims: readonly Claim[]): ElementFinding => ({
    element: element.id,
    text: element.text,
    verdict,
    because,
    claims: claims.map((claim) => claim.id),
    wouldChange: element.wouldChange[verdict],
  });
  if (element.hostStates) {
    const bar = notMembers[host];
    if (bar) return say("not enough", `${bar}.`, []);
    return say(
      "met",
      `${stateName(host)} is a UN Member State; the claims place the work there.`,
      about.filter((claim) => counts(claim)).slice(0, 1),
    );
  }
  const { speaks } = element;
  if (!speaks) return say("not enough", "The vocabulary has no measure for it, and no accepted claim tells of it.", []);
  if (notDueBefore !== null && speaks.after)
    return say("not met", `The duty is due on ${notDueBefore}; on the day of this finding it was not.`, []);
  return weighClaims(say, speaks, about);
}

type Say = (verdict: Verdict, because: string, claims: readonly Claim[]) => ElementFinding;

function weighClaims(say: Say, speaks: Speaks, about: readonly Claim[]): ElementFinding {
  const measured = about.filter(
    (claim) => speaks.measures.includes(claim.measure) && !speaks.unless?.some((flag) => claim.flags.includes(flag)),
  );
  const onMeasure = measured.filter((claim) => isSaid(claim, speaks));
  const inTime = onMeasure.filter((claim) => !speaks.after || isAfter(claim.period, speaks.after));
  const telling = inTime.filter(counts).filter((claim) => claim.conversionOf === null);
  const none = telling.filter((claim) => speaks.moreThanZero && claim.value.high === "0");
  const below = telling.filter((claim) => speaks.atLeast !== undefined && Number(claim.value.low ?? 0) < speaks.atLeast);
  const supporting = telling.filter((claim) => !none.includes(claim) && !below.includes(claim));
  const strong = supporting.filter((claim) => claim.decision.credibility <= weakestCredibility);
  const denied = inTime.filter((claim) => claim.polarity === "denied" && isAccepted(claim));
  const less = below.length > 0 ? ` ${told(below)} of less than ${speaks.atLeast}.` : "";
  const but = denied.length > 0 ? ` It is denied in ${list(denied)}.` : "";
  if (strong.length > 0) {
    const both = none.length > 0 ? ` Against it stands ${list(none)}, which tells of nobody.` : "";
    return say("met", `${told(strong)} it.${but}${both}${less}`, strong);
  }
  if (supporting.length > 0) {
    return say("not enough", `${told(supporting)} it, but none is graded possibly true (3) or better.${but}${less}`, supporting);
  }
  if (below.length > 0) return say("not met", `Nothing told reaches ${speaks.atLeast}:${less}${but}`, below);
  if (none.length > 0) return say("not met", `${told(none)} that there is nobody and nothing.${but}`, none);
  const early = onMeasure.filter(counts);
  if (speaks.after && early.length > 0) {
    return say("not enough", `What is told (${list(early)}) is not wholly after ${speaks.after}.${but}`, early);
  }
  const setAside = inTime.filter((claim) => !counts(claim) && claim.conversionOf === null);
  const aside = setAside.length > 0 ? ` ${list(setAside)} cannot carry it: ${reasonsNotCounting(setAside)}.` : "";
  const otherwise = measured.filter((claim) => counts(claim) && !isSaid(claim, speaks));
  const unsaid = otherwise.length > 0 ? ` ${list(otherwise)} may, but ${otherwise.length === 1 ? "does" : "do"} not say so.` : "";
  return say("not enough", `No accepted claim tells of it.${aside}${unsaid}`, []);
}

/** Whether the claim's own words say what the element asks them to say. */
function isSaid(claim: Claim, { saying, notSaying }: Speaks): boolean {
  if (!saying && !notSaying) return true;
  const words = `${claim.subject} ${claim.reasons["sector"] ?? ""} ${claim.spans.map((span) => span.exact).join(" ")}`;
  return (saying?.test(words) ?? true) && !(notSaying?.test(words) ?? false);
}

function isAfter(period: EdtfDate, day: EdtfDate): boolean {
  const first = dayBounds(period).first;
  return first !== null && first > (dayBounds(day).last ?? "");
}

/** Nothing in the vocabulary tells of exceptions; saying so is the honest answer, and the finding names it. */
function findException(element: Element): ElementFinding {
  return {
    element: element.id,
    text: element.text,
    verdict: "not enough",
    because: "Nothing reported speaks for this exception, and nothing excludes it.",
    claims: [],
    wouldChange: element.wouldChange["not enough"],
  };
}

/** All requirements: the weakest verdict. Alternatives: the strongest of the alternatives, each as weak as its weakest element. */
function combine(requires: readonly Requirement[], elements: readonly ElementFinding[]): Verdict {
  const verdictOf = (id: string) => elements.find((one) => one.element === id)?.verdict ?? "not enough";
  return weakest(
    requires.map((one) => (typeof one === "string" ? verdictOf(one) : strongest(one.anyOf.map((group) => weakest(group.map(verdictOf)))))),
  );
}

const order: readonly Verdict[] = ["not met", "not enough", "met"];
const weakest = (verdicts: readonly Verdict[]): Verdict => order.find((verdict) => verdicts.includes(verdict)) ?? "not enough";
const strongest = (verdicts: readonly Verdict[]): Verdict =>
  [...order].reverse().find((verdict) => verdicts.includes(verdict)) ?? "not enough";

function conclusion(rule: Rule, host: string, verdict: Verdict, elements: readonly ElementFinding[], due: boolean): string {
  const norm = normOf(rule);
  const bound = rule.binds === "host State" ? ` as the bound State` : "";
  const caveat =
    rule.unverifiedParts.length > 0
      ? ` Parts of the rule's text are not confirmed in a primary source: ${rule.unverifiedParts.join("; ")}.`
      : "";
  if (!due) return `What is reported does not meet the elements of ${norm}, for ${stateName(host)}: the duty was not due.${caveat}`;
  if (verdict === "met") {
    const exceptions = rule.exceptions.length > 0 ? " Exceptions were not examined by anyone reporting." : "";
    return `What is reported meets the elements of ${norm}, for ${stateName(host)}${bound}.${exceptions} It does not show ${rule.cannotConclude}.${caveat}`;
  }
  if (verdict === "not met") return `What is reported does not meet the elements of ${norm}, for ${stateName(host)}.${caveat}`;
  const open = elements.filter((one) => one.verdict === "not enough" && one.element !== "overseer").map((one) => one.element);
  return `There is not enough to say whether ${norm} is engaged for ${stateName(host)}: open is ${open.join(", ")}.${caveat}`;
}

const list = (claims: readonly Claim[]) => claims.map((claim) => claim.id).join(", ");
const told = (claims: readonly Claim[]) => `${list(claims)} ${claims.length === 1 ? "tells" : "tell"}`;
function reasonsNotCounting(claims: readonly Claim[]): string {
  return [...new Set(claims.map((claim) => (isAccepted(claim) ? claim.polarity : claim.decision.state)))].join(", ");
}

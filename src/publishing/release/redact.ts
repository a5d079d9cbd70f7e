/**
 * Takes protected strings out of what is about to leave by leaving out, never by covering (rule DI1): a sentence that holds one goes
 * whole, quoted words go whole, a field goes to its widest form. Redacting twice changes nothing.
 */
import type { ElementFinding, Finding } from "#domain/finding.ts";
import type { Estimate, Lineage } from "#domain/estimate.ts";
import type { ReleaseContent, ReleasedClaim, ReleasedSource } from "#domain/release.ts";
import type { ConversionCheck, Corroboration, Rate } from "#domain/weighing.ts";
import { protectedScanner } from "../disclosure/scan.ts";

export type Redactor = {
  /** The text without its sentences that hold a protected string. */
  readonly text: (text: string) => string;
  /** Whether the text holds a protected string in any spelling. */
  readonly holds: (text: string) => boolean;
};

/** A redactor for these strings. `rewrite` runs first over every text: names widened, towns widened. */
export function redactor(protectedStrings: readonly string[], rewrite: (text: string) => string = (text) => text): Redactor {
  const scan = protectedScanner(protectedStrings);
  // The same outlet, place and unit come with every claim: each text is searched once.
  const searched = new Map<string, boolean>();
  const holds = (text: string) => {
    const known = searched.get(text);
    if (known !== undefined) return known;
    const found = scan(text).length > 0;
    searched.set(text, found);
    return found;
  };
  const placeholder = ["A sentence is withheld to protect a source.", "[withheld]", "…"].find((words) => !holds(words)) ?? "…";
  const withoutSentences = (text: string): string => {
    if (!holds(text)) return text;
    const kept: string[] = [];
    for (const sentence of text.split(/(?<=[.!?。！？])\s+|\n+/)) {
      const safe = holds(sentence) ? placeholder : sentence;
      if (safe !== placeholder || kept.at(-1) !== placeholder) kept.push(safe);
    }
    const joined = kept.join(" ");
    return holds(joined) ? placeholder : joined;
  };
  return { text: (text) => withoutSentences(rewrite(text)), holds };
}

/**
 * The content with everything that holds a protected string left out. Title and summary are a person's words and stay:
 * the review names them, and the person rewords them.
 */
export function redactContent(content: ReleaseContent, { text, holds }: Redactor): ReleaseContent {
  const orNull = (words: string | null) => (words !== null && holds(words) ? null : words);
  const claim = (one: ReleasedClaim): ReleasedClaim => {
    const wordsHeld = one.words.some(holds) || one.spans?.some((span) => holds(span.exact)) === true;
    const { spans, value, ...rest } = one;
    return {
      ...rest,
      ...(value !== undefined && !holds(Object.values(value).join(" ")) ? { value } : {}),
      ...(spans !== undefined && !wordsHeld ? { spans } : {}),
      ...(wordsHeld ? { wordsWithheld: WORDS_PROTECTED } : {}),
      valueText: holds(one.valueText) ? "value withheld" : one.valueText,
      place: orNull(one.place),
      speakers: one.speakers.map((name) => (holds(name) ? "a person with knowledge of the matter" : name)),
      words: wordsHeld ? [] : one.words,
      outlet: holds(one.outlet) ? "a publication" : one.outlet,
      url: orNull(one.url),
      ...(one.source === undefined ? {} : { source: holds(one.source) ? "a source" : one.source }),
    };
  };
  return {
    ...content,
    claims: content.claims.map(claim),
    ...(content.sources === undefined ? {} : { sources: content.sources.map((source) => redactSource(source, holds)) }),
    ...(content.withheld === undefined ? {} : { withheld: content.withheld.map(text) }),
    ...(content.unmade === undefined
      ? {}
      : { unmade: content.unmade.map((one) => ({ ...one, name: text(one.name), missing: one.missing.map(text) })) }),
    estimates: content.estimates.map((estimate) => redactEstimate(estimate, text)),
    findings: content.findings.map((finding) => redactFinding(finding, text)),
    conversions: content.conversions.map((check): ConversionCheck => ({
      ...check,
      candidates: check.candidates.map((candidate) => ({ ...candidate, rate: redactRate(candidate.rate, text, holds) })),
      says: text(check.says),
    })),
    corroborations: content.corroborations.map((group): Corroboration => ({
      ...group,
      place: orNull(group.place),
      roots: group.roots.map((root) => ({ ...root, why: text(root.why) })),
      links: group.links.map((link) => ({ ...link, why: text(link.why) })),
      verdict: text(group.verdict),
    })),
    rates: content.rates.map((rate) => redactRate(rate, text, holds)),
  };
}

export const WORDS_PROTECTED = "The words describe a protected person.";

function redactSource(source: ReleasedSource, holds: (text: string) => boolean): ReleasedSource {
  return { ...source, name: holds(source.name) ? "a source" : source.name, canKnow: holds(source.canKnow) ? "withheld" : source.canKnow };
}

function redactRate(rate: Rate, text: (text: string) => string, holds: (text: string) => boolean): Rate {
  return { ...rate, source: text(rate.source), url: rate.url !== null && holds(rate.url) ? null : rate.url };
}

function redactEstimate(estimate: Estimate, text: (text: string) => string): Estimate {
  const [first, ...rest] = estimate.lineage.assumptions.map((one) => ({ ...one, says: text(one.says), source: text(one.source) }));
  const { claims } = estimate.lineage;
  const [firstClaim, ...otherClaims] = claims;
  let lineage: Lineage;
  if (first !== undefined) lineage = { claims, assumptions: [first, ...rest] };
  else if (firstClaim !== undefined) lineage = { claims: [firstClaim, ...otherClaims], assumptions: [] };
  else throw new Error(`estimate ${estimate.id} rests on nothing`);
  return {
    ...estimate,
    name: text(estimate.name),
    method: { ...estimate.method, name: text(estimate.method.name), reference: text(estimate.method.reference) },
    lineage,
  };
}

function redactFinding(finding: Finding, text: (text: string) => string): Finding {
  const element = (one: ElementFinding): ElementFinding => ({
    ...one,
    text: text(one.text),
    because: text(one.because),
    wouldChange: text(one.wouldChange),
  });
  return {
    ...finding,
    title: text(finding.title),
    boundParty: text(finding.boundParty),
    elements: finding.elements.map(element),
    exceptions: finding.exceptions.map(element),
    says: text(finding.says),
  };
}

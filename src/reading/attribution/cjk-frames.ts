/**
 * The frames of attribution in Korean, Japanese and Chinese. Korean and Japanese close with the verb of saying and mark the speaker with a
 * particle; Chinese puts speaker and verb first. One frame is one voice with the voices it has it from.
 * What a reader would get wrong: the topic of a sentence speaks only when the sentence ends in a verb of saying; in a clause told by
 * another, whoever says something is the inner voice; and a verb without a subject goes on with whoever spoke last.
 */
import type { Basis } from "#domain/claim.ts";

export type Frame = {
  /** Outermost first, as printed; "" stands for whoever spoke last. */
  readonly names: readonly string[];
  /** The stretch the voices speak in; offsets are into the sentence. */
  readonly from: number;
  readonly to: number;
  /** Where the words of attribution end in front of what is told: a date before it is when the source spoke. */
  readonly openedAt: number;
  readonly basis: Basis;
  readonly opens: "sentence" | "paragraph" | "back" | "interview" | "quote";
};

export type FrameFinder = (words: string) => readonly Frame[];

/** The phrase as the chain prints it: without conjunction, date or article in front. */
export function trimmedName(raw: string, lead: RegExp, article: RegExp): string {
  let name = raw.trim();
  for (let before = ""; before !== name;) {
    before = name;
    name = name.replace(lead, "").trim();
  }
  return name.replace(article, "").trim();
}

export function isName(name: string): boolean {
  return name.length >= 1 && name.length <= 44 && !/^[\d\s.,~-]+$/.test(name);
}

/**
 * What an entry's body must look like to be understood: checked lightly, by kind, whenever one is read back, because a newer
 * version of this program (or a hand in the database) may have written what this one does not know.
 */
import { z } from "zod";
import type { EntryBody, EntryKind } from "#domain/entry.ts";

/** The newest version of each kind that this program understands; a body without a `version` is version 1. */
const newestVersion = 1;

const text = z.string();
const named = z.looseObject({ id: text });
const list = z.array(z.unknown());
const credibility = z.number().int().min(1).max(6);
const position = z.number().int().min(0);

const shapes: Readonly<Record<EntryKind, z.ZodType>> = {
  "case-opened": z.looseObject({ title: text, about: text }),
  "source-registered": z.looseObject({
    source: z.looseObject({ id: text, pseudonym: text, canKnow: text, reliability: text, tlp: text, consent: text }),
  }),
  "source-graded": z.looseObject({ source: text, reliability: text, why: text }),
  "report-received": z.looseObject({
    report: z.looseObject({ id: text, sha256: text, language: text, published: text, source: text, family: text }),
  }),
  "report-read": z.looseObject({
    report: text,
    reader: text,
    reading: z.looseObject({
      claims: z.array(
        z.looseObject({
          id: text,
          measure: text,
          polarity: text,
          period: text,
          value: z.looseObject({}),
          quantity: z.looseObject({ kind: text }),
        }),
      ),
      mentions: z.array(z.looseObject({ id: text, schema: text, name: text })),
      zones: list,
      unclassified: list,
    }),
  }),
  "claim-accepted": z.looseObject({ claim: text, credibility }),
  "claim-corrected": z.looseObject({ claim: text, correction: z.looseObject({}), credibility, why: text }),
  "claim-rejected": z.looseObject({ claim: text, why: text }),
  "claim-withdrawn": z.looseObject({ claim: text, why: text }),
  "decision-undone": z.looseObject({ claim: text, undoes: position }),
  "link-decided": z.looseObject({ link: z.looseObject({ kind: text, from: text, to: text }), verdict: text, why: text }),
  "link-undone": z.looseObject({ link: text, undoes: position }),
  "rate-recorded": z.looseObject({ rate: z.looseObject({ id: text, base: text, quote: text, rate: text, on: text, kind: text }) }),
  "analysis-run": z.looseObject({ estimates: list, findings: list, conversions: list, corroborations: list }),
  "release-drafted": z.looseObject({ release: text, content: z.looseObject({}), position, risks: z.array(named) }),
  "risk-accepted": z.looseObject({ release: text, acceptance: z.looseObject({ risk: text, by: text, at: text, why: text }) }),
  "release-published": z.looseObject({ release: text, position, sha256: text }),
};

/** The body, or what is wrong with it in words. The value is as parsed: nothing is dropped or added. */
export function understand(body: unknown): { readonly ok: true; readonly body: EntryBody } | { readonly ok: false; readonly why: string } {
  const head = z.looseObject({ kind: text, version: z.number().optional() }).safeParse(body);
  if (!head.success) return { ok: false, why: "its body names no kind" };
  const { kind, version = 1 } = head.data;
  const shape = Object.hasOwn(shapes, kind) ? shapes[kind as EntryKind] : undefined;
  if (shape === undefined) return { ok: false, why: `"${kind}" is not a kind of entry this version knows` };
  if (version > newestVersion)
    return { ok: false, why: `it is version ${version} of "${kind}"; this program knows version ${newestVersion}` };
  const checked = shape.safeParse(body);
  if (checked.success) return { ok: true, body: body as EntryBody };
  const issue = checked.error.issues[0];
  return { ok: false, why: `its body is not a "${kind}": ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim() };
}

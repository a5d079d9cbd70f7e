/**
 * What an entry's body must look like to be understood: checked lightly, by kind, whenever one is read back, because a newer
 * version of this program (or a hand in the database) may have written what this one does not know.
 */
import { z } from "zod";
import type { EntryBody, EntryKind } from "#domain/entry.ts";
import { memberRoles } from "#domain/member.ts";
import { newestVersion, upcast } from "./upcast.ts";

const text = z.string();
const named = z.looseObject({ id: text });
const list = z.array(z.unknown());
const credibility = z.number().int().min(1).max(6);
const position = z.number().int().min(0);
const member = z.looseObject({ person: text, role: z.enum(memberRoles), compartment: text });

const shapes: Readonly<Record<Exclude<EntryKind, "not-readable">, z.ZodType>> = {
  "case-opened": z.looseObject({ title: text, about: text }),
  "source-registered": z.looseObject({
    source: z.looseObject({
      id: text, pseudonym: text, canKnow: text, reliability: text, tlp: text, consent: text, contactRisk: text, compartment: text,
    }), // prettier-ignore
  }),
  "source-graded": z.looseObject({ source: text, reliability: text, why: text }),
  "source-described": z.looseObject({ source: text, change: z.looseObject({}), why: text }),
  "note-sealed": z.looseObject({ source: text, note: text, holders: z.array(text) }),
  "source-withdrawn": z.looseObject({ source: text, why: text }),
  "source-forgotten": z.looseObject({
    source: text,
    why: text,
    rested: z.looseObject({ reports: z.array(text), claims: z.array(text), conclusions: list, sentences: list }),
  }),
  "envelope-made": z.looseObject({ envelope: z.string().regex(/^envelope-[1-9][0-9]{0,5}$/) }),
  "member-added": z.looseObject({ member }),
  "role-changed": z.looseObject({ member, why: text }),
  "member-removed": z.looseObject({ person: text, compartment: text, why: text }),
  "report-received": z.looseObject({
    report: z.looseObject({ id: text, sha256: text, language: text, published: text, source: text, family: text }),
  }),
  "report-read": z.looseObject({
    report: text,
    reader: text,
    reading: z.looseObject({
      claims: z.custom<readonly unknown[]>((claims) => Array.isArray(claims) && claims.every(isProposal), "are not proposed claims"),
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
  "simulation-run": z.looseObject({
    run: z.looseObject({ route: z.looseObject({ id: text }), seed: z.number(), scenarios: list, lineage: z.looseObject({}) }),
    routeFile: z.looseObject({ format: z.literal(1) }),
  }),
  "release-drafted": z.looseObject({ release: text, content: z.looseObject({}), position, risks: z.array(named) }),
  "risk-accepted": z.looseObject({ release: text, acceptance: z.looseObject({ risk: text, by: text, at: text, why: text }) }),
  "release-published": z.looseObject({ release: text, position, sha256: text }),
};

/** What every body begins with. */
const headShape = z.looseObject({ kind: text, version: z.number().int().min(1).optional() });

/** Plain comparisons, since an archive holds millions of these and everything else a handful. */
function isProposal(claim: unknown): boolean {
  if (!isObject(claim)) return false;
  const { id, measure, polarity, period, value, quantity } = claim;
  const named = typeof id === "string" && typeof measure === "string" && typeof polarity === "string" && typeof period === "string";
  return named && isObject(value) && isObject(quantity) && typeof quantity["kind"] === "string";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The body in its newest shape, or what is wrong with it in words. Nothing is dropped. */
export function understand(body: unknown): { readonly ok: true; readonly body: EntryBody } | { readonly ok: false; readonly why: string } {
  const head = headShape.safeParse(body);
  if (!head.success) return { ok: false, why: "its body names no kind" };
  const { kind, version = 1 } = head.data;
  const shape = Object.hasOwn(shapes, kind) ? shapes[kind as keyof typeof shapes] : undefined;
  if (shape === undefined) return { ok: false, why: `"${kind}" is not a kind of entry this version knows` };
  const newest = upcast(head.data);
  if (newest === null)
    return { ok: false, why: `it is version ${version} of "${kind}"; this program knows version ${newestVersion(kind)}` };
  const checked = shape.safeParse(newest);
  if (checked.success) return { ok: true, body: newest as unknown as EntryBody };
  const issue = checked.error.issues[0];
  return { ok: false, why: `its body is not a "${kind}": ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim() };
}

/**
 * Older shapes of entries, brought to the newest one when they are read. A kind is never changed in place: a new shape is a new version,
 * with one step here from the version before, and what was written stays as it was.
 * A body without a `version` is version 1.
 */
import type { EntryKind } from "#domain/entry.ts";

type Body = Readonly<Record<string, unknown>>;
/** `steps[kind][n]` brings version n + 1 to version n + 2. */
const steps: { readonly [Kind in EntryKind]?: readonly ((body: Body) => Body)[] } = {
  // Version 1 knew neither compartments nor how dangerous contact is.
  "source-registered": [(body) => ({ ...body, source: { contactRisk: "unknown", compartment: "", ...(body["source"] as Body) } })],
};

/** The version this program writes. */
export function newestVersion(kind: string): number {
  return 1 + (Object.hasOwn(steps, kind) ? (steps[kind as EntryKind]?.length ?? 0) : 0);
}

/** The body in its newest shape, without a version; null for a version newer than this program. */
export function upcast(body: Body & { readonly kind: string; readonly version?: number | undefined }): Body | null {
  const { version = 1, ...rest } = body;
  const way = Object.hasOwn(steps, body.kind) ? (steps[body.kind as EntryKind] ?? []) : [];
  if (version > way.length + 1) return null;
  return way.slice(version - 1).reduce<Body>((older, step) => step(older), rest);
}

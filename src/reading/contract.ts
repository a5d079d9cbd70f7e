/**
 * The published JSON of a reading (docs/reference/read.schema.json). Its keys are a promise to other programs: add, never rename.
 * Decimals are strings; offsets are UTF-16 units into the text as given; an unknown period is null.
 */
import type { Mention, ProposedClaim, Reading, Zone } from "#domain/claim.ts";
import { undated } from "#domain/edtf.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import { unitText } from "#domain/quantity.ts";
import type { Language } from "#domain/report.ts";
import type { Span } from "#domain/span.ts";
import type { Value } from "#domain/value.ts";

export type ContractClaim = {
  readonly id: string;
  readonly measure: string;
  readonly value: Value;
  readonly unit: string;
  readonly per: string | null;
  readonly period: string | null;
  readonly place: string | null;
  readonly speakers: readonly string[];
  readonly polarity: string;
  readonly conversion_of: string | null;
  readonly spans: readonly Span[];
  readonly confidence: Readonly<Record<string, number>>;
};
export type Contract = {
  readonly report: {
    readonly id: string;
    readonly outlet: string;
    readonly language: Language;
    readonly published: string | null;
    readonly told: string | null;
    readonly length: number;
    readonly reader: string;
  };
  readonly claims: readonly ContractClaim[];
  readonly entities: readonly (Omit<Mention, "coordinates"> & {
    readonly coordinates: { readonly latitude: number; readonly longitude: number } | null;
  })[];
  readonly zones: readonly Zone[];
};

export const readerVersion = "rules-1.0.0";

/** The contract of one reading of one report. */
export function toContract(
  input: {
    readonly text: string;
    readonly language: Language;
    readonly published: EdtfDate;
    readonly told?: EdtfDate;
    readonly outlet: string;
    readonly report: string;
  },
  reading: Reading,
): Contract {
  return {
    report: {
      id: input.report,
      outlet: input.outlet,
      language: input.language,
      published: dateOrNull(input.published),
      told: input.told === undefined ? null : dateOrNull(input.told),
      length: input.text.length,
      reader: readerVersion,
    },
    claims: reading.claims.map(contractClaim),
    entities: reading.mentions.map(({ coordinates, ...mention }) => ({ ...mention, coordinates: coordinates ?? null })),
    zones: reading.zones,
  };
}

function contractClaim(claim: ProposedClaim): ContractClaim {
  return {
    id: claim.id,
    measure: claim.measure,
    value: { low: claim.value.low, high: claim.value.high, kind: claim.value.kind, hedge: claim.value.hedge },
    unit: unitText(claim.quantity),
    per: claim.per,
    period: dateOrNull(claim.period),
    place: claim.place,
    speakers: claim.speakers.map((speaker) => speaker.name),
    polarity: claim.polarity,
    conversion_of: claim.conversionOf,
    spans: claim.spans,
    confidence: claim.confidence,
  };
}

const dateOrNull = (date: EdtfDate): string | null => (date === undated ? null : date);

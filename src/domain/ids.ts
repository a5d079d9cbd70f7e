/**
 * Identifiers. Each is a string that cannot be swapped for another kind by mistake.
 * Ids are made by the caller (hash of content, or position in a report); the domain never invents one.
 */
export type CaseId = string & { readonly is: "CaseId" };
export type SourceId = string & { readonly is: "SourceId" };
export type ReportId = string & { readonly is: "ReportId" };
/** `<report>-<nn>`: the order of first mention in the report, from 01. */
export type ClaimId = string & { readonly is: "ClaimId" };
export type EntityId = string & { readonly is: "EntityId" };
export type EstimateId = string & { readonly is: "EstimateId" };
export type FindingId = string & { readonly is: "FindingId" };
export type ReleaseId = string & { readonly is: "ReleaseId" };
/** Lower-case hex SHA-256, 64 characters. */
export type Sha256 = string & { readonly is: "Sha256" };
/** RFC 3339 instant in UTC with milliseconds, as `Date.prototype.toISOString` prints it. */
export type Instant = string & { readonly is: "Instant" };
/** A person who acts on a case, by the name they use in it (never a source). */
export type Person = string & { readonly is: "Person" };

export const caseId = (text: string): CaseId => text as CaseId;
export const sourceId = (text: string): SourceId => text as SourceId;
export const reportId = (text: string): ReportId => text as ReportId;
export const claimId = (text: string): ClaimId => text as ClaimId;
export const entityId = (text: string): EntityId => text as EntityId;
export const estimateId = (text: string): EstimateId => text as EstimateId;
export const findingId = (text: string): FindingId => text as FindingId;
export const releaseId = (text: string): ReleaseId => text as ReleaseId;
export const person = (text: string): Person => text as Person;

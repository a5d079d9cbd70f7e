/** Intake, the first stage: bytes and a note become a report that is kept as it came. */
export { parseCaseFolder, type CaseFolder } from "./case-folder.ts";
export { brokenUtf8At, decodeReport, reportLimit, type Decode } from "./decode.ts";
export { receiveReport, type Note } from "./receive.ts";
export { parseDecisions, type Answer, type Decisions } from "./decisions.ts";
export { draftsOfFile, endings } from "./formats/drafts-of-file.ts";
export type { Draft, Told } from "./formats/draft.ts";
export { planArrivals, type Defaults, type KnownReport, type PlannedArrival } from "./plan-arrivals.ts";

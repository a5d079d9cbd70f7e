/** The door of publishing: conclusions become what may leave. */
export { draftContent, type Coarsening, type DraftInput } from "./release/draft-content.ts";
export { assessDisclosure } from "./disclosure/assess.ts";
export { review } from "./review.ts";
export { renderDossier } from "./dossier/render.ts";
export { scanBytes, type ProtectedHit } from "./disclosure/scan.ts";
export { exportCsv, type CsvFile } from "./exports/csv.ts";
export { exportWebAnnotations } from "./exports/web-annotations.ts";
export { exportFollowTheMoney } from "./exports/followthemoney.ts";

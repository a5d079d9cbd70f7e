/** Corroboration: which claims tell of one thing, how they lie to each other, and how many roots they have. */
export { corroborate } from "./corroborate.ts";
export { withDecidedFamilies } from "./decided-links.ts";
export { listLinks } from "./list-links.ts";
export { relate } from "./relate.ts";
export { hearsayDepth, rootsOf, type CarriedReport } from "./roots.ts";

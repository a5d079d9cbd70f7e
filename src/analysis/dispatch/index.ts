/** The dispatch model: how many are abroad, what is taken from them, and how sure one can be. Method: docs/method/dispatch.md. */
export { estimateDispatch, type DispatchOptions } from "./estimate-dispatch.ts";
export { assumedFigures, type AssumedFigures } from "./assumptions.ts";

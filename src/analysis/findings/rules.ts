/** The rules a case is held against, in the order they are shown. */
import { repatriationOfWorkers } from "./resolution-2397-paragraph-8.ts";
import type { Rule } from "./rule.ts";

export const rules: readonly Rule[] = [repatriationOfWorkers];

/** The rules a case is held against, in the order they are shown. */
import { goodsPresumption } from "./caatsa-321b.ts";
import { debtBondage, excessiveOvertime, withheldWages } from "./ilo-indicators.ts";
import { noNewAuthorizations } from "./resolution-2375-paragraph-17.ts";
import { repatriationOfWorkers } from "./resolution-2397-paragraph-8.ts";
import type { Rule } from "./rule.ts";

export const rules: readonly Rule[] = [
  repatriationOfWorkers,
  noNewAuthorizations,
  withheldWages,
  debtBondage,
  excessiveOvertime,
  goodsPresumption,
];

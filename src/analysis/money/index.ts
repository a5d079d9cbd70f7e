/** Money: dated rates, conversions, and the check of the conversions reports print. */
export { checkConversions, conversionPairs, flagOverPercent, type PrintedReport, type RateTable } from "./check-conversions.ts";
export { convert, convertInterval, ratesOfDay, type ConvertedInterval } from "./convert.ts";
export { ecbCitation, ecbReferenceRates } from "./ecb-reference-rates.ts";
export { tableOfEuroHistory } from "./euro-history.ts";
export { outletConstant, type OutletConstant } from "./outlet-constant.ts";
export { ratesFromCsv } from "./rates-from-csv.ts";
export { ratesFromClaims } from "./rates-from-claims.ts";
export { streetCrosses } from "./street-cross.ts";

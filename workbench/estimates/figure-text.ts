/** Figures as they are shown: three significant digits, grouped. More would claim more than the interval allows. */
const format = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

export function figure(value: number): string {
  return format.format(value);
}

/** Both ends with the unit said once: "87 to 565 people". */
export function ends(low: number, high: number, unit: string): readonly [string, string] {
  return [withUnit(low, unit).replace(/ .*$/, unit === "percent" || unit === "share" ? " %" : ""), withUnit(high, unit)];
}

/** A unit as it stands behind a number of many: "people", "hours per day", "CNY per person-month". */
export function unitWords(unit: string): string {
  const [counted = unit, ...per] = unit.split(" per ");
  return [plurals[counted] ?? counted, ...per].join(" per ");
}
const plurals: Readonly<Record<string, string>> = {
  person: "people",
  percent: "%",
  country: "countries",
  company: "companies",
  city: "cities",
  ...Object.fromEntries(
    ["document", "site", "restaurant", "group", "year", "month", "week", "day", "hour", "minute", "tonne"].map((one) => [one, `${one}s`]),
  ),
};

/** With its unit: shares as percent, people as people. */
export function withUnit(value: number, unit: string): string {
  if (unit === "share") return `${figure(value * 100)} %`;
  if (unit === "percent" || unit === "%") return `${figure(value)} %`;
  if (unit === "person") return `${figure(Math.round(value))} people`;
  return `${figure(value)} ${unit === "month" ? "months" : unit}`;
}

/** Figures as they are shown: three significant digits, grouped. More would claim more than the interval allows. */
const format = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

export function figure(value: number): string {
  return format.format(value);
}

/** Both ends with the unit said once: "87 to 565 people". */
export function ends(low: number, high: number, unit: string): readonly [string, string] {
  return [withUnit(low, unit).replace(/ .*$/, unit === "percent" || unit === "share" ? " %" : ""), withUnit(high, unit)];
}

/** With its unit: shares as percent, people as people. */
export function withUnit(value: number, unit: string): string {
  if (unit === "share") return `${figure(value * 100)} %`;
  if (unit === "percent" || unit === "%") return `${figure(value)} %`;
  if (unit === "person") return `${figure(Math.round(value))} people`;
  return `${figure(value)} ${unit === "month" ? "months" : unit}`;
}

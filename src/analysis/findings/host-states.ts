/**
 * The States a report can name as host. Every ISO 3166 country is a UN Member State except those listed here; a place that is
 * not is "not enough" rather than "not met", because somebody else may be bound for it.
 * Source: un.org/en/about-us/member-states (193 members); the list below is what ISO 3166 holds beyond them and is reported as a host.
 */
export const notMembers: Readonly<Record<string, string>> = {
  TW: "Taiwan is not a UN Member State",
  HK: "Hong Kong is bound through China",
  MO: "Macao is bound through China",
  PS: "Palestine is an observer State",
  VA: "the Holy See is an observer State",
  XK: "Kosovo is not a UN Member State",
  EH: "Western Sahara has no State that the resolution addresses without dispute",
};

/** The State's English name. */
export function stateName(code: string): string {
  return new Intl.DisplayNames(["en"], { type: "region" }).of(code) ?? code;
}

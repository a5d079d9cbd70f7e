/**
 * Which reports of a table repeat one origin. The table's family is a label somebody gave, and some labels are topics: three newsrooms
 * on one subject are three origins. What a reader would get wrong: sharing a label is not carrying. Within a label two reports are one
 * origin where one says which it repeats, where what they carry names one originator, or where they print one figure.
 */

/** What is needed of a row of the table. */
export type LabelledReport = {
  readonly id: string;
  readonly family: string;
  /** Whose reporting it is: "RFA via Yonhap", "KDI from Chinese statistics". */
  readonly carries: string;
  readonly repeats?: string | null | undefined;
  /** What it prints, each figure with its measure, country and unit. */
  readonly figures: readonly string[];
  /** Whether all it prints are exchange rates: each day's fixing or survey is a reading of its own, whoever publishes it. */
  readonly ratesAlone: boolean;
};

/** The family of each report, by id: the label, or the label with the first report of what stands apart from the label's first. */
export function familiesTold(reports: readonly LabelledReport[]): ReadonlyMap<string, string> {
  const families = new Map<string, string>();
  for (const [label, members] of Map.groupBy(reports, (report) => report.family)) {
    const up = new Map<string, string>();
    const find = (id: string): string => {
      const above = up.get(id);
      return above === undefined ? id : find(above);
    };
    const join = (a: string, b: string) => {
      const [x, y] = [find(a), find(b)];
      if (x !== y) up.set(y, x);
    };
    // The first report with an origin or a figure stands for all that share it.
    const firstWith = new Map<string, string>();
    for (const report of members) {
      if (report.repeats !== null && report.repeats !== undefined) join(report.repeats, report.id);
      const origins = report.ratesAlone ? [] : originators(report.carries);
      for (const key of [...origins.map((name) => `origin ${name}`), ...report.figures]) {
        const first = firstWith.get(key);
        if (first === undefined) firstWith.set(key, report.id);
        else join(first, report.id);
      }
    }
    const first = find((members[0] as LabelledReport).id);
    for (const { id } of members) families.set(id, find(id) === first ? label : `${label}, apart: ${find(id)}`);
  }
  return families;
}

/** "RFA via Yonhap" names RFA and Yonhap; "Sound of Hope; JoongAng Ilbo" both. */
function originators(carries: string): readonly string[] {
  return carries
    .toLowerCase()
    .split(/;|,|\bvia\b|\bfrom\b|\bciting\b|\band\b/)
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "others");
}

/**
 * Pictures of a route's answers as self-contained SVG text: curves with their band, bars with their interval, a tornado.
 * Every picture has a title and a description for those who do not see it, axes with units, and a line with where it comes from.
 * What a reader would get wrong: the shaded band is the 90 % interval; the line inside is the median, not a forecast.
 */
export type CurvePicture = {
  readonly title: string;
  readonly desc: string;
  readonly unit: string;
  /** Words under the horizontal axis. */
  readonly along: string;
  readonly series: readonly {
    readonly name: string;
    readonly low: readonly number[];
    readonly median: readonly number[];
    readonly high: readonly number[];
  }[];
  /** Seed, route and what it rests on. */
  readonly source: string;
};

/** Eight colours that people with any colour vision can tell apart (Okabe & Ito 2008), dark enough for text of the same hue. */
const colours = ["#0072b2", "#d55e00", "#007a5a", "#aa4499", "#8a6d00", "#3b7fb0", "#882255", "#444444"];
const width = 760;

/** Curves over months, each with its band. Value `i` is at the end of month `i + 1`. */
export function curvePicture({ title, desc, unit, along, series, source }: CurvePicture): string {
  const height = 400 + (series.length > 1 ? 18 * Math.ceil(series.length / 2) : 0);
  const box = { left: 76, right: width - 20, top: 54, bottom: 330 };
  const months = Math.max(1, ...series.map(({ median }) => median.length));
  const all = series.flatMap(({ low, high }) => [...low, ...high]);
  const scale = niceScale(Math.min(0, ...all), Math.max(1e-9, ...all));
  const x = (month: number) => box.left + ((box.right - box.left) * month) / months;
  const y = (value: number) => box.bottom - ((box.bottom - box.top) * (value - scale.low)) / (scale.high - scale.low);
  const path = (values: readonly number[]) => values.map((value, i) => `${fixed(x(i + 1))},${fixed(y(value))}`);
  const monthStep = [1, 2, 3, 6, 12, 24, 60, 120].find((step) => months / step <= 12) ?? 120;
  const bands = series.map(
    ({ low, high }, i) =>
      `<polygon points="${[...path(low), ...path(high).reverse()].join(" ")}" fill="${colour(i)}" fill-opacity="${series.length > 3 ? 0.07 : 0.16}"/>`,
  );
  const lines = series.map(
    ({ median }, i) =>
      `<polyline points="${path(median).join(" ")}" fill="none" stroke="${colour(i)}" stroke-width="2"${i === 0 ? "" : ` stroke-dasharray="${dashes(i)}"`}/>`,
  );
  return frame({ title, desc, height, source }, [
    ...yAxis(scale, y, box, unit),
    ...Array.from({ length: Math.floor(months / monthStep) + 1 }, (_, i) => i * monthStep).map(
      (month) => text(x(month), box.bottom + 18, String(month), "middle") + line(x(month), box.bottom, x(month), box.bottom + 4),
    ),
    text((box.left + box.right) / 2, box.bottom + 36, along, "middle"),
    ...bands,
    ...lines,
    ...(series.length > 1
      ? series.map(({ name }, i) => {
          const [left, top] = [box.left + (i % 2) * 340, box.bottom + 56 + 18 * Math.floor(i / 2)];
          return `<line x1="${left}" y1="${top - 4}" x2="${left + 26}" y2="${top - 4}" stroke="${colour(i)}" stroke-width="3"${i === 0 ? "" : ` stroke-dasharray="${dashes(i)}"`}/>${text(left + 32, top, name)}`;
        })
      : []),
  ]);
}

export type BarPicture = {
  readonly title: string;
  readonly desc: string;
  readonly unit: string;
  readonly bars: readonly { readonly name: string; readonly low: number; readonly median: number; readonly high: number }[];
  readonly source: string;
};

/** One bar to a line from 0 to the median, with its interval; what goes out is left of the line, what comes in right of it. */
export function barPicture({ title, desc, unit, bars, source }: BarPicture): string {
  const row = 34;
  const box = { left: 270, right: width - 30, top: 58, bottom: 58 + row * bars.length };
  const scale = niceScale(Math.min(0, ...bars.map(({ low }) => low)), Math.max(1e-9, ...bars.map(({ high }) => high)));
  const x = (value: number) => box.left + ((box.right - box.left) * (value - scale.low)) / (scale.high - scale.low);
  return frame({ title, desc, height: box.bottom + 82, source }, [
    ...xAxis(scale, x, box, unit),
    ...bars.flatMap(({ name, low, median, high }, i) => {
      const middle = box.top + row * (i + 0.5);
      const fill = median < 0 ? colour(1) : colour(0);
      return [
        ...labelled(name, box.left - 10, middle),
        `<rect x="${fixed(Math.min(x(0), x(median)))}" y="${fixed(middle - 9)}" width="${fixed(Math.abs(x(median) - x(0)))}" height="18" fill="${fill}" fill-opacity="0.75"/>`,
        ...whisker(x(low), x(high), middle),
      ];
    }),
    `<line x1="${fixed(x(0))}" y1="${box.top}" x2="${fixed(x(0))}" y2="${box.bottom}" stroke="#222"/>`,
  ]);
}

export type TornadoPicture = {
  readonly title: string;
  readonly desc: string;
  readonly unit: string;
  readonly middle: number;
  readonly bars: readonly {
    readonly name: string;
    readonly atFrom: number;
    readonly atTo: number;
    readonly from: number;
    readonly to: number;
  }[];
  readonly source: string;
};

/** The answer with one input at its low and at its high end, the widest on top. */
export function tornadoPicture({ title, desc, unit, middle, bars, source }: TornadoPicture): string {
  const row = 34;
  const box = { left: 270, right: width - 40, top: 58, bottom: 58 + row * Math.max(1, bars.length) };
  const ends = bars.flatMap(({ atFrom, atTo }) => [atFrom, atTo]);
  const scale = niceScale(Math.min(middle, ...ends), Math.max(middle + 1e-9, ...ends));
  const x = (value: number) => box.left + ((box.right - box.left) * (value - scale.low)) / (scale.high - scale.low);
  return frame({ title, desc, height: box.bottom + 82, source }, [
    ...xAxis(scale, x, box, unit),
    ...bars.flatMap(({ name, atFrom, atTo, from, to }, i) => {
      const at = box.top + row * (i + 0.5);
      const part = (value: number, fill: string) =>
        `<rect x="${fixed(Math.min(x(middle), x(value)))}" y="${fixed(at - 9)}" width="${fixed(Math.abs(x(value) - x(middle)))}" height="18" fill="${fill}" fill-opacity="0.75"/>`;
      const label = (value: number, input: number) =>
        text(x(value) + (value < middle ? -4 : 4), at + 4, compact(input), value < middle ? "end" : "start", 11);
      return [...labelled(name, box.left - 60, at), part(atFrom, colour(1)), part(atTo, colour(0)), label(atFrom, from), label(atTo, to)];
    }),
    `<line x1="${fixed(x(middle))}" y1="${box.top}" x2="${fixed(x(middle))}" y2="${box.bottom}" stroke="#222"/>`,
  ]);
}

function frame(
  { title, desc, height, source }: { readonly title: string; readonly desc: string; readonly height: number; readonly source: string },
  parts: readonly string[],
): string {
  const notes = wrap(source, 150);
  const full = height + 14 * notes.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${full}" role="img" aria-labelledby="t d" font-family="Source Sans 3, Helvetica, Arial, sans-serif" font-size="13" fill="#222">`,
    `<title id="t">${escape(title)}</title>`,
    `<desc id="d">${escape(desc)}</desc>`,
    `<rect width="${width}" height="${full}" fill="#fff"/>`,
    `<text x="20" y="28" font-size="17" font-weight="600">${escape(title)}</text>`,
    ...parts,
    ...notes.map((note, i) => `<text x="20" y="${height - 4 + 14 * i}" font-size="11" fill="#555">${escape(note)}</text>`),
    "</svg>",
    "",
  ].join("\n");
}

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
type Scale = { readonly low: number; readonly high: number; readonly step: number };

/** Round marks from under `low` to over `high`: steps of 1, 2 or 5 times a power of ten, about six of them. */
export function niceScale(low: number, high: number): Scale {
  const rough = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  return { low: Math.floor(low / step) * step, high: Math.ceil(high / step) * step, step };
}

function marks({ low, high, step }: Scale): readonly number[] {
  return Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);
}

function yAxis(scale: Scale, y: (value: number) => number, box: Box, unit: string): readonly string[] {
  return [
    ...marks(scale).map(
      (mark) =>
        `${line(box.left, y(mark), box.right, y(mark), mark === 0 ? "#222" : "#ddd")}${text(box.left - 8, y(mark) + 4, compact(mark), "end")}`,
    ),
    text(box.left, box.top - 10, unit),
  ];
}

function xAxis(scale: Scale, x: (value: number) => number, box: Box, unit: string): readonly string[] {
  return [
    ...marks(scale).map(
      (mark) => `${line(x(mark), box.top, x(mark), box.bottom, "#ddd")}${text(x(mark), box.bottom + 18, compact(mark), "middle")}`,
    ),
    text((box.left + box.right) / 2, box.bottom + 38, unit, "middle"),
  ];
}

function whisker(from: number, to: number, y: number): readonly string[] {
  return [line(from, y, to, y, "#222"), line(from, y - 5, from, y + 5, "#222"), line(to, y - 5, to, y + 5, "#222")];
}

function labelled(name: string, x: number, y: number): readonly string[] {
  const lines = wrap(name, 34).slice(0, 2);
  return lines.map((part, i) => text(x, y + 4 + (i - (lines.length - 1) / 2) * 14, part, "end", 12));
}

function line(x1: number, y1: number, x2: number, y2: number, stroke = "#888"): string {
  return `<line x1="${fixed(x1)}" y1="${fixed(y1)}" x2="${fixed(x2)}" y2="${fixed(y2)}" stroke="${stroke}"/>`;
}

function text(x: number, y: number, words: string, anchor: "start" | "middle" | "end" = "start", size = 13): string {
  return `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}"${size === 13 ? "" : ` font-size="${size}"`}>${escape(words)}</text>`;
}

/** "1,200", "3.2 million", "−0.05": what fits beside an axis. */
export function compact(value: number): string {
  const size = Math.abs(value);
  const [by, word] = size >= 1e9 ? [1e9, " billion"] : size >= 1e6 ? [1e6, " million"] : [1, ""];
  // A mark such as 0.30000000000000004 is 0.3.
  return `${Number((value / by).toPrecision(4)).toLocaleString("en", { maximumFractionDigits: 4 })}${word}`;
}

function colour(index: number): string {
  return colours[index % colours.length] as string;
}

function dashes(index: number): string {
  return ["", "6 3", "2 3", "8 3 2 3", "12 4", "4 2 1 2", "1 2", "10 2"][index % 8] as string;
}

function fixed(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function wrap(words: string, most: number): readonly string[] {
  const lines: string[] = [];
  let now = "";
  for (const word of words.split(" ")) {
    if (now !== "" && now.length + word.length + 1 > most) {
      lines.push(now);
      now = word;
    } else now = now === "" ? word : `${now} ${word}`;
  }
  return [...lines, now];
}

function escape(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

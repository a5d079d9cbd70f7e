import { expect, test } from "vitest";
import { parseContingencyTable } from "./contingency-table.ts";
import { estimatePopulation } from "./estimate-population.ts";

const plain = "A,B,C,count\n1,0,0,100\n0,1,0,80\n0,0,1,60\n1,1,0,20\n1,0,1,15\n0,1,1,12\n1,1,1,5\n";

test.each([
  ["semicolons, a byte-order mark, quotes, blanks and Windows line ends", `\uFEFF"A" ; "B";"C" ; "Count"\r\n${rows(";", " ")}\r\n\r\n`],
  [
    "tabs and the count first",
    `count\tA\tB\tC\n${plain
      .split("\n")
      .slice(1, -1)
      .map((row) => row.split(","))
      .map(([a, b, c, n]) => [n, a, b, c].join("\t"))
      .join("\n")}`,
  ],
  ["a separator at the end of every line", plain.replaceAll("\n", ",\n")],
  ["whole numbers written with decimals", plain.replaceAll(/(\d+)\n/g, "$1.0\n").replace("count.0", "count")],
  ["patterns split over several rows", `${plain.replace("1,0,0,100", "1,0,0,40")}1,0,0,60\n`],
])("%s are the same table", (_, text) => {
  const [one, two] = [parseContingencyTable(plain), parseContingencyTable(text)];
  expect(two).toEqual(one.ok ? one : null);
});

test.each([
  ["A,B,C,count\n1,0,0,100\n0,1,0,\n", 3, "the cell under count is empty"],
  ["A,B,C,count\n1,0,,100\n", 2, "the cell under C is empty"],
  ["A,B,C,count\n1,0,2,100\n", 2, "a list's cell is 0 or 1, not 2"],
  ["A,B,C,count\n0,0,0,7\n", 2, "a row with no list set: people on no list cannot have been counted"],
  ["A,B,C,count\n1,0,0,100\n0,1,0,80\n1,1,0,3\n", 1, "nobody is on list C; leave it out"],
  ["A,B,C,count\n1,0,0,2.5\n", 2, '"2.5" under count is not a whole number'],
  ["A,B,C,n\n1,0,0,2\n", 1, 'no column "count" among A, B, C, n'],
])("%j is refused with its line", (text, line, says) => {
  expect(parseContingencyTable(text)).toEqual({ ok: false, refusal: { kind: "bad-table", line, says } });
});

test("two lists are refused, and the independence estimate (Lincoln & Petersen) stands among the models: 120 × 100 ÷ 20 = 600", () => {
  const table = parseContingencyTable("A,B,count\n1,0,100\n0,1,80\n1,1,20\n");
  if (!table.ok) throw new Error(table.refusal.says);
  const result = estimatePopulation(table.value, { seed: 1 });
  if (result.ok || result.refusal.kind !== "overlap-too-thin") throw new Error("two lists gave an estimate");
  expect(result.refusal.models.find(({ interactions }) => interactions.length === 0)?.estimate).toBeCloseTo(600, 6);
});

test("counts of hundreds of millions are as good as hundreds: the model of independent lists grows with them", () => {
  const big = plain.replaceAll(/,(\d+)\n/g, (_, n: string) => `,${n}000000\n`);
  const [small, large] = [plain, big].map((text) => {
    const table = parseContingencyTable(text);
    if (!table.ok) throw new Error(table.refusal.says);
    const result = estimatePopulation(table.value, { seed: 1 });
    if (!result.ok) throw new Error(result.refusal.kind);
    return result.value;
  });
  expect((large?.listsAlone.estimate ?? 0) / (small?.listsAlone.estimate ?? 1)).toBeCloseTo(1e6, 0);
  const graphs = large?.secondOpinions.decomposableGraphs;
  expect(graphs?.low).toBeLessThan(graphs?.median ?? 0);
});

function rows(separator: string, pad: string): string {
  return plain
    .split("\n")
    .slice(1, -1)
    .map((row) => pad + row.replaceAll(",", separator))
    .join("\r\n");
}

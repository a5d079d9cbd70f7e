/** Rules of docs/method/reading.md that English shows: roles, voices, places, what does not count. All sentences are our own. */
import { describe, expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import { reportId } from "#domain/ids.ts";
import { readReport } from "./index.ts";

describe("who pays and who receives", () => {
  test.each([
    [
      "the payer's sum and what reaches the women",
      "The plant pays 2,600 yuan a month for each woman. The women receive no more than 700 yuan of it.",
      "labour_cost_paid_monthly 2600..2600 | wage_received_monthly null..700",
    ],
    [
      "a part in the unit of the whole",
      "Workers keep 300 of the 2,600 yuan paid for them.",
      "wage_received_monthly 300..300 | labour_cost_paid_monthly 2600..2600",
    ],
    ["a worker who pays a manager", "Each worker pays 3,000 yuan to the manager.", "bribe 3000..3000"],
    ["a worker who pays the party", "Each worker pays 150 dollars a month to the party.", "state_levy 150..150"],
    ["a host told to hand over", "Owners were ordered to contribute 50 yuan for every North Korean.", "state_levy 50..50"],
    ["a sum deducted", "Every month 200 dollars is deducted from their wages for the party.", "state_levy 200..200"],
    [
      "pay before a cut told behind it",
      "A welder can earn up to 500 dollars a month, but keeps 100.",
      "labour_cost_paid_monthly null..500 | wage_received_monthly 100..100",
    ],
    [
      "a sum with no verb of its own",
      "Builders there hand in 45,000 rubles a month, loggers 70,000 rubles.",
      "state_levy 45000..45000 | state_levy 70000..70000",
    ],
  ])("RD15 RD24 %s", (_, text, expected) => {
    expect(values(text)).toBe(expected);
  });
});

describe("people", () => {
  test.each([
    ["RD25 who left is an outflow", "Sixty workers had left the cannery by March.", "repatriated 60..60"],
    ["RD25 who left for a country abroad arrived there", "Some 400 workers left for Russia last month.", "workers_arrived 400..400"],
    [
      "RD25 what is left of a site's staff is at the site",
      "The plant had 300 North Korean workers. The remaining 130 sew on.",
      "workers_at_site 300..300 | workers_at_site 130..130",
    ],
    ["RD25 forty in each bus is a group", "Two buses with about forty women each came to Tumen.", "group_size 40..40"],
    ["RD26 an age is no number of heads", "Workers go to Dandong. Girls under 17 are not taken.", ""],
    ["RD26 who speaks is not who was sent", "Two plant managers said that the women are never let out.", ""],
    [
      "RD26 beds, soldiers and paragraph numbers count nothing",
      "41. The women sleep 22 to a room. At least 1,000 soldiers were sent to the front.",
      "",
    ],
  ])("%s", (_, text, expected) => {
    expect(values(text)).toBe(expected);
  });
});

describe("voices", () => {
  test.each([
    [
      "RD27 a message speaks for its writer",
      "Message received from a trader in Dandong:\nThe cook told me the foreman had counted 86 women at roll call.",
      ["trader in Dandong", "cook", "foreman"],
    ],
    [
      "RD27 a quotation without a name is of whoever was brought forward",
      'A waitress in Phnom Penh spoke to us.\n\n"We stay for three years."',
      ["waitress in Phnom Penh"],
    ],
    [
      "RD27 a source who had it from another",
      "A source in China, who had it from a driver, says 300 workers came to Tumen.",
      ["source in China", "driver"],
    ],
    [
      "RD27 a paper that cites comes first",
      "Citing two diplomats, the newspaper said 3,000 workers would be sent to Alabuga.",
      ["newspaper", "two diplomats"],
    ],
    ["RD28 what nobody says has no speaker", "The ministry would not say whether 500 workers are in the country.", []],
    ["RD28 a body that gives a figure says it", "A church group gives 20,000 workers for Russia.", ["church group"]],
  ])("%s", (_, text, chain) => {
    expect(
      read(text)
        .at(-1)
        ?.speakers.slice(1)
        .map((s) => s.name),
    ).toEqual(chain);
  });

  test("RD29 one voice named two ways keeps both names and is told as one", () => {
    const [, second] = read("A trader in Dandong said 300 workers came. The trader added that the plant pays 2,500 yuan a month.");
    expect(second?.speakers.at(-1)?.name).toBe("trader");
    expect(second?.reasons["voice"]).toBe("the trader in Dandong named before");
  });
});

describe("places", () => {
  test.each([
    ["where the source is comes last", "A source in Shenyang says 500 workers are in Hunchun.", "Hunchun"],
    ["a capital that acts is a government", "Pyongyang wants to send 5,000 workers to Alabuga.", "Alabuga"],
    ["where they are from is not where they work", "Five hundred workers from Ryanggang Province crossed to Changbai.", "Changbai County"],
    ["a sentence without a place goes on in the one before", "Workers in Dandong live behind walls. They get 700 yuan a month.", "Dandong"],
    ["of several the first goes on", "Some 6,000 workers are in the Gulf, many in Qatar. They earn $1,000 a month.", "Gulf states"],
    ["the whole world is a place told", "Worldwide, 100,000 North Koreans work for the regime.", "worldwide"],
  ])("RD30 %s", (_, text, place) => {
    expect(read(text).at(-1)?.place).toBe(place);
  });
});

describe("tables and lists", () => {
  test("RD31 a cell is read by the heading of its column", () => {
    const table =
      "Pay and heads\n\n| Plant | Town | North Korean workers | Paid by the plant, yuan a month |\n|---|---|---|---|\n| Shirt plant | Dandong | 240 | 2,400 |";
    expect(values(table)).toBe("workers_at_site 240..240 | labour_cost_paid_monthly 2400..2400");
  });
  test("RD31 an item is read under the heading of its list", () => {
    expect(
      read("What each has to hand over\n\n- Cooks: formerly 2,000 dollars a year, now 3,000 dollars.\n- Tilers: 4,000 dollars a year.").map(
        (c) => `${c.measure} ${c.polarity}`,
      ),
    ).toEqual(["state_levy formerly", "state_levy demanded", "state_levy asserted"]);
  });
});

describe("what holds", () => {
  test.each([
    ["called an invention", "The embassy called the figure of 2,000 workers an invention.", "denied"],
    ["a denial that is denied", "The mayor did not deny that 300 workers had arrived.", "asserted"],
    ["a future told in the past", "The broker said 100 workers would come to Dandong in May.", "asserted"],
    ["a supposed plant", "Say a hostel has 60 men: it would owe 150,000 rubles a month.", "hypothetical"],
    ["a former manager is not a former number", "Two former cooks say that they get no more than 600 yuan a month.", "asserted"],
    ["the first level of a change", "Wages of the workers rose from 2,000 yuan to 2,500 yuan a month.", "formerly"],
  ])("RD32 %s", (_, text, polarity) => {
    expect(read(text)[0]?.polarity).toBe(polarity);
  });
});

describe("confidence", () => {
  test("RD33 names the rule each field was read by", () => {
    const [claim] = read("A source in Dandong said about 300 workers arrived in May.");
    expect(claim?.reasons["confidence"]).toMatch(
      /^value approx; unit printed; measure \w+; per .*; period told; speaker one voice; polarity asserted$/,
    );
  });
});

const read = (text: string) =>
  readReport({ text, language: "en", published: "2024-06" as EdtfDate, outlet: "Border Notes", report: reportId("T1") }).claims;
const values = (text: string) =>
  read(text)
    .map((c) => `${c.measure} ${c.value.low}..${c.value.high}`)
    .join(" | ");

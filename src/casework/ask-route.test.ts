import { expect, test } from "vitest";
import { answerRoute, askSensitivity } from "./ask-route.ts";

test("every question of the guide has its picture: accounts in three currencies and periods, one for each answer, the tornado and the indices", () => {
  const answered = answerRoute({ draws: 256 });
  if (!answered.ok) throw new Error("refused");
  const { pictures, answers } = answered.value;
  const named = [
    ...["workerMonth", "firstYear", "settledYear"].flatMap((period) => ["CNY", "KPW", "USD"].map((unit) => `${period} ${unit}`)),
    ...["take-a-year", "share-withheld", "household-gain", "bribes-in-months", "fees-in-months"].map((id) => `answer ${id}`),
    ...["preparing", "abroad", "renewals", "commuting-break-even"].map((id) => `answer ${id}`),
  ];
  for (const name of named) expect(pictures[name], name).toMatch(/^<svg[^]*<title[^]*<desc/);
  // The picture says the figure that the answer holds.
  const share = answers.answers.find(({ id }) => id === "share-withheld");
  expect(pictures["answer share-withheld"]).toContain(`: ${share?.median.toLocaleString("en", { maximumSignificantDigits: 3 })} share`);
  const asked = askSensitivity({ points: 256 });
  if (!asked.ok) throw new Error("refused");
  expect(asked.value.picture).toContain("What it hangs on");
  expect(asked.value.indicesPicture).toContain("Groups a month: with others");
  expect(asked.value.indicesPicture).toContain("whiskers 95 %");
});

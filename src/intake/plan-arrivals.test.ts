import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { reportId, sourceId, type Sha256 } from "#domain/ids.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import { identifiersIn, sayIdentifiers } from "./identifiers.ts";
import { planArrivals } from "./plan-arrivals.ts";
import type { Draft } from "./formats/draft.ts";

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex") as Sha256;
const draft = (text: string, says: Draft["says"] = {}, format: Draft["format"] = "text", place = "in/phone note.txt"): Draft => ({
  place,
  format,
  text,
  says,
  leftBehind: [],
});
const day = (text: string) => text as EdtfDate;
const given = { source: "elm", outlet: "Partner", published: day("2025-12-26") };
const known = {
  sources: [sourceId("elm")],
  reports: [{ id: reportId("R1"), sha256: hash(new TextEncoder().encode("They see 500 yuan.")), text: "They see 500 yuan." }],
};

test("a new report gets an id from its file's name and a title from its first line", () => {
  expect(planArrivals([draft("They see 700 yuan.\nMore.")], { ...given }, known, hash)).toMatchObject([
    { state: "new", id: "phone-note", note: { title: "They see 700 yuan.", language: "en", family: "phone-note", told: "2025-12-26" } },
  ]);
});

test("the same words are known under whatever name they come, also twice in one batch", () => {
  const plan = planArrivals([draft("They see 500 yuan."), draft("x 9"), draft("x 9", {}, "text", "in/again.txt")], given, known, hash);
  expect(plan.map((one) => [one.state, one.state === "same" ? one.as : one.id])).toEqual([
    ["same", "R1"],
    ["new", "phone-note"],
    ["same", "phone-note"],
  ]);
});

test("other words under a known id are shown where they part", () => {
  expect(planArrivals([draft("They see 700 yuan.", { id: "R1" })], given, known, hash)).toMatchObject([
    { state: "changed", differs: "at character 10: was “They see 500 yuan.”, is “They see 700 yuan.”" },
  ]);
});

test.each([
  ["no source", { outlet: "P", published: day("2025") }, { kind: "bad-input", place: "in/phone note.txt" }],
  ["a source nobody registered", { ...given, source: "oak" }, { kind: "no-such-source", source: "oak" }],
  ["no outlet", { source: "elm", published: day("2025") }, { kind: "bad-input" }],
  ["no date", { source: "elm", outlet: "P" }, { kind: "missing-date", name: "in/phone note.txt" }],
])("a report with %s is refused by name", (_, defaults, refusal) => {
  expect(planArrivals([draft("They see 700 yuan.")], defaults, known, hash)).toMatchObject([{ state: "refused", refusal }]);
});

test("a table's own columns come before what was said of the whole; a message's header comes after it", () => {
  const says = { published: day("2024-05"), title: "Own" };
  const [row, message] = planArrivals(
    [draft("a 1", says, "table", "t.csv, line 2"), draft("b 2", says, "e-mail", "m.eml")],
    { ...given, title: "Said" },
    known,
    hash,
  );
  expect(row).toMatchObject({ id: "t-2", note: { published: "2024-05", title: "Own" } });
  expect(message).toMatchObject({ id: "m", note: { published: "2025-12-26", title: "Said" } });
});

test.each([
  ["Call +86 139 0000 0000 or write to a.b@mail.example", { addresses: 1, numbers: 1 }],
  ["WeChat @border_trader, 010-1234-5678, card 6222021234567890123", { addresses: 1, numbers: 2 }],
  ["2,500 yuan (about $325) per person per month since 2025-12-26; 100,000 workers in 2017-2019", { addresses: 0, numbers: 0 }],
  ["1200000000 won in all, 30-40 women, at 0600 and 2400", { addresses: 0, numbers: 0 }],
])("“%s” holds %o", (text, found) => {
  expect(identifiersIn(text)).toEqual(found);
});

test("what could lead to a person is counted in words and never repeated", () => {
  const [plan] = planArrivals([draft("Call +86 139 0000 0000: they see 500 yuan")], given, known, hash);
  expect(plan?.notes).toEqual(["holds 1 number that could lead to a person"]);
  expect(sayIdentifiers({ addresses: 0, numbers: 0 })).toBeNull();
});

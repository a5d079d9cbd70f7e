import { expect, test } from "vitest";
import { parseCaseFolder } from "./case-folder.ts";

test("a whole case folder is parsed into sources, reports and rates", () => {
  const parsed = parseCaseFolder("case.json", JSON.stringify(folder()));
  expect(parsed.ok && [parsed.value.sources.length, parsed.value.reports[0]?.file, parsed.value.rates[0]?.rate]).toEqual([
    1,
    "reports/a.txt",
    "7.0602",
  ]);
});

test("a report without a publication date is refused by name, with its own refusal", () => {
  const { published: _, ...report } = folder().reports[0] as Report;
  expect(parseCaseFolder("case.json", JSON.stringify({ ...folder(), reports: [report] }))).toEqual({
    ok: false,
    refusal: { kind: "missing-date", name: "case.json, report R1" },
  });
});

test("a report whose source nobody registered is refused", () => {
  const given = { ...folder(), reports: [{ ...folder().reports[0], source: "nobody" }] };
  expect(parseCaseFolder("case.json", JSON.stringify(given))).toEqual({ ok: false, refusal: { kind: "no-such-source", source: "nobody" } });
});

test.each([
  ["a path that leaves the folder", { reports: [{ ...folder().reports[0], file: "../secret.txt" }] }, "reports.0.file"],
  ["an absolute path", { reports: [{ ...folder().reports[0], file: "/etc/hosts" }] }, "reports.0.file"],
  ["an impossible date", { reports: [{ ...folder().reports[0], published: "2025-13-40" }] }, "reports.0.published"],
  ["a real name where none may stand", { sources: [{ ...folder().sources[0], name: "x" }] }, "sources.0"],
  ["a rate that is not a number", { rates: [{ ...folder().rates[0], rate: "seven" }] }, "rates.0.rate"],
])("%s is refused at its place", (_, change, place) => {
  const parsed = parseCaseFolder("case.json", JSON.stringify({ ...folder(), ...change }));
  expect(parsed).toMatchObject({ ok: false, refusal: { kind: "bad-input", place: `case.json, ${place}` } });
});

test("text that is not JSON is refused as such", () => {
  expect(parseCaseFolder("case.json", "{")).toMatchObject({ ok: false, refusal: { kind: "bad-input", place: "case.json" } });
});

type Report = ReturnType<typeof folder>["reports"][number];

function folder() {
  return {
    id: "case-a",
    title: "A case",
    about: "For a test",
    sources: [{ id: "elm", pseudonym: "Elm", canKnow: "sees buses", reliability: "B", tlp: "TLP:RED", consent: "background" }],
    reports: [
      {
        id: "R1",
        file: "reports/a.txt",
        title: "A",
        language: "en",
        outlet: "The Outlet",
        published: "2025-12-26",
        told: "2025-12-15~",
        source: "elm",
        channel: "public web page",
        url: "https://example.org/a",
        family: "a",
      },
    ],
    rates: [{ id: "r", base: "USD", quote: "CNY", rate: "7.0602", on: "2025-12-16", kind: "official", source: "a bank", url: null }],
  };
}

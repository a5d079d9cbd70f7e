/** English words for days, months, units of time and holidays, as data. */
import { dayOf, easterOf, nthWeekday } from "./calendar.ts";
import type { Day } from "./calendar.ts";
import type { Unit } from "./when.ts";

export const monthPattern =
  "(?:january|jan|february|febr|feb|march|mar|april|apr|may|june|jun|july|jul|august|aug|september|sept|sep|october|oct|november|nov|december|dec)(?![a-z])\\.?";
const monthStarts = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
export const monthNumber = (word: string): number => monthStarts.indexOf(word.slice(0, 3)) + 1;

export const weekdayPattern =
  "(?:monday|mon|tuesday|tues|tue|wednesday|weds|wed|thursday|thurs|thur|thu|friday|fri|saturday|sat|sunday|sun)(?![a-z])\\.?";
const weekdayStarts = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
export const weekdayNumber = (word: string): number => weekdayStarts.indexOf(word.slice(0, 3)) + 1;

/** Unit words, longest first. `quarter` and `fortnight` count in months and weeks. */
export const unitsOfTime: readonly { readonly pattern: string; readonly unit: Unit; readonly times: number }[] = [
  { pattern: "business days?|working days?|work days?", unit: "BD", times: 1 },
  { pattern: "weekends?", unit: "WE", times: 1 },
  { pattern: "centur(?:y|ies)", unit: "Y", times: 100 },
  { pattern: "decades?", unit: "Y", times: 10 },
  { pattern: "years?|yrs?", unit: "Y", times: 1 },
  { pattern: "quarters?", unit: "M", times: 3 },
  { pattern: "months?|mos?", unit: "M", times: 1 },
  { pattern: "fortnights?", unit: "W", times: 2 },
  { pattern: "weeks?|wks?", unit: "W", times: 1 },
  { pattern: "days?|nights?", unit: "D", times: 1 },
  { pattern: "hours?|hrs?", unit: "TH", times: 1 },
  { pattern: "minutes?|mins?", unit: "TM", times: 1 },
  { pattern: "seconds?|secs?", unit: "TS", times: 1 },
];
export const letterUnits: Readonly<Record<string, Unit>> = { y: "Y", w: "W", d: "D", h: "TH", s: "TS" };

export type Holiday = { readonly words: string; readonly timex: string; readonly on: (year: number) => Day };
const fixed = (words: string, month: number, day: number): Holiday => ({
  words,
  timex: `XXXX-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
  on: (year) => dayOf(year, month, day),
});
const floating = (words: string, month: number, weekday: number, nth: number): Holiday => ({
  words,
  timex: `XXXX-${String(month).padStart(2, "0")}-WXX-${weekday}-${nth}`,
  on: (year) => nthWeekday(year, month, weekday, nth),
});

export const holidays: readonly Holiday[] = [
  fixed("new year'?s? eve|new years eve", 12, 31),
  fixed("new year'?s? day|new years day|new years|new year'?s", 1, 1),
  fixed("christmas eve|xmas eve", 12, 24),
  fixed("christmas day|christmas|xmas day|xmas", 12, 25),
  fixed("boxing day", 12, 26),
  fixed("halloween(?: day)?", 10, 31),
  fixed("independence day|independence", 7, 4),
  fixed("(?:st\\.? ?)?valentine'?s?(?: day)?", 2, 14),
  fixed("earth day", 4, 22),
  fixed("juneteenth|freedom day|jubilee day", 6, 19),
  fixed("april fools'?(?: day)?|april fool'?s(?: day)?", 4, 1),
  fixed("(?:st\\.?|saint) patrick'?s? day", 3, 17),
  fixed("groundhog day", 2, 2),
  fixed("may ?day", 5, 1),
  fixed("(?:international )?women'?s day", 3, 8),
  fixed("veterans?'? day", 11, 11),
  fixed("guy fawkes(?: day)?", 11, 5),
  fixed("cinco de mayo", 5, 5),
  fixed("inauguration day", 1, 20),
  fixed("singles? day", 11, 11),
  fixed("teachers?'?s? day", 9, 10),
  floating("thanksgiving day|thanksgiving", 11, 4, 4),
  floating("labou?r day", 9, 1, 1),
  floating("mother'?s'? day", 5, 7, 2),
  floating("father'?s'? day", 6, 7, 3),
  floating("columbus day", 10, 1, 2),
  floating("(?:martin luther king|mlk)(?: jr\\.?)?(?: day)?", 1, 1, 3),
  floating("president'?s'? day|washington'?s birthday", 2, 1, 3),
  { words: "memorial day", timex: "XXXX-05-WXX-1-4", on: (year) => nthWeekday(year, 5, 1, -1) },
  { words: "black friday", timex: "XXXX-11-WXX-5-4", on: (year) => nthWeekday(year, 11, 4, 4) + 1 },
  { words: "cyber monday", timex: "XXXX-11-WXX-1-4", on: (year) => nthWeekday(year, 11, 4, 4) + 4 },
  { words: "good friday", timex: "XXXX", on: (year) => easterOf(year) - 2 },
  { words: "easter monday", timex: "XXXX", on: (year) => easterOf(year) + 1 },
  { words: "easter(?: sunday| day)?", timex: "XXXX", on: easterOf },
];

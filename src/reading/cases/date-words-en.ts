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
  { pattern: "business days?|working days?|work ?days?|week ?days?", unit: "BD", times: 1 },
  { pattern: "weekends?", unit: "WE", times: 1 },
  { pattern: "centur(?:y|ies)", unit: "Y", times: 100 },
  { pattern: "decades?", unit: "Y", times: 10 },
  { pattern: "years?|yrs?", unit: "Y", times: 1 },
  { pattern: "quarters?", unit: "M", times: 3 },
  { pattern: "months?|mths?|mos?", unit: "M", times: 1 },
  { pattern: "fortnights?", unit: "W", times: 2 },
  { pattern: "weeks?|wks?", unit: "W", times: 1 },
  { pattern: "days?|nights?", unit: "D", times: 1 },
  { pattern: "hours?|hrs?", unit: "TH", times: 1 },
  { pattern: "minutes?|mins?", unit: "TM", times: 1 },
  { pattern: "seconds?|secs?", unit: "TS", times: 1 },
];
export const letterUnits: Readonly<Record<string, Unit>> = { y: "Y", w: "W", d: "D", h: "TH", s: "TS" };

/** Words before a date that open one of its sides. Those that let the date itself in make "until" and "since"; the others "before" and "after". */
export const boundWords: readonly {
  readonly pattern: string;
  readonly bound: "before" | "after" | "since" | "until" | "approx" | "equal";
}[] = [
  { pattern: "(?:on|in|at) or before|before or (?:on|in|at)|as late as|<\\s?=", bound: "until" },
  { pattern: "(?:on|in|at) or after|after or (?:on|in|at)|>\\s?=", bound: "since" },
  {
    pattern:
      "before|in advance of|ahead of|prior to|earlier than|sooner than|(?:no|not) later than|ending (?:on|with|by)|by|un?till?|till?|up (?:to|until|till)|<",
    bound: "before",
  },
  {
    pattern: "after or equal to|since|(?:starting|beginning)(?: (?:on|from|with|in))?|as early as|as of|(?:no|not) (?:earlier|sooner) than",
    bound: "since",
  },
  { pattern: "more than|after|later than|greater than|>", bound: "after" },
  { pattern: "around|circa|approximately", bound: "approx" },
  { pattern: "=", bound: "equal" },
];

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

const movable = (words: string, on: (year: number) => Day): Holiday => ({ words, timex: "XXXX", on });
const eve = "(?:'?s)? eve(?:ning)?";
const day = "(?: day)?";
const saint = "(?:st\\.?|saint) ?";

/** Names of days, longest first where one begins another; apostrophes may be left out. */
export const holidays: readonly Holiday[] = [
  fixed(`new year(?:'?s|s')?${eve}`, 12, 31),
  fixed("new year(?:'?s|s')?(?: day)?(?![a-z'])(?! resolution)|new year'?s", 1, 1),
  fixed("yuandan", 1, 1),
  fixed(`(?:christmas|xmas|x-mas)${eve}`, 12, 24),
  fixed(`(?:christmas|xmas|x-mas|noel)${day}`, 12, 25),
  fixed("boxing day|(?:st\\.?|saint) stephen'?s day", 12, 26),
  fixed(`all hallow(?:s'?|'s)?(?: eve| evening)|hallowe'?en${day}`, 10, 31),
  fixed(`all hallow(?:s'?|'s)?${day}|all saints?'?s?'?${day}`, 11, 1),
  fixed(`all souls?'?s?'?${day}`, 11, 2),
  fixed("(?:us |american )?independence day", 7, 4),
  fixed("bastille day", 7, 14),
  fixed(`(?:${saint})?valentine'?s?'?${day}`, 2, 14),
  fixed("earth ?day", 4, 22),
  fixed("juneteenth|freedom day|jubilee day", 6, 19),
  fixed(`april fools?'?s?'?${day}`, 4, 1),
  fixed(`${saint}patrick'?s?'?${day}`, 3, 17),
  fixed(`${saint}george'?s?'?${day}`, 4, 23),
  fixed("(?:st\\.?|saint) john(?: the baptist)?'?s?'? day|baptiste day", 6, 24),
  fixed("groundhog'?s?'? day", 2, 2),
  fixed("may ?day", 5, 1),
  fixed("(?:international )?workers?'?s?'? day|international labou?r day", 5, 1),
  fixed("youth day", 5, 4),
  fixed("(?:international )?child(?:ren)?'?s?'? day", 6, 1),
  fixed("(?:international )?(?:women|woman|female)'?s?'? day", 3, 8),
  fixed("girls?'?s?'? day", 3, 7),
  fixed("white (?:lover'?s?'? )?day|white lover'?s?'? day", 3, 14),
  fixed("(?:tree planting|arbou?r) day", 3, 12),
  fixed("flag day", 6, 14),
  fixed("loyalty day", 5, 1),
  fixed("veterans?'?s?'? day|armistice day|remembrance day", 11, 11),
  fixed(`guy fawkes'?s?'?(?: day| night)?`, 11, 5),
  fixed(`cinco de mayo${day}`, 5, 5),
  fixed("inauguration day", 1, 20),
  fixed("singles?'?s?'? day", 11, 11),
  fixed("teachers?'?s?'? day", 9, 10),
  fixed("canada day", 7, 1),
  fixed("australia day", 1, 26),
  fixed("anzac day", 4, 25),
  fixed("pi day", 3, 14),
  fixed("epiphany|three kings'? day", 1, 6),
  fixed("(?:the )?assumption of mary", 8, 15),
  fixed("(?:the )?immaculate conception", 12, 8),
  fixed("kwanzaa", 12, 26),
  floating(`thanksgiving${day}`, 11, 4, 4),
  floating("labou?r'?s?'? day", 9, 1, 1),
  floating("mother'?s?'? day", 5, 7, 2),
  floating("father'?s?'? day", 6, 7, 3),
  floating("columbus day|indigenous peoples?'?s?'? day", 10, 1, 2),
  floating(`(?:martin luther king|mlk)(?:,? jr\\.?)?(?:'?s)?(?: day| birthday)?`, 1, 1, 3),
  floating("presidents?'?s?'? day|washington'?s birthday", 2, 1, 3),
  floating("canberra day", 3, 1, 2),
  { words: "memorial day", timex: "XXXX-05-WXX-1-4", on: (year) => nthWeekday(year, 5, 1, -1) },
  { words: "black friday", timex: "XXXX-11-WXX-5-4", on: (year) => nthWeekday(year, 11, 4, 4) + 1 },
  { words: "cyber monday", timex: "XXXX-11-WXX-1-4", on: (year) => nthWeekday(year, 11, 4, 4) + 4 },
  movable("ash wednesday", (year) => easterOf(year) - 46),
  movable("palm sunday", (year) => easterOf(year) - 7),
  movable("(?:maundy|holy) thursday", (year) => easterOf(year) - 3),
  movable("(?:easter|holy) saturday", (year) => easterOf(year) - 1),
  movable("whit monday", (year) => easterOf(year) + 50),
  movable("trinity sunday", (year) => easterOf(year) + 56),
  movable("good friday", (year) => easterOf(year) - 2),
  movable("easter monday", (year) => easterOf(year) + 1),
  movable("ascension(?: day| thursday)?", (year) => easterOf(year) + 39),
  movable("pentecost(?: sunday)?|whit sunday", (year) => easterOf(year) + 49),
  movable("corpus christi", (year) => easterOf(year) + 60),
  movable("(?:shrove|fat) tuesday|mardi gras", (year) => easterOf(year) - 47),
  movable("easter(?: sunday| day)?", easterOf),
];

/** Decades and centuries in words: the last two digits of the first year, and the hundreds before it. */
export const decadeWords: Readonly<Record<string, number>> = {
  noughties: 0,
  tens: 10,
  twenties: 20,
  thirties: 30,
  forties: 40,
  fourties: 40,
  fifties: 50,
  sixties: 60,
  seventies: 70,
  eighties: 80,
  nineties: 90,
};
export const hundredsWords: Readonly<Record<string, number>> = {
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
};

/** Seasons; "fall" is one only where a preposition or a year stands by it. */
export const seasons: Readonly<Record<string, string>> = { spring: "SP", summer: "SU", autumn: "FA", fall: "FA", winter: "WI" };

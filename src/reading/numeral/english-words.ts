/** The words English spells numbers with, as data. */

export const small: Readonly<Record<string, number>> = {
  zero: 0,
  nought: 0,
  naught: 0,
  nil: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};

export const tens: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

/** Powers of ten as words: how many zeros. Crore and lakh as in South Asian English. */
export const scales: Readonly<Record<string, number>> = {
  thousand: 3,
  lakh: 5,
  lac: 5,
  million: 6,
  mil: 6,
  mln: 6,
  crore: 7,
  billion: 9,
  bln: 9,
  bn: 9,
  trillion: 12,
  tln: 12,
  trn: 12,
  quadrillion: 15,
  quintillion: 18,
  sextillion: 21,
};

/** Plural forms that still count after a number ("3 millions") and are vague without one ("millions"). */
export const pluralScales: Readonly<Record<string, number>> = {
  thousands: 3,
  lakhs: 5,
  lacs: 5,
  millions: 6,
  crores: 7,
  billions: 9,
  trillions: 12,
};

/** One letter right behind digits. A metre is `m` too: the quantity layer sees the scale's own span. */
export const letterScales: Readonly<Record<string, number>> = { k: 3, m: 6, mm: 6, mn: 6, g: 9, b: 9, t: 12, tr: 12 };
/** Short scale words, as good attached as apart: "10mln". */
export const shortScales: Readonly<Record<string, number>> = {
  mil: 6,
  mln: 6,
  million: 6,
  billion: 9,
  bln: 9,
  bn: 9,
  tln: 12,
  trn: 12,
  trillion: 12,
};

/** Groups that count like a scale of their own. A score or couple counts only after "a" or a number. */
export const groups: Readonly<Record<string, number>> = {
  dozen: 12,
  dozens: 12,
  doz: 12,
  dozs: 12,
  dz: 12,
  dzs: 12,
  score: 20,
  scores: 20,
};

const units = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
  "eleventh",
  "twelfth",
  "thirteenth",
  "fourteenth",
  "fifteenth",
  "sixteenth",
  "seventeenth",
  "eighteenth",
  "nineteenth",
];
export const ordinalSmall: Readonly<Record<string, number>> = Object.fromEntries(units.map((word, index) => [word, index + 1]));
export const ordinalTens: Readonly<Record<string, number>> = {
  twentieth: 20,
  thirtieth: 30,
  fortieth: 40,
  fiftieth: 50,
  sixtieth: 60,
  seventieth: 70,
  eightieth: 80,
  ninetieth: 90,
};
export const ordinalScales: Readonly<Record<string, number>> = {
  hundredth: 2,
  thousandth: 3,
  millionth: 6,
  billionth: 9,
  trillionth: 12,
};

/** Before these "one" is a pronoun's head, not a count: "no one", "which one". */
export const oneIsPronounAfter: ReadonlySet<string> = new Set([
  "no",
  "any",
  "some",
  "every",
  "each",
  "which",
  "this",
  "that",
  "another",
  "the",
  "other",
  "loved",
  "what",
  "little",
  "big",
  "good",
  "bad",
  "new",
  "old",
  "only",
  "first",
  "second",
  "third",
  "last",
  "next",
]);
/** After "one" these make it a pronoun or an indefinite: "one of", "one another", "one's", "one day". */
export const oneIsPronounBefore: ReadonlySet<string> = new Set([
  "of",
  "another",
  "can",
  "could",
  "might",
  "must",
  "should",
  "would",
  "may",
  "is",
  "was",
  "has",
  "had",
  "day",
  "s",
]);

/** Words that make a scale vague: "several hundred". */
export const vagueBefore: ReadonlySet<string> = new Set(["several", "few", "many", "some", "countless"]);

/** Units after which "one" counts, whatever stands before: "that one mile". */
export const oneCounts: ReadonlySet<string> = new Set([
  "mile",
  "kilometer",
  "kilometre",
  "meter",
  "metre",
  "year",
  "month",
  "week",
  "hour",
  "minute",
  "dollar",
  "yuan",
  "yen",
  "pound",
  "ton",
  "percent",
]);

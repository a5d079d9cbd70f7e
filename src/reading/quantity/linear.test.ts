import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Language } from "#domain/report.ts";
import { languageData } from "../languages.ts";
import { findNumerals } from "../numeral/index.ts";
import { fold } from "../phrases/fold.ts";
import { findQuantities } from "./find-quantities.ts";

/**
 * Texts made to be slow: one pattern of number words, units, hedges and joiners, repeated. Eight times the text may take sixteen times as long, plus
 * what compiling and collecting costs; work that grows with the square takes 64 times as long. Time is this thread's own on the processor, so
 * that a busy machine slows nothing, and a reading that seems slow is repeated: what is truly slow is slow each time. READING_FUZZ_SECONDS gives it more time (600 for ten minutes),
 * and then the texts grow to ten million characters.
 */
const seconds = Number(process.env["READING_FUZZ_SECONDS"] ?? 10);
const pieces: Readonly<Record<Language, readonly string[]>> = {
  en: "1|1,|2.5|$|one|one hundred and|a year or|half a|two-|million|dozen|minus|- |to|between|the dollar was|a couple of|in|of the|about|point|and a half|per month|(|)|€|x|second|years| |\n".split(
    "|",
  ),
  ko: "1|이|일|만|오백|삼분의|마이너스|수십|두|두세|명|에서|약|원|점|열|스물|와|중|한 달에|-|위안|몇|제|반|다스|(| |\n".split("|"),
  ja: "1|一|半|数|十|百|万|・五|点|三分の|マイナス|と|人|から|約|円|に|いち|にじゅう|、|2の|乗|ダース|余り|第|(| |\n".split("|"),
  zh: "1|一|半|数|十|百|万|点五|点|三分之|负|两|人|到|约|元|每月|几|成千上万|零|、|百分之|打|多|第|(| |\n".split("|"),
};

function read(text: string, language: Language): number {
  const start = process.threadCpuUsage();
  findQuantities(fold(text), findNumerals(text, language), [], languageData(language).frames);
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}

/** Whether the long text is read in time linear in its length: the quickest of at most six readings each, as nothing makes a reading too quick. */
function isLinear(short: string, long: string, language: Language): boolean {
  let [least, most] = [Infinity, Infinity];
  for (let attempt = 0; attempt < 6; attempt++) {
    least = Math.min(least, read(short, language));
    most = Math.min(most, read(long, language));
    if (attempt > 0 && most <= 16 * least + 150) return true;
  }
  return false;
}

describe("numbers and quantities of any text", () => {
  test(
    `are read in time that grows with its length (${seconds} s of patterns)`,
    () => {
      const end = performance.now() + seconds * 1000;
      const size = seconds > 60 ? 1_250_000 : 12_500;
      fc.assert(
        fc.property(
          fc.constantFrom<Language>("en", "ko", "ja", "zh"),
          fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 1, maxLength: 6 }),
          (language, chosen) => {
            if (performance.now() > end) return;
            const pattern = chosen
              .map(([index, spaced]) => (pieces[language][index % pieces[language].length] ?? "") + (spaced ? " " : ""))
              .join("");
            const short = pattern.repeat(Math.ceil(size / pattern.length));
            const long = pattern.repeat(Math.ceil((8 * size) / pattern.length));
            expect([language, pattern, isLinear(short, long, language)]).toEqual([language, pattern, true]);
          },
        ),
        { numRuns: 1_000_000, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false },
      );
    },
    (seconds + 60) * 1000,
  );
});

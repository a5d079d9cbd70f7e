/**
 * The rate two street rates imply: 17,900 won a dollar and 2,500 won a yuan on one day in one place are 7.16 yuan a dollar.
 * Only rates of the same source and the same date cross; a cross over different days would invent a rate nobody was offered.
 */
import type { Rate } from "#domain/weighing.ts";
import { exact, textOf } from "./decimals.ts";

/** Every cross rate that pairs of street rates with a common quote currency, source and date imply. */
export function streetCrosses(rates: readonly Rate[]): readonly Rate[] {
  const street = rates.filter((rate) => rate.kind === "street");
  const groups = Map.groupBy(street, (rate) => [rate.quote, rate.on, rate.source].join("\n"));
  return [...groups.values()].flatMap((together) =>
    together.flatMap((a, i) =>
      together.slice(i + 1).flatMap((b): readonly Rate[] =>
        a.base === b.base
          ? []
          : [
              {
                ...a,
                id: `${a.id}×${b.id}`,
                quote: b.base,
                rate: textOf(exact(a.rate).div(exact(b.rate))),
                source: `cross of two street rates: ${a.source}`,
              },
            ],
      ),
    ),
  );
}

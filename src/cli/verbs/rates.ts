/**
 * `rates fetch`: the European Central Bank's reference rates since the shipped table ends, recorded in the open case. Off by default:
 * without --call nothing is called, and what would be is told.
 */
import { ecbCitation, ratesFromCsv, tableOfEuroHistory } from "#analysis/index.ts";
import { dayBounds, parseEdtf, undated, type EdtfDate } from "#domain/edtf.ts";
import { systemClock } from "#platform/clock.ts";
import { fetchFile, mayFetch } from "#platform/fetch-file.ts";
import { decodeUtf8 } from "#platform/files.ts";
import { decodeReport } from "#intake/decode.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { findVerb } from "../verbs.ts";
import { caseFlags, chosenCase, withStore } from "../with-case.ts";

/** The bank's file is some 700 kB packed; larger than this is something else. */
const limits = { bytes: 32 * 1024 * 1024, milliseconds: 60_000 };

const flags = {
  ...caseFlags,
  call: { type: "boolean" },
  table: { type: "boolean" },
  since: { type: "string" },
  address: { type: "string" },
} as const;

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("rates")?.usage ?? "";
  const { values, positionals } = parse(args, flags, usage);
  if (positionals.length !== 1 || positionals[0] !== "fetch")
    throw new Refused({ kind: "bad-usage", says: "Name what to do: fetch.", usage });
  const address = values.address ?? ecbCitation.url;
  if (!mayFetch(address))
    throw new Refused({ kind: "bad-usage", says: `"${address}" is not an https address (or one of this very machine).`, usage });
  const since = firstDay(values.since);
  const seen = `${new URL(address).host} and whoever watches the network see that this machine asked, and when; not for which case, and not for which days.`;
  if (values.call !== true) {
    shell.print(`Nothing was called. With --call this machine calls ${address}: ${seen}`);
    return 0;
  }
  shell.tell(`Calling ${address}: ${seen}`);
  const bytes = granted(await fetchFile(address, limits));
  const name = new URL(address).pathname.split("/").at(-1) ?? "history";
  const source = `${ecbCitation.publisher}, euro foreign exchange reference rates, fetched ${systemClock().slice(0, 10)}`;
  const table = granted(tableOfEuroHistory({ name, text: granted(decodeReport(name, bytes, decodeUtf8)), since, source, url: address }));
  const rates = granted(ratesFromCsv(name, table)).map((rate) => ({ ...rate, id: `ecb-${rate.base}-${rate.quote}-${rate.on}` }));
  if (values.table === true) {
    shell.print(table.trimEnd());
    return 0;
  }
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    const recorded = granted(await casework.recordRates(id, rates));
    const last = rates.at(-1)?.on ?? null;
    if (values.json === true) shell.print(JSON.stringify({ case: id, address, since, last, fetched: rates.length, recorded }, null, 2));
    else
      shell.print(
        rates.length === 0
          ? `${id}: no rates since ${since} in that file.`
          : `${id}: ${recorded.toLocaleString("en")} rates recorded of ${rates.length.toLocaleString("en")} since ${since}, the newest of ${last}.`,
      );
    return 0;
  });
}

/** The day asked for, else the one after the shipped table's last. */
function firstDay(given: string | undefined): EdtfDate {
  if (given === undefined) return new Date(Date.parse(ecbCitation.last) + 86_400_000).toISOString().slice(0, 10) as EdtfDate;
  const date = parseEdtf(given);
  if (date === null || date === undated || dayBounds(date).first === null) throw new Refused({ kind: "bad-date", given, field: "--since" });
  return date;
}

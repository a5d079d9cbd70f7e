/** Exchange rates a command is given beside the case's own: `--rates FILE.csv`. They serve that call and are not recorded. */
import path from "node:path";
import { ratesFromCsv } from "#analysis/index.ts";
import type { Rate } from "#domain/weighing.ts";
import { decodeReport } from "#intake/decode.ts";
import { decodeUtf8, readBytes } from "#platform/files.ts";
import { granted, type Shell } from "./shell.ts";

const tableLimit = 16 * 1024 * 1024;

/** The rates of the file, or none without one. Refuses what cannot be read, naming line and column. */
export async function givenRates(file: string | undefined, shell: Shell): Promise<readonly Rate[]> {
  if (file === undefined) return [];
  const bytes = granted(await readBytes(path.resolve(shell.cwd, file), tableLimit));
  return granted(ratesFromCsv(file, granted(decodeReport(file, bytes, decodeUtf8))));
}

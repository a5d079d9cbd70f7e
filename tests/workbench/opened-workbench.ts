/**
 * A real workbench for the page tests: the pages as built from the source now, a store of its own in a temporary folder,
 * the sample case twice (worked through, and as it arrived with nothing decided), the table of labelled claims, an empty case, a server, and a real Chromium.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { build } from "vite";
import { createCasework, type Casework } from "#casework/index.ts";
import { openFolder } from "#casework/open-folder.ts";
import { caseId, person } from "#domain/ids.ts";
import { refuse, type Result } from "#domain/result.ts";
import { serveApp, type Served } from "#http/index.ts";
import { openLedger } from "#ledger/index.ts";
import { systemClock } from "#platform/clock.ts";
import { decodeUtf8, readBytes } from "#platform/files.ts";
import { sha256 } from "#platform/hashing.ts";
import { openEmbedded } from "#platform/postgres/index.ts";
import { findChromium } from "../../scripts/find-chromium.ts";

const project = path.join(import.meta.dirname, "../..");
const sample = path.join(project, "examples/ryanggang-dispatch");
export const worked = caseId("ryanggang-dispatch");
export const undecided = caseId("undecided");
/** The second example: 379 labelled claims of 101 reports. */
export const table = caseId("dprk-overseas-labour");
/** A case somebody opened and nothing came into yet. */
export const bare = caseId("bare");

/** A case that ships and that nobody opened. */
export const example = caseId("an-example");

export type Opened = {
  readonly casework: Casework;
  readonly served: Served;
  readonly browser: Browser;
  /** Bugs the server met; a test that ends with one has failed. */
  readonly bugs: string[];
  close(): Promise<void>;
};

export async function openWorkbench(): Promise<Opened> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "counterledger-workbench-"));
  const pages = path.join(folder, "pages");
  await build({
    configFile: path.join(project, "workbench/vite.config.ts"),
    logLevel: "error",
    build: { outDir: pages, emptyOutDir: true, reportCompressedSize: false },
  });
  const store = granted(await openEmbedded({ folder: path.join(folder, "store") }));
  const ledger = granted(await openLedger(store, { clock: systemClock, hash: sha256 }));
  const casework = createCasework({ ledger, clock: systemClock, hash: sha256, decode: decodeUtf8, actor: person("Mina, editor") });
  const progress = () => {};
  granted(await openFolder(casework, { folder: sample, read: (file, limit) => readBytes(path.join(sample, file), limit), progress }));
  granted(await casework.analyse(worked));
  granted(await openFolder(casework, { folder: sample, read: asArrived, progress }));
  const labelled = path.join(project, "examples", table);
  granted(await openFolder(casework, { folder: labelled, read: (file, limit) => readBytes(path.join(labelled, file), limit), progress }));
  granted(await casework.openCase(bare, "A case nothing came into yet", ""));
  const examplesFolder = path.join(folder, "examples");
  await cp(sample, path.join(examplesFolder, example), { recursive: true });
  const head = JSON.parse(await readFile(path.join(sample, "case.json"), "utf8")) as Record<string, unknown>;
  await writeFile(
    path.join(examplesFolder, example, "case.json"),
    JSON.stringify({ ...head, id: example, title: "An example not opened yet" }),
  );
  const bugs: string[] = [];
  const served = await serveApp({
    casework,
    port: 0,
    workbenchFolder: pages,
    examplesFolder,
    onBug: (error, place) => bugs.push(`${place}: ${error.stack ?? error.message}`),
  });
  const { executablePath, args } = await findChromium();
  const browser = await chromium.launch({ executablePath, args });
  return {
    casework,
    served,
    browser,
    bugs,
    async close() {
      await browser.close();
      await served.close();
      await ledger.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The sample under another name and without its decisions: every claim waits. */
async function asArrived(file: string, limit: number): ReturnType<typeof readBytes> {
  if (file === "decisions.json") return refuse({ kind: "file-missing", name: file });
  const bytes = await readBytes(path.join(sample, file), limit);
  if (file !== "case.json" || !bytes.ok) return bytes;
  const about = JSON.parse(decodeUtf8(bytes.value)) as Record<string, unknown>;
  return { ok: true, value: new TextEncoder().encode(JSON.stringify({ ...about, id: undecided, title: "The sample as it arrived" })) };
}

export type SignedIn = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of the page, blocked styles and scripts among them. */
  readonly complaints: string[];
  visit(where: string): Promise<void>;
};

/** A fresh browser profile, signed in with a link of its own. */
export async function signIn(
  { browser, served }: Opened,
  look: { readonly dark?: boolean; readonly width?: number; readonly height?: number } = {},
): Promise<SignedIn> {
  const context = await browser.newContext({
    baseURL: served.address,
    viewport: { width: look.width ?? 1360, height: look.height ?? 900 },
    colorScheme: look.dark === true ? "dark" : "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => complaints.push(String(error.stack ?? error)));
  await page.goto(served.newLink());
  await page.getByRole("heading", { name: "Cases" }).waitFor();
  return {
    context,
    page,
    complaints,
    async visit(where) {
      await page.goto(where);
      await page.locator("h1").waitFor();
      await page.waitForFunction(() => document.querySelector("main [data-loading]") === null);
    },
  };
}

function granted<T, R>(result: Result<T, R>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

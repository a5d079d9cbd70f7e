/** A team's workbench in a real browser with a virtual authenticator: joining with a passkey, signing in, sessions, members; axe and keyboard. */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import axe from "axe-core";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { build } from "vite";
import { createCasework } from "#casework/index.ts";
import { caseId, person } from "#domain/ids.ts";
import { openTeam, serveApp, type Served } from "#http/index.ts";
import { openLedger, openPeople, type Ledger, type People } from "#ledger/index.ts";
import { systemClock } from "#platform/clock.ts";
import { decodeUtf8 } from "#platform/files.ts";
import { sha256 } from "#platform/hashing.ts";
import { openEmbedded, type RunningStore } from "#platform/postgres/index.ts";
import { codeAt } from "#platform/sign-in/index.ts";
import { findChromium } from "../../scripts/find-chromium.ts";
import { granted } from "../ledger/opened-store.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });
const project = path.join(import.meta.dirname, "../..");
let folder: string;
let store: RunningStore;
let ledger: Ledger;
let people: People;
let served: Served;
let browser: Browser;
const bugs: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "counterledger-team-"));
  const pages = path.join(folder, "pages");
  await build({
    configFile: path.join(project, "workbench/vite.config.ts"),
    logLevel: "error",
    build: { outDir: pages, emptyOutDir: true, reportCompressedSize: false },
  });
  store = granted(await openEmbedded({ folder: path.join(folder, "store") }));
  ledger = granted(await openLedger(store, { clock: systemClock, hash: sha256 }));
  people = openPeople(store);
  const casework = createCasework({ ledger, clock: systemClock, hash: sha256, decode: decodeUtf8, actor: person("owner") });
  served = await serveApp({
    casework,
    port: 0,
    workbenchFolder: pages,
    team: { people, clock: systemClock, hostname: "127.0.0.1" },
    onBug: (error, place) => bugs.push(`${place}: ${error.stack ?? error.message}`),
  });
  granted(await casework.openCase(caseId("crossing"), "The spring crossing", ""));
  granted(await casework.addMember(caseId("crossing"), { person: person("oak"), role: "handler", compartment: "" }));
  const { executablePath, args } = await findChromium();
  browser = await chromium.launch({ executablePath, args });
});
afterAll(async () => {
  await browser.close();
  await served.close();
  await people.close();
  await ledger.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the owner does on the command line. */
async function invited(name: string, keeper = false): Promise<string> {
  const team = openTeam({ people, origin: () => served.address, clock: systemClock });
  const { token } = granted(await team.invite(person(name), person("owner"), keeper));
  return `${served.address}/join#${token}`;
}

type Visitor = { readonly context: BrowserContext; readonly page: Page; readonly complaints: string[] };

/** A browser profile of its own, with an authenticator that checks its owner. */
async function visitor(look: { readonly dark?: boolean; readonly width?: number } = {}): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: served.address,
    viewport: { width: look.width ?? 1200, height: 900 },
    colorScheme: look.dark === true ? "dark" : "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error.stack ?? error)));
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  }); // prettier-ignore
  return { context, page, complaints };
}

async function joinWithPasskey(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "Join with a passkey" }).click();
  await page.getByRole("heading", { name: /^You are / }).waitFor();
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ["violations"] }),
  );
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id} (${one.help}): ${node.html.slice(0, 160)}`));
}

test("an invitation becomes an account with a passkey, the passkey signs in again, and the token leaves the address at once", async () => {
  const { context, page, complaints } = await visitor();
  const link = await invited("mina", true);
  await page.goto(link);
  await page.getByRole("heading", { name: "Join as mina" }).waitFor();
  expect(page.url()).toBe(`${served.address}/join`);
  await page.getByRole("button", { name: "Join with a passkey" }).click();
  await page.getByRole("heading", { name: "You are mina here" }).waitFor();
  expect(await page.locator("main code").count()).toBe(8);
  await page.getByRole("button", { name: "I wrote them down" }).click();
  await page.getByRole("heading", { name: "Cases" }).waitFor();
  await page.getByRole("link", { name: "Account of mina" }).click();
  await page.getByText("1 passkey", { exact: true }).waitFor();
  await page.getByText("8 recovery codes left").waitFor();

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.goto("/people");
  // Led to the door, and from there to where one was going; by keyboard.
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.getByRole("button", { name: "Sign in with a passkey" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "People" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/people");

  await page.goto(link);
  await page.getByText("This invitation cannot be used").waitFor();
  expect([complaints, bugs]).toEqual([[], []]);
  await context.close();
});

test("without its passkey a device is told what to do, and another's passkey is nobody's", async () => {
  const { context, page } = await visitor();
  await page.goto("/cases/crossing/claims");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText("The passkey was not used").waitFor();
  await context.close();
});

test("a password and an authenticator program's codes are the other way, and a wrong one is told what to do", async () => {
  const { context, page } = await visitor();
  await page.goto(await invited("ash"));
  const key = (await page.getByLabel("Key for the authenticator program").inputValue()).replaceAll(" ", "");
  await page.getByLabel("New password").fill("seven hares under snow");
  await page.getByLabel("The six digits it shows now").fill(codeAt(key, Date.now() - 30_000));
  await page.getByRole("button", { name: "Join with this password" }).click();
  await page.getByRole("heading", { name: "You are ash here" }).waitFor();
  await context.clearCookies();
  await page.goto("/");
  await page.getByLabel("Your name here").fill("ash");
  await page.getByLabel("Password", { exact: true }).fill("seven hares under snow");
  await page.getByLabel("One-time code").fill("000000");
  await page.getByRole("button", { name: "Sign in with password and code" }).click();
  await page.getByText("You could not be signed in").waitFor();
  await page.getByLabel("One-time code").fill(codeAt(key, Date.now()));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Cases" }).waitFor();
  // Now with a passkey of their own as well.
  await page.goto("/account");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("1 passkey", { exact: true }).waitFor();
  await context.close();
});

test("a handler adds a member, changes their role with a reason, and the link made for them lets them in", async () => {
  const oak = await visitor();
  await joinWithPasskey(oak.page, await invited("oak"));
  await oak.page.goto("/cases/crossing/members");
  await oak.page.getByRole("button", { name: "Add a member" }).click();
  await oak.page.getByLabel("Their name here").fill("yew");
  await oak.page.getByRole("button", { name: "Save" }).click();
  await oak.page.getByRole("rowheader", { name: "yew" }).waitFor();
  await oak.page.getByRole("button", { name: "Invite yew" }).click();
  const link = await oak.page.getByLabel("Link").inputValue();

  const yew = await visitor();
  await joinWithPasskey(yew.page, link);
  await yew.page.getByRole("button", { name: "I wrote them down" }).click();
  await yew.page.getByRole("link", { name: /The spring crossing/ }).click();
  await yew.page.getByRole("link", { name: "Members", exact: true }).click();
  await yew.page.getByRole("rowheader", { name: "yew you" }).waitFor();
  // A reader is offered nothing they may not do.
  expect(await yew.page.getByRole("button", { name: /Change role|Remove|Add a member/ }).count()).toBe(0);

  await oak.page.getByRole("button", { name: "Change role of yew" }).click();
  await oak.page.getByRole("combobox", { name: "Role" }).click();
  await oak.page.getByRole("option", { name: /^Analyst/ }).click();
  await oak.page.getByRole("button", { name: "Save" }).click();
  await oak.page.getByText("This is needed").waitFor();
  await oak.page.getByLabel("Reason").fill("reads Korean");
  await oak.page.getByRole("button", { name: "Save" }).click();
  await oak.page.getByRole("row", { name: /yew/ }).getByText("Analyst").waitFor();
  // The only handler stays one.
  await oak.page.getByRole("button", { name: "Remove oak" }).click();
  await oak.page.getByLabel("Reason").fill("tired");
  await oak.page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await oak.page.getByText(/make another one first/).waitFor();
  expect([...oak.complaints, ...yew.complaints, ...bugs]).toEqual([]);
  await oak.context.close();
  await yew.context.close();
});

test("sessions of other browsers are seen and ended", async () => {
  const first = await visitor();
  await joinWithPasskey(first.page, await invited("elm"));
  const codes = await first.page.locator("main code").allInnerTexts();
  const second = await visitor();
  await second.page.goto("/sign-in");
  await second.page.getByLabel("Your name here").fill("elm");
  await second.page.getByLabel("Recovery code", { exact: true }).fill(codes[0] ?? "");
  await second.page.keyboard.press("Enter");
  await second.page.getByRole("heading", { name: "Cases" }).waitFor();
  await first.page.goto("/account");
  await first.page.getByText("7 recovery codes left").waitFor();
  await first.page.getByRole("button", { name: /^End the session since/ }).click();
  await first.page.getByText("Ended.").waitFor();
  await second.page.goto("/cases/crossing/members");
  await second.page.getByRole("heading", { name: "Sign in" }).waitFor();
  await first.context.close();
  await second.context.close();
});

test.each([
  { name: "light", dark: false, width: 1200 },
  { name: "dark", dark: true, width: 1000 },
  { name: "narrow", dark: false, width: 400 },
])("$name: axe finds nothing at the door, in the account and among the members, and nothing sticks out", async ({ name, ...look }) => {
  const { context, page } = await visitor(look);
  const found: string[] = [];
  const looked = async (view: string) => {
    await page.locator("h1").waitFor();
    await page.waitForFunction(() => document.querySelector("main [data-loading]") === null);
    found.push(...(await violations(page)).map((one) => `${view}: ${one}`));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`${view}: ${over} px wider than its window`);
  };
  await page.goto("/sign-in");
  await looked("sign in");
  await page.goto("/join");
  await looked("join without an invitation");
  const who = `lime-${name}`;
  await page.goto(await invited(who, true));
  // A page that differs only behind the hash sign is not loaded anew.
  await page.reload();
  await page.goto("about:blank");
  await page.goto(await invited(who, true));
  await page.getByRole("button", { name: "Join with a passkey" }).waitFor();
  await looked("join");
  await page.getByRole("button", { name: "Join with a passkey" }).click();
  await page.getByRole("heading", { name: /^You are / }).waitFor();
  await looked("recovery codes");
  await page.goto("/account");
  await looked("account");
  await page.goto("/people");
  await page.getByLabel("Their name here").fill(`guest-${name}`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByLabel("Link").waitFor();
  await looked("people, an invitation made");
  const team = createCasework({ ledger, clock: systemClock, hash: sha256, decode: decodeUtf8, actor: person("owner") });
  granted(await team.addMember(caseId("crossing"), { person: person(who), role: "handler", compartment: "" }));
  await page.goto("/cases/crossing/members");
  await looked("members");
  await page.getByRole("button", { name: "Add a member" }).click();
  await page.getByRole("dialog").waitFor();
  await looked("members, adding");
  await context.close();
  expect(found).toEqual([]);
});

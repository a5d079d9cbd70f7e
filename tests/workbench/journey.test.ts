/** The workbench driven as a person drives it, in a real Chromium, on the sample case. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { routes } from "#http/contract.ts";
import { bare, example, openWorkbench, signIn, table, undecided, worked, type Opened, type SignedIn } from "./opened-workbench.ts";

let opened: Opened;
let person: SignedIn;
/** How many claims the reading makes of the sample: of its first report, and of the whole. */
let ofR1 = 0;
let ofWorked = 0;
beforeAll(async () => {
  opened = await openWorkbench();
  const [first, all] = [await opened.casework.claims(undecided, { report: "R1" as never }), await opened.casework.claims(worked)];
  if (!first.ok || !all.ok) throw new Error("the sample has no claims");
  ofR1 = first.value.length;
  ofWorked = all.value.length;
});
afterAll(() => opened.close());
beforeEach(async () => {
  person = await signIn(opened);
});
afterEach(async () => {
  await person.context.close();
  expect(person.complaints, "the page complained").toEqual([]);
  expect(opened.bugs, "the server met a bug").toEqual([]);
});

test("without the link there is no way in, and the page says where the link is", async () => {
  const stranger = await opened.browser.newContext({ baseURL: opened.served.address });
  const page = await stranger.newPage();
  const answer = await page.goto(`/cases/${worked}/inbox`);
  expect(answer?.status()).toBe(401);
  await page.getByRole("heading", { name: "Use the link in the terminal" }).waitFor();
  await stranger.close();
});

test("from the cases to the reading room without a mouse: nothing is accepted until a person does it", async () => {
  const { page } = person;
  await page.getByRole("link", { name: /The sample as it arrived/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Inbox" }).waitFor();
  await expectFocused(page.getByRole("heading", { name: "Inbox" }));
  await page.getByRole("link", { name: /Mothers from Hyesan/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByText(`0 of ${ofR1} decided`).waitFor();
  expect(await page.locator('article[data-state="proposed"]').count()).toBe(ofR1);
});

test("every claim's words are marked where the original has them, and the active claim's stand out", async () => {
  const { page } = person;
  await person.visit(`/cases/${undecided}/reports/R1`);
  const read = await opened.casework.report(undecided, "R1" as never);
  if (!read.ok) throw new Error("no report R1");
  expect(read.value.claims.length).toBeGreaterThan(5);
  for (const claim of read.value.claims) {
    const marked = await page.locator(`mark[data-claims~="${claim.id}"]`).allTextContents();
    expect(marked.join("")).toBe(claim.spans.map((span) => span.exact).join(""));
  }
  const first = read.value.claims.find((claim) => claim.spans[0].exact === "30-40");
  await page.locator(`mark[data-claims~="${first?.id}"]`).click();
  expect(await page.locator("mark[data-active]").allTextContents()).toEqual(["30-40"]);
  expect(await page.locator("article[data-active]").getAttribute("id")).toBe(`claim-${first?.id}`);
});

test("claims are accepted, corrected, rejected, withdrawn and undone by keyboard alone", async () => {
  const { page } = person;
  await person.visit(`/cases/${undecided}/reports/R1`);
  const row = (id: string) => page.locator(`#claim-${id}`);
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expectFocused(row("R1-01"));

  // Accept: choose the grade, the next waiting claim has the focus.
  await page.keyboard.press("a");
  await expectFocused(page.getByRole("button", { name: "Cannot be judged" }));
  await page.keyboard.press("2");
  await page.getByText(`1 of ${ofR1} decided`).first().waitFor();
  await expectFocused(row("R1-02"));
  expect(await row("R1-01").innerText()).toContain("Probably true");

  // Escape from the grades changes nothing.
  await page.keyboard.press("a");
  await page.keyboard.press("Escape");
  await expectFocused(row("R1-02"));
  expect(await row("R1-02").getAttribute("data-state")).toBe("proposed");

  // Correct: a mistake is named at its field, then it is saved.
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Country").fill("China");
  await dialog.getByLabel("Period").fill("soon");
  await dialog.getByLabel("Why", { exact: true }).press("Control+Enter");
  await dialog.getByRole("button", { name: "Correct and accept" }).press("Enter");
  await dialog.getByText("Not a date").waitFor();
  await dialog.getByText("A reason is needed.").waitFor();
  await dialog.getByLabel("Country").fill("KP");
  await dialog.getByLabel("Period").fill("2025-12");
  await dialog.getByLabel("Per", { exact: true }).fill("enterprise");
  await page.keyboard.press("Tab");
  await dialog.getByLabel("Why", { exact: true }).fill("given by each enterprise");
  await dialog.getByRole("button", { name: "Correct and accept" }).press("Enter");
  await page.getByText(`2 of ${ofR1} decided`).first().waitFor();
  expect(await row("R1-02").innerText()).toContain("5–7 people per enterprise");
  expect(await row("R1-02").getAttribute("data-state")).toBe("corrected");
  await expectFocused(row("R1-03"));

  // Reject: not without a reason.
  await page.keyboard.press("r");
  await expectFocused(page.getByLabel("Reason"));
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByText("A reason is needed.").waitFor();
  await page.keyboard.type("a habit of the past, not the work abroad");
  await page.keyboard.press("Enter");
  await page.getByText(`3 of ${ofR1} decided`).first().waitFor();
  expect(await row("R1-03").getAttribute("data-state")).toBe("rejected");
  await expectFocused(row("R1-04"));

  // A digit accepts at once; r on an accepted claim withdraws it; u brings it back step by step.
  await page.keyboard.press("3");
  await page.getByText(`4 of ${ofR1} decided`).first().waitFor();
  await page.keyboard.press("k");
  await expectFocused(row("R1-04"));
  await page.keyboard.press("r");
  await page.getByRole("dialog", { name: "Withdraw R1-04" }).waitFor();
  await expectFocused(page.getByLabel("Reason"));
  await page.keyboard.type("the family was never named");
  await page.keyboard.press("Enter");
  await row("R1-04").and(page.locator('[data-state="withdrawn"]')).waitFor();
  await expectFocused(row("R1-05"));
  await page.keyboard.press("k");
  for (const state of ["accepted", "proposed"]) {
    await page.keyboard.press("u");
    await row("R1-04")
      .and(page.locator(`[data-state="${state}"]`))
      .waitFor();
    await expectFocused(row("R1-04"));
  }
  await page.getByText(`3 of ${ofR1} decided`).first().waitFor();

  // All of it is in the ledger, in the person's name.
  const claims = await opened.casework.claims(undecided, { report: "R1" as never });
  if (!claims.ok) throw new Error("no claims");
  expect(claims.value.slice(0, 4).map((claim) => claim.decision.state)).toEqual(["accepted", "corrected", "rejected", "proposed"]);
  expect(claims.value[0]?.decision).toMatchObject({ by: "Mina, editor", credibility: 2 });
});

test("? shows the keys, and keys typed into a field are only text", async () => {
  const { page } = person;
  await person.visit(`/cases/${undecided}/reports/R2`);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys of the reading room" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("r");
  await expectFocused(page.getByLabel("Reason"));
  await page.keyboard.type("jaucr 3");
  expect(await page.getByLabel("Reason").inputValue()).toBe("jaucr 3");
  await page.getByRole("button", { name: "Cancel" }).press("Enter");
  expect(await page.locator('article:not([data-state="proposed"])').count()).toBe(0);
});

test("a decision somebody else took meanwhile is said with its remedy, and the page shows it", async () => {
  const { page } = person;
  await person.visit(`/cases/${undecided}/reports/R3?claim=R3-05`);
  const accepted = await opened.casework.accept(undecided, "R3-05" as never, 1);
  expect(accepted.ok).toBe(true);
  await page.keyboard.press("2");
  await page.getByText("The claim is not in that state").waitFor();
  await page.getByText(/Undo its last decision first, or reload/).waitFor();
  person.complaints.length = 0; // The browser notes the refused request itself.
});

test("a printed conversion stands under the value it restates and says that it never counts", async () => {
  const { page } = person;
  await person.visit(`/cases/${undecided}/reports/R1`);
  const order = await page.locator("article").evaluateAll((rows) => rows.map((row) => [row.id, row.hasAttribute("data-conversion")]));
  const at = order.findIndex(([, conversion]) => conversion === true);
  expect(at).toBeGreaterThan(0);
  expect(await page.locator("article").nth(at).innerText()).toContain(`restates ${String(order[at - 1]?.[0]).replace("claim-", "")}`);
});

test("an estimate opens to its claims, and each claim to its words in the report", async () => {
  const { page } = person;
  await person.visit(`/cases/${worked}/estimates`);
  await page.getByRole("link", { name: /Workers abroad through this crossing \d/ }).click();
  await page.getByRole("heading", { name: "Workers abroad through this crossing", level: 1 }).waitFor();
  await page.getByText(/\d+ to [\d,]+ people \(90 % interval\)/).waitFor();
  expect(await page.locator("svg.plot path").count()).toBeGreaterThan(1);
  const analysis = await opened.casework.analysis(worked);
  const estimate = analysis.ok ? analysis.value?.estimates[0] : undefined;
  if (estimate === undefined || !("median" in estimate)) throw new Error("no estimate");
  const rests = estimate.lineage.claims[0];
  const claims = await opened.casework.claims(worked);
  const claim = claims.ok ? claims.value.find((one) => one.id === rests) : undefined;
  if (claim === undefined) throw new Error(`no claim ${rests}`);
  await page.getByRole("link", { name: `Open the words (${claim.id})` }).click();
  await page.locator("mark[data-active]").first().waitFor();
  expect((await page.locator("mark[data-active]").allTextContents()).join("")).toBe(claim.spans.map((span) => span.exact).join(""));
  expect(new URL(page.url()).pathname).toBe(`/cases/${worked}/reports/${claim.report}`);
});

test("one wave told twice is one root", async () => {
  const { page } = person;
  await person.visit(`/cases/${worked}/weighing/accounts`);
  expect(await page.getByText("2 claims, 1 root").count()).toBeGreaterThan(0);
});

test("a finding gives each element a word and an icon, and its claims lead to their words", async () => {
  const { page } = person;
  await person.visit(`/cases/${worked}/findings`);
  const element = page.getByRole("row", { name: /DPRK nationals are at work there/ });
  await element.getByText("met", { exact: true }).waitFor();
  expect(await element.locator(".tag svg").count()).toBe(1);
  await element.getByRole("link").first().click();
  await page.locator("mark[data-active]").first().waitFor();
});

test("the claims table filters and sorts, and tells how many are shown", async () => {
  const { page } = person;
  await person.visit(`/cases/${worked}/claims`);
  await page.getByText(`${ofWorked} claims`).waitFor();
  await page.getByLabel("Search in words, places and speakers").fill("ration kg");
  await page.getByText(`1 of ${ofWorked} claims`).waitFor();
  await page.getByLabel("Search in words, places and speakers").fill("no such words");
  await page.getByRole("heading", { name: "No claim fits" }).waitFor();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await page.getByText(`${ofWorked} claims`).waitFor();
  await page.getByRole("button", { name: "Value" }).click();
  const header = page.getByRole("columnheader", { name: "Value" });
  const lows = async () => page.locator("tbody tr td:nth-child(3)").allInnerTexts();
  const sort = await header.getAttribute("aria-sort");
  const once = await lows();
  await page.getByRole("button", { name: "Value" }).click();
  expect(await header.getAttribute("aria-sort")).toBe(sort === "ascending" ? "descending" : "ascending");
  expect((await lows())[0]).not.toBe(once[0]);
});

test("a release is blocked until each risk is accepted in a person's name, then its dossier opens and runs nothing", async () => {
  const { page } = person;
  await person.visit(`/cases/${worked}/release`);
  await page.getByRole("heading", { name: "Nothing was drafted yet" }).waitFor();
  await page.getByRole("button", { name: "Draft a release" }).click();
  const publish = page.getByRole("button", { name: "Publish" });
  await page.getByText(/Blocked: \d risks? (is|are) open/).waitFor();
  await publish.click({ force: true });
  expect((await releases()).map((one) => one.state)).toEqual(["draft"]);

  for (let open = await page.getByRole("button", { name: "Accept this risk" }).count(); open > 0; open--) {
    await page.getByRole("button", { name: "Accept this risk" }).first().click();
    await page.getByRole("dialog").getByText("in the name of Mina, editor").waitFor();
    await page.getByLabel("Reason").fill("published by the outlet already");
    await page.getByRole("button", { name: "Accept in my name" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.waitForFunction((left) => document.querySelectorAll("li.risk:not([data-accepted])").length === left, open - 1);
  }
  await page.getByText("Clear to leave.").waitFor();
  await publish.click();
  await page.getByRole("link", { name: "Open the dossier" }).click();
  const dossier = page.frameLocator("iframe");
  await dossier
    .getByRole("heading", { name: /Women sent from Ryanggang/ })
    .first()
    .waitFor();
  expect((await releases())[0]?.acceptances.every((one) => one.by === "Mina, editor")).toBe(true);
  const alone = await page.request.get(await page.locator("iframe").getAttribute("src").then(String));
  expect(alone.headers()["content-security-policy"]).toContain("sandbox");
  expect(await alone.text()).not.toContain("Larch");

  async function releases() {
    const all = await opened.casework.releases(worked);
    return all.ok ? all.value : [];
  }
});

test("a risk is mended: the sum leaves as a band in a new draft, and the draft before cannot be published", async () => {
  const { page } = person;
  await person.visit(`/cases/${table}/estimates`);
  await page.getByRole("button", { name: /Run/ }).first().click();
  await page.getByText("The analysis is done.").waitFor();
  await person.visit(`/cases/${table}/release`);
  await page.getByRole("button", { name: "Draft a release" }).click();
  const risk = page.locator("li.risk").filter({ hasText: "Sum only insiders know" }).filter({ hasText: "permit fee" });
  await risk.waitFor();
  await risk.getByRole("button", { name: "Mend it" }).click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.getByRole("radio", { name: /Give the number as a band/ }).isChecked()).toBe(true);
  await dialog.getByRole("button", { name: "Mend and draft anew" }).press("Enter");
  await page.getByText(/release-2 was drafted/).waitFor();
  await page.getByText("1 earlier draft, replaced since").waitFor();
  await risk.first().waitFor({ state: "hidden" });
  const all = await opened.casework.releases(table);
  const [before, after] = all.ok ? all.value : [];
  const fee = (release: typeof before) => release?.content.claims.find((claim) => claim.id === "D001-07");
  expect(fee(before)?.valueText).toBe("300 CNY per person");
  expect(fee(after)).toMatchObject({ valueText: "between 200 and 500 CNY per person", words: [] });
  expect(await page.getByRole("button", { name: "Publish" }).count()).toBe(1);

  // What was mended is listed, and can be lifted: then the sum is a risk again.
  await page.getByRole("button", { name: "Lift: D001-07, its number leaves as a band" }).click();
  await page.getByText(/release-3 was drafted/).waitFor();
  await page.getByText("D001-07: its number leaves as a band. It was lifted here.").waitFor();
  await risk.first().waitFor();
  const lifted = await opened.casework.mendRelease(table, "release-3" as never, [{ claim: "D001-07" as never, how: "band" }]);
  expect(lifted.ok).toBe(true);

  // What was mended stays mended in the next draft; a claim the release does not hold is refused by name.
  const next = await opened.casework.mendRelease(table, "release-4" as never, [{ claim: "D001-09" as never, how: "withhold" }]);
  if (!next.ok) throw new Error(JSON.stringify(next.refusal));
  expect(fee(next.value)?.value).toBeUndefined();
  expect(next.value.content.claims.some((claim) => claim.id === "D001-09" || claim.id === "D001-10")).toBe(false);
  const stranger = await opened.casework.mendRelease(table, "release-5" as never, [{ claim: "D001-09" as never, how: "band" }]);
  expect(!stranger.ok && stranger.refusal).toMatchObject({ kind: "bad-input", place: 'claim "D001-09"' });
});

test("a source withdrawn after a draft: the release room says which of its sentences no longer stand", async () => {
  const { page } = person;
  const gone = await opened.casework.withdrawSource(table, "foreign-exchange-centre" as never, "asked to be left out");
  if (!gone.ok) throw new Error(JSON.stringify(gone.refusal));
  await person.visit(`/cases/${table}/release`);
  const notice = page.locator(".notice").filter({ hasText: "What rested on a source who is gone" }).first();
  await notice.waitFor();
  const releases = await opened.casework.releases(table);
  const newest = releases.ok ? releases.value.at(-1) : undefined;
  const sentences = new Set(newest?.fallen?.map((one) => one.says));
  expect(sentences.size).toBeGreaterThan(0);
  expect(await notice.locator("li").allInnerTexts()).toEqual([...sentences]);

  // It cannot be published any more, and says what to do; the next draft is made from figures of today without being asked to.
  const published = await opened.casework.publish(table, newest?.id ?? ("" as never));
  expect(!published.ok && published.refusal).toMatchObject({ kind: "draft-overtaken" });
  await page.getByRole("button", { name: "Draft a release" }).click();
  await page.getByText("A release was drafted. Its risks are listed.").waitFor({ timeout: 60_000 });
  const after = await opened.casework.releases(table);
  const latest = after.ok ? after.value.at(-1) : undefined;
  expect(latest?.id).not.toBe(newest?.id);
  expect(latest?.fallen).toBeUndefined();
  expect(latest?.mends?.length).toBeGreaterThan(0);
});

test("the ledger lists every act, and the button walks the chain", async () => {
  const { page } = person;
  await person.visit(`/cases/${worked}/ledger`);
  await page.getByRole("cell", { name: /Case opened/ }).waitFor();
  await page.getByRole("button", { name: "Verify the chain" }).click();
  await page.getByText(/The chain is sound: \d+ entries\./).waitFor();
});

test("a ledger of hundreds of entries is paged to its end and back", async () => {
  const { page } = person;
  const overview = await opened.casework.overview(table);
  const all = overview.ok ? overview.value.position : 0;
  expect(all).toBeGreaterThan(500);
  await person.visit(`/cases/${table}/ledger`);
  await page.getByText(`Entries 1 to 100 of ${all}`).waitFor();
  await page.getByRole("button", { name: "Newest" }).click();
  await page.getByText(`Entries 501 to ${all} of ${all}`).waitFor();
  await page.getByRole("cell", { name: String(all), exact: true }).waitFor();
  expect(await page.getByRole("button", { name: "Next" }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: "Before" }).click();
  await page.getByText(`Entries 401 to 500 of ${all}`).waitFor();
  await page.goBack();
  await page.getByText(`Entries 501 to ${all} of ${all}`).waitFor();
});

test("Escape in a dialog asks before it throws away what was typed, and a second Escape keeps it", async () => {
  const { page } = person;
  await person.visit(`/cases/${undecided}/reports/R3?claim=R3-03`);
  await page.keyboard.press("c");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await page.keyboard.press("c");
  await page.getByLabel("Why").fill("the place is the town, not the province");
  await page.keyboard.press("Escape");
  await page.getByText("Discard what you typed?").waitFor();
  await expectFocused(page.getByRole("button", { name: "Keep typing" }));
  await page.keyboard.press("Escape");
  await page.getByText("Discard what you typed?").waitFor({ state: "detached" });
  expect(await page.getByLabel("Why").inputValue()).toBe("the place is the town, not the province");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Discard it" }).click();
  await page.getByRole("dialog").first().waitFor({ state: "detached" });
  const claims = await opened.casework.claims(undecided, { report: "R3" as never });
  expect(claims.ok && claims.value.find((claim) => claim.id === "R3-03")?.decision.state).toBe("proposed");
});

test("a new case is opened, its first report pasted behind a new pseudonym, and a closed form keeps its draft", async () => {
  const { page } = person;
  await page.getByRole("button", { name: "New case" }).click();
  await page.getByLabel("Title").fill("Letters of the spring");
  expect(await page.getByLabel("Short name").inputValue()).toBe("letters-of-the-spring");
  await page.getByRole("button", { name: "Open the case" }).press("Enter");
  await page.getByRole("heading", { name: "No report yet" }).waitFor();

  await page.getByRole("button", { name: "Add report" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Text" }).fill("About 40 women left Hyesan for China on 3 March 2026, a trader said.");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Claims", exact: true }).click();
  await page.getByRole("heading", { name: "No claim yet" }).waitFor();
  await page.getByRole("link", { name: "Inbox", exact: true }).click();
  await page.getByRole("button", { name: "Add report" }).click();
  await dialog.getByText("This is the draft you began.").waitFor();
  expect(await dialog.getByRole("textbox", { name: "Text" }).inputValue()).toContain("About 40 women");

  await dialog.getByRole("button", { name: "Take it in" }).press("Enter");
  await dialog.getByText("Please look at: Title, Outlet, Published, Source.").waitFor();
  await dialog.getByLabel("Title").fill("A letter");
  await dialog.getByLabel("Outlet").fill("our desk");
  await dialog.getByLabel("Published").fill("2026-03-09");
  await dialog.getByRole("combobox", { name: "Source" }).click();
  await page.getByRole("option", { name: "A new source" }).click();
  await dialog.getByLabel("Pseudonym").fill("Larch");
  await dialog.getByLabel("Placed to know").fill("trades at the crossing");
  await dialog.getByRole("button", { name: "Take it in" }).press("Enter");
  await page.getByText(/0 of \d+ decided/).waitFor();
  expect(new URL(page.url()).pathname).toBe("/cases/letters-of-the-spring/reports/R1");
  expect(await page.locator(".report-text").innerText()).toContain("About 40 women left Hyesan");
  const sources = await opened.casework.sources("letters-of-the-spring" as never);
  expect(sources.ok && sources.value).toMatchObject([{ id: "source-1", pseudonym: "Larch", tlp: "TLP:RED", consent: "none" }]);
});

test("a file is taken in as its bytes are; one that is no text is refused with the remedy, and the form stays filled", async () => {
  const { page } = person;
  await person.visit(`/cases/${bare}/inbox`);
  await page.getByRole("button", { name: "Add report" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Give a file").click();
  const give = (name: string, buffer: Buffer) => page.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/plain", buffer });
  await give("scan.txt", Buffer.from([0x50, 0x4b, 0, 0, 1]));
  await dialog.getByLabel("Title").fill("A scan");
  await dialog.getByLabel("Outlet").fill("our desk");
  await dialog.getByLabel("Published").fill("XXXX");
  await dialog.getByRole("combobox", { name: "Source" }).click();
  await page.getByRole("option", { name: "A new source" }).click();
  await dialog.getByLabel("Pseudonym").fill("Rowan");
  await dialog.getByLabel("Placed to know").fill("reads what is printed");
  await dialog.getByRole("button", { name: "Take it in" }).click();
  await dialog.getByText("This is not text").waitFor();
  await give("letter.txt", Buffer.from("도강한 여성은 30명이다."));
  await dialog.getByRole("button", { name: "Take it in" }).click();
  await dialog.waitFor({ state: "detached" });
  const report = await opened.casework.report(bare, "R1" as never);
  expect(report.ok && report.value.report).toMatchObject({ language: "ko", text: "도강한 여성은 30명이다.", source: "source-1" });
  person.complaints.length = 0; // The browser notes the refused request itself.
});

test("files are looked at before anything is written: new, here already, refused, and one that repeats another is offered its family", async () => {
  const { page } = person;
  const reports = await opened.casework.reports(undecided);
  const before = reports.ok ? reports.value.length : 0;
  const known = await opened.casework.report(undecided, "R1" as never);
  const text = known.ok ? known.value.report.text : "";
  await person.visit(`/cases/${undecided}/inbox`);
  await page.getByRole("button", { name: "Add files" }).click();
  const dialog = page.getByRole("dialog");
  const mail =
    "From: a@example.org\r\nTo: b@example.org\r\nDate: Mon, 05 Jan 2026 09:00:00 +0000\r\nSubject: The spring\r\n\r\nAbout 40 women left Hyesan.\r\n";
  const rows = "id,text\nspring-1,Groups of 20 crossed in March.\nspring-2,The fee is 400 yuan.\n";
  await page.locator('input[type="file"]').setInputFiles([
    { name: "letter.eml", mimeType: "message/rfc822", buffer: Buffer.from(mail) },
    { name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from(rows) },
    { name: "again.txt", mimeType: "text/plain", buffer: Buffer.from(text) },
    { name: "retold.txt", mimeType: "text/plain", buffer: Buffer.from(`${text}\nPrinted again elsewhere.`) },
    { name: "scan.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 nothing") },
  ]);
  // Without a source nobody knows whose they are: the look says so, file by file.
  await dialog.getByRole("button", { name: "Look first" }).click();
  await dialog.getByText("0 would be taken in, 1 here already, 5 not in order. Nothing was written yet.").waitFor();
  await dialog.getByRole("combobox", { name: "Source" }).click();
  await page.getByRole("option", { name: /^Larch/ }).click();
  await dialog.getByLabel("Outlet").fill("Reporting partner");
  await dialog.getByLabel("Published").fill("2026-01");
  await dialog.getByRole("button", { name: "Look first" }).click();
  await dialog.getByText("4 would be taken in, 1 here already, 1 not in order. Nothing was written yet.").waitFor();
  const row = (name: string) => dialog.getByRole("row").filter({ hasText: name });
  expect(await row("scan.pdf").innerText()).toContain("it is a PDF");
  expect(await row("letter.eml").innerText()).toContain("left behind");
  expect(await row("letter.eml").innerText()).not.toContain("example.org");
  expect(await opened.casework.reports(undecided)).toMatchObject({ value: { length: before } });
  const family = row("retold.txt").getByRole("checkbox");
  expect(await family.isChecked()).toBe(false);
  await family.check();

  await dialog.getByRole("button", { name: "Take in 4 reports" }).click();
  await dialog.getByText("4 taken in and read, 1 were here already, 1 not taken in.").waitFor();
  const after = await opened.casework.report(undecided, "retold" as never);
  expect(after.ok && after.value.report.family).toBe(known.ok ? known.value.report.family : "");
  await row("letter.eml").getByRole("link", { name: "letter" }).click();
  await page.getByText(/0 of \d+ decided/).waitFor();
  expect(await page.locator(".report-text").innerText()).toContain("About 40 women left Hyesan");
});

test("a file dropped on the inbox opens the dialog with it, and the workbench is not left for the file", async () => {
  const { page } = person;
  await person.visit(`/cases/${bare}/inbox`);
  const carried = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["Ten people went."], "dropped.txt", { type: "text/plain" }));
    return transfer;
  });
  await page.dispatchEvent("main", "drop", { dataTransfer: carried });
  const dialog = page.getByRole("dialog", { name: "Add files" });
  await dialog.getByText("dropped.txt").waitFor();
  await dialog.getByRole("button", { name: "Look first" }).click();
  await dialog.getByText("0 would be taken in, 0 here already, 1 not in order. Nothing was written yet.").waitFor();
  await dialog.getByText(/nobody said whose report it is/).waitFor();
});

test("an example that ships is offered until it is opened, and then is a case like any other", async () => {
  const { page } = person;
  await page.getByRole("button", { name: "Open it: An example not opened yet" }).click();
  await page.getByRole("heading", { name: "Inbox" }).waitFor();
  const overview = await opened.casework.overview(example);
  expect(overview.ok && overview.value).toMatchObject({ reports: 3, waiting: 0 });
  await page.getByRole("link", { name: "Counterledger" }).click();
  await page.getByRole("link", { name: /An example not opened yet/ }).waitFor();
  expect(await page.getByRole("heading", { name: "Examples to try things on" }).count()).toBe(0);
});

test("what has nothing yet says what will be there and how it gets there", async () => {
  const { page } = person;
  for (const [room, heading] of [
    ["estimates", "Nothing was analysed yet"],
    ["findings", "Nothing was analysed yet"],
    ["release", "Nothing was drafted yet"],
  ] as const) {
    await person.visit(`/cases/${undecided}/${room}`);
    await page.getByRole("heading", { name: heading }).waitFor();
  }
  await person.visit("/cases/nobody/inbox");
  await page.getByText("There is no such case").waitFor();
  await person.visit("/nowhere");
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  person.complaints.length = 0; // The browser notes the refused requests themselves.
});

test("light and dark are a choice that lasts, and the system's otherwise", async () => {
  const { page } = person;
  const scheme = () => page.locator("html").getAttribute("data-mantine-color-scheme");
  expect(await scheme()).toBe("light");
  await page.getByRole("button", { name: "Colours" }).click();
  await page.getByRole("menuitem", { name: "Dark" }).click();
  expect(await scheme()).toBe("dark");
  await page.reload();
  await page.locator("h1").waitFor();
  expect(await scheme()).toBe("dark");
});

test("what the server answers is what the contract says, for every route that reads", async () => {
  const { page } = person;
  const params: Record<string, string> = { case: worked, report: "R1", release: "release-1", kind: "conversions", source: "larch" };
  const queries: Record<string, string> = { "/api/cases/{case}/weigh": "?measure=labour_cost_paid_monthly" };
  let asked = 0;
  // Accounts are for a team; alone on a machine there is nobody else.
  const inTeamOnly = new Set(["/api/sessions", "/api/people"]);
  for (const route of Object.values(routes)) {
    if (inTeamOnly.has(route.path)) {
      expect((await page.request.get(route.path)).status(), route.path).toBe(403);
      continue;
    }
    if (route.method !== "get" || "html" in route) continue;
    // What was never made here (a run of a simulation) has no address yet; its own room asks for it.
    if ([...route.path.matchAll(/\{(\w+)\}/g)].some(([, name = ""]) => params[name] === undefined)) continue;
    const address = route.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? name);
    const answer = await page.request.get(address + (queries[route.path] ?? ""));
    expect(answer.status(), route.path).toBe(200);
    const parsed = route.answers.safeParse(await answer.json());
    expect(parsed.error?.issues ?? [], route.path).toEqual([]);
    asked += 1;
  }
  expect(asked).toBeGreaterThan(9);
});

test("the case as it stood after an entry is opened from the ledger, read in every room, and not changed", async () => {
  const { page } = person;
  const accepted = await opened.casework.accept(undecided, "R2-01" as never, 2);
  if (!accepted.ok) throw new Error(JSON.stringify(accepted.refusal));
  const entries = await opened.casework.history(undecided, { from: 1, limit: 500 });
  const newest = entries.ok ? entries.value.length : 0;
  await person.visit(`/cases/${undecided}/ledger`);
  await page.getByRole("link", { name: `Look at the case as it stood after entry ${newest - 1}`, exact: true }).click();
  await page.getByRole("heading", { name: "Claims" }).waitFor();
  const banner = page.getByText(`The case as it stood after ledger entry ${newest - 1}. It can be read, not changed.`);
  await banner.waitFor();
  expect(await page.getByRole("row", { name: /R2-01/ }).innerText()).toContain("proposed");

  // The entry is kept from room to room; what would change the case is not offered, and a key that would is refused.
  await page.getByRole("link", { name: /^Inbox/ }).click();
  await page.getByRole("link", { name: /Buses wait/ }).click();
  await page.locator("#claim-R2-01").waitFor();
  await banner.waitFor();
  expect(await page.getByRole("button", { name: /^Accept/ }).count()).toBe(0);
  await page.locator("#claim-R2-01").focus();
  await page.keyboard.press("1");
  await page.getByText("the past cannot be changed").waitFor();
  const claim = (await opened.casework.claims(undecided, { report: "R2" as never })) as { value?: readonly { decision: object }[] };
  expect(claim.value?.[0]?.decision).toMatchObject({ state: "accepted", credibility: 2 });

  await page.getByRole("link", { name: "Back to today" }).click();
  await page.locator('#claim-R2-01[data-state="accepted"]').waitFor();
  expect(await page.getByText("It can be read, not changed.").count()).toBe(0);
});

test("a source is registered, graded anew with its history, and changed; the most careful of each is the default", async () => {
  const { page } = person;
  await person.visit(`/cases/${bare}/sources`);
  await page.getByRole("button", { name: "Register a source" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Register" }).click();
  expect(await dialog.getByText("This is needed.").count()).toBe(2);
  await dialog.getByLabel("Pseudonym").fill("Hornbeam");
  await dialog.getByLabel("Placed to know").fill("keeps the books of a trading house");
  await dialog.getByRole("button", { name: "Register" }).press("Enter");
  await page.getByRole("heading", { name: "Hornbeam", level: 1 }).waitFor();
  const sources = await opened.casework.sources(bare);
  const registered = sources.ok ? sources.value.find((one) => one.pseudonym === "Hornbeam") : undefined;
  expect(registered).toMatchObject({ reliability: "F", tlp: "TLP:RED", consent: "none" });

  await page.getByRole("button", { name: "Grade anew" }).click();
  await dialog.getByRole("combobox", { name: "Reliability" }).click();
  await page.getByRole("option", { name: "C · fairly reliable" }).click();
  await dialog.getByRole("button", { name: "Grade anew" }).click();
  await dialog.getByText("A reason is needed.").waitFor();
  await dialog.getByLabel("Reason").fill("two told sums held");
  await dialog.getByRole("button", { name: "Grade anew" }).click();
  await page.getByRole("cell", { name: "two told sums held" }).waitFor();
  expect(await page.getByRole("row").count()).toBe(3);

  await page.getByRole("button", { name: "Change what is told of them" }).click();
  await dialog.getByLabel("Reason").fill("asked not to be called");
  await dialog.getByRole("button", { name: "Record the change" }).click();
  await dialog.getByText("Nothing was changed.").waitFor();
  await dialog.getByRole("combobox", { name: "Contact" }).click();
  await page.getByRole("option", { name: "do not contact" }).click();
  await dialog.getByRole("button", { name: "Record the change" }).click();
  await page.getByText("The change is recorded.").waitFor();
  const file = await opened.casework.source(bare, registered?.id ?? ("" as never));
  expect(file.ok && file.value).toMatchObject({ reliability: "C", contactRisk: "do-not-contact" });
});

test("a source is forgotten only with their pseudonym typed out; what rested on them is listed and marked wherever it stands", async () => {
  const { page } = person;
  await person.visit(`/cases/${worked}/sources/larch`);
  await page.getByRole("link", { name: /^R1-01: Group size/ }).waitFor();
  await page.getByRole("button", { name: "Forget" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/Resting on them now: 1 report, 10 claims, \d+ conclusions, \d+ published sentences/).waitFor();
  await dialog.getByLabel("Reason").fill("asked to be forgotten");
  await dialog.getByLabel(/To be sure, type/).fill("larch tree");
  await dialog.getByRole("button", { name: "Destroy the key" }).click();
  await dialog.getByText("This is not the pseudonym.").waitFor();
  await dialog.getByLabel(/To be sure, type/).fill("Larch");
  await dialog.getByRole("button", { name: "Destroy the key" }).click();
  await page.getByRole("heading", { name: "Forgotten source", level: 1 }).waitFor();
  await page.getByRole("heading", { name: "What rested on them" }).waitFor();
  await page.getByText("10 claims", { exact: true }).waitFor();
  expect(await page.getByRole("button", { name: "Grade anew" }).count()).toBe(0);

  await person.visit(`/cases/${worked}/findings`);
  await page.getByText("gone with its source").first().waitFor();
  await page.getByText("Decisions or rates changed since this was computed.").waitFor();
  await person.visit(`/cases/${worked}/release`);
  await page.getByText("What rested on a source who is gone").first().waitFor();
  await person.visit(`/cases/${worked}/sources`);
  await page.getByRole("link", { name: /Forgotten source/ }).waitFor();
  await person.visit(`/cases/${worked}/ledger`);
  await page.getByRole("button", { name: "Verify the chain" }).click();
  await page.getByText(/The chain is sound/).waitFor();
});

/** Waits until that element has the focus: where it goes after a step is part of the step. */
async function expectFocused(locator: ReturnType<SignedIn["page"]["locator"]>): Promise<void> {
  await locator.waitFor();
  await expect.poll(() => locator.evaluate((element) => element === document.activeElement), { timeout: 5000 }).toBe(true);
}

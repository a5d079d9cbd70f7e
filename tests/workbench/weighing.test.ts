/** The rooms of weighing in a real Chromium, on the table of labelled claims: each is asked, read, decided in and undone. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { bare, openWorkbench, signIn, table, undecided, type Opened, type SignedIn } from "./opened-workbench.ts";

let opened: Opened;
let person: SignedIn;
beforeAll(async () => {
  opened = await openWorkbench();
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

test("labour cost in China since 2023 is asked by form: five roots, the unpaid demand and the single plant kept out by name", async () => {
  const { page } = person;
  await person.visit(`/cases/${table}/weighing`);
  await page.getByRole("combobox", { name: "Measure" }).click();
  await page.getByRole("option", { name: /^Labour cost paid \(/ }).click();
  await page.getByRole("combobox", { name: "Country" }).click();
  await page.getByRole("option", { name: "China (CN)" }).click();
  await page.getByLabel("From").fill("2023");
  await page.getByLabel("To").fill("2025");
  await page.keyboard.press("Enter");
  await page.getByText(/Five reports, five independent roots/).waitFor();
  expect(new URL(page.url()).search).toBe("?measure=labour_cost_paid_monthly&country=CN&from=2023&to=2025");

  const plot = page.getByRole("table", { name: /Each claim's interval by root/ });
  for (const claim of ["D001-13", "D004-08", "D005-02", "D011-01", "D017-06"]) {
    expect(await plot.getByRole("link", { name: claim }).count(), claim).toBe(1);
  }
  const [low = 0, high = 0] = (await plot.locator("tr.pooled td.number").innerText()).split("–").map((end) => Number(end.replace(",", "")));
  expect(low).toBeGreaterThanOrEqual(2000);
  expect(high).toBeLessThanOrEqual(3000);
  const out = page.getByRole("region", { name: "Kept out" });
  expect(await out.getByRole("row", { name: /^D011-03/ }).innerText()).toContain("demanded, not yet paid");
  expect(await out.getByRole("row", { name: /^D011-05/ }).innerText()).toContain("a single site's figure");
});

test("the strips stand where their figures say: the diamond over the pooled interval, each line over its claim's", async () => {
  const { page } = person;
  await person.visit(`/cases/${table}/weighing?measure=labour_cost_paid_monthly&country=CN&from=2023&to=2025`);
  const detail = await opened.casework.weigh(table, {
    measure: "labour_cost_paid_monthly",
    country: "CN",
    from: "2023" as never,
    to: "2025" as never,
  });
  if (!detail.ok) throw new Error(JSON.stringify(detail.refusal));
  const drawn = await page
    .locator("table.forest")
    .first()
    .evaluate((plot) => {
      const ends = (element: Element | null | undefined) => {
        const box = element?.getBoundingClientRect();
        return [box?.left ?? Number.NaN, box?.right ?? Number.NaN] as const;
      };
      return {
        claims: [...plot.querySelectorAll("tbody tr")].map((row) => ({
          claim: row.querySelector("a")?.textContent ?? "",
          line: ends(row.querySelector(".strip-line")),
        })),
        diamond: ends(plot.querySelector(".diamond")),
      };
    });
  const [left, right] = drawn.diamond;
  const { low, high } = detail.value.weighed.pooled;
  const at = (value: number) => left + ((value - low) / (high - low)) * (right - left);
  for (const { claim, line } of drawn.claims) {
    const box = detail.value.boxes.find((one) => one.claim === claim);
    expect(Math.abs(line[0] - at(box?.low ?? Number.NaN)), claim).toBeLessThan(2);
    expect(Math.abs(line[1] - at(box?.high ?? Number.NaN)), claim).toBeLessThan(2);
  }
});

test("a question nothing answers says so and offers the wider one; a broken date is named at its field", async () => {
  const { page } = person;
  await person.visit(`/cases/${table}/weighing?measure=state_levy&country=JP`);
  await page.getByRole("heading", { name: "No claim answers this" }).waitFor();
  await page.getByRole("button", { name: "Ask without place, time and currency" }).click();
  await page.getByRole("table", { name: /Each claim's interval by root/ }).waitFor();
  await page.getByLabel("From").fill("next week");
  await page.getByRole("button", { name: "Weigh", exact: true }).click();
  await page.getByText("Not a date: 2025-12-26, 2025-12 or 2025").waitFor();
  person.complaints.length = 0; // The browser notes the refused request itself.
});

test("a claim of the forest plot leads to its words", async () => {
  const { page } = person;
  await person.visit(`/cases/${table}/weighing?measure=labour_cost_paid_monthly&country=CN`);
  await page.getByRole("link", { name: "D001-13", exact: true }).click();
  await page.locator("mark[data-active]").first().waitFor();
  expect(new URL(page.url()).pathname).toBe(`/cases/${table}/reports/D001`);
});

test("a contradiction shows both readings, is decided with a reason, and the decision is taken back", async () => {
  const { page } = person;
  await person.visit(`/cases/${table}/weighing/contradictions`);
  await page.getByLabel("Search in claims and measures").fill("D012 D016");
  const card = page.getByRole("region", { name: /D012-/ }).first();
  await card.waitFor();
  expect(await page.getByRole("status").first().innerText()).toMatch(/^\d+ of \d+ contradictions$/);
  expect(await card.innerText()).toContain("first");

  await page.getByLabel("Search in claims and measures").fill("D011-05 D011-01");
  const pair = page.getByRole("region", { name: "Cannot both be true: D011-05, D011-01" });
  expect(await pair.locator("blockquote").count()).toBe(2);
  await pair.getByRole("button", { name: "They contradict" }).click();
  await page.getByLabel("Reason").fill("one plant's new pay is not what all pay");
  await page.getByRole("dialog").getByRole("button", { name: "They contradict" }).click();
  await pair.getByText("“one plant's new pay is not what all pay”").waitFor();
  const links = await opened.casework.links(table, { kind: "contradicts", state: "accepted" });
  expect(links.ok && links.value.links.map((link) => link.decision?.by)).toEqual(["Mina, editor"]);
  await pair.getByRole("button", { name: "Undo" }).click();
  await pair.getByText("nobody has decided").waitFor();
});

test("a family tree names the corrupted copies; rejecting a copy makes it a root of its own until it is undone", async () => {
  const { page } = person;
  await person.visit(`/cases/${table}/weighing/families`);
  const origins = async () => Number(/from (\d+) origins/.exec(await page.getByText(/reports from \d+ origins/).innerText())?.[1]);
  const before = await origins();
  const family = page.getByRole("region", { name: /\(D042\)/ });
  const copy = family.locator("li").filter({ has: page.getByRole("link", { name: "D044", exact: true }) });
  expect(await copy.last().innerText()).toContain("a part became the whole");
  await copy.last().getByRole("button", { name: "It is not a copy" }).click();
  await page.getByLabel("Reason").fill("it names another agency");
  await page.getByRole("dialog").getByRole("button", { name: "It is not a copy" }).click();
  await page.getByRole("heading", { name: "Decided to be no copies" }).waitFor();
  expect(await origins()).toBe(before + 1);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("heading", { name: "Decided to be no copies" }).waitFor({ state: "detached" });
  expect(await origins()).toBe(before);
});

test("a printed conversion stands beside its worth at every rate that could be behind it, with the effect", async () => {
  const { page } = person;
  await person.visit(`/cases/${table}/weighing/rates`);
  await page.getByText(/^Missed \(\d+\)$/).click();
  const miss = page.getByRole("region", { name: "D001-08 restates D001-07" }).first();
  const text = (await miss.innerText()).replaceAll("\n", " ");
  expect(text).toContain("Misses the rate");
  expect(text).toMatch(/Official fixing.*7\.0602.*42\.49.*8\.2 % too low/);
  expect(text).toMatch(/Outlet's own constant.*0\.13.*exact/);
  expect(text).toContain("D001-07 itself stands");
  expect(await page.getByRole("region", { name: "D087-" }).count()).toBe(0);
  await page.getByText(/^Sound \(\d+\)$/).click();
  await page.getByText("Explained by rounding").first().waitFor();
  await page.getByRole("heading", { name: "Which currency is meant" }).waitFor();
  await page.getByText(/read as South Korean won \(KRW\) in D026/).waitFor();
});

test("the five views are one keyboard walk, each with its heading focused and its tab marked", async () => {
  const { page } = person;
  await person.visit(`/cases/${table}/weighing`);
  for (const [tab, heading] of [
    ["Contradictions", "Contradictions"],
    ["Who carries whom", "Who carries whom"],
    ["Rate checks", "Rate checks"],
    ["Accounts", "Corroboration"],
    ["Weigh", "Weighing"],
  ] as const) {
    await page.getByRole("navigation", { name: "Views of weighing" }).getByRole("link", { name: tab, exact: true }).focus();
    await page.keyboard.press("Enter");
    const title = page.getByRole("heading", { name: heading, level: 1 });
    await title.waitFor();
    await expect.poll(() => title.evaluate((element) => element === document.activeElement), { timeout: 5000 }).toBe(true);
    expect(await page.locator("nav.tabs a[aria-current=page]").innerText()).toBe(tab);
  }
});

test("where nothing was accepted, or nothing came yet, each view says what will be there", async () => {
  const { page } = person;
  for (const [at, heading] of [
    [`${undecided}/weighing`, "Nothing to weigh yet"],
    [`${bare}/weighing`, "Nothing to weigh yet"],
    [`${bare}/weighing/contradictions`, "Nothing contradicts here"],
    [`${bare}/weighing/families`, "No report yet"],
    [`${bare}/weighing/rates`, "No report here prints a conversion"],
  ] as const) {
    await person.visit(`/cases/${at}`);
    await page.getByRole("heading", { name: heading }).waitFor();
  }
});

/** axe finds nothing in any view, in light and dark, wide and narrow; and no view is wider than its window. */
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bare, openWorkbench, signIn, table, undecided, worked, type Opened } from "./opened-workbench.ts";

let opened: Opened;
let estimate = "";
let release = "";
beforeAll(async () => {
  opened = await openWorkbench();
  const analysis = await opened.casework.analysis(worked);
  estimate = (analysis.ok && analysis.value?.estimates[0]?.id) || "none";
  const published = await opened.casework.draftRelease(worked);
  if (!published.ok) throw new Error(JSON.stringify(published.refusal));
  release = published.value.id;
  for (const risk of published.value.risks) await opened.casework.acceptRisk(worked, published.value.id, risk.id, "published already");
  const sent = await opened.casework.publish(worked, published.value.id);
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
  const draft = await opened.casework.draftRelease(worked);
  if (!draft.ok) throw new Error(JSON.stringify(draft.refusal));
});
afterAll(() => opened.close());

/** Where to go, and what to do there before looking. */
type View = { readonly name: string; readonly at: () => string; readonly then?: (page: Page) => Promise<unknown> };
const press = (key: string) => (page: Page) => page.keyboard.press(key);
const inDialog = (key: string) => async (page: Page) => {
  await page.keyboard.press(key);
  await page.getByRole("dialog").waitFor();
};
const clickFirst = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name, exact: true }).first().click();
  await page.getByRole("dialog").waitFor();
};
const triedEmpty = async (page: Page) => {
  await clickFirst("Add report")(page);
  await page.getByRole("combobox", { name: "Source" }).click();
  await page.getByRole("option", { name: "A new source" }).click();
  await page.getByRole("button", { name: "Take it in" }).click();
  await page.getByText(/^Please look at/).waitFor();
};
const typedAndEscaped = async (page: Page) => {
  await inDialog("r")(page);
  await page.getByLabel("Reason").fill("typed");
  await page.keyboard.press("Escape");
  await page.getByText("Discard what you typed?").waitFor();
};
const views: readonly View[] = [
  { name: "cases", at: () => "/" },
  { name: "cases, opening one", at: () => "/", then: clickFirst("New case") },
  { name: "inbox, nothing yet", at: () => `/cases/${bare}/inbox` },
  { name: "inbox, adding", at: () => `/cases/${worked}/inbox`, then: clickFirst("Add report") },
  { name: "inbox, adding without what is needed", at: () => `/cases/${worked}/inbox`, then: triedEmpty },
  { name: "inbox, adding files", at: () => `/cases/${worked}/inbox`, then: clickFirst("Add files") },
  { name: "reading room, asked before typed words go", at: () => `/cases/${undecided}/reports/R1`, then: typedAndEscaped },
  { name: "inbox", at: () => `/cases/${undecided}/inbox` },
  { name: "reading room", at: () => `/cases/${undecided}/reports/R1` },
  { name: "reading room, choosing a grade", at: () => `/cases/${undecided}/reports/R1`, then: press("a") },
  { name: "reading room, correcting", at: () => `/cases/${undecided}/reports/R1`, then: inDialog("c") },
  { name: "reading room, rejecting", at: () => `/cases/${undecided}/reports/R1`, then: inDialog("r") },
  { name: "reading room, keys", at: () => `/cases/${undecided}/reports/R1`, then: inDialog("?") },
  { name: "reading room, all decided", at: () => `/cases/${worked}/reports/R3?claim=R3-02` },
  { name: "claims", at: () => `/cases/${worked}/claims` },
  { name: "claims, none fits", at: () => `/cases/${worked}/claims?find=nothing-of-the-kind` },
  { name: "weighing", at: () => `/cases/${table}/weighing` },
  { name: "weighing, converted", at: () => `/cases/${table}/weighing?measure=state_levy&country=RU&currency=USD` },
  { name: "weighing, nothing answers", at: () => `/cases/${table}/weighing?measure=state_levy&country=JP` },
  { name: "weighing, nothing accepted", at: () => `/cases/${undecided}/weighing` },
  { name: "contradictions", at: () => `/cases/${table}/weighing/contradictions` },
  { name: "contradictions, deciding", at: () => `/cases/${table}/weighing/contradictions`, then: clickFirst("They contradict") },
  { name: "no contradictions", at: () => `/cases/${bare}/weighing/contradictions` },
  { name: "who carries whom", at: () => `/cases/${table}/weighing/families` },
  { name: "nobody carries anybody", at: () => `/cases/${worked}/weighing/families` },
  { name: "rate checks", at: () => `/cases/${table}/weighing/rates` },
  { name: "no rates to check", at: () => `/cases/${bare}/weighing/rates` },
  { name: "accounts", at: () => `/cases/${worked}/weighing/accounts` },
  { name: "estimates", at: () => `/cases/${worked}/estimates` },
  { name: "estimate", at: () => `/cases/${worked}/estimates/${estimate}` },
  { name: "nothing analysed", at: () => `/cases/${undecided}/estimates` },
  { name: "findings", at: () => `/cases/${worked}/findings` },
  { name: "sources", at: () => `/cases/${worked}/sources` },
  { name: "sources, registering", at: () => `/cases/${worked}/sources`, then: clickFirst("Register a source") },
  { name: "no sources", at: () => `/cases/${bare}/sources` },
  { name: "source", at: () => `/cases/${worked}/sources/larch` },
  { name: "source, changing", at: () => `/cases/${worked}/sources/larch`, then: clickFirst("Change what is told of them") },
  { name: "source, forgetting", at: () => `/cases/${worked}/sources/larch`, then: clickFirst("Forget") },
  { name: "claims as they stood", at: () => `/cases/${worked}/claims?at=20` },
  { name: "release room", at: () => `/cases/${worked}/release` },
  { name: "release room, mending", at: () => `/cases/${worked}/release`, then: clickFirst("Mend it") },
  { name: "dossier", at: () => `/cases/${worked}/release/${release}/dossier` },
  { name: "ledger", at: () => `/cases/${worked}/ledger` },
  { name: "ledger, a later page", at: () => `/cases/${table}/ledger?from=501` },
  { name: "no such page", at: () => "/nowhere" },
];
const looks = [
  { name: "light", dark: false, width: 1360 },
  { name: "dark", dark: true, width: 1024 },
  { name: "narrow", dark: false, width: 400 },
] as const;

test.each(looks)(
  "$name, $width wide: axe finds nothing in any view, and nothing sticks out",
  async (look) => {
    const { page, visit, context } = await signIn(opened, look);
    const found: string[] = [];
    for (const view of views) {
      await visit(view.at());
      await view.then?.(page);
      found.push(...(await violations(page)).map((one) => `${view.name}: ${one}`));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) found.push(`${view.name}: ${over} px wider than its window`);
    }
    await context.close();
    expect(found).toEqual([]);
  },
  400_000,
);

test("axe is at work: a picture without words is found", async () => {
  const { page, visit, context } = await signIn(opened);
  await visit("/");
  await page.evaluate(() => {
    const button = document.createElement("button");
    document.querySelector("main")?.append(button);
  });
  expect((await violations(page)).join()).toContain("button-name");
  await context.close();
});

test("the skip link is the first stop and leads into the page; the rooms open and close on a narrow screen", async () => {
  const { page, visit, context } = await signIn(opened, { width: 400 });
  await visit(`/cases/${worked}/inbox`);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the content");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
  await page.getByRole("button", { name: "Open the menu" }).click();
  await page.getByRole("link", { name: "Ledger", exact: true }).click();
  await page.getByRole("heading", { name: "Ledger" }).waitFor();
  expect(await page.getByRole("link", { name: "Findings" }).isVisible()).toBe(false);
  await context.close();
});

async function violations(page: Page): Promise<string[]> {
  // The dossier inside its frame runs nothing, so axe cannot look into it; it has tests of its own.
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, { iframes: false, resultTypes: ["violations"] }),
  );
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id} (${one.help}): ${node.html.slice(0, 160)}`));
}

import { openWorkbench } from "./opened-workbench.ts";
const opened = await openWorkbench();
try {
  const page = await (await opened.browser.newContext()).newPage();
  page.on("console", (m) => console.log("console", m.type(), m.text(), m.location().url));
  page.on("pageerror", (e) => console.log("pageerror", e.stack));
  page.on("requestfailed", (r) => console.log("failed", r.url(), r.failure()));
  page.on("response", (r) => console.log(r.status(), r.url()));
  await page.goto(opened.served.newLink());
  await page.waitForTimeout(3000);
  console.log(page.url(), (await page.content()).slice(0, 1500));
  console.log(opened.bugs);
} finally {
  await opened.close();
}

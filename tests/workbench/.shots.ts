import { openWorkbench, signIn, worked, undecided } from "/work/main/tests/workbench/opened-workbench.ts";
const opened = await openWorkbench();
try {
  const d = await opened.casework.draftRelease(worked);
  if (!d.ok) console.log(d);
  const views: Record<string, string> = {
    cases: "/",
    inbox: `/cases/${undecided}/inbox`,
    reading: `/cases/${undecided}/reports/R1`,
    readingDone: `/cases/${worked}/reports/R3?claim=R3-02`,
    claims: `/cases/${worked}/claims`,
    weighing: `/cases/${worked}/weighing`,
    estimates: `/cases/${worked}/estimates`,
    findings: `/cases/${worked}/findings`,
    release: `/cases/${worked}/release`,
    ledger: `/cases/${worked}/ledger`,
    empty: `/cases/${undecided}/estimates`,
    missing: "/nope",
  };
  const a = await opened.casework.analysis(worked);
  if (a.ok && a.value) views["estimate"] = `/cases/${worked}/estimates/${a.value.estimates[0]!.id}`;
  const which = process.argv[2]?.split(",") ?? ["light"];
  const only = process.argv[3]?.split(",");
  for (const look of which) {
    const s = await signIn(opened, { dark: look === "dark", width: look === "narrow" ? 400 : look === "mid" ? 1024 : 1360, height: 900 });
    for (const [name, where] of Object.entries(views)) {
      if (only && !only.includes(name)) continue;
      await s.visit(where);
      await s.page.waitForTimeout(250);
      await s.page.screenshot({
        path: `/tmp/shots/${look}-${name}.png`,
        fullPage: look !== "light" || !name.startsWith("reading") ? name !== "reading" : false,
      });
    }
    console.log(look, s.complaints.slice(0, 10));
  }
  console.log(opened.bugs);
} finally {
  await opened.close();
}

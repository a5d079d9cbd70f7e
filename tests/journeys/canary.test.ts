/**
 * A canary in every field that is protected, the whole product run over it, and then a search of everything that is left behind: the
 * store's own files with its journal and logs, the temporary folder, a sealed export, a backup, the dossier, and the bodies of errors.
 * What the program prints to the handler who asks is theirs to see and is not searched.
 */
import { spawn } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counterledger, root, scratch, type Ran } from "./command.ts";

const planted = {
  pseudonym: "Quillfeather Amberjack",
  canKnow: "Wexcombe ferry landing seasons",
  regrading: "Thornapple meeting went well",
  describing: "Larkmoor crossing was closed",
  note: "Brindlewick two doors past the mill",
  notePassphrase: "osprey-lantern-cinnabar-49",
  storePassphrase: "heron-tallow-vermilion-82",
  words: "Marrowgate Thistledown stitchery",
  title: "Saffronbeck testimony of the winter",
  channel: "Cobblestep courier by hand",
  mailFrom: "juniper.ashgrove@fennimore.example",
  mailRoute: "relay-foxglove-brackenbury",
  mailSubject: "Pellworm harbour in the fog",
  mailWords: "Harrowfen dyers went home in April",
  column: "Oakenshaw left column",
  rejecting: "Dunmarrow is another plant",
  linking: "Ravensmere told it twice",
  folder: "Kestrelholme-papers",
} as const;
type Canary = keyof typeof planted;

let place: Awaited<ReturnType<typeof scratch>>;
let env: Record<string, string>;
const errors: { readonly from: string; readonly text: string }[] = [];
const at = (...names: readonly string[]) => path.join(place.folder, ...names);

async function run(args: readonly string[], more: { readonly input?: string; readonly env?: Record<string, string> } = {}): Promise<Ran> {
  const ran = await counterledger([...args, "--data", at("data")], { ...more, env: { ...env, ...more.env } });
  if (ran.code !== 0) errors.push({ from: args.join(" "), text: ran.err });
  return ran;
}
async function well(args: readonly string[], more: { readonly input?: string; readonly env?: Record<string, string> } = {}): Promise<Ran> {
  const ran = await run(args, more);
  expect(ran.code, `${args.join(" ")}: ${ran.err}`).toBe(0);
  return ran;
}

const report = `${planted.words} took 34 women in March, an official said.
The company pays 2,600 yuan a month for each of them, she said. They see 480 yuan a month of it.
They work 11 hours a day. More than 120 have come, she heard from a broker.
`;

beforeAll(async () => {
  place = await scratch();
  const folder = at(planted.folder);
  await mkdir(folder, { recursive: true });
  await mkdir(at("tmp"));
  env = { TMPDIR: at("tmp"), COUNTERLEDGER_PASSPHRASE: planted.storePassphrase };
  const source = { reliability: "B", tlp: "TLP:RED", consent: "publish-aggregate" };
  await writeFile(path.join(folder, "case.json"), JSON.stringify({
    id: "canary", title: "A case whose title stands in the clear", about: "Nothing.",
    sources: [
      { id: "one", pseudonym: planted.pseudonym, canKnow: planted.canKnow, ...source },
      { id: "two", pseudonym: "Second", canKnow: "Nothing more", ...source },
    ],
    reports: [
      { id: "A1", file: "a.txt", title: planted.title, language: "en", outlet: "Partner", published: "2026-04-02", told: "2026-04-01", source: "one", channel: planted.channel, url: null, family: "a" },
      { id: "A2", file: "b.txt", title: "Second", language: "en", outlet: "Other", published: "2026-04-03", told: "2026-04-02", source: "two", channel: "text", url: null, family: "b" },
    ],
  })); // prettier-ignore
  await writeFile(path.join(folder, "a.txt"), report);
  await writeFile(
    path.join(folder, "b.txt"),
    "The company pays 2,500 yuan a month for each worker, a trader said. More than 120 have come.\n",
  );
  await writeFile(
    path.join(folder, "c.eml"),
    `Received: from ${planted.mailRoute}; Thu, 02 Apr 2026 08:00:00 +0900\nFrom: ${planted.mailFrom}\nTo: desk@newsroom.example\nDate: Thu, 02 Apr 2026 09:12:00 +0900\nSubject: ${planted.mailSubject}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n${planted.mailWords}. They were 17.\n`,
  );
  await writeFile(
    path.join(folder, "d.csv"),
    `id,text,published,outlet,channel\nD1,They see 470 yuan a month.,2026-04-04,Partner,${planted.column}\n`,
  );
});
afterAll(() => place.remove());

test("the whole product runs over the canaries", async () => {
  const papers = at(planted.folder);
  await well(["open", papers]);
  await well(["source", "note", "one", "--as", "ana"], {
    input: planted.note,
    env: { COUNTERLEDGER_NOTE_PASSPHRASE: planted.notePassphrase },
  });
  await well(["source", "grade", "one", "--reliability", "C", "--why", planted.regrading]);
  await well(["source", "describe", "one", "--contact-risk", "high", "--why", planted.describing]);
  await well(["receive", path.join(papers, "c.eml"), "--source", "one", "--outlet", "Partner"]);
  await well(["receive", path.join(papers, "d.csv"), "--source", "one"]);
  await well(["envelope"]);

  const claims = JSON.parse((await well(["claims", "--json"])).out) as readonly { id: string; report: string; measure: string }[];
  const rejected = claims.find((claim) => claim.measure === "daily_hours")?.id ?? "";
  await well(["reject", rejected, "--why", planted.rejecting]);
  await well(["accept", "--credibility", "3", ...claims.map(({ id }) => id).filter((id) => id !== rejected)]);
  await well(["links", "accept", "copy-of", "A2", "A1", "--why", planted.linking]);
  for (const kind of ["conversions", "currencies", "plausibility", "contradictions", "copies"]) await well(["check", kind]);
  await well(["weigh", "--measure", "labour_cost_paid_monthly"]);
  for (const verb of ["estimate", "fit", "findings"]) await well([verb]);
  await well(["simulate", "--record", "--months", "12", "--replicates", "20"]);

  await run(["accept", "no-such-claim", "--credibility", "3"]);
  await run(["source", "show", "nobody"]);
  await run(["receive", path.join(papers, "missing.txt"), "--source", "one", "--outlet", "Partner"]);
  await run(["source", "open-note", "one"], { env: { COUNTERLEDGER_NOTE_PASSPHRASE: "another" } });
  expect(errors.length).toBeGreaterThanOrEqual(4);
}, 300_000);

test("served over HTTP, no refusal repeats a canary", async () => {
  const child = spawn(process.execPath, [path.join(root, "src/cli/main.ts"), "serve", "--port", "0", "--data", at("data")], {
    cwd: root,
    env: { ...process.env, ...env, NODE_NO_WARNINGS: "1" },
  });
  try {
    const link = await new Promise<string>((resolve, reject) => {
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        const found = /http:\S+/.exec(said)?.[0];
        if (found !== undefined) resolve(found);
      });
      child.on("close", () => reject(new Error(said)));
    });
    const { origin } = new URL(link);
    const entered = await fetch(link, { redirect: "manual" });
    const cookie = (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const ask = async (url: string, init: RequestInit = {}): Promise<number> => {
      const answer = await fetch(`${origin}${url}`, { ...init, headers: { origin, "content-type": "application/json", ...init.headers } });
      const text = await answer.text();
      if (!answer.ok) errors.push({ from: url, text });
      return answer.status;
    };
    expect(await ask("/api/cases/canary/sources", { headers: { cookie } })).toBe(200);
    const refused = [
      await ask("/api/cases/canary/sources"),
      await ask("/api/cases/canary/reports/A9", { headers: { cookie } }),
      await ask("/api/cases/other/claims", { headers: { cookie } }),
      await ask("/api/cases/canary/claims/A1-01/correct", { method: "post", headers: { cookie }, body: '{"correction":{"value":7}}' }),
      await ask("/api/cases/canary/sources", { method: "post", headers: { cookie }, body: '{"id":"one"}' }),
      await ask("/api/cases/canary/reports", { method: "post", headers: { cookie }, body: "{" }),
      await ask("/api/cases/canary/releases/R9/publish", { method: "post", headers: { cookie }, body: "{}" }),
    ];
    expect(
      refused.every((status) => status >= 400 && status < 500),
      String(refused),
    ).toBe(true);
  } finally {
    child.kill("SIGTERM");
    await new Promise((closed) => child.on("close", closed));
  }
}, 60_000);

test("a dossier is made, a copy is carried away, and a backup is proven", async () => {
  let ran = await run(["dossier", "--out", at("dossier.html")]);
  for (let tries = 0; ran.code !== 0 && tries < 40; tries++) {
    const open = /open: ([^\s,.]+)/.exec(ran.err)?.[1];
    if (open === undefined) break;
    ran = await run(["dossier", "--out", at("dossier.html"), "--accept", open, "--why", "Looked at by two of us."]);
  }
  expect(ran.code, ran.err).toBe(0);
  await well(["export", at("copy")]);
  await well(["backup", at("backups")]);
  await well(["keys", "--set-passphrase"], { env: { COUNTERLEDGER_NEW_PASSPHRASE: planted.storePassphrase } });
  await well(["verify"]);
  expect((await run(["source", "list"], { env: { COUNTERLEDGER_PASSPHRASE: "wrong" } })).code).not.toBe(0);
}, 300_000);

test("nothing that is left behind holds a canary, in any usual spelling", async () => {
  // The search finds what is there: in the papers themselves, and in what the store keeps in the clear by design.
  expect((await found([at(planted.folder)])).map(({ canary }) => canary)).toEqual(
    expect.arrayContaining(["words", "mailFrom", "pseudonym"]),
  );
  const clear = Buffer.from("A case whose title stands in the clear");
  const held = await Promise.all((await filesIn(at("data"))).map(async (file) => (await readFile(file)).includes(clear)));
  expect(held.some(Boolean)).toBe(true);

  expect(await found([at("data"), at("tmp"), at("copy"), at("backups"), at("dossier.html")])).toEqual([]);
  for (const { from, text } of errors)
    for (const [canary, words] of Object.entries(planted))
      if (!from.includes(words)) expect(text, `${canary} in the refusal of “${from}”`).not.toContain(words);
}, 300_000);

/** Every file below with a canary in it: as UTF-8, UTF-16, hexadecimal, percent-encoded, or in base64 at any of its three alignments. */
async function found(places: readonly string[]): Promise<readonly { readonly file: string; readonly canary: Canary }[]> {
  const needles = (Object.entries(planted) as [Canary, string][]).flatMap(([canary, words]) =>
    spellings(words).map((needle) => ({ canary, needle })),
  );
  const hits = [];
  for (const file of (await Promise.all(places.map(filesIn))).flat()) {
    const bytes = await readFile(file);
    for (const { canary, needle } of needles) if (bytes.includes(needle)) hits.push({ file: path.relative(place.folder, file), canary });
  }
  return hits;
}

function spellings(words: string): readonly Buffer[] {
  const bytes = Buffer.from(words);
  const aligned = [0, 1, 2].map((skip) => {
    const text = Buffer.concat([Buffer.alloc(skip), bytes]).toString("base64");
    return Buffer.from(text.slice(Math.ceil((skip * 8) / 6), -4));
  });
  return [
    bytes,
    Buffer.from(words.toLowerCase()),
    Buffer.from(words.toUpperCase()),
    Buffer.from(words, "utf16le"),
    Buffer.from(bytes.toString("hex")),
    Buffer.from(encodeURIComponent(words)),
    ...aligned,
  ];
}

async function filesIn(where: string): Promise<readonly string[]> {
  const found = await readdir(where, { recursive: true, withFileTypes: true }).catch((error: { code?: string }) => {
    if (error.code === "ENOTDIR") return null;
    throw error;
  });
  if (found === null) return [where];
  return found.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name));
}

/** A case carried out of one store and into another: the same bytes, no words in the clear, and every change to the copy named. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backUp, exportCase, importCase, signHistory, verifierFile } from "#archive/index.ts";
import { createCasework } from "#casework/index.ts";
import { openFolder } from "#casework/open-folder.ts";
import { caseId, person } from "#domain/ids.ts";
import type { Ledger, Signer } from "#ledger/index.ts";
import { openLedger } from "#ledger/index.ts";
import { decodeUtf8, readBytes } from "#platform/files.ts";
import { sha256 } from "#platform/hashing.ts";
import { newIdentity, openAge, openStoreKeys, type StoreKeys } from "#platform/keys/index.ts";
import { openEmbedded } from "#platform/postgres/index.ts";
import { generateKeyPairSync } from "node:crypto";
import { root } from "../journeys/command.ts";
import { steppingClock } from "../ledger/opened-store.ts";

const run = promisify(execFile);
const id = caseId("ryanggang-dispatch");
const quiet = () => undefined;

type Place = { readonly ledger: Ledger; readonly keys: StoreKeys; readonly close: () => Promise<void> };
let scratch: string;
let home: Place;
let bag: string;
let identity: string;
let recipient: string;

async function openPlace(name: string): Promise<Place> {
  const store = must(await openEmbedded({ folder: path.join(scratch, name) }));
  const keys = must(await openStoreKeys({ store: store.name, file: store.keyFile }));
  const ledger = must(await openLedger(store, { clock: steppingClock(), hash: sha256, keys }));
  return {
    ledger,
    keys,
    close: async () => {
      await ledger.close();
      await store.close();
    },
  };
}

beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), "counterledger-archive-"));
  home = await openPlace("home");
  const casework = createCasework({
    ledger: home.ledger,
    clock: steppingClock(),
    hash: sha256,
    decode: decodeUtf8,
    actor: person("an editor"),
  });
  const sample = path.join(root, "examples/ryanggang-dispatch");
  must(await openFolder(casework, { folder: sample, read: (file, limit) => readBytes(path.join(sample, file), limit), progress: quiet }));
  must(await casework.analyse(id));
  ({ identity, recipient } = await newIdentity());
  bag = path.join(scratch, "bag");
  must(await exportCase(home.ledger, id, { folder: bag, to: { recipients: [recipient] }, progress: quiet }));
}, 120_000);
afterAll(async () => {
  await home.close();
  await rm(scratch, { recursive: true, force: true });
});

const withKey = (wrapped: string) => openAge(wrapped, { identities: [identity] });
const check = async (folder: string, ...more: readonly string[]) => {
  try {
    const { stdout } = await run(process.execPath, [verifierFile, folder, ...more]);
    return { code: 0, says: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, says: stderr };
  }
};

test("the copy says no word of what the sources said, and neither does its description", async () => {
  // Long words, and words with a space: four letters in a row come up by chance in a few thousand lines of sealed text.
  const words = ["Ryanggang", "2,500 yuan", "trading company", "a month", "per month", "the border"];
  for (const file of await filesOf(bag)) {
    if (file.endsWith(".mjs")) continue;
    const text = await readFile(path.join(bag, file), "latin1");
    // The identifier of the case is how it is called; it stands in the clear.
    for (const word of words) expect(text.replaceAll("ryanggang-dispatch", ""), file).not.toContain(word);
  }
});

test("taken into an empty store and exported again, the payload is the same to the byte, and so is everything computed from it", async () => {
  const away = await openPlace("away");
  try {
    const imported = must(await importCase(away.ledger, bag, withKey, sha256));
    expect(imported.entries).toBe(await home.ledger.position(id));
    expect(await away.ledger.digest(id)).toEqual(await home.ledger.digest(id));
    expect(await away.ledger.claims(id)).toEqual(await home.ledger.claims(id));
    const again = path.join(scratch, "again");
    must(await exportCase(away.ledger, id, { folder: again, to: { recipients: [away.keys.recipient()] }, progress: quiet }));
    for (const file of await filesOf(bag))
      if (file.startsWith("data/")) expect(await digestOf(path.join(again, file)), file).toBe(await digestOf(path.join(bag, file)));
    expect(await readFile(path.join(again, "manifest-sha256.txt"), "utf8")).toBe(
      await readFile(path.join(bag, "manifest-sha256.txt"), "utf8"),
    );
    expect(await importCase(away.ledger, bag, withKey, sha256)).toMatchObject({
      ok: false,
      refusal: { kind: "bad-input", says: "it is in this store already" },
    });
  } finally {
    await away.close();
  }
}, 120_000);

test("without the key it was made for it is not taken in, and nothing of it stays", async () => {
  const stranger = await openPlace("stranger");
  try {
    expect(await importCase(stranger.ledger, bag, stranger.keys.unwrap, sha256)).toMatchObject({
      ok: false,
      refusal: { kind: "bad-input" },
    });
    expect(await stranger.ledger.cases()).toEqual([]);
    expect(await stranger.ledger.position(id)).toBe(0);
  } finally {
    await stranger.close();
  }
}, 120_000);

test("the verifier alone, without our code, finds the copy sound and gives its tree", async () => {
  const told = await check(bag);
  expect(told.code).toBe(0);
  expect(told.says).toContain(`${await home.ledger.position(id)} entries in an unbroken chain`);
});

describe("a copy that was changed is told by name, by the verifier and at the door", () => {
  const entries = "data/entries.jsonl";
  const lines = (text: string, change: (all: string[]) => string[]) => `${change(text.trimEnd().split("\n")).join("\n")}\n`;
  const bit = (text: string) =>
    lines(text, (all) =>
      all.map((line, i) => (i === 4 ? line.replace(/"sealed":"(.)/, (_, one: string) => `"sealed":"${one === "A" ? "B" : "A"}`) : line)),
    );
  /** Whoever changes a file can also write its manifest anew: then only the chain tells. */
  const changes: readonly (readonly [what: string, change: (text: string) => string, says: RegExp])[] = [
    ["a bit of an entry", bit, /entry 6|does not follow/],
    ["an entry taken out", (text) => lines(text, (all) => all.filter((_, i) => i !== 6)), /entry 7 is missing/],
    [
      "two entries changed over",
      (text) => lines(text, (all) => all.map((line, i) => (i === 3 ? all[4] : i === 4 ? all[3] : line) as string)),
      /entry 4 is missing/,
    ],
    ["an entry twice", (text) => lines(text, (all) => all.flatMap((line, i) => (i === 2 ? [line, line] : [line]))), /entry 4 is missing/],
    ["the end cut off", (text) => lines(text, (all) => all.slice(0, -2)), /newest entry|head/],
    ["another case's name", (text) => text.replaceAll('"case":"ryanggang-dispatch"', '"case":"other"'), /does not follow|newest/],
  ];
  test.each(changes)("%s, with the manifests mended to fit", async (_, change, says) => {
    const copy = path.join(
      scratch,
      `tampered-${createHash("sha256")
        .update(String(says) + _)
        .digest("hex")
        .slice(0, 8)}`,
    );
    await cp(bag, copy, { recursive: true });
    await writeFile(path.join(copy, entries), change(await readFile(path.join(copy, entries), "utf8")));
    const unmended = await check(copy);
    expect(unmended).toMatchObject({ code: 1, says: expect.stringContaining("data/entries.jsonl was changed") });
    await mend(copy);
    const told = await check(copy);
    expect(told.code).toBe(1);
    expect(told.says).toMatch(says);
  });

  test("an original changed, a file added, a file missing, a link", async () => {
    const original = (await filesOf(bag)).find((file) => file.startsWith("data/originals/")) as string;
    for (const [change, says] of [
      [async (copy: string) => writeFile(path.join(copy, original), "other bytes"), `${original} was changed`],
      [async (copy: string) => writeFile(path.join(copy, "data/more.txt"), "x"), "data/more.txt was added"],
      [async (copy: string) => rm(path.join(copy, original)), `${original} is missing`],
      [async (copy: string) => symlink("/etc/hosts", path.join(copy, "data/hosts")), "neither a file nor a folder"],
    ] as const) {
      const copy = await mkdtemp(path.join(scratch, "changed-"));
      await cp(bag, copy, { recursive: true });
      await change(copy);
      expect((await check(copy)).says).toContain(says);
      expect(await importCase(home.ledger, copy, withKey, sha256)).toMatchObject({ ok: false, refusal: { kind: "bad-input" } });
    }
  });

  test("an original changed with the manifests mended is found when it is taken in: its seal does not open", async () => {
    const copy = path.join(scratch, "false-original");
    await cp(bag, copy, { recursive: true });
    const original = (await filesOf(bag)).find((file) => file.startsWith("data/originals/")) as string;
    const bytes = await readFile(path.join(copy, original));
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await writeFile(path.join(copy, original), bytes);
    await mend(copy);
    const away = await openPlace("doubtful");
    try {
      expect((await importCase(away.ledger, copy, withKey, sha256)).ok).toBe(false);
      expect(await away.ledger.position(id)).toBe(0);
    } finally {
      await away.close();
    }
  }, 120_000);
});

test("a checkpoint kept elsewhere shows a history that was told anew, and holds for one that only grew", async () => {
  const signer: Signer = { name: "desk", privateKey: generateKeyPairSync("ed25519").privateKey };
  const signed = must(await signHistory(home.ledger, id, signer));
  const note = path.join(scratch, "note.txt");
  await writeFile(note, signed.note);
  expect((await check(bag, "--checkpoint", note, "--key", signed.verifierKey)).says).toContain("are those that were signed");

  const other = await openPlace("other");
  try {
    const sample = path.join(root, "examples/ryanggang-dispatch");
    const casework = createCasework({
      ledger: other.ledger,
      clock: steppingClock(),
      hash: sha256,
      decode: decodeUtf8,
      actor: person("somebody else"),
    });
    must(await openFolder(casework, { folder: sample, read: (file, limit) => readBytes(path.join(sample, file), limit), progress: quiet }));
    must(await casework.analyse(id));
    const forked = path.join(scratch, "forked");
    must(await exportCase(other.ledger, id, { folder: forked, to: { recipients: [recipient] }, progress: quiet }));
    expect((await check(forked)).code).toBe(0);
    expect(await check(forked, "--checkpoint", note, "--key", signed.verifierKey)).toMatchObject({
      code: 1,
      says: expect.stringContaining("another history"),
    });
  } finally {
    await other.close();
  }
  const forged = signed.note.replace(/^\d+$/m, "3");
  await writeFile(note, forged);
  expect(await check(bag, "--checkpoint", note, "--key", signed.verifierKey)).toMatchObject({
    code: 1,
    says: expect.stringContaining("not signed"),
  });
}, 120_000);

test("a backup is named only when a restored copy gave the same, and old ones go", async () => {
  const into = path.join(scratch, "backups");
  const how = { into, keep: 2, hash: sha256, progress: quiet };
  const clock = steppingClock();
  const made = [];
  for (let i = 0; i < 3; i++) made.push(must(await backUp(home.ledger, home.keys, { ...how, clock })));
  expect(made[0]?.cases).toEqual([{ case: id, entries: await home.ledger.position(id), head: must(await home.ledger.verify(id)).head }]);
  expect((await readdir(into)).sort()).toEqual(made.slice(1).map(({ folder }) => path.basename(folder)));
  expect(made[2]?.removed).toEqual([path.basename((made[0] as (typeof made)[0]).folder)]);
  expect((await check(path.join((made[2] as (typeof made)[0]).folder, id))).code).toBe(0);
}, 300_000);

test("an export is never written over something, and half an export never has its name", async () => {
  expect(await exportCase(home.ledger, id, { folder: bag, to: { recipients: [recipient] }, progress: quiet })).toMatchObject({
    ok: false,
    refusal: { kind: "bad-input" },
  });
  const below = path.join(bag, "bagit.txt", "no-folder");
  expect((await exportCase(home.ledger, id, { folder: below, to: { recipients: [recipient] }, progress: quiet })).ok).toBe(false);
  expect((await readdir(scratch)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

/** Writes the manifests anew, as somebody would who tampers with care. */
async function mend(copy: string): Promise<void> {
  for (const [manifest, ours] of [
    ["manifest-sha256.txt", (file: string) => file.startsWith("data/")],
    ["tagmanifest-sha256.txt", (file: string) => !file.startsWith("data/") && file !== "tagmanifest-sha256.txt"],
  ] as const) {
    const lines = await Promise.all(
      (await filesOf(copy)).filter(ours).map(async (file) => `${await digestOf(path.join(copy, file))}  ${file}\n`),
    );
    await writeFile(path.join(copy, manifest), lines.join(""));
  }
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

async function digestOf(file: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
}

function must<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

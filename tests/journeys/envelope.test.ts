/** Envelopes from both ends: a correspondent seals with an age tool that knows one public key, the desk takes the letter in, and nobody else opens it. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { armor, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counterledger, scratch } from "./command.ts";

let place: Awaited<ReturnType<typeof scratch>>;
let store: readonly string[];
beforeAll(async () => {
  place = await scratch();
  store = ["--data", path.join(place.folder, "data")];
  expect((await counterledger(["open", "examples/ryanggang-dispatch", ...store])).code).toBe(0);
});
afterAll(() => place.remove());

const at = (name: string) => path.join(place.folder, name);
const said = ["--source", "larch", "--outlet", "Partner", "--published", "2026-04-20"];
const receive = (...args: readonly string[]) => counterledger(["receive", ...args, ...store]);
async function sealed(words: string, recipient: string, armored: boolean): Promise<string | Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const bytes = await encrypter.encrypt(words);
  return armored ? armor.encode(bytes) : bytes;
}

test("before there is a key, an envelope is refused with what to do", async () => {
  await writeFile(
    at("early.txt.age"),
    await sealed("They see 480 yuan.", await identityToRecipient(await generateX25519Identity()), false),
  );
  const ran = await receive(at("early.txt.age"), ...said);
  expect(ran.code).toBe(3);
  expect(ran.err).toContain("make one with “counterledger envelope”");
});

test("the recipient file holds the key and no word more, and asking again gives the same key", async () => {
  expect((await counterledger(["envelope", at("for-them.txt"), ...store])).code).toBe(0);
  const file = await readFile(at("for-them.txt"), "utf8");
  expect(file).toMatch(/^age1[02-9ac-hj-np-z]{58}\n$/);
  expect((await counterledger(["envelope", ...store])).out.trim()).toBe(file.trim());
});

test("armored or not, a sealed letter is taken in as what its name says is inside", async () => {
  const recipient = (await readFile(at("for-them.txt"), "utf8")).trim();
  await writeFile(at("one.txt.age"), await sealed("Last week 31 women crossed.\n", recipient, true));
  await writeFile(at("two.csv.age"), await sealed("id,text\nE1,They see 470 yuan a month.\n", recipient, false));
  const ran = await receive(at("one.txt.age"), at("two.csv.age"), ...said, "--json");
  expect(JSON.parse(ran.out)).toMatchObject([
    { report: "one", state: "taken-in" },
    { report: "E1", state: "taken-in" },
  ]);
  const read = JSON.parse((await counterledger(["claims", "--json", ...store])).out) as readonly { report: string; value: unknown }[];
  expect(read.filter(({ report }) => report === "one")).toMatchObject([{ value: { low: "31" } }]);
});

test("a new key leaves the old one opening; a letter to a stranger or with a bit changed is refused", async () => {
  const old = (await readFile(at("for-them.txt"), "utf8")).trim();
  const another = (await counterledger(["envelope", "--another", ...store])).out.trim();
  expect(another).not.toBe(old);
  await writeFile(at("three.txt.age"), await sealed("In May 12 women went home.\n", old, false));
  await writeFile(at("four.txt.age"), await sealed("In June 13 women went home.\n", another, false));
  expect((await receive(at("three.txt.age"), at("four.txt.age"), ...said)).out).toContain("2 taken in");
  const spoilt = (await sealed("In July 14 women went home.\n", another, false)) as Uint8Array;
  const last = spoilt.length - 1;
  spoilt[last] = (spoilt[last] ?? 0) ^ 1;
  await writeFile(at("five.txt.age"), spoilt);
  const ran = await receive(at("five.txt.age"), ...said);
  expect(ran.code).toBe(3);
  expect(ran.err).toContain("none of this case's envelope keys opens it");
});

test("a carried copy holds the private key sealed only, and opens letters where the copy was opened", async () => {
  const recipient = (await counterledger(["envelope", ...store])).out.trim();
  await writeFile(at("pass.txt"), "larches by the river\n");
  expect((await counterledger(["export", at("copy"), "--passphrase-file", at("pass.txt"), ...store])).code).toBe(0);
  const files = await readdir(at("copy"), { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(path.join(file.parentPath, file.name), "latin1")),
  );
  expect(texts.length).toBeGreaterThan(5);
  for (const text of texts) expect(text).not.toContain("AGE-SECRET-KEY-1");
  const away = ["--data", at("away")];
  const taken = await counterledger(["import", at("copy"), "--passphrase-file", at("pass.txt"), ...away]);
  expect(taken.err + taken.out).toContain("ryanggang-dispatch");
  expect((await counterledger(["envelope", ...away])).out.trim()).toBe(recipient);
  await writeFile(at("six.txt.age"), await sealed("In August 15 women went home.\n", recipient, true));
  expect((await counterledger(["receive", at("six.txt.age"), ...said, ...away])).out).toContain("1 taken in");
});

import { chmodSync, existsSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openAge } from "./age.ts";
import { newSealKey, openBytes, sealBytes } from "./sealing.ts";
import { openStoreKeys } from "./store-keys.ts";
import type { StoreKeys } from "./store-keys.ts";

const file = () => join(mkdtempSync(join(tmpdir(), "store-keys-")), "store.key");
const secret = new Uint8Array(32).fill(7);
/** Scrypt at its cheapest, so that the tests do not wait for it. */
const logN = 10;

async function opened(given: { readonly file: string; readonly passphrase?: string }): Promise<StoreKeys> {
  const keys = await openStoreKeys({ store: "data", logN, ...given });
  if (!keys.ok) throw new Error(JSON.stringify(keys.refusal));
  return keys.value;
}

test("the key file is its owner's alone, and opens what was wrapped before, with any age tool", async () => {
  const at = file();
  const wrapped = await (await opened({ file: at })).wrap(secret);
  expect(statSync(at).mode & 0o777).toBe(0o600);
  expect(await (await opened({ file: at })).unwrap(wrapped)).toEqual(secret);
  const identity = readFileSync(at, "utf8").split("\n").find((line) => line.startsWith("AGE-SECRET-KEY-")) ?? ""; // prettier-ignore
  expect(await openAge(wrapped, { identities: [identity] })).toEqual(secret);
});

test("of several who open a new store at once, all hold the same key", async () => {
  const at = file();
  const all = await Promise.all(Array.from({ length: 5 }, () => opened({ file: at })));
  expect(new Set(all.map((keys) => keys.recipient())).size).toBe(1);
});

test("behind a passphrase the file holds no key, and opens for that passphrase alone", async () => {
  const at = file();
  const keys = await opened({ file: at });
  const wrapped = await keys.wrap(secret);
  await keys.setPassphrase("correct horse");
  expect(readFileSync(at, "utf8")).not.toContain("AGE-SECRET-KEY-");
  expect(await (await opened({ file: at, passphrase: "correct horse" })).unwrap(wrapped)).toEqual(secret);
  for (const wrong of [{}, { passphrase: "battery" }])
    expect(await openStoreKeys({ store: "data", file: at, logN, ...wrong })).toMatchObject({
      ok: false,
      refusal: { kind: "store-locked" },
    });
});

test("after a rotation the old identity is gone and opens nothing; in between both open, also after a crash", async () => {
  const at = file();
  const keys = await opened({ file: at });
  const before = await keys.wrap(secret);
  await keys.beginRotation();
  const crashed = await opened({ file: at });
  expect(crashed.isRotating()).toBe(true);
  expect(await crashed.unwrap(before)).toEqual(secret);
  const after = await crashed.wrap(secret);
  await crashed.endRotation();
  const next = await opened({ file: at });
  expect([next.isRotating(), await next.unwrap(before), await next.unwrap(after)]).toEqual([false, null, secret]);
  // Another process that still holds the old file in memory looks again before it gives up.
  expect(await keys.unwrap(after)).toEqual(secret);
});

test.skipIf(process.platform === "win32")("a key file that others may read is refused", async () => {
  const at = file();
  await opened({ file: at });
  chmodSync(at, 0o644);
  expect(await openStoreKeys({ store: "data", file: at })).toMatchObject({ ok: false, refusal: { kind: "store-locked" } });
  expect(existsSync(at)).toBe(true);
});

test("what is sealed opens as it was with its key at its place, and with one bit, key or place changed it does not open", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), fc.nat(), (bytes, at) => {
      const key = newSealKey();
      const sealed = sealBytes(key, "here", bytes);
      expect(new Uint8Array(openBytes(key, "here", sealed) ?? [])).toEqual(bytes);
      expect(openBytes(key, "there", sealed)).toBe(null);
      expect(openBytes(newSealKey(), "here", sealed)).toBe(null);
      const place = at % sealed.length;
      sealed[place] = (sealed[place] ?? 0) ^ (1 << (at % 8));
      expect(openBytes(key, "here", sealed)).toBe(null);
    }),
  );
});

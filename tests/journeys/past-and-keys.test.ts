/** Looking at a case as it was, and who can open the store: as somebody does it in a terminal. */
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { counterledger, scratch } from "./command.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let place: Awaited<ReturnType<typeof scratch>>;
const on = (args: readonly string[], env: Record<string, string> = {}) =>
  counterledger([...args, "--data", path.join(place.folder, "data")], { env });
const claims = async (...more: string[]) =>
  JSON.parse((await on(["claims", "--json", ...more])).out) as readonly {
    readonly id: string;
    readonly decision: { readonly state: string };
  }[];

beforeAll(async () => {
  place = await scratch();
  expect(await on(["open", "examples/ryanggang-dispatch"])).toMatchObject({ code: 0 });
});
afterAll(() => place.remove());

test("a case opens as it stood after an entry: what was decided later is not decided yet, what came later is not there", async () => {
  const now = await claims();
  const first = now.find((claim) => claim.decision.state === "accepted");
  expect(first).toBeDefined();
  expect(await on(["withdraw", String(first?.id), "--why", "she asked"])).toMatchObject({ code: 0 });
  const after = await claims();
  expect(after.find((claim) => claim.id === first?.id)?.decision.state).not.toBe("accepted");
  // Entry 29 is the last of the opened case; the withdrawal is entry 30.
  expect(await claims("--at", "29")).toEqual(now);
  expect(await claims("--at", "30")).toEqual(after);
  expect(await claims("--at", "1")).toEqual([]);
});

test("nothing is done in the past: an act is refused and nothing recorded", async () => {
  const before = await claims();
  const acted = before.find((claim) => claim.decision.state === "accepted");
  const ran = await on(["withdraw", String(acted?.id), "--why", "too late", "--at", "29"]);
  expect(ran.code).not.toBe(0);
  expect(ran.err).toContain("29");
  expect(await claims()).toEqual(before);
});

test.each([
  ["99999", "the case has entries 1 to 30"],
  ["0", "the case has entries 1 to 30"],
  ["last week", '--at is "last week", not the number of an entry'],
  ["2.5", '--at is "2.5", not the number of an entry'],
])("entry %s is refused with the entries there are", async (at, says) => {
  const ran = await on(["claims", "--at", at]);
  expect(ran.code).not.toBe(0);
  expect(ran.err).toContain(says);
});

test("behind a passphrase the store opens with it alone, and without one again once it is taken off", async () => {
  const secret = { COUNTERLEDGER_PASSPHRASE: "correct horse battery" };
  expect((await on(["keys", "--set-passphrase"], { COUNTERLEDGER_NEW_PASSPHRASE: "short" })).err).toContain("8 characters or more");
  expect((await on(["keys", "--set-passphrase"], { COUNTERLEDGER_NEW_PASSPHRASE: secret.COUNTERLEDGER_PASSPHRASE })).out).toContain(
    "The store opens with a passphrase.",
  );
  const locked = await on(["claims"]);
  expect(locked).toMatchObject({ out: "" });
  expect(locked.code).not.toBe(0);
  expect(locked.err).toContain("it opens with a passphrase, and none was given");
  const wrong = await on(["claims"], { COUNTERLEDGER_PASSPHRASE: "correct mule battery" });
  expect(wrong).toMatchObject({ out: "" });
  expect(wrong.err).toContain("the passphrase is not the one it was closed with");
  expect((await on(["claims"], secret)).code).toBe(0);
  expect((await on(["keys", "--remove-passphrase"], secret)).code).toBe(0);
  expect((await on(["claims"])).code).toBe(0);
});

test("keys names who can open a case, takes a further age key, and refuses what is none", async () => {
  type Keys = { readonly passphrase: boolean; readonly recipient: string; readonly holders: readonly { readonly holder: string }[] };
  const before = JSON.parse((await on(["keys", "--json"])).out) as Keys;
  expect(before.holders.map((one) => one.holder)).toEqual(["this store"]);
  expect((await on(["keys", "--grant", "age1nobody", "--holder", "nobody"])).err).toContain('"age1nobody" is not an age public key');
  // The example key of the age README: nobody's here.
  const partner = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
  expect(await on(["keys", "--grant", partner, "--holder", "the partner"])).toMatchObject({ code: 0 });
  const after = JSON.parse((await on(["keys", "--json"])).out) as Keys;
  expect(after.holders.map((one) => one.holder).sort()).toEqual(["the partner", "this store"]);
});

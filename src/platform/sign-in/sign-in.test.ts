import { expect, test } from "vitest";
import { codeAddress, codeAt, newCodeSecret, stepOfCode } from "./one-time-code.ts";
import { closePassword, openPassword } from "./password.ts";
import { hashOfRecoveryCode, newRecoveryCode } from "./secrets.ts";
import { countTries } from "./tries.ts";

// RFC 6238, appendix B, SHA-1, the last six digits; the secret is "12345678901234567890" in base32.
const published = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
test.each([
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
])("at %i seconds the code of the published secret is %s, as RFC 6238 prints it", (seconds, code) => {
  expect(codeAt(published, seconds * 1000)).toBe(code);
  expect(stepOfCode(published, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
});

test("a code holds for its own half minute and the ones beside it, and no longer", () => {
  const at = 1_800_000_000_000;
  const code = codeAt(published, at);
  expect([-60, -30, 0, 30, 60].map((seconds) => stepOfCode(published, code, at + seconds * 1000) !== null)).toEqual([false, true, true, true, false]); // prettier-ignore
  expect(stepOfCode(published, "12345", at)).toBe(null);
  expect(stepOfCode(published, "abcdef", at)).toBe(null);
  expect(codeAddress(newCodeSecret(), "larch")).toMatch(/^otpauth:\/\/totp\/Counterledger:larch\?/);
});

test("the right password opens the secret of the codes; another, or none stored, opens nothing, and the stored text holds neither", async () => {
  const stored = await closePassword("correct horse battery", published);
  expect(await openPassword("correct horse battery", stored)).toBe(published);
  expect(await openPassword("correct horse batterz", stored)).toBe(null);
  expect(await openPassword("correct horse battery", null)).toBe(null);
  expect(stored).not.toContain(published);
  expect(stored).not.toContain("correct");
});

test("a recovery code has 100 bits, no two are alike, and it is known however it is typed", () => {
  const code = newRecoveryCode();
  expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){4}[0-9a-hjkmnp-tv-z]{4}$/);
  expect(new Set(Array.from({ length: 1000 }, newRecoveryCode)).size).toBe(1000);
  expect(hashOfRecoveryCode(` ${code.toUpperCase().replaceAll("-", " ").replaceAll("0", "O")}`)).toBe(hashOfRecoveryCode(code));
});

test("after five tries at a name one must wait a minute for each; another name is not held up, and everybody together is slowed, too", () => {
  let now = 0;
  const tries = countTries(() => now);
  expect(Array.from({ length: 6 }, () => tries.take("zoe"))).toEqual([0, 0, 0, 0, 0, 60]);
  expect(tries.take("nobody-of-that-name")).toBe(0);
  now += 60_000;
  expect([tries.take("zoe"), tries.take("zoe")]).toEqual([0, 60]);
  const all = Array.from({ length: 70 }, (_, at) => tries.take(`name ${at}`));
  expect(all.filter((wait) => wait === 0).length).toBe(60 - 1);
  expect(all.at(-1)).toBe(1);
});

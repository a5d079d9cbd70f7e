import { expect, test } from "vitest";
import type { Refusal } from "#domain/refusal.ts";
import { refusalKinds, refusalWords } from "./refusal-words.ts";

const examples: { readonly [K in Refusal["kind"]]: Extract<Refusal, { kind: K }> } = {
  "empty-file": { kind: "empty-file", name: "a.txt" },
  "binary-file": { kind: "binary-file", name: "a.txt", at: 7 },
  "broken-encoding": { kind: "broken-encoding", name: "a.txt", at: 7 },
  "file-too-large": { kind: "file-too-large", name: "a.txt", bytes: 100_000_000, limit: 16_777_216 },
  "file-missing": { kind: "file-missing", name: "a.txt" },
  "file-unreadable": { kind: "file-unreadable", name: "a.txt", why: "it is a folder" },
  "unsafe-file": { kind: "unsafe-file", name: "a.xlsx", says: "it grows without end" },
  "bad-date": { kind: "bad-date", given: "soon", field: "--published" },
  "missing-date": { kind: "missing-date", name: "R1" },
  "unknown-language": { kind: "unknown-language", given: "tlh" },
  "bad-usage": { kind: "bad-usage", says: "No.", usage: "counterledger read FILE" },
  "bad-input": { kind: "bad-input", place: "case.json, rates.0", says: "it is missing" },
  "no-such-case": { kind: "no-such-case", case: "x", known: ["y"] },
  "no-such-claim": { kind: "no-such-claim", claim: "R1-01" },
  "no-such-report": { kind: "no-such-report", report: "R9" },
  "no-such-source": { kind: "no-such-source", source: "elm" },
  "already-received": { kind: "already-received", report: "R1", sha256: "ab".repeat(32) },
  "wrong-state": { kind: "wrong-state", claim: "R1-01", state: "rejected", wanted: "proposed" },
  "nothing-to-undo": { kind: "nothing-to-undo", claim: "R1-01" },
  "store-down": { kind: "store-down", store: "postgres://host/db", why: "connection refused" },
  "store-locked": { kind: "store-locked", store: "data", why: "it opens with a passphrase" },
  "not-allowed": { kind: "not-allowed", what: "source-graded", why: "ana is a reader" },
  "sign-in-failed": { kind: "sign-in-failed", how: "a passkey" },
  "too-many-tries": { kind: "too-many-tries", seconds: 12 },
  "invitation-spent": { kind: "invitation-spent" },
  "source-gone": { kind: "source-gone", source: "elm", state: "withdrawn" },
  "past-state": { kind: "past-state", case: "x", position: 7 },
  "store-in-use": { kind: "store-in-use", folder: "data", by: "process 4" },
  "store-damaged": { kind: "store-damaged", store: "data", why: "checksum" },
  "disk-full": { kind: "disk-full", what: "the ledger" },
  "chain-broken": { kind: "chain-broken", case: "x", seq: 3, entry: "claim-accepted", why: "hash differs" },
  "draft-overtaken": { kind: "draft-overtaken", what: "release-1", says: "release-2 took its place" },
  "not-reviewed": { kind: "not-reviewed", open: [{ id: "k", says: "small cell" }] },
  "nothing-accepted": { kind: "nothing-accepted", case: "x" },
  "cannot-fit": { kind: "cannot-fit", what: "ryanggang-dispatch", says: "Claims R1-09, R3-01 contradict each other" },
  "no-answer": { kind: "no-answer", what: "lead_time", says: "no claim of this case tells of it" },
  "not-enough": { kind: "not-enough", what: "lists.csv", says: "nobody is on two lists" },
  "model-failed": { kind: "model-failed", model: "m", at: "127.0.0.1:11434", why: "it took too long" },
  "fetch-failed": { kind: "fetch-failed", address: "https://bank.example/rates.zip", why: "it took too long" },
  conflict: { kind: "conflict", what: "The case" },
};

test.each(Object.values(examples))("$kind has words that name the place, a remedy, a status and an exit code", (refusal) => {
  const words = refusalWords(refusal);
  expect(words.kind).toBe(refusal.kind);
  expect(words.remedy.length).toBeGreaterThan(8);
  expect(words.status).toBeGreaterThanOrEqual(400);
  expect(words.status).toBeLessThan(600);
  expect(words.exitCode).toBeGreaterThanOrEqual(2);
  expect(words.exitCode).toBeLessThanOrEqual(8);
  const facts = Object.entries(refusal).flatMap(([key, value]) =>
    key === "kind" || key === "sha256" || typeof value !== "string" ? [] : [value],
  );
  for (const fact of facts) expect(`${words.detail} ${words.remedy}`).toContain(fact);
});

test("every refusal of the domain has its row", () => {
  expect([...refusalKinds].sort()).toEqual(Object.keys(examples).sort());
});

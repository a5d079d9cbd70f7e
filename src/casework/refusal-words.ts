/**
 * The one table of refusals: what a person reads, what to do next, the CLI's exit code and the HTTP status.
 * Exit codes are stable: 2 the call, 3 the input, 4 not found, 5 not now, 6 the store cannot be reached, 7 evidence is damaged, 8 no room.
 */
import type { Refusal, RefusalKind } from "#domain/refusal.ts";

export type RefusalWords = {
  readonly kind: RefusalKind;
  readonly title: string;
  /** Names the place. */
  readonly detail: string;
  /** What to do next. */
  readonly remedy: string;
  readonly status: number;
  readonly exitCode: number;
};

type Row<K extends RefusalKind> = {
  readonly title: string;
  readonly status: number;
  readonly exitCode: number;
  readonly words: (refusal: Extract<Refusal, { kind: K }>) => readonly [detail: string, remedy: string];
};

const table: { readonly [K in RefusalKind]: Row<K> } = {
  "empty-file": {
    title: "The file is empty",
    status: 422,
    exitCode: 3,
    words: (r) => [`${r.name} holds no text.`, "Check that it was copied whole, then give it again."],
  },
  "binary-file": {
    title: "This is not text",
    status: 422,
    exitCode: 3,
    words: (r) => [
      `${r.name} has a zero byte or control bytes at position ${r.at}: it is not a text file.`,
      "Save the report as plain text (UTF-8) and give that file.",
    ],
  },
  "broken-encoding": {
    title: "The text's encoding is broken",
    status: 422,
    exitCode: 3,
    words: (r) => [
      `${r.name} is not valid UTF-8 at byte ${r.at}.`,
      "Convert it to UTF-8 (for example: iconv -f EUC-KR -t UTF-8) and give it again. Nothing was guessed or replaced.",
    ],
  },
  "file-too-large": {
    title: "The file is too large",
    status: 413,
    exitCode: 3,
    words: (r) => [
      `${r.name} has ${r.bytes.toLocaleString("en")} bytes; one report may have ${r.limit.toLocaleString("en")}.`,
      "Split it into its reports, one file each.",
    ],
  },
  "file-missing": {
    title: "There is no such file",
    status: 404,
    exitCode: 4,
    words: (r) => [`${r.name} does not exist.`, "Check the path."],
  },
  "file-unreadable": {
    title: "The file cannot be read",
    status: 422,
    exitCode: 4,
    words: (r) => [`${r.name}: ${r.why}.`, "Check that it is a file and that you may read it."],
  },
  "unsafe-file": {
    title: "This file is not taken in",
    status: 422,
    exitCode: 3,
    words: (r) => [
      `${r.name}: ${r.says}.`,
      "Nothing of it was taken in. Give the report's words as plain text, a message (.eml), a page (.html) or a table (.csv, .xlsx).",
    ],
  },
  "bad-date": {
    title: "This is not a date",
    status: 422,
    exitCode: 2,
    words: (r) => [
      `${r.field} is "${r.given}", which is not an EDTF date.`,
      'Write it as 2025-12-26, 2025-12 or 2025; approximate dates end in "~".',
    ],
  },
  "missing-date": {
    title: "A date is missing",
    status: 422,
    exitCode: 2,
    words: (r) => [
      `${r.name} has no publication date, and "last year" or "since December" mean nothing without one.`,
      "Add when it was published (`published` in case.json, such as 2025-12-26). If nobody knows, say so with XXXX: relative times then stay unknown.",
    ],
  },
  "unknown-language": {
    title: "This language cannot be read yet",
    status: 422,
    exitCode: 2,
    words: (r) => [`"${r.given}" is not one of en, ko, ja, zh.`, "Give --language with one of them."],
  },
  "bad-usage": {
    title: "The call was not understood",
    status: 400,
    exitCode: 2,
    words: (r) => [r.says, `Usage: ${r.usage}`],
  },
  "bad-input": {
    title: "Something in the input is wrong",
    status: 422,
    exitCode: 3,
    words: (r) => [`${r.place}: ${r.says}.`, "Mend it there and try again; nothing was recorded."],
  },
  "no-such-case": {
    title: "There is no such case",
    status: 404,
    exitCode: 4,
    words: (r) => [
      r.case === "(none given)" ? "This command looks into a case, and there is none." : `No case is called "${r.case}".`,
      r.known.length > 0
        ? `The cases here: ${r.known.join(", ")}.`
        : "./counterledger open DIR opens one, ./counterledger start opens the sample; some commands take --example NAME instead.",
    ],
  },
  "no-such-claim": {
    title: "There is no such claim",
    status: 404,
    exitCode: 4,
    words: (r) => [`No claim has the id "${r.claim}".`, "./counterledger claims lists them."],
  },
  "no-such-report": {
    title: "There is no such report",
    status: 404,
    exitCode: 4,
    words: (r) => [`No report has the id "${r.report}".`, "The inbox lists the reports of the case."],
  },
  "no-such-source": {
    title: "There is no such source",
    status: 404,
    exitCode: 4,
    words: (r) => [
      `No source has the id "${r.source}".`,
      "List it among the sources of the case folder's case.json; a pseudonym is enough.",
    ],
  },
  "already-received": {
    title: "This report is already here",
    status: 409,
    exitCode: 5,
    words: (r) => [
      `The same bytes (SHA-256 ${r.sha256.slice(0, 12)}…) are report ${r.report}.`,
      "Open that report. A second copy would count one voice twice.",
    ],
  },
  "wrong-state": {
    title: "The claim is not in that state",
    status: 409,
    exitCode: 5,
    words: (r) => [
      `Claim ${r.claim} is ${r.state}; this needs ${r.wanted}.`,
      "Undo its last decision first, or reload to see what somebody else decided.",
    ],
  },
  "nothing-to-undo": {
    title: "There is nothing to undo",
    status: 409,
    exitCode: 5,
    words: (r) => [`Claim ${r.claim} has no decision.`, "Only decisions can be undone; the reading itself stays."],
  },
  "store-down": {
    title: "The store cannot be reached",
    status: 503,
    exitCode: 6,
    words: (r) => [
      `${r.store}: ${r.why}.`,
      "Check that the server runs and that the address and password are right. Nothing was recorded.",
    ],
  },
  "store-locked": {
    title: "The store is locked",
    status: 503,
    exitCode: 6,
    words: (r) => [
      `${r.store}: ${r.why}.`,
      "Give the passphrase in COUNTERLEDGER_PASSPHRASE, or put the key file back where it was. Without the key nothing can be read, by anybody.",
    ],
  },
  "not-allowed": {
    title: "This is not yours to do",
    status: 403,
    exitCode: 5,
    words: (r) => [`${r.what}: ${r.why}.`, "Ask a handler of the case for the role it needs."],
  },
  "sign-in-failed": {
    title: "You could not be signed in",
    status: 401,
    exitCode: 5,
    words: (r) => [
      `Signing in with ${r.how} did not work.`,
      "Check what you gave and try again. Nobody is told which part was wrong; if all ways are lost, whoever keeps the store can invite you anew.",
    ],
  },
  "too-many-tries": {
    title: "Too many tries",
    status: 429,
    exitCode: 5,
    words: (r) => [
      `There were too many tries in a short time.`,
      `Wait ${r.seconds} seconds and try again. A passkey is not slowed by others' tries at your name.`,
    ],
  },
  "invitation-spent": {
    title: "This invitation cannot be used",
    status: 410,
    exitCode: 5,
    words: () => [
      "It was used already, has run out, or was replaced by a newer one.",
      "Ask whoever invited you for a new one. If somebody else may have used it, say so: they can close that account.",
    ],
  },
  "source-gone": {
    title: "The source is gone",
    status: 409,
    exitCode: 5,
    words: (r) => [`Source ${r.source} is ${r.state}; nothing new can rest on it.`, "./counterledger source rested-on lists what did."],
  },
  "past-state": {
    title: "This is how it was",
    status: 409,
    exitCode: 5,
    words: (r) => [
      `Case ${r.case} is open as it stood at position ${r.position}; the past cannot be changed.`,
      "Leave --at out to work on the case as it is.",
    ],
  },
  "store-in-use": {
    title: "The store is in use",
    status: 503,
    exitCode: 6,
    words: (r) => [`${r.folder} is held by ${r.by}.`, "Stop that process, or choose another folder with --data."],
  },
  "store-damaged": {
    title: "The store is damaged",
    status: 500,
    exitCode: 7,
    words: (r) => [`${r.store}: ${r.why}.`, "Stop writing to it, keep a copy as it is, and restore the newest proven backup."],
  },
  "disk-full": {
    title: "There is no room left",
    status: 507,
    exitCode: 8,
    words: (r) => [
      `No space for ${r.what}.`,
      "Free some space and try again. What was confirmed before is safe; this step was not recorded.",
    ],
  },
  "chain-broken": {
    title: "The ledger was changed",
    status: 500,
    exitCode: 7,
    words: (r) => [
      `Case ${r.case}, entry ${r.seq} (${r.entry}): ${r.why}.`,
      "Do not publish from this case. Keep a copy as it is and compare it with a backup or with the copy of another member.",
    ],
  },
  "draft-overtaken": {
    title: "The draft no longer says what the case says",
    status: 409,
    exitCode: 5,
    words: (r) => [`${r.what}: ${r.says}.`, "Draft a release anew (./counterledger release draft): what was mended stays mended."],
  },
  "not-reviewed": {
    title: "The release is not cleared to leave",
    status: 409,
    exitCode: 5,
    words: (r) => [
      `${r.open.length} ${r.open.length === 1 ? "risk is" : "risks are"} open: ${r.open.map((risk) => `${risk.id} (${risk.says})`).join("; ")}`,
      "Mend each one, or let a named person accept it with a reason.",
    ],
  },
  "nothing-accepted": {
    title: "Nothing has been accepted yet",
    status: 409,
    exitCode: 5,
    words: (r) => [
      `Case ${r.case} has no accepted claim, so there is nothing to conclude from.`,
      "Accept claims in the reading room first.",
    ],
  },
  "cannot-fit": {
    title: "The route cannot be fitted",
    status: 422,
    exitCode: 5,
    words: (r) => [
      `${r.what}: ${r.says.replace(/\.$/, "")}.`,
      "Withdraw or grade lower what contradicts, widen the prior, or ask for another time, place or country.",
    ],
  },
  "not-enough": {
    title: "No number can be defended",
    status: 422,
    exitCode: 5,
    words: (r) => [
      `${r.what}: ${r.says}.`,
      "Get lists that share more people, or a further list. A number from these would come from the method, not from them.",
    ],
  },
  "no-answer": {
    title: "No claim answers this question",
    status: 422,
    exitCode: 5,
    words: (r) => [`${r.what}: ${r.says}.`, "Ask for another measure, country or time, or accept claims that still wait."],
  },
  "model-failed": {
    title: "The language model did not answer",
    status: 502,
    exitCode: 6,
    words: (r) => [`${r.model} at ${r.at}: ${r.why}.`, "Check that it is running, or read without --model: it is never needed."],
  },
  "fetch-failed": {
    title: "The file could not be fetched",
    status: 502,
    exitCode: 6,
    words: (r) => [
      `${r.address}: ${r.why}. Nothing was recorded.`,
      "Try again, or take the file from somewhere else and give its rates with --rates: the network is never needed.",
    ],
  },
  conflict: {
    title: "Somebody else was faster",
    status: 409,
    exitCode: 5,
    words: (r) => [`${r.what} changed while you were deciding.`, "Look at it again and repeat the step if it still holds."],
  },
};

export const refusalKinds = Object.keys(table) as readonly RefusalKind[];

/** What of a refusal does not depend on its facts, for the reference page. */
export const refusalRows: readonly Pick<RefusalWords, "kind" | "title" | "status" | "exitCode">[] = refusalKinds.map((kind) => ({
  kind,
  title: table[kind].title,
  status: table[kind].status,
  exitCode: table[kind].exitCode,
}));

/** The words, status and exit code of a refusal. */
export function refusalWords(refusal: Refusal): RefusalWords {
  return worded(refusal.kind, refusal);
}

function worded<K extends RefusalKind>(kind: K, refusal: Refusal): RefusalWords {
  const row: Row<K> = table[kind];
  const [detail, remedy] = row.words(refusal as Extract<Refusal, { kind: K }>);
  return { kind, title: row.title, detail, remedy, status: row.status, exitCode: row.exitCode };
}

/**
 * A message as it is saved by a mail program (RFC 5322, MIME). Only the words of its body go on, with the subject as a title and the
 * day it was sent; who sent it, to whom, by which servers and with which program stays behind.
 */
import PostalMime from "postal-mime";
import { parseEdtf } from "#domain/edtf.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { unsafe, type Draft } from "./draft.ts";
import { textOfPage } from "./page.ts";

/** Parts within parts, and bytes of headers, beyond which a message is refused as built to do harm. */
const limits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: 3 };

/** The message's draft. Refuses one without words and one nested or headed beyond the limits. */
export async function draftOfMail(name: string, bytes: Uint8Array): Promise<Result<Draft, Refusal>> {
  let mail;
  try {
    mail = await PostalMime.parse(bytes, limits);
  } catch (error) {
    return unsafe(name, `the message cannot be taken apart (${error instanceof Error ? error.message : String(error)})`);
  }
  const plain = mail.text?.trim() ?? "";
  const text = plain === "" && mail.html !== undefined ? textOfPage(mail.html) : (mail.text ?? "").replace(/\r\n/g, "\n").trim();
  if (text === "") return refuse({ kind: "empty-file", name });
  // A message without words of the body's charset comes back with replacement characters: every later span would be a guess.
  if (text.includes("\ufffd")) return refuse({ kind: "bad-input", place: name, says: "its body is in a broken or unknown encoding" });
  const sent = mail.date === undefined ? null : parseEdtf(mail.date.slice(0, 10));
  const attached = mail.attachments.length;
  const title = mail.subject?.trim();
  return ok({
    place: name,
    format: "e-mail",
    text,
    says: { ...(title ? { title } : {}), ...(sent === null ? {} : { published: sent, told: sent }) },
    leftBehind: [
      `${mail.headers.length} header${mail.headers.length === 1 ? "" : "s"} with addresses and routes`,
      ...(attached === 0 ? [] : [`${attached} attachment${attached === 1 ? "" : "s"} (save and give what holds a report by itself)`]),
    ],
  });
}

/** Whether a text begins like a saved message: header lines of which one names a sender, a day or the MIME version, then a blank line. */
export function looksLikeMail(start: string): boolean {
  const [head = ""] = start.split(/\r?\n\r?\n/, 1);
  const lines = head.split(/\r?\n/).filter((line) => !/^\s/.test(line));
  return (
    lines.length >= 2 &&
    lines.every((line) => /^[A-Za-z][A-Za-z0-9-]*:/.test(line) || /^From /.test(line)) &&
    ["from", "date", "received", "mime-version", "message-id"].filter((key) =>
      lines.some((line) => line.toLowerCase().startsWith(`${key}:`)),
    ).length >= 2
  );
}

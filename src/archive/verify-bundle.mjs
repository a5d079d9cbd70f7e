#!/usr/bin/env node
/**
 * Checks an exported case without Counterledger, a network or a key: Node's own modules and this one file. Run it beside the bag:
 *
 *   node verify-bundle.mjs FOLDER [--checkpoint NOTE --key VERIFIER-KEY]
 *
 * It says whether every file is the one the bag names (BagIt, RFC 8493), whether every entry follows the one before (SHA-256 over its line,
 * which the next line repeats), and, given a signed checkpoint (C2SP tlog-checkpoint), whether this is the history that was signed
 * (RFC 6962 tree over the entries' hashes). Exit code: 0 sound, 1 not, 2 the call.
 */
import { createHash, createPublicKey, verify } from "node:crypto";
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import path from "node:path";

/** What makes the bundle not sound; anything else that goes wrong is this program's own mistake. */
class Unsound extends Error {}

const [folder, ...rest] = process.argv.slice(2);
const option = (name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
const [noteFile, verifierKey] = [option("--checkpoint"), option("--key")];
if (folder === undefined || (noteFile === undefined) !== (verifierKey === undefined)) {
  console.error("Usage: node verify-bundle.mjs FOLDER [--checkpoint NOTE --key VERIFIER-KEY]");
  process.exit(2);
}

try {
  checkFiles();
  const { hashes, name, lastDay } = checkChain();
  const root = treeRoot(hashes.map((hash) => sha256(Buffer.concat([Buffer.of(0), hash]))));
  console.log(`case ${name}: ${hashes.length} entries in an unbroken chain, the newest of ${lastDay}`);
  console.log(`newest entry  ${hashes.at(-1).toString("hex")}`);
  console.log(`tree root     ${root.toString("base64")}`);
  if (noteFile !== undefined) checkNote(hashes);
} catch (error) {
  if (!(error instanceof Unsound)) throw error;
  console.error(`NOT SOUND: ${error.message}`);
  process.exit(1);
}

function checkFiles() {
  const files = new Set(filesBelow(""));
  if (!files.has("bagit.txt")) throw new Unsound(`${folder} is not a bag: bagit.txt is missing`);
  const named = new Set(["tagmanifest-sha256.txt"]);
  for (const manifest of ["tagmanifest-sha256.txt", "manifest-sha256.txt"]) {
    if (!files.has(manifest)) throw new Unsound(`${manifest} is missing`);
    for (const line of readFileSync(path.join(folder, manifest), "utf8").split("\n").filter(Boolean)) {
      const [, hash, written] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
      if (written === undefined) throw new Unsound(`${manifest} has a line that is no hash and file`);
      const file = written.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
      if (!files.has(file)) throw new Unsound(`${file} is missing`);
      if (hashFile(path.join(folder, file)) !== hash) throw new Unsound(`${file} was changed`);
      named.add(file);
    }
  }
  for (const file of files) if (!named.has(file)) throw new Unsound(`${file} was added`);
}

function checkChain() {
  const hashes = [];
  let before = "0".repeat(64);
  let name;
  let lastDay = "";
  for (const line of lines(path.join(folder, "data/entries.jsonl"))) {
    const at = hashes.length + 1;
    let entry;
    try {
      entry = JSON.parse(line);
    } catch {
      throw new Unsound(`entry ${at} is not JSON`);
    }
    name ??= entry.case;
    if (entry.case !== name) throw new Unsound(`entry ${at} is of another case`);
    if (entry.seq !== at) throw new Unsound(`entry ${at} is missing: ${entry.seq} stands in its place`);
    if (entry.prevHash !== before) throw new Unsound(`entry ${at} does not follow the one before it`);
    const hash = sha256(Buffer.from(line, "utf8"));
    before = hash.toString("hex");
    lastDay = String(entry.at).slice(0, 10);
    hashes.push(hash);
  }
  if (hashes.length === 0) throw new Unsound("there are no entries");
  const told = /^External-Description: .*newest entry ([0-9a-f]{64})/m.exec(readFileSync(path.join(folder, "bag-info.txt"), "utf8"))?.[1];
  if (told !== before) throw new Unsound("the newest entry is not the one the bag was made with");
  return { hashes, name, lastDay };
}

function checkNote(hashes) {
  const note = readFileSync(noteFile, "utf8");
  const end = note.lastIndexOf("\n\n");
  const text = note.slice(0, end + 1);
  const [keyName, keyHash, ...encoded] = verifierKey.split("+");
  const key = Buffer.from(encoded.join("+"), "base64");
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: key.subarray(1).toString("base64url") }, format: "jwk" });
  const signed = note
    .slice(end + 2)
    .split("\n")
    .some((line) => {
      const [, name, signature] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
      const bytes = Buffer.from(signature ?? "", "base64");
      return (
        name === keyName &&
        bytes.subarray(0, 4).toString("hex") === keyHash &&
        verify(null, Buffer.from(text), publicKey, bytes.subarray(4))
      );
    });
  if (end < 0 || !signed) throw new Unsound("the checkpoint is not signed with that key");
  const [origin, size, root] = text.split("\n");
  const count = Number(size);
  if (count > hashes.length)
    throw new Unsound(`the checkpoint was signed over ${count} entries; this bundle has ${hashes.length}: its end is missing`);
  const then = treeRoot(hashes.slice(0, count).map((hash) => sha256(Buffer.concat([Buffer.of(0), hash]))));
  if (then.toString("base64") !== root)
    throw new Unsound(`the first ${count} entries are not those that were signed: this is another history`);
  console.log(`checkpoint    ${origin}: the first ${count} entries are those that were signed`);
}

/** RFC 6962, section 2.1, over leaf hashes: pairs from the left, the odd one goes up as it is. */
function treeRoot(leaves) {
  let level = leaves;
  while (level.length > 1) {
    const next = [];
    for (let i = 0; i < level.length; i += 2)
      next.push(i + 1 < level.length ? sha256(Buffer.concat([Buffer.of(1), level[i], level[i + 1]])) : level[i]);
    level = next;
  }
  return level[0] ?? sha256(Buffer.alloc(0));
}

function filesBelow(below) {
  return readdirSync(path.join(folder, below)).flatMap((name) => {
    const file = below === "" ? name : `${below}/${name}`;
    const about = lstatSync(path.join(folder, file));
    if (!about.isDirectory() && !about.isFile()) throw new Unsound(`${file} is neither a file nor a folder`);
    return about.isDirectory() ? filesBelow(file) : [file];
  });
}

/** The lines of a file of any size. */
function* lines(file) {
  let held = Buffer.alloc(0);
  for (const part of parts(file)) {
    held = Buffer.concat([held, part]);
    let from = 0;
    for (let at = held.indexOf(10); at >= 0; at = held.indexOf(10, from)) {
      yield held.toString("utf8", from, at);
      from = at + 1;
    }
    held = held.subarray(from);
  }
  if (held.length > 0) yield held.toString("utf8");
}

function* parts(file) {
  const open = openSync(file, "r");
  const buffer = Buffer.alloc(1 << 20);
  try {
    for (let read = readSync(open, buffer); read > 0; read = readSync(open, buffer)) yield Buffer.from(buffer.subarray(0, read));
  } finally {
    closeSync(open);
  }
}

function hashFile(file) {
  const hash = createHash("sha256");
  for (const part of parts(file)) hash.update(part);
  return hash.digest("hex");
}

function sha256(bytes) {
  return createHash("sha256").update(bytes).digest();
}

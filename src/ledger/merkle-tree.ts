/**
 * The Merkle tree over a case's entries: hashes, inclusion and consistency proofs after RFC 6962, section 2.1 (algorithms for
 * checking as in RFC 9162, sections 2.1.3.2 and 2.1.4.2). A leaf is the bytes of an entry's hash.
 * What a reader would get wrong: leaves and nodes are hashed with different first bytes (0 and 1), so that a node can never be
 * passed off as a leaf; and a tree of n leaves splits at the largest power of two *smaller* than n.
 */
import { createHash } from "node:crypto";

/** SHA-256 of no bytes: the tree of no entries. */
export function emptyRoot(): Buffer {
  return createHash("sha256").digest();
}

export function leafHash(leaf: Uint8Array): Buffer {
  return createHash("sha256").update(Uint8Array.of(0)).update(leaf).digest();
}

/** The root over leaf hashes (see {@link leafHash}), in order. */
export function rootOf(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return emptyRoot();
  return subtree(leaves, 0, leaves.length);
}

/** The hashes that lead from leaf `index` up to the root of the first `size` leaves. @throws RangeError outside the tree. */
export function inclusionProof(leaves: readonly Uint8Array[], index: number, size = leaves.length): Buffer[] {
  if (!(index >= 0 && index < size && size <= leaves.length))
    throw new RangeError(`no leaf ${index} in a tree of ${size} of ${leaves.length}`);
  return path(leaves, index, 0, size);
}

/** The hashes that show the first `older` leaves to be the beginning of the first `newer`. @throws RangeError outside the tree. */
export function consistencyProof(leaves: readonly Uint8Array[], older: number, newer = leaves.length): Buffer[] {
  if (!(older >= 1 && older <= newer && newer <= leaves.length))
    throw new RangeError(`no growth from ${older} to ${newer} of ${leaves.length}`);
  return growth(leaves, older, 0, newer, true);
}

/** Whether `leaf` (a leaf hash) stands at `index` in the tree of `size` leaves with that root. */
export function isIncluded(claim: {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}): boolean {
  const { leaf, index, size, root, proof } = claim;
  if (!(Number.isSafeInteger(index) && index >= 0 && index < size)) return false;
  let position = index;
  let last = size - 1;
  let hash: Uint8Array = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = node(sibling, hash);
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      hash = node(hash, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && equal(hash, root);
}

/** Whether the tree of `newer` leaves only added to the tree of `older` leaves. */
export function isExtended(claim: {
  readonly older: number;
  readonly newer: number;
  readonly olderRoot: Uint8Array;
  readonly newerRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}): boolean {
  const { older, newer, olderRoot, newerRoot, proof } = claim;
  if (!(Number.isSafeInteger(older) && Number.isSafeInteger(newer) && older >= 0 && older <= newer)) return false;
  if (older === newer) return proof.length === 0 && equal(olderRoot, newerRoot);
  // Everything grows from nothing; then there is nothing to prove.
  if (older === 0) return proof.length === 0 && equal(olderRoot, emptyRoot());
  // A whole subtree is its own beginning: the old root itself leads the path.
  const way = isPowerOfTwo(older) ? [olderRoot, ...proof] : [...proof];
  const [first, ...rest] = way;
  if (first === undefined) return false;
  let position = older - 1;
  let last = newer - 1;
  while (position % 2 === 1) [position, last] = [half(position), half(last)];
  let before = first;
  let after = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      before = node(sibling, before);
      after = node(sibling, after);
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      after = node(after, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && equal(before, olderRoot) && equal(after, newerRoot);
}

function subtree(leaves: readonly Uint8Array[], from: number, to: number): Buffer {
  if (to - from === 1) return Buffer.from(leaves[from] as Uint8Array);
  const split = from + largestPowerBelow(to - from);
  return node(subtree(leaves, from, split), subtree(leaves, split, to));
}

function path(leaves: readonly Uint8Array[], index: number, from: number, to: number): Buffer[] {
  if (to - from === 1) return [];
  const split = from + largestPowerBelow(to - from);
  return index < split
    ? [...path(leaves, index, from, split), subtree(leaves, split, to)]
    : [...path(leaves, index, split, to), subtree(leaves, from, split)];
}

/** `whole` while the old tree still ends where this subtree began, so that its root is known to whoever checks. */
function growth(leaves: readonly Uint8Array[], older: number, from: number, to: number, whole: boolean): Buffer[] {
  if (older === to) return whole ? [] : [subtree(leaves, from, to)];
  const split = from + largestPowerBelow(to - from);
  return older <= split
    ? [...growth(leaves, older, from, split, whole), subtree(leaves, split, to)]
    : [...growth(leaves, older, split, to, false), subtree(leaves, from, split)];
}

function node(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash("sha256").update(Uint8Array.of(1)).update(left).update(right).digest();
}

function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

const half = (n: number) => Math.floor(n / 2);
const isPowerOfTwo = (n: number) => Number.isInteger(Math.log2(n));
const equal = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

import fc from "fast-check";
import { expect, test } from "vitest";
import { consistencyProof, emptyRoot, inclusionProof, isExtended, isIncluded, leafHash, rootOf } from "./merkle-tree.ts";

/** The eight leaves and the roots of their first n, as published with the test code of google/certificate-transparency (merkle_tree_test.cc). */
const leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].map((hex) =>
  leafHash(Buffer.from(hex, "hex")),
);
const roots = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

test("the roots are those published for the same leaves", () => {
  expect(emptyRoot().toString("hex")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(leaves.map((_, i) => rootOf(leaves.slice(0, i + 1)).toString("hex"))).toEqual(roots);
});

test("the proofs are those published: leaf 5 of 8, and growth from 6 to 8", () => {
  expect(inclusionProof(leaves, 5).map((hash) => hash.toString("hex"))).toEqual([
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  ]);
  expect(consistencyProof(leaves, 6).map((hash) => hash.toString("hex"))).toEqual([
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  ]);
});

const grown = fc
  .integer({ min: 1, max: 70 })
  .chain((newer) => fc.record({ newer: fc.constant(newer), older: fc.integer({ min: 1, max: newer }), index: fc.nat(newer - 1) }));
const many = Array.from({ length: 71 }, (_, i) => leafHash(Buffer.from(`entry ${i}`)));

test("every leaf of every tree is shown to be in it, and nothing else is", () => {
  fc.assert(
    fc.property(grown, fc.nat(), ({ newer, index }, at) => {
      const root = rootOf(many.slice(0, newer));
      const proof = inclusionProof(many, index, newer);
      const leaf = many[index] as Buffer;
      expect(isIncluded({ leaf, index, size: newer, root, proof })).toBe(true);
      expect(isIncluded({ leaf: many[70] as Buffer, index, size: newer, root, proof })).toBe(false);
      expect(isIncluded({ leaf, index: index + 1, size: newer, root, proof })).toBe(false);
      expect(isIncluded({ leaf, index, size: newer, root, proof: [...proof, leaf] })).toBe(false);
      if (proof.length === 0) return;
      expect(isIncluded({ leaf, index, size: newer, root, proof: flipped(proof, at) })).toBe(false);
      expect(isIncluded({ leaf, index, size: newer, root, proof: proof.slice(1) })).toBe(false);
    }),
  );
});

test("growth is shown between any two states of one history, and never between two histories", () => {
  fc.assert(
    fc.property(grown, fc.nat(), ({ older, newer, index }, at) => {
      const olderRoot = rootOf(many.slice(0, older));
      const newerRoot = rootOf(many.slice(0, newer));
      const proof = consistencyProof(many, older, newer);
      expect(isExtended({ older, newer, olderRoot, newerRoot, proof })).toBe(true);
      if (proof.length > 0) expect(isExtended({ older, newer, olderRoot, newerRoot, proof: flipped(proof, at) })).toBe(false);
      const forked = many.with(Math.min(index, older - 1), leafHash(Buffer.from("another past")));
      const forkedProof = consistencyProof(forked, older, newer);
      expect(isExtended({ older, newer, olderRoot, newerRoot: rootOf(forked.slice(0, newer)), proof: forkedProof })).toBe(false);
    }),
  );
});

function flipped(proof: readonly Buffer[], at: number): Buffer[] {
  const bad = proof.map((hash) => Buffer.from(hash));
  const hash = bad[at % bad.length] as Buffer;
  const byte = at % hash.length;
  hash.writeUInt8(hash.readUInt8(byte) ^ 1, byte);
  return bad;
}

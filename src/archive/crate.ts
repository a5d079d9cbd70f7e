/** The description of an exported case as an RO-Crate 1.2 (Research Object Crate), so that archives and machines know what lies there. */

export type CrateFile = {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly what: string;
  readonly format: string;
};
export type CrateFacts = {
  readonly case: string;
  readonly entries: number;
  readonly head: string;
  /** Days of the first and the newest entry. */
  readonly from: string;
  readonly to: string;
};

/** The text of `ro-crate-metadata.json`. Says of the case only its identifier: title and subject are sealed in its entries. */
export function crateOf(facts: CrateFacts, files: readonly CrateFile[]): string {
  const graph = [
    {
      "@id": "ro-crate-metadata.json",
      "@type": "CreativeWork",
      conformsTo: { "@id": "https://w3id.org/ro/crate/1.2" },
      about: { "@id": "./" },
    },
    {
      "@id": "./",
      "@type": "Dataset",
      name: `Case ${facts.case}`,
      description: `The ledger of a case: ${facts.entries} entries in a chain of SHA-256 hashes, with the originals they name. What entries and originals say is sealed.`,
      identifier: facts.case,
      datePublished: facts.to.slice(0, 10),
      temporalCoverage: `${facts.from}/${facts.to}`,
      license: { "@id": "#terms" },
      version: facts.head,
      hasPart: files.map((file) => ({ "@id": file.path })),
    },
    {
      "@id": "#terms",
      "@type": "CreativeWork",
      name: "Source-protected material",
      description: "Not for publication. Whoever holds a key to it answers to the sources for what they do with it.",
    },
    ...files.map((file) => ({
      "@id": file.path,
      "@type": "File",
      name: file.what,
      encodingFormat: file.format,
      contentSize: String(file.bytes),
      sha256: file.sha256,
    })),
  ];
  return `${JSON.stringify({ "@context": "https://w3id.org/ro/crate/1.2/context", "@graph": graph }, null, 2)}\n`;
}

/** The pure core compiles without Node's and the browser's types, so a clock, a file or the network cannot even be named in it. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const plantedFile = path.join(root, "src/domain/planted.ts");

test("the pure core compiles by itself", () => {
  expect(faultsWith('export const word = "groups";')).toEqual([]);
});

test("files, the process, the network, the page and timers do not compile in it", () => {
  const outside = [
    'import { readFileSync } from "node:fs"',
    "process.env",
    'fetch("https://example.org")',
    "document.title",
    "setTimeout(() => {}, 1)",
  ];
  const faults = faultsWith(`${outside.join(";\n")};\nexport const read = readFileSync;\n`);
  expect(faults.filter((fault) => fault.startsWith("src/domain/planted.ts")).map((fault) => /'([^']+)'/.exec(fault)?.[1])).toEqual([
    "node:fs",
    "process",
    "fetch",
    "document",
    "setTimeout",
  ]);
});

/** What the compiler says about the core with one more file in it. */
function faultsWith(planted: string): readonly string[] {
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.core.json"), (file) => ts.sys.readFile(file)) as { config: object };
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) =>
    name === plantedFile ? ts.createSourceFile(name, planted, ts.ScriptTarget.ES2024) : getSourceFile.call(host, name, ...rest);
  host.fileExists = (name) => name === plantedFile || fileExists.call(host, name);
  host.readFile = (name) => (name === plantedFile ? planted : readFile.call(host, name));
  const program = ts.createProgram([...fileNames, plantedFile], options, host);
  return ts.getPreEmitDiagnostics(program).map((fault) => {
    const where = fault.file === undefined ? "" : `${path.relative(root, fault.file.fileName)}: `;
    return where + ts.flattenDiagnosticMessageText(fault.messageText, "\n");
  });
}

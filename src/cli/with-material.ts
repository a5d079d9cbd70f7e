/** The claims a weighing verb works on: an example's table with --example, else the open case. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { caseMaterial, tableMaterial, type Material } from "#casework/material.ts";
import { readBytes } from "#platform/files.ts";
import { granted, Refused, type Shell } from "./shell.ts";
import { caseFlags, chosenCase, withStore, type StoreFlags } from "./with-case.ts";

export const materialFlags = { ...caseFlags, example: { type: "string" } } as const;

const examples = path.join(import.meta.dirname, "../../examples");

/** Runs a command on the example's claims, or on those of the open case, with the reports' texts where asked. Refuses an example that does not ship. */
export async function withMaterial(
  flags: StoreFlags & { readonly case?: string | undefined; readonly example?: string | undefined },
  shell: Shell,
  command: (material: Material) => number,
  texts = false,
): Promise<number> {
  if (flags.example === undefined) {
    return withStore(flags, shell, async ({ casework }) =>
      command(granted(await caseMaterial(casework, await chosenCase(casework, flags.case), texts))),
    );
  }
  return command(await exampleMaterial(flags.example));
}

/** The claims of an example that ships as a table. Refuses one that does not. */
export async function exampleMaterial(example: string): Promise<Material> {
  const known = await tables();
  if (!known.includes(example)) throw new Refused({ kind: "no-such-case", case: example, known });
  return granted(await tableMaterial((file, limit) => readBytes(path.join(examples, example, file), limit)));
}

async function tables(): Promise<readonly string[]> {
  const names: string[] = [];
  for (const folder of await readdir(examples, { withFileTypes: true })) {
    if (folder.isDirectory() && (await readdir(path.join(examples, folder.name))).includes("claims.jsonl")) names.push(folder.name);
  }
  return names;
}

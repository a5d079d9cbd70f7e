/** `serve`: the workbench on the loopback address, behind a one-time link, until it is stopped. */
import path from "node:path";
import { serveApp } from "#http/index.ts";
import { parse, Refused, type Shell } from "../shell.ts";
import { findVerb } from "../verbs.ts";
import { storeFlags, withStore, type OpenStore } from "../with-case.ts";

const workbenchFolder = path.join(import.meta.dirname, "../../../dist/workbench");

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const { values } = parse(args, { ...storeFlags, port: { type: "string" } }, findVerb("serve")?.usage ?? "");
  return withStore(values, shell, (store) => serveUntilStopped(store, values.port, shell));
}

/** Serves until the process is told to stop (Ctrl-C, SIGTERM) or its terminal goes away. */
export async function serveUntilStopped({ casework }: OpenStore, port: string | undefined, shell: Shell): Promise<number> {
  const wanted = port === undefined ? 4747 : Number(port);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65535) {
    throw new Refused({ kind: "bad-usage", says: `"${port}" is not a port.`, usage: findVerb("serve")?.usage ?? "" });
  }
  const served = await serveApp({ casework, port: wanted, mayMove: port === undefined, workbenchFolder });
  shell.print("");
  shell.print(`Workbench  ${served.link}`);
  shell.print("This link works once, on this machine. Ctrl-C stops.");
  await new Promise<void>((stop) => {
    // npm passes Ctrl-C on as well, so a signal may come twice; both mean the same.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop());
  });
  shell.tell("Stopping …");
  await served.close();
  return 0;
}

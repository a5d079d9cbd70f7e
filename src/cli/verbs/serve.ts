/** `serve`: the workbench until it is stopped: on the loopback address behind a one-time link, or for a team with accounts. */
import path from "node:path";
import { serveApp } from "#http/index.ts";
import { servedTeam, teamFlags, type TeamFlags } from "../team-flags.ts";
import { parseFlags, Refused, type Shell } from "../shell.ts";
import { findVerb } from "../verbs.ts";
import { storeFlags, withStore, type OpenStore } from "../with-case.ts";

const workbenchFolder = path.join(import.meta.dirname, "../../../dist/workbench");

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const { values } = parseFlags(args, { ...storeFlags, ...teamFlags, port: { type: "string" } }, findVerb("serve")?.usage ?? "");
  return withStore(values, shell, (store) => serveUntilStopped(store, values, shell));
}

/** Serves until the process is told to stop (Ctrl-C, SIGTERM) or its terminal goes away. */
export async function serveUntilStopped(
  { casework, people }: OpenStore,
  flags: TeamFlags & { readonly port?: string | undefined },
  shell: Shell,
): Promise<number> {
  const { port } = flags;
  const wanted = port === undefined ? 4747 : Number(port);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65535) {
    throw new Refused({ kind: "bad-usage", says: `"${port}" is not a port.`, usage: findVerb("serve")?.usage ?? "" });
  }
  const team = await servedTeam(flags, people, shell);
  const served = await serveApp({ casework, port: wanted, mayMove: port === undefined && team === undefined, workbenchFolder, ...(team !== undefined && { team }) }); // prettier-ignore
  shell.print("");
  shell.print(`Workbench  ${served.link}`);
  if (team === undefined) shell.print("This link works once, on this machine. Ctrl-C stops.");
  else {
    shell.print("Whoever has an account signs in there. Ctrl-C stops.");
    if ((await people.accounts()).length === 0)
      shell.print("Nobody has one yet: ./counterledger people invite NAME --keeper prints the first invitation.");
  }
  await new Promise<void>((stop) => {
    // npm passes Ctrl-C on as well, so a signal may come twice; both mean the same.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop());
  });
  shell.tell("Stopping …");
  await served.close();
  return 0;
}

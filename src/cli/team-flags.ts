/**
 * What `serve` and `start` are told about a team, checked before anything listens: nobody beyond this machine is served without accounts
 * and TLS, and nobody is served in the clear by a flag that was forgotten.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ServedTeam } from "#http/index.ts";
import type { People } from "#ledger/index.ts";
import { systemClock } from "#platform/clock.ts";
import { Refused, type Shell } from "./shell.ts";
import { findVerb } from "./verbs.ts";

export const teamFlags = {
  team: { type: "boolean" },
  origin: { type: "string" },
  listen: { type: "string" },
  "tls-cert": { type: "string" },
  "tls-key": { type: "string" },
  "behind-tls-proxy": { type: "boolean" },
} as const;

export type TeamFlags = {
  readonly team?: boolean | undefined;
  readonly origin?: string | undefined;
  readonly listen?: string | undefined;
  readonly "tls-cert"?: string | undefined;
  readonly "tls-key"?: string | undefined;
  readonly "behind-tls-proxy"?: boolean | undefined;
};

/** How the team is served; undefined for local mode. @throws Refused when the flags do not go together. */
export async function servedTeam(flags: TeamFlags, people: People, shell: Shell): Promise<ServedTeam | undefined> {
  const { team, origin, listen: hostname = "127.0.0.1", "tls-cert": cert, "tls-key": key, "behind-tls-proxy": isBehindProxy } = flags;
  if (team !== true) {
    const given = Object.keys(teamFlags).find((name) => name !== "team" && flags[name as keyof TeamFlags] !== undefined);
    if (given === undefined) return undefined;
    throw wrong(`--${given} is for a team, and without --team this machine alone is served.`);
  }
  if ((cert === undefined) !== (key === undefined)) throw wrong("--tls-cert and --tls-key belong together.");
  const isSecured = cert !== undefined || isBehindProxy === true;
  if (cert !== undefined && isBehindProxy === true) throw wrong("Either --tls-cert and --tls-key, or --behind-tls-proxy: not both.");
  if (!isLoopback(hostname) && !isSecured)
    throw wrong(`--listen ${hostname} is beyond this machine: give --tls-cert and --tls-key, or --behind-tls-proxy.`);
  if (isSecured && !/^https:\/\/[^/]+$/.test(origin ?? ""))
    throw wrong("With TLS give the address browsers show: --origin https://desk.example.");
  if (!isSecured && origin !== undefined && !/^http:\/\/localhost(:\d+)?$/.test(origin))
    throw wrong(`--origin ${origin} needs TLS; without it only this machine is served, as http://localhost and the port.`);
  const at = { people, clock: systemClock, hostname, ...(origin !== undefined && { origin }) };
  if (cert === undefined || key === undefined) return at;
  return { ...at, tls: { cert: await pem(cert, shell), key: await pem(key, shell) } };
}

/** The link of an invitation. The token stands behind the hash sign, which browsers send to nobody. */
export function joinLink(origin: string, token: string): string {
  return `${origin}/join#${token}`;
}

function isLoopback(address: string): boolean {
  return address === "localhost" || address === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}

async function pem(file: string, shell: Shell): Promise<string> {
  try {
    return await readFile(path.resolve(shell.cwd, file), "utf8");
  } catch (error) {
    throw new Refused({ kind: "file-unreadable", name: file, why: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

function wrong(says: string): Refused {
  return new Refused({ kind: "bad-usage", says, usage: findVerb("serve")?.usage ?? "" });
}

/**
 * Listens: in local mode on the loopback address only, handing out the link that opens the workbench once; in team mode where it is told,
 * for whoever has an account. That a team beyond this machine is served with TLS is asked for by whoever calls (`cli/team-flags.ts`).
 */
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { serve, type ServerType } from "@hono/node-server";
import type { Casework } from "#casework/index.ts";
import type { Clock } from "#domain/effects.ts";
import type { People } from "#ledger/index.ts";
import { createApp } from "./app.ts";
import { shippedExamples } from "./examples.ts";
import { createSession } from "./session.ts";
import { openTeam } from "./team.ts";
import { loadWorkbenchFiles } from "./workbench-files.ts";

const ownExamples = path.join(import.meta.dirname, "../../examples");

export type Served = {
  /** `http://127.0.0.1:4747` */
  readonly address: string;
  /** Opens the workbench once; for a team, where to sign in. */
  readonly link: string;
  /** Another link, for another browser. */
  newLink(): string;
  /** Ends the open connections and stops listening. */
  close(): Promise<void>;
};

/** How a team is served. */
export type ServedTeam = {
  readonly people: People;
  readonly clock: Clock;
  /** The address browsers show, such as `https://desk.example`; this machine by name, over plain HTTP, unless given. */
  readonly origin?: string;
  /** Where to listen. */
  readonly hostname: string;
  /** PEM texts; without them something in front of us speaks TLS, or nobody beyond this machine is served. */
  readonly tls?: { readonly cert: string; readonly key: string };
};

/**
 * Serves the workbench and its API. Port 0 takes a free one; a port that is taken is left for a free one when `mayMove`.
 * @throws the system's error when it cannot listen.
 */
export async function serveApp(wanted: {
  readonly casework: Casework;
  readonly port: number;
  readonly mayMove?: boolean;
  readonly workbenchFolder: string;
  readonly examplesFolder?: string;
  readonly team?: ServedTeam;
  readonly onBug?: (error: Error, place: string) => void;
}): Promise<Served> {
  const session = createSession();
  let listening = 0;
  const { team } = wanted;
  const origin = () => team?.origin ?? `http://localhost:${listening}`;
  const app = createApp({
    casework: wanted.casework,
    session,
    ...(team !== undefined && { team: openTeam({ people: team.people, origin, clock: team.clock }), origin }),
    examples: shippedExamples(wanted.examplesFolder ?? ownExamples),
    workbenchFiles: await loadWorkbenchFiles(wanted.workbenchFolder),
    hosts: () =>
      team !== undefined ? [new URL(origin()).host] : [`127.0.0.1:${listening}`, `localhost:${listening}`, `[::1]:${listening}`],
    // With the prefix a browser takes the cookie over TLS only, and from this host alone.
    cookie: () => (origin().startsWith("https:") ? "__Host-counterledger" : `counterledger-${listening}`),
    onBug: wanted.onBug ?? ((error, place) => process.stderr.write(`${place}: ${error.stack ?? error.message}\n`)),
  });
  const listen = (port: number) =>
    new Promise<ServerType>((resolve, reject) => {
      const where = { fetch: app.fetch, port, hostname: team?.hostname ?? "127.0.0.1" };
      const secured = team?.tls === undefined ? where : { ...where, createServer: createTlsServer, serverOptions: team.tls };
      const starting = serve(secured, () => resolve(starting));
      starting.once("error", reject);
    });
  // Asked for by listening, not by looking first: two programs that start at once would both find the port free.
  const server = await listen(wanted.port).catch((error: NodeJS.ErrnoException) => {
    if (wanted.mayMove === true && error.code === "EADDRINUSE") return listen(0);
    throw error;
  });
  listening = (server.address() as AddressInfo).port;
  const address = team === undefined ? `http://127.0.0.1:${listening}` : origin();
  const newLink = () => `${address}${team === undefined ? `/open/${session.issueToken()}` : "/"}`;
  return {
    address,
    link: newLink(),
    newLink,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

/** Listens on the loopback address only, and hands out the link that opens the workbench once. */
import type { AddressInfo } from "node:net";
import path from "node:path";
import { serve, type ServerType } from "@hono/node-server";
import type { Casework } from "#casework/index.ts";
import { createApp } from "./app.ts";
import { shippedExamples } from "./examples.ts";
import { createSession } from "./session.ts";
import { loadWorkbenchFiles } from "./workbench-files.ts";

const ownExamples = path.join(import.meta.dirname, "../../examples");

export type Served = {
  /** `http://127.0.0.1:4747` */
  readonly address: string;
  /** Opens the workbench once. */
  readonly link: string;
  /** Another link, for another browser. */
  newLink(): string;
  /** Ends the open connections and stops listening. */
  close(): Promise<void>;
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
  readonly onBug?: (error: Error, place: string) => void;
}): Promise<Served> {
  const session = createSession();
  let listening = 0;
  const app = createApp({
    casework: wanted.casework,
    session,
    examples: shippedExamples(wanted.examplesFolder ?? ownExamples),
    workbenchFiles: await loadWorkbenchFiles(wanted.workbenchFolder),
    hosts: () => [`127.0.0.1:${listening}`, `localhost:${listening}`, `[::1]:${listening}`],
    cookie: () => `counterledger-${listening}`,
    onBug: wanted.onBug ?? ((error, place) => process.stderr.write(`${place}: ${error.stack ?? error.message}\n`)),
  });
  const listen = (port: number) =>
    new Promise<ServerType>((resolve, reject) => {
      const starting = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => resolve(starting));
      starting.once("error", reject);
    });
  // Asked for by listening, not by looking first: two programs that start at once would both find the port free.
  const server = await listen(wanted.port).catch((error: NodeJS.ErrnoException) => {
    if (wanted.mayMove === true && error.code === "EADDRINUSE") return listen(0);
    throw error;
  });
  listening = (server.address() as AddressInfo).port;
  const address = `http://127.0.0.1:${listening}`;
  const newLink = () => `${address}/open/${session.issueToken()}`;
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

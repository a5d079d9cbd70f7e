/**
 * A process that uses the embedded store until it is told to end or is killed; for the tests of what is left behind.
 * Prints one JSON line when it is connected. `node a-user.ts FOLDER [socket|loopback] [close|exit|throw|wait]`
 */
import { writeSync } from "node:fs";
import type { Transport } from "./cluster.ts";
import { openEmbedded } from "./embedded.ts";

const [folder = "", transport = "socket", then = "wait"] = process.argv.slice(2);
const opened = await openEmbedded({ folder, transport: transport as Transport });
writeSync(1, `${JSON.stringify(opened.ok ? opened.value.processes() : opened.refusal)}\n`);
if (!opened.ok) process.exit(2);
if (then === "close") await opened.value.close();
if (then === "exit") process.exit(0);
if (then === "throw") throw new Error("a bug");
if (then === "wait") setInterval(() => undefined, 1000);

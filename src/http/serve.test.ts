import { mkdtemp, rm, writeFile, mkdir } from "node:fs/promises";
import { request, type IncomingMessage } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Casework } from "#casework/index.ts";
import { person } from "#domain/ids.ts";
import { serveApp, type Served } from "./serve.ts";

let folder: string;
let served: Served;
let cookie: string;
const casework = { actor: person("Mina") } as unknown as Casework;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "counterledger-pages-"));
  await mkdir(path.join(folder, "pages/assets"), { recursive: true });
  await writeFile(path.join(folder, "pages/index.html"), "<!doctype html><title>Workbench</title>");
  await writeFile(path.join(folder, "pages/assets/app.js"), "1;");
  await writeFile(path.join(folder, "secret.txt"), "the sealed note");
  await writeFile(path.join(folder, "secret.json"), `"the sealed note"`);
  served = await serveApp({ casework, port: 0, workbenchFolder: path.join(folder, "pages") });
  cookie = (await ask(new URL(served.link).pathname)).headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true, force: true });
});

test("the link opens the workbench, which is served from the folder", async () => {
  expect(served.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/open\/[0-9a-f]{64}$/);
  expect((await ask("/")).text).toContain("<title>Workbench</title>");
  expect((await ask("/assets/app.js")).text).toBe("1;");
});

test.each([
  "/../secret.json",
  "/%2e%2e/secret.json",
  "/assets/../../secret.json",
  "/assets/..%2f..%2fsecret.json",
  "/assets/..%5c..%5csecret.json",
  "/assets/%00../../secret.json",
  "//secret.json",
  "/../secret.txt",
])("%s, as it is on the wire, never leaves the folder", async (wire) => {
  const answer = await ask(wire);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.text).not.toContain("the sealed note");
});

test("it listens on the loopback address and on no other", async () => {
  const others = Object.values(os.networkInterfaces()).flatMap((all) =>
    (all ?? []).filter((one) => one.family === "IPv4" && !one.internal),
  );
  for (const { address } of others) await expect(ask("/", { hostname: address })).rejects.toThrow(/ECONNREFUSED/);
  expect(served.address).toContain("127.0.0.1");
});

test("each new link opens one more browser, and none opens two", async () => {
  const link = new URL(served.newLink()).pathname;
  expect((await ask(link, { cookie: "" })).headers["set-cookie"]).toHaveLength(1);
  expect((await ask(link, { cookie: "" })).headers["set-cookie"]).toBeUndefined();
});

test("a taken port is left for a free one where it may, and refused where it may not", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const moved = await serveApp({ casework, port, mayMove: true, workbenchFolder: folder });
  expect(moved.address).not.toBe(`http://127.0.0.1:${port}`);
  await moved.close();
  await expect(serveApp({ casework, port, workbenchFolder: folder })).rejects.toThrow(/EADDRINUSE/);
  await new Promise((resolve) => other.close(resolve));
});

type Heard = { readonly status: number; readonly headers: IncomingMessage["headers"]; readonly text: string };

/** A request whose path goes out as it is; `fetch` would tidy it. */
function ask(wire: string, other: { readonly hostname?: string; readonly cookie?: string } = {}): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(served.address);
    const sent = request(
      {
        hostname: other.hostname ?? "127.0.0.1",
        port,
        path: wire,
        headers: { cookie: other.cookie ?? cookie ?? "", host: `127.0.0.1:${port}` },
      },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (part: string) => (text += part));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      },
    );
    sent.on("error", reject);
    sent.end();
  });
}

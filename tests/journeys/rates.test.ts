/** Fetching reference rates: never without being asked, from a server of the test's own, recorded with source and date, and refused clearly. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { counterledger, scratch } from "./command.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const history =
  "Date,USD,JPY,CNY,RUB,\n2026-11-03,1.1500,177.10,8.1880,N/A,\n2026-11-02,1.1520,177.50,8.2000,N/A,\n2026-10-29,1.1,176,8.1,N/A,\n";
const archive = zipSync({ "eurofxref-hist.csv": strToU8(history) });
const answers: Readonly<Record<string, { readonly status?: number; readonly location?: string; readonly body: string | Uint8Array }>> = {
  "/hist.zip": { body: archive },
  "/hist.csv": { body: history },
  "/moved.zip": { status: 302, location: "https://elsewhere.example/hist.zip", body: "" },
  "/gone.zip": { status: 404, body: "no" },
  "/page.zip": { body: "<html>Please log in</html>" },
  "/broken.zip": { body: archive.subarray(0, 60) },
  "/two.zip": { body: zipSync({ "a.csv": strToU8(history), "b.csv": strToU8(history) }) },
  "/empty.zip": { body: "" },
};
const called: string[] = [];
let server: Server;
let place: Awaited<ReturnType<typeof scratch>>;
const at = (name: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${name}`;
const on = (...args: string[]) => counterledger([...args, "--data", path.join(place.folder, "data")]);

beforeAll(async () => {
  server = createServer((request, response) => {
    called.push(request.url ?? "");
    const answer = answers[request.url ?? ""] ?? { status: 500, body: "" };
    response.writeHead(answer.status ?? 200, answer.location === undefined ? {} : { location: answer.location });
    response.end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  place = await scratch();
  expect(await on("open", "examples/ryanggang-dispatch")).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await new Promise((closed) => server.close(closed));
  await place.remove();
});

test("without --call nothing is called: the address is told, and who would see the call", async () => {
  const ran = await on("rates", "fetch", "--address", at("/hist.zip"));
  expect(ran).toMatchObject({ code: 0, err: "" });
  expect(ran.out).toContain(`Nothing was called. With --call this machine calls ${at("/hist.zip")}:`);
  expect(ran.out).toContain("whoever watches the network see that this machine asked");
  expect(called).toEqual([]);
});

test("with --call the rates since the shipped table ends are recorded with source and date, once", async () => {
  const ran = await on("rates", "fetch", "--call", "--address", at("/hist.zip"));
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.err).toContain(`Calling ${at("/hist.zip")}:`);
  expect(ran.out).toContain("6 rates recorded of 6 since 2026-10-31, the newest of 2026-11-03");
  const again = JSON.parse((await on("rates", "fetch", "--call", "--address", at("/hist.csv"), "--json")).out) as object;
  expect(again).toMatchObject({ recorded: 0, fetched: 6, last: "2026-11-03" });
  const backup = (await on("verify")).out;
  expect(backup).toContain("unbroken");
});

test("as a table they serve --rates, and nothing is recorded", async () => {
  const { out } = await counterledger(["rates", "fetch", "--call", "--table", "--since", "2026-11-03", "--address", at("/hist.csv")]);
  const [heading, first] = out.split("\n");
  expect(heading).toBe("base,quote,rate,on,kind,source,url");
  expect(first).toMatch(
    /^EUR,USD,1\.1500,2026-11-03,official,"European Central Bank, euro foreign exchange reference rates, fetched \d{4}-\d\d-\d\d",http/,
  );
});

test.each([
  ["/moved.zip", 6, "it sends the call on to https://elsewhere.example/hist.zip, which was not called"],
  ["/gone.zip", 6, "it answered with status 404"],
  ["/page.zip", 3, "page.zip, line 1: it is not the bank's history file"],
  ["/broken.zip", 6, "the archive it sends is damaged"],
  ["/two.zip", 6, "the archive it sends holds 2 files, not one"],
  ["/empty.zip", 6, "what it sends is empty"],
])("%s is refused with %i", async (name, code, says) => {
  const ran = await on("rates", "fetch", "--call", "--address", at(name));
  expect(ran).toMatchObject({ code, out: "" });
  expect(ran.err).toContain(says);
  expect(ran.err).toMatch(/^→ /m);
});

test("an address nobody answers, and one that is neither https nor this machine, are refused", async () => {
  const closed = createServer();
  await new Promise<void>((listening) => closed.listen(0, "127.0.0.1", listening));
  const { port } = closed.address() as AddressInfo;
  await new Promise((done) => closed.close(done));
  const nobody = await on("rates", "fetch", "--call", "--address", `http://127.0.0.1:${port}/hist.zip`);
  expect(nobody).toMatchObject({ code: 6, out: "" });
  expect(nobody.err).toContain("it could not be reached (ECONNREFUSED)");
  expect(await on("rates", "fetch", "--call", "--address", "http://bank.example/hist.zip")).toMatchObject({ code: 2, out: "" });
});

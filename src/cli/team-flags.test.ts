import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import type { People } from "#ledger/index.ts";
import { Refused, type Shell } from "./shell.ts";
import { joinLink, servedTeam, type TeamFlags } from "./team-flags.ts";

const folder = mkdtempSync(path.join(tmpdir(), "team-flags-"));
writeFileSync(path.join(folder, "chain.pem"), "a chain");
writeFileSync(path.join(folder, "key.pem"), "a key");
const shell = { cwd: folder } as unknown as Shell;
const people = {} as unknown as People;
const tls = { "tls-cert": "chain.pem", "tls-key": "key.pem" };
const desk = "https://desk.example";

test("without --team this machine alone is served, and a flag that is for a team is refused, not passed over", async () => {
  expect(await servedTeam({}, people, shell)).toBeUndefined();
  for (const flags of [{ origin: desk }, { listen: "0.0.0.0" }, tls, { "behind-tls-proxy": true }])
    await expect(servedTeam(flags, people, shell)).rejects.toThrow(Refused);
});

test.each<[string, TeamFlags]>([
  ["beyond this machine without TLS", { listen: "0.0.0.0" }],
  ["beyond this machine by a name", { listen: "desk.example" }],
  ["every address of version 6", { listen: "::" }],
  ["an address that only begins like this machine's", { listen: "127.0.0.1.desk.example" }],
  ["half a certificate", { "tls-cert": "chain.pem", origin: desk }],
  ["a certificate and a proxy", { ...tls, "behind-tls-proxy": true, origin: desk }],
  ["TLS without saying the address", { ...tls, listen: "0.0.0.0" }],
  ["TLS under a plain address", { ...tls, origin: "http://desk.example" }],
  ["an address with a path", { ...tls, origin: `${desk}/desk` }],
  ["a plain address that is not this machine's", { origin: "http://desk.example" }],
  ["a certificate that is not there", { ...tls, "tls-cert": "gone.pem", origin: desk }],
])("a team is not served: %s", async (_, flags) => {
  await expect(servedTeam({ team: true, ...flags }, people, shell)).rejects.toThrow(Refused);
});

test("a team is served on this machine, with a certificate, or behind something that speaks TLS", async () => {
  expect(await servedTeam({ team: true }, people, shell)).toMatchObject({ hostname: "127.0.0.1" });
  expect(await servedTeam({ team: true, ...tls, origin: desk, listen: "0.0.0.0" }, people, shell)).toMatchObject({
    hostname: "0.0.0.0",
    origin: desk,
    tls: { cert: "a chain", key: "a key" },
  });
  expect(await servedTeam({ team: true, "behind-tls-proxy": true, origin: desk }, people, shell)).toMatchObject({ origin: desk });
  expect(joinLink(desk, "t")).toBe("https://desk.example/join#t");
});

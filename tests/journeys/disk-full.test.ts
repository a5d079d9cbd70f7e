/** A full disk: refused with the remedy, nothing lost, nothing half-written. Needs a small file system of its own. */
import { spawnSync } from "node:child_process";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counterledger, scratch } from "./command.ts";

let place: Awaited<ReturnType<typeof scratch>>;
let mounted = false;
let small = "";

beforeAll(async () => {
  place = await scratch();
  small = path.join(place.folder, "small");
  await mkdir(small);
  mounted = process.platform === "linux" && spawnSync("mount", ["-t", "tmpfs", "-o", "size=100m", "tmpfs", small]).status === 0;
});
afterAll(async () => {
  if (mounted) spawnSync("umount", ["-l", small]);
  await place.remove();
});

test("with no room left every verb is refused with code 8, and what was recorded before is whole", async ({ skip }) => {
  if (!mounted) skip("this user may not mount a small file system to fill");
  const data = path.join(small, "data");
  expect((await counterledger(["start", "--once", "--data", data])).code).toBe(0);
  const before = await counterledger(["verify", "--json", "--data", data]);
  await fill(path.join(small, "fill"));
  for (const args of [["estimate"], ["rebuild"], ["dossier", "--out", path.join(small, "dossier.html")]]) {
    const ran = await counterledger([...args, "--data", data]);
    expect(ran).toMatchObject({ code: 8, out: "" });
    expect(ran.err).toContain("There is no room left");
  }
  await rm(path.join(small, "fill"));
  expect((await counterledger(["verify", "--json", "--data", data])).out).toBe(before.out);
  expect((await readdir(small)).filter((name) => name !== "data")).toEqual([]);
}, 120_000);

async function fill(file: string): Promise<void> {
  const block = new Uint8Array(1 << 16);
  try {
    for (;;) await writeFile(file, block, { flag: "a" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}

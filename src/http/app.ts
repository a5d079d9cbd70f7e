/**
 * The HTTP surface: the API, the workbench's files, and in local mode the one-time link.
 * Order of the gates: Host (DNS rebinding) → session → Origin of anything that changes (CSRF) → size → in team mode the rule of the route and
 * the member's own casework (`admit.ts`) → the contract's schemas → casework.
 * Refusals leave as problem+json from the one table of casework.
 */
import { randomBytes } from "node:crypto";
import { Hono, type Context, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { secureHeaders } from "hono/secure-headers";
import { z } from "zod";
import { refusalWords, type Casework } from "#casework/index.ts";
import { caseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { admit } from "./admit.ts";
import { routes, type Problem, type RouteName } from "./contract.ts";
import type { Examples } from "./examples.ts";
import { handlersOf } from "./handlers.ts";
import { openApi } from "./openapi.ts";
import { linkUsed, noSuchPage, notBuilt, notSignedIn, signedIn } from "./plain-pages.ts";
import { routeRules } from "./route-rules.ts";
import type { Session } from "./session.ts";
import type { Begun, Team, Visitor } from "./team.ts";
import type { WorkbenchFiles } from "./workbench-files.ts";

/** Base64 of the largest report intake takes, and the note around it. */
export const bodyBytes = 48 * 1024 * 1024;
/** What an authenticator answers takes a few thousand bytes. */
const strangersBytes = 64 * 1024;

export type AppParts = {
  readonly casework: Casework;
  readonly session: Session;
  /** In team mode: accounts and sessions, in place of the one-time link. */
  readonly team?: Team;
  /** Where browsers find us, when that is not plain HTTP under the Host they name: the one Origin that may change anything. */
  readonly origin?: () => string;
  readonly workbenchFiles: WorkbenchFiles;
  readonly examples: Examples;
  /** The values of the Host header that are ours: `127.0.0.1:4747`, `localhost:4747`. Asked per request, as the port may be known late. */
  readonly hosts: () => readonly string[];
  /** Name of the session cookie; browsers share cookies between the ports of a host, so it should carry ours. */
  readonly cookie: () => string;
  /** Told of every bug (a thrown error), with the route; the browser is told only that it happened. */
  readonly onBug: (error: Error, place: string) => void;
};

/** The placeholder the build leaves where the page's nonce goes. */
export const noncePlaceholder = "NONCE-OF-THIS-PAGE";

export function createApp(parts: AppParts): Hono {
  const { casework, session, workbenchFiles, hosts, cookie } = parts;
  const app = new Hono();
  const { team } = parts;
  const isSecure = parts.origin?.().startsWith("https:") === true;
  const whoIs = (c: Context): Promise<Visitor | null> => team?.visitor(getCookie(c, cookie())) ?? Promise.resolve(null);
  const isSignedIn = (c: Context) => team === undefined && session.holds(getCookie(c, cookie()));
  const unknownVisitor = team === undefined ? notSignedInProblem : signInFirst;

  app.use(onlyOurHosts(hosts));
  app.use(
    secureHeaders({
      referrerPolicy: "no-referrer",
      xFrameOptions: "SAMEORIGIN",
      strictTransportSecurity: isSecure ? "max-age=63072000" : false,
      // The dossier is sandboxed into an origin of its own; asking for a cluster per origin only makes the browser complain about it.
      originAgentCluster: false,
    }),
  );
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-store");
    if (!c.res.headers.has("Content-Security-Policy")) c.res.headers.set("Content-Security-Policy", nothingAllowed);
  });

  app.get("/open/:token", (c) => {
    plainPolicy(c);
    if (team !== undefined) return nothingHere(c);
    if (isSignedIn(c)) return c.html(signedIn());
    if (c.req.raw.method === "HEAD") return c.body(null, 204);
    const value = session.redeem(c.req.param("token"));
    if (value === null) return wantsJson(c) ? problem(c, usedLink) : c.html(linkUsed(), 401);
    setCookie(c, cookie(), value, { httpOnly: true, sameSite: "Strict", path: "/" });
    return c.html(signedIn());
  });

  const visitors = new WeakMap<Context, Visitor>();
  app.use("/api/*", async (c, next) => {
    const visitor = await whoIs(c);
    if (visitor !== null) visitors.set(c, visitor);
    if (visitor === null && !isSignedIn(c) && !(team !== undefined && isWayIn(c.req.path))) return problem(c, unknownVisitor);
    if (!["GET", "HEAD"].includes(c.req.method) && !comesFromUs(c, parts.origin?.()))
      return problem(c, foreignOrigin(ourOrigin(c, parts.origin?.())));
    return next();
  });
  // Whoever is not signed in sends little: there is nothing to take in from them.
  app.use("/api/*", async (c, next) =>
    isWayIn(c.req.path)
      ? bodyLimit({ maxSize: strangersBytes, onError: (over) => problem(over, tooLarge(over.req.header("content-length"))) })(c, next)
      : next(),
  );
  app.use(
    "/api/*",
    bodyLimit({
      maxSize: bodyBytes,
      onError: (c) => problem(c, tooLarge(c.req.header("content-length"))),
    }),
  );

  app.get("/api/openapi.json", (c) => c.json(openApi()));
  const handlers = handlersOf(casework, parts.examples);
  for (const name of Object.keys(routes) as RouteName[]) {
    const route = routes[name];
    app.on(route.method.toUpperCase(), route.path.replace(/\{(\w+)\}/g, ":$1"), async (c) => {
      const visitor = visitors.get(c) ?? null;
      const bound = team === undefined ? ok(casework) : await admit(casework, name, visitor, c.req.param("case"));
      if (!bound.ok) return refused(c, bound.refusal);
      const given = await checked(c, name);
      if (!given.ok) return refused(c, given.refusal);
      const then = await asOf(c, bound.value);
      if (!then.ok) return refused(c, then.refusal);
      const leaveCookie = (begun: Begun | null) => {
        const how = { httpOnly: true, sameSite: "Strict", path: "/", secure: isSecure } as const;
        if (begun === null) deleteCookie(c, cookie(), how);
        else setCookie(c, cookie(), begun.secret, { ...how, expires: new Date(begun.until) });
      };
      const inTeam = team === undefined ? undefined : { team, visitor, desk: casework, leaveCookie };
      // The handler's own input type is lost in the loop over names; `checked` has just established it by that name's schemas.
      const handle = (then.value === casework ? handlers : handlersOf(then.value, parts.examples, inTeam))[name] as (
        given: unknown,
      ) => Promise<Result<unknown, Refusal>>;
      const result = await handle(given.value);
      if (!result.ok) return refused(c, result.refusal);
      return "html" in route ? dossierPage(c, result.value as string) : c.json(result.value as object);
    });
  }
  app.all("/api/*", (c) => problem(c, noSuchRoute(c.req.path)));

  app.get("*", (c) => {
    const file = workbenchFiles.get(c.req.path);
    // The icon and the script that sets the colours before the first paint are no secret, but nothing is served to strangers.
    // In team mode the page of the workbench is where one signs in; it holds nothing of a case.
    if (team === undefined && !isSignedIn(c))
      return wantsJson(c) ? problem(c, notSignedInProblem) : plainPolicy(c).html(notSignedIn(), 401);
    if (file !== undefined && c.req.path !== "/index.html") {
      if (c.req.header("if-none-match") === file.etag) return c.body(null, 304);
      return c.body(file.bytes, 200, {
        "Content-Type": file.type,
        ETag: file.etag,
        "Cache-Control": file.forever ? "private, max-age=31536000, immutable" : "private, no-cache",
      });
    }
    if (file === undefined && (looksLikeFile(c.req.path) || wantsJson(c))) return nothingHere(c);
    const index = workbenchFiles.get("/index.html");
    return index === undefined ? plainPolicy(c).html(notBuilt(), 503) : workbenchPage(c, index.bytes);
  });
  app.notFound(nothingHere);

  app.onError((error, c) => {
    parts.onBug(error, `${c.req.method} ${c.req.path}`);
    return problem(c, bug);
  });
  return app;
}

/** A page of ours answers only under our own names: a stranger's name that resolves to this machine (DNS rebinding) gets nothing. */
function onlyOurHosts(hosts: () => readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header("host") ?? new URL(c.req.url).host;
    return hosts().includes(host.toLowerCase()) ? next() : wantsJson(c) ? problem(c, notOurAddress) : c.text(notOurAddress.detail, 421);
  };
}

/** Browsers put Origin on every request that is not GET or HEAD; without one, or with another's, nothing is changed. */
function comesFromUs(c: Context, ours: string | undefined): boolean {
  return c.req.header("origin") === ourOrigin(c, ours);
}

const ourOrigin = (c: Context, ours: string | undefined) => ours ?? `http://${c.req.header("host") ?? new URL(c.req.url).host}`;

/** Whether the path is a way to sign in: of a route anyone may call. */
function isWayIn(path: string): boolean {
  return waysIn.has(path);
}
const waysIn: ReadonlySet<string> = new Set(
  (Object.keys(routes) as RouteName[]).filter((name) => routeRules[name] === "anyone").map((name) => routes[name].path),
);

/** Whether the caller is a program that asked for JSON: it is answered with a problem it can read, a browser with a page. */
function wantsJson(c: Context): boolean {
  const accept = c.req.header("accept") ?? "";
  return /\bapplication\/(?:[\w.-]+\+)?json\b/.test(accept) && !accept.includes("text/html");
}

function nothingHere(c: Context): Response | Promise<Response> {
  return wantsJson(c) ? problem(c, noSuchRoute(c.req.path)) : plainPolicy(c).html(noSuchPage(), 404);
}

function looksLikeFile(path: string): boolean {
  return /\.[a-z0-9]{1,8}$/i.test(path) || path.startsWith("/assets/");
}

async function checked(c: Context, name: RouteName): Promise<Result<unknown, Refusal>> {
  const route = routes[name];
  const params = route.params.safeParse(c.req.param(), plainly);
  if (!params.success) return refuse(badInput("address", params.error));
  const unknown = unknownParameter(route.query, c.req.query());
  if (unknown !== null) return refuse(unknown);
  const query = route.query.safeParse(c.req.query(), plainly);
  if (!query.success) return refuse(badInput("query", query.error));
  if (route.method === "get") return ok({ params: params.data, query: query.data, body: {} });
  const raw = await c.req.text();
  if (raw !== "" && !/^application\/json\b/.test(c.req.header("content-type") ?? "")) {
    return refuse({ kind: "bad-input", place: "content-type", says: "must be application/json" });
  }
  let json: unknown;
  try {
    json = raw === "" ? {} : JSON.parse(raw);
  } catch (error) {
    return refuse({ kind: "bad-input", place: "body", says: `is not JSON: ${(error as SyntaxError).message}` });
  }
  const body = route.body.safeParse(json, plainly);
  if (!body.success) return refuse(badInput("body", body.error));
  return ok({ params: params.data, query: query.data, body: body.data });
}

/** With `?at=N` the case is the one it was after that entry: looking works, acting is refused. */
async function asOf(c: Context, casework: Casework): Promise<Result<Casework, Refusal>> {
  const at = c.req.query("at");
  const id = c.req.param("case");
  if (at === undefined || id === undefined) return ok(casework);
  if (!/^\d{1,9}$/.test(at)) return refuse({ kind: "bad-input", place: "query.at", says: "is not the number of an entry" });
  return casework.at(caseId(id), Number(at));
}

/** A parameter no one reads would be taken for one that was heeded, and the answer for another's; `at` is of every route. */
function unknownParameter(query: z.ZodType, given: Readonly<Record<string, string>>): Refusal | null {
  const known = query instanceof z.ZodObject ? Object.keys(query.shape) : [];
  const unknown = Object.keys(given).find((name) => name !== "at" && !known.includes(name));
  if (unknown === undefined) return null;
  const takes = known.length === 0 ? "this route takes none" : `this route takes ${known.join(", ")}`;
  return { kind: "bad-input", place: `query.${unknown}`, says: `is not a parameter here; ${takes}` };
}

/** The library's words on a wrong type, said for somebody who never saw the library. */
const plainly: z.core.ParseContext<z.core.$ZodIssue> = {
  error: (issue) => {
    if (issue.code !== "invalid_type") return undefined;
    if (issue.input === undefined) return "is missing";
    return `is not ${kindsInWords[issue.expected] ?? `a value of the kind "${issue.expected}"`}`;
  },
};
const kindsInWords: Readonly<Record<string, string>> = {
  number: "a number",
  int: "a whole number",
  string: "a text",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function badInput(where: string, error: z.ZodError): Refusal {
  const issue = error.issues[0];
  return { kind: "bad-input", place: [where, ...(issue?.path ?? [])].join("."), says: issue?.message ?? "is not as the contract wants it" };
}

function refused(c: Context, refusal: Refusal): Response {
  const { kind, title, detail, remedy, status } = refusalWords(refusal);
  return problem(c, { type: `urn:counterledger:refusal:${kind}`, title, status, detail, remedy, kind });
}

function problem(c: Context, body: Problem): Response {
  c.header("Content-Type", "application/problem+json");
  return c.body(JSON.stringify(body), body.status as 400);
}

const notSignedInProblem: Problem = {
  type: "urn:counterledger:refusal:not-signed-in",
  title: "You are not signed in",
  status: 401,
  detail: "This request carries no session of this workbench.",
  remedy: "Open the link printed in the terminal.",
  kind: "not-signed-in",
};
const signInFirst: Problem = {
  ...notSignedInProblem,
  type: "urn:counterledger:refusal:sign-in-first",
  detail: "This request carries no session of this workbench, or one that has ended.",
  remedy: "Sign in, or use the invitation you were given.",
};
const usedLink: Problem = {
  type: "urn:counterledger:refusal:link-used",
  title: "This link was used already",
  status: 401,
  detail: "Each link opens the workbench once.",
  remedy: "Stop the server with Ctrl-C and start it again: it prints a new one.",
  kind: "link-used",
};
const notOurAddress: Problem = {
  type: "urn:counterledger:refusal:foreign-host",
  title: "This address is not the workbench's",
  status: 421,
  detail: "This address is not the workbench's.",
  remedy: "Use the address printed in the terminal.",
  kind: "foreign-host",
};
const tooLarge = (told: string | undefined): Problem => ({
  type: "urn:counterledger:refusal:request-too-large",
  title: "The request is too large",
  status: 413,
  detail: `${told === undefined ? "It" : `It has ${Number(told).toLocaleString("en")} bytes and`} goes over the ${bodyBytes.toLocaleString("en")} bytes one request may have, the file in it written as base64.`,
  remedy: "Send one report at a time. One that is larger by itself has to be split into its parts.",
  kind: "request-too-large",
});
const foreignOrigin = (ours: string): Problem => ({
  type: "urn:counterledger:refusal:foreign-origin",
  title: "This request does not come from the workbench's own pages",
  status: 403,
  detail: "A change is accepted only with an Origin header that names this server's own address; browsers send it by themselves.",
  remedy: `If this was the workbench, reload the page. A program sends "Origin: ${ours}".`,
  kind: "foreign-origin",
});
const noSuchRoute = (path: string): Problem => ({
  type: "urn:counterledger:refusal:no-such-route",
  title: "There is no such route",
  status: 404,
  detail: `${path} is not a route of this API, or not with this method.`,
  remedy: "/api/openapi.json lists all routes.",
  kind: "no-such-route",
});
const bug: Problem = {
  type: "urn:counterledger:bug",
  title: "Something broke that should not",
  status: 500,
  detail: "The server met a bug. What was confirmed before is safe; this step may not have been recorded.",
  remedy: "Reload to see what was recorded. The terminal shows the details; please report them.",
  kind: "bug",
};

/** For answers that are no page. */
const nothingAllowed = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

function plainPolicy(c: Context): Context {
  c.header(
    "Content-Security-Policy",
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  return c;
}

/** The workbench's page, with a nonce of its own for the styles its parts add at run time. No inline script at all. */
function workbenchPage(c: Context, html: Uint8Array): Response {
  const nonce = randomBytes(18).toString("base64");
  c.header(
    "Content-Security-Policy",
    [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "style-src-attr 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "frame-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ].join("; "),
  );
  return c.html(new TextDecoder().decode(html).replaceAll(noncePlaceholder, nonce));
}

/** A dossier is shown as a stranger's page: it can run nothing, load nothing and reach nothing of ours. */
function dossierPage(c: Context, html: string): Response {
  c.header(
    "Content-Security-Policy",
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
  );
  return c.html(html);
}

import { expect, test } from "vitest";
import { refusalKinds, refusalWords, type Casework } from "#casework/index.ts";
import { caseId, person, type CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse } from "#domain/result.ts";
import { checkKinds } from "#domain/weighed.ts";
import { createApp, noncePlaceholder } from "./app.ts";
import { routes } from "./contract.ts";
import { createSession } from "./session.ts";
import type { WorkbenchFile } from "./workbench-files.ts";

const home = "http://127.0.0.1:4747";

test("the one-time link signs in one browser, with a cookie no script can read and no other site can send", async () => {
  const { ask, link } = opened();
  const first = await ask(link);
  expect(first.status).toBe(200);
  const cookie = first.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/^counterledger-4747=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict$/);
  expect((await ask("/api/session", { headers: { cookie: cookie.split(";")[0]! } })).status).toBe(200);

  const second = await ask(link);
  expect(second.status).toBe(401);
  expect(second.headers.get("set-cookie")).toBeNull();
  expect(await second.text()).toContain("This link was used already");
});

test("a link preview that only asks for the head does not use the link up", async () => {
  const { ask, link } = opened();
  expect((await ask(link, { method: "HEAD" })).headers.get("set-cookie")).toBeNull();
  expect((await ask(link)).headers.get("set-cookie")).not.toBeNull();
});

test.each(["/open/", "/open/0", `/open/${"0".repeat(64)}`, "/open/../api/cases"])("a made-up link %s signs nobody in", async (path) => {
  const answer = await opened().ask(path);
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(answer.status).toBeGreaterThanOrEqual(401);
});

test.each([
  ["/", "the link in the terminal"],
  ["/cases/any/inbox", "the link in the terminal"],
  ["/assets/app.js", "the link in the terminal"],
  ["/api/openapi.json", "Open the link printed in the terminal."],
  ...Object.values(routes)
    .filter((route) => route.method === "get")
    .map((route) => [route.path.replace(/\{\w+\}/g, "x"), "Open the link printed in the terminal."]),
] as [string, string][])("without a session %s tells nothing but how to sign in", async (path, says) => {
  const answer = await opened().ask(path);
  expect(answer.status).toBe(401);
  expect(await answer.text()).toContain(says);
});

test.each(["evil.example", "evil.example:4747", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:4747", ""])(
  "a name that is not ours (%s) gets nothing, even with the session: DNS rebinding",
  async (host) => {
    const { signedIn } = opened();
    const answer = await signedIn("/api/cases", { headers: { host } });
    expect(answer.status).toBe(421);
  },
);

test.each([undefined, "null", "http://evil.example", "http://127.0.0.1:4748", "http://localhost:4747", "https://127.0.0.1:4747"])(
  "a change that comes from %s is refused before casework hears of it",
  async (origin) => {
    const { signedIn, heard } = opened();
    const answer = await signedIn("/api/cases/c/claims/R1-01/accept", {
      method: "POST",
      headers: { "content-type": "application/json", ...(origin !== undefined && { origin }) },
      body: `{"credibility":2}`,
    });
    expect(answer.status).toBe(403);
    expect(heard).toEqual([]);
  },
);

test("our own pages may change things, under either name of this machine", async () => {
  const { signedIn, heard } = opened();
  for (const host of ["127.0.0.1:4747", "localhost:4747"]) {
    const answer = await signedIn("/api/cases/c/claims/R1-01/accept", {
      method: "POST",
      headers: { "content-type": "application/json", origin: `http://${host}`, host },
      body: `{"credibility":2}`,
    });
    expect(answer.status).toBe(200);
  }
  expect(heard).toEqual([
    ["accept", "c", "R1-01", 2],
    ["accept", "c", "R1-01", 2],
  ]);
});

test.each([
  ["credibility out of the scale", "accept", { credibility: 7 }, "body.credibility"],
  ["no reason", "reject", { why: "   " }, "body.why"],
  [
    "a number that is not one",
    "correct",
    correction({ value: { low: "1e3", high: null, kind: "exact", hedge: [] } }),
    "body.correction.value.low",
  ],
  [
    "ends the wrong way round",
    "correct",
    correction({ value: { low: "40", high: "30", kind: "range", hedge: [] } }),
    "body.correction.value",
  ],
  ["a date that is not one", "correct", correction({ period: "next week" }), "body.correction.period"],
  ["a measure nobody defined", "correct", correction({ measure: "loyalty" }), "body.correction.measure"],
])("%s is refused at the door, naming the place", async (_, verb, body, place) => {
  const { post, heard } = opened();
  const answer = await post(`/api/cases/c/claims/R1-01/${verb}`, JSON.stringify(body));
  expect(answer.status).toBe(422);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({ kind: "bad-input", detail: expect.stringContaining(place) });
  expect(heard).toEqual([]);
});

test("a question to weigh reaches casework as it was asked, and what cannot be asked is refused at the door", async () => {
  const { signedIn, heard } = opened();
  const asked = await signedIn("/api/cases/c/weigh?measure=state_levy&country=RU&from=2012&to=2018&currency=USD");
  expect(asked.status).toBe(200);
  expect(heard).toEqual([["weigh", "c", { measure: "state_levy", country: "RU", from: "2012", to: "2018", currency: "USD" }]]);
  await signedIn("/api/cases/c/weigh?measure=state_levy&spread=0.5&outletShare=0&wrongTimes=2&lowest=100&highest=900&level=0.8");
  const assumed = { spread: 0.5, outletShare: 0, wrongTimes: 2, lowest: 100, highest: 900, level: 0.8 };
  expect(heard.pop()).toEqual(["weigh", "c", { measure: "state_levy", ...assumed }]);
  for (const [wrong, place] of [
    ["", "query.measure: is missing"],
    ["measure=state_levy&spread=wide", "query.spread: is not a number"],
    ["measure=state_levy&outlet-share=0", "query.outlet-share: is not a parameter here; this route takes measure, country,"],
    ["measure=state_levy&country=Russia", "query.country"],
    ["measure=state_levy&from=soon", "query.from"],
  ]) {
    const answer = await signedIn(`/api/cases/c/weigh?${wrong}`);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(place ?? "") });
  }
  expect(heard.length).toBe(1);
});

test("a mend names a claim and one of the known ways, and reaches casework as it was asked", async () => {
  const { post, heard } = opened();
  const mends = [{ claim: "R1-05", how: "band" }];
  expect((await post("/api/cases/c/releases/release-1/mend", JSON.stringify({ mends }))).status).toBe(200);
  for (const wrong of [[], [{ claim: "R1-05", how: "blacken" }], [{ how: "band" }]]) {
    expect((await post("/api/cases/c/releases/release-1/mend", JSON.stringify({ mends: wrong }))).status).toBe(422);
  }
  expect(heard).toEqual([["mendRelease", "c", "release-1", mends, []]]);
});

test("?at=N asks the case as it stood after that entry, and no other verb of today", async () => {
  const asked: unknown[] = [];
  const then = { claims: async () => ok(["as it was"]) } as unknown as Casework;
  const { signedIn } = opened({
    claims: async () => ok([]),
    at: async (id: CaseId, position: number) => {
      asked.push([id, position]);
      return position > 40 ? refuse({ kind: "bad-input", place: "position", says: "the case has entries 1 to 40" }) : ok(then);
    },
  } as unknown as Partial<Casework>);
  expect(await (await signedIn("/api/cases/c/claims")).json()).toEqual([]);
  expect(await (await signedIn("/api/cases/c/claims?at=12")).json()).toEqual(["as it was"]);
  expect(asked).toEqual([["c", 12]]);
  expect((await signedIn("/api/cases/c/claims?at=41")).status).toBe(422);
  expect((await signedIn("/api/cases/c/claims?at=yesterday")).status).toBe(422);
  expect(asked.length).toBe(2);
});

test("what is done with a source reaches casework with its reason, and nothing is done without one", async () => {
  const { post, heard } = opened();
  const to = (act: string, body: object) => post(`/api/cases/c/sources/larch/${act}`, JSON.stringify(body));
  for (const [act, body] of [
    ["grade", { reliability: "C" }],
    ["describe", { change: { tlp: "TLP:AMBER" } }],
    ["withdraw", {}],
    ["forget", {}],
  ] as const) {
    expect((await to(act, body)).status, act).toBe(422);
    expect((await to(act, { ...body, why: "asked to" })).status, act).toBe(200);
  }
  expect(heard).toEqual([
    ["gradeSource", "c", "larch", "C", "asked to"],
    ["describeSource", "c", "larch", { tlp: "TLP:AMBER" }, "asked to"],
    ["withdrawSource", "c", "larch", "asked to"],
    ["forgetSource", "c", "larch", "asked to"],
  ]);
  // What a source is called is never changed: a pseudonym that was printed would then name two.
  expect((await to("describe", { change: { pseudonym: "Oak" }, why: "slip" })).status).toBe(200);
  expect(heard.at(-1)).toEqual(["describeSource", "c", "larch", {}, "slip"]);
});

test("each of the five checks is asked by its name, and there is no sixth", async () => {
  const { signedIn, heard } = opened();
  for (const kind of checkKinds) expect((await signedIn(`/api/cases/c/checks/${kind}`)).status).toBe(200);
  expect(heard).toEqual(checkKinds.map((kind) => ["check", "c", kind]));
  expect((await signedIn("/api/cases/c/checks/everything")).status).toBe(422);
});

test("links are asked for by kind, end and state, and decided and undone by their ends", async () => {
  const { signedIn, post, heard } = opened();
  await signedIn("/api/cases/c/links?kind=copy-of&end=D040&state=waiting&skip=200&limit=50");
  const link = { kind: "copy-of", from: "D040", to: "D042" };
  await post("/api/cases/c/links/decide", JSON.stringify({ link, verdict: "accepted", why: "the same table" }));
  await post("/api/cases/c/links/undo", JSON.stringify({ link }));
  expect(heard).toEqual([
    ["links", "c", { kind: "copy-of", end: "D040", state: "waiting", skip: 200, limit: 50 }],
    ["decideLink", "c", link, "accepted", "the same table"],
    ["undoLink", "c", link],
  ]);
  const bad = [
    { link, verdict: "accepted", why: " " },
    { link: { ...link, kind: "likes" }, verdict: "accepted", why: "x" },
    { link, verdict: "maybe", why: "x" },
  ];
  for (const body of bad) expect((await post("/api/cases/c/links/decide", JSON.stringify(body))).status).toBe(422);
  expect(heard.length).toBe(3);
});

test.each([
  ["half a JSON", "{", "application/json"],
  ["a form", "credibility=2", "application/x-www-form-urlencoded"],
  ["no type at all", `{"credibility":2}`, ""],
])("%s is refused", async (_, body, type) => {
  const { post } = opened();
  expect((await post("/api/cases/c/claims/R1-01/accept", body, type)).status).toBe(422);
});

test("a body over the limit is refused with 413, whether or not it says how long it is", async () => {
  const { signedIn } = opened();
  const headers = { origin: home, "content-type": "application/json" };
  const long = await signedIn("/api/cases", { method: "POST", headers: { ...headers, "content-length": String(10 ** 9) }, body: "{}" });
  expect(long.status).toBe(413);
  expect(await long.json()).toMatchObject({
    title: "The request is too large",
    detail: expect.stringContaining("1,000,000,000 bytes"),
    remedy: expect.stringContaining("one report at a time"),
  });
  const endless = new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(1 << 20)) });
  const streamed = await signedIn("/api/cases", { method: "POST", headers, body: endless, duplex: "half" } as RequestInit);
  expect(streamed.status).toBe(413);
});

test("every refusal leaves as a problem with the status, title and remedy of the one table", async () => {
  for (const kind of refusalKinds) {
    const refusal = sampleRefusal(kind);
    const { signedIn } = opened({ overview: async () => refuse(refusal) });
    const answer = await signedIn("/api/cases/c");
    const { title, detail, remedy, status } = refusalWords(refusal);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toEqual({ type: `urn:counterledger:refusal:${kind}`, title, status, detail, remedy, kind });
  }
});

test.each([
  ["a used link", `/open/${"0".repeat(64)}`, 401, "link-used", false, undefined],
  ["no session", "/cases/any/inbox", 401, "not-signed-in", false, undefined],
  ["a page that is not there", "/nowhere.json", 404, "no-such-route", true, undefined],
  ["a route outside the API", "/cases/any/claims", 404, "no-such-route", true, undefined],
  ["another host", "/", 421, "foreign-host", true, "evil.example"],
])("outside the API, too, a program that asks for JSON is answered with a problem: %s", async (_, path, status, kind, session, host) => {
  const { ask, signedIn } = opened();
  const headers = { accept: "application/json", ...(host !== undefined && { host }) };
  const answer = await (session ? signedIn : ask)(path, { headers });
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({ kind, status, remedy: expect.any(String) });
  const page = await (session ? signedIn : ask)(path, { headers: { ...headers, accept: "text/html,application/json;q=0.9" } });
  expect(page.headers.get("content-type")).not.toContain("json");
});

test("a bug is told to the terminal and not to the browser", async () => {
  const { signedIn, bugs } = opened({
    overview: async () => {
      throw new Error("column secret_source is null");
    },
  });
  const answer = await signedIn("/api/cases/c");
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain("secret_source");
  expect(bugs).toEqual(["GET /api/cases/c: column secret_source is null"]);
});

test("an id with slashes and dots reaches casework as an id, not as a path", async () => {
  const asked: string[] = [];
  const { signedIn } = opened({
    overview: async (id) => {
      asked.push(id);
      return refuse({ kind: "no-such-case", case: id, known: [] });
    },
  });
  expect((await signedIn("/api/cases/..%2F..%2Fetc%2Fpasswd")).status).toBe(404);
  expect(asked).toEqual(["../../etc/passwd"]);
});

test("the workbench's page allows no inline script and gives each visit its own nonce", async () => {
  const { signedIn } = opened();
  const seen = new Set<string>();
  for (const path of ["/", "/cases/any/inbox", "/index.html"]) {
    const answer = await signedIn(path);
    const policy = answer.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    seen.add(nonce);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    const html = await answer.text();
    expect(html).toContain(`nonce="${nonce}"`);
    expect(html).not.toContain(noncePlaceholder);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  }
  expect(seen.size).toBe(3);
});

test("files with their content in the name are kept by the browser, the others asked for again", async () => {
  const { signedIn } = opened();
  const script = await signedIn("/assets/app.js");
  expect(script.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
  expect(script.headers.get("x-content-type-options")).toBe("nosniff");
  const icon = await signedIn("/icon.svg");
  expect(icon.headers.get("cache-control")).toBe("private, no-cache");
  expect((await signedIn("/icon.svg", { headers: { "if-none-match": icon.headers.get("etag") ?? "" } })).status).toBe(304);
});

test("a dossier is served as a page that can run, load and reach nothing", async () => {
  const { signedIn } = opened({ dossier: async () => ok("<!doctype html><title>D</title><script>alert(1)</script>") });
  const answer = await signedIn("/api/cases/c/releases/r/dossier");
  expect(answer.headers.get("content-type")).toContain("text/html");
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("sandbox allow-popups");
  expect(policy).not.toContain("script-src");
});

test("no answer of the API is kept by the browser, and none tells where it came from", async () => {
  const answer = await opened().signedIn("/api/session");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
  expect(await answer.json()).toEqual({ actor: "Mina" });
});

test("without a build the server says how to get one", async () => {
  const { signedIn } = opened({}, new Map());
  const answer = await signedIn("/");
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain("npm start");
});

test("an unknown route and a wrong method are problems that name the list of routes", async () => {
  const { signedIn, post } = opened();
  for (const answer of [await signedIn("/api/nothing"), await post("/api/session", "{}")]) {
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ kind: "no-such-route", remedy: expect.stringContaining("/api/openapi.json") });
  }
});

// The app on a casework that hears of some verbs, unless a test gives it more.

function opened(verbs: Partial<Casework> = {}, files: ReadonlyMap<string, WorkbenchFile> = pages) {
  const heard: unknown[][] = [];
  const bugs: string[] = [];
  const hears =
    (verb: string) =>
    async (...said: unknown[]) => {
      heard.push([verb, ...said]);
      return ok({});
    };
  const sourceVerbs = ["gradeSource", "describeSource", "withdrawSource", "forgetSource"];
  const heardVerbs = ["accept", "weigh", "check", "links", "decideLink", "undoLink", "mendRelease", ...sourceVerbs];
  const casework = {
    actor: person("Mina"),
    ...Object.fromEntries(heardVerbs.map((verb) => [verb, hears(verb)])),
    ...verbs,
  } as unknown as Casework;
  const session = createSession();
  const app = createApp({
    casework,
    session,
    workbenchFiles: files,
    examples: { list: async () => [], open: async (_, id) => refuse({ kind: "no-such-case", case: id, known: [] }) },
    hosts: () => ["127.0.0.1:4747", "localhost:4747"],
    cookie: () => "counterledger-4747",
    onBug: (error, place) => bugs.push(`${place}: ${error.message}`),
  });
  const ask = async (path: string, init: RequestInit = {}) => {
    const { host, ...headers } = { host: "127.0.0.1:4747", ...(init.headers as Record<string, string>) };
    const request = new Request(home + path, { ...init, headers });
    request.headers.set("host", host);
    return app.fetch(request);
  };
  const value = session.redeem(session.issueToken());
  const signedIn = (path: string, init: RequestInit = {}) =>
    ask(path, { ...init, headers: { cookie: `counterledger-4747=${value}`, ...(init.headers as Record<string, string>) } });
  const post = (path: string, body: string, type = "application/json") =>
    signedIn(path, {
      method: "POST",
      body: new TextEncoder().encode(body),
      headers: { origin: home, ...(type !== "" && { "content-type": type }) },
    });
  return { ask, signedIn, post, heard, bugs, link: `/open/${session.issueToken()}` };
}

function file(text: string, type: string, forever = false): WorkbenchFile {
  return { bytes: new TextEncoder().encode(text), type, etag: `"${text.length}"`, forever };
}
const pages: ReadonlyMap<string, WorkbenchFile> = new Map([
  ["/index.html", file(`<meta property="csp-nonce" nonce="${noncePlaceholder}">`, "text/html")],
  ["/assets/app.js", file("1;", "text/javascript", true)],
  ["/icon.svg", file("<svg/>", "image/svg+xml")],
]);

function correction(change: object) {
  return { correction: change, credibility: 2, why: "misread" };
}

/** A refusal of every kind has facts of these names; the table needs no more than that they are there. */
function sampleRefusal(kind: Refusal["kind"]): Refusal {
  const facts = {
    name: "a.txt",
    at: 3,
    bytes: 9,
    limit: 5,
    why: "why",
    given: "x",
    field: "published",
    says: "says",
    usage: "usage",
    place: "place",
  };
  const ids = {
    case: caseId("c"),
    known: ["d"],
    claim: "R1-01",
    report: "R1",
    source: "s",
    sha256: "0".repeat(64),
    state: "accepted",
    wanted: "proposed",
  };
  const store = { store: "db", folder: "f", by: "1", what: "it", seq: 4, entry: "claim-accepted", open: [{ id: "r", says: "s" }] };
  return { kind, ...facts, ...ids, ...store } as unknown as Refusal;
}

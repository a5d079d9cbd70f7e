/** The few pages that are shown without the workbench: no script, no picture, readable in any browser. */

export const notSignedIn = () =>
  page("Use the link in the terminal", [
    "You are not signed in to this workbench.",
    "When it starts, Counterledger prints a link in the terminal. That link opens the workbench once, in one browser. Open it here.",
    "If the link was used already, stop the server with Ctrl-C and start it again: it prints a new one.",
  ]);

export const linkUsed = () =>
  page("This link was used already", [
    "Each link opens the workbench once, so that a link left in a history or a chat is worth nothing.",
    "Stop the server with Ctrl-C and start it again: it prints a new one.",
  ]);

/** Moves on by itself; from here the request is the workbench's own, so the strict cookie is sent even when the link came from elsewhere. */
export const signedIn = () =>
  page(
    "You are signed in",
    ["Opening the workbench …"],
    `<meta http-equiv="refresh" content="0; url=/">`,
    `<p><a href="/">Open the workbench</a></p>`,
  );

export const notBuilt = () =>
  page("The workbench is not built yet", [
    "The server runs, but its pages are missing.",
    "Stop it with Ctrl-C and run npm start: it builds them and starts again.",
  ]);

export const noSuchPage = () =>
  page("There is no such page", ["The address is not one of the workbench's."], "", `<p><a href="/">Open the workbench</a></p>`);

const style =
  ":root{color-scheme:light dark}body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem}" +
  "h1{font-size:1.5rem;font-weight:650;letter-spacing:-.01em}a{color:inherit}";

function page(title: string, paragraphs: readonly string[], head = "", tail = ""): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${title} · Counterledger</title>${head}<style>${style}</style></head><body><main><h1>${title}</h1>` +
    `${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join("")}${tail}</main></body></html>`
  );
}

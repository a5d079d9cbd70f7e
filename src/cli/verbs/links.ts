/** `links`: how claims and reports lie to each other, and a person's word on it. */
import { listLinks } from "#analysis/index.ts";
import { linkEnds, linkKinds, linkStates, type Link, type LinkEnds, type LinkFilter } from "#domain/link.ts";
import { granted, parse, Refused, type Shell } from "../shell.ts";
import { wrapped } from "../say.ts";
import { findVerb } from "../verbs.ts";
import { chosenCase, withStore } from "../with-case.ts";
import { materialFlags, withMaterial } from "../with-material.ts";

const acts = ["accept", "reject", "undo"] as const;

export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const usage = findVerb("links")?.usage ?? "";
  const text = { type: "string" } as const;
  const { values, positionals } = parse(
    args,
    { ...materialFlags, kind: text, end: text, state: text, skip: text, limit: text, why: text },
    usage,
  );
  const refusal = (says: string) => new Refused({ kind: "bad-usage", says, usage });
  const [first, ...named] = positionals;
  if (first !== undefined) {
    const act = acts.find((one) => one === first);
    if (act === undefined) throw refusal(`"${first}" is not accept, reject or undo.`);
    if (values.example !== undefined)
      throw refusal(
        `Nobody decides in an example that ships: a decision needs a case to stand in. Leave --example out, or give --case ID.`,
      );
    const link = namedLink(named, refusal);
    const why = values.why?.trim() ?? "";
    if (act !== "undo" && why === "") throw refusal(`links ${act} needs --why REASON.`);
    return withStore(values, shell, async ({ casework }) => {
      const id = await chosenCase(casework, values.case);
      const after = granted(
        act === "undo"
          ? await casework.undoLink(id, link)
          : await casework.decideLink(id, link, act === "accept" ? "accepted" : "rejected", why),
      );
      if (values.json === true) shell.print(JSON.stringify(after, null, 2));
      else for (const line of described(after)) shell.print(line);
      return 0;
    });
  }
  const kind = linkKinds.find((one) => one === values.kind);
  if (values.kind !== undefined && kind === undefined) throw refusal(`"${values.kind}" is not one of ${linkKinds.join(", ")}.`);
  const state = linkStates.find((one) => one === values.state);
  if (values.state !== undefined && state === undefined) throw refusal(`"${values.state}" is not one of ${linkStates.join(", ")}.`);
  const filter: LinkFilter = {
    ...(kind === undefined ? {} : { kind }),
    ...(state === undefined ? {} : { state }),
    ...(values.end === undefined ? {} : { end: values.end }),
    skip: whole(values.skip ?? "0", "--skip", refusal),
    limit: whole(values.limit ?? "50", "--limit", refusal),
  };
  return withMaterial(
    values,
    shell,
    ({ claims, reports, decided }) => {
      const page = listLinks(claims, reports, decided, filter);
      if (values.json === true) {
        shell.print(JSON.stringify(page, null, 2));
        return 0;
      }
      for (const line of page.links.flatMap(described)) shell.print(line);
      const shown = page.links.length;
      shell.print(
        page.total === 0
          ? anyChosen(filter)
            ? "No link of that kind, end and state; without --kind, --end and --state all of them are listed."
            : "No link yet: two claims or reports that could be one, parts of one or against each other are proposed here once there are some."
          : `${shown} of ${page.total}${shown < page.total ? "; --skip and --limit show others, --kind, --end and --state choose" : ""}.`,
      );
      return 0;
    },
    kind === undefined || kind === "copy-of",
  );
}

function namedLink(named: readonly string[], refusal: (says: string) => Refused): LinkEnds {
  const [kind, from, to, extra] = named;
  if (kind === undefined || from === undefined || to === undefined || extra !== undefined)
    throw refusal("Name one link: its kind and its two ends.");
  const link = linkEnds(kind, from, to);
  if (link === null) throw refusal(`"${kind}" is not one of ${linkKinds.join(", ")}.`);
  return link;
}

function whole(given: string, flag: string, refusal: (says: string) => Refused): number {
  if (!/^\d{1,7}$/.test(given)) throw refusal(`${flag} is "${given}", not a whole number.`);
  return Number(given);
}

const unsaid: Readonly<Record<Link["kind"], string>> = {
  "same-as": "waiting",
  "part-of": "waiting: the first would be part of the second",
  "adds-to": "waiting",
  contradicts: "waiting",
  supersedes: "waiting: the first would take the place of the second",
  "copy-of": "waiting: the first would retell the second",
};

const anyChosen = ({ kind, end, state }: LinkFilter) => kind !== undefined || end !== undefined || state !== undefined;

/** A link under the name it is decided by, and what it says: a reader need not know which end is which. */
function described({ kind, from, to, reasons, decision }: Link): readonly string[] {
  const state = decision === null ? unsaid[kind] : `${decision.verdict} by ${decision.by}: ${decision.why}`;
  return [...wrapped(`${kind} ${from} ${to}  `, state), ...reasons.flatMap((reason) => wrapped("    because ", reason))];
}

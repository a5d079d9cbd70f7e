/** The figures of a route from a fit to claims, where a command asks for them with --from-fit: of the open case, or of an example. */
import type { JointDraws } from "#domain/simulation.ts";
import type { Route } from "#analysis/dispatch/index.ts";
import { exampleDraws } from "#casework/fitted-draws.ts";
import { granted, Refused, type Shell } from "./shell.ts";
import { chosenCase, withStore, type StoreFlags } from "./with-case.ts";
import { exampleMaterial, materialFlags } from "./with-material.ts";

export const fitFlags = { ...materialFlags, "from-fit": { type: "boolean" }, country: { type: "string" } } as const;

type Values = StoreFlags & {
  readonly "from-fit"?: boolean | undefined;
  readonly country?: string | undefined;
  readonly example?: string | undefined;
  readonly case?: string | undefined;
  readonly at?: string | undefined;
};

/** Joint draws where --from-fit asks for them; nothing to spread into a request where it does not. */
export async function fittedFigures(
  values: Values,
  route: Route,
  asked: { readonly rows: number; readonly seed: number },
  { shell, usage }: { readonly shell: Shell; readonly usage: string },
): Promise<{ readonly joint?: JointDraws }> {
  const { example, country } = values;
  if (values["from-fit"] !== true) {
    if (example === undefined && country === undefined) return {};
    throw new Refused({ kind: "bad-usage", says: "--example and --country choose the claims of a fit; add --from-fit.", usage });
  }
  if (example !== undefined) {
    const request = country === undefined ? {} : { country };
    return { joint: granted(exampleDraws(example, await exampleMaterial(example), route, asked, request)) };
  }
  if (country !== undefined)
    throw new Refused({ kind: "bad-usage", says: "--country goes with --example; a case is fitted with `fit --country` first.", usage });
  return withStore(values, shell, async ({ casework }) => {
    const id = await chosenCase(casework, values.case);
    return { joint: granted(await casework.fittedDraws(id, route, asked)) };
  });
}

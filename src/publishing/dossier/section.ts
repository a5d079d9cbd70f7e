/** One part of the dossier with its heading. */
import type { Html } from "./html.ts";

/** `body` null leaves the section out, with its line in the contents. */
export type Section = { readonly id: string; readonly title: string; readonly body: Html | null };

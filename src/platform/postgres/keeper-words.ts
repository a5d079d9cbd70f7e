/** What the keeper and its users say to each other: one JSON object a line over the keeper's own socket. */
import type { Refusal } from "#domain/refusal.ts";
import type { Passwords } from "./cluster.ts";

/** Raised whenever a keeper of one version could misunderstand a user of another. */
export const keeperVersion = 1;

export type KeeperSays =
  | { readonly says: "hello"; readonly version: number; readonly pid: number }
  | { readonly says: "doing"; readonly what: string }
  | {
      readonly says: "ready";
      readonly host: string;
      readonly port: number;
      readonly passwords: Passwords;
      readonly server: number;
      readonly madeNow: boolean;
    }
  | { readonly says: "refused"; readonly refusal: Refusal };

/** The keeper's exit status when another one holds the folder. */
export const anotherKeeper = 3;

export function line(words: KeeperSays): string {
  return `${JSON.stringify(words)}\n`;
}

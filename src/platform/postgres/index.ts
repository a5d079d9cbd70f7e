/** The door to PostgreSQL: the embedded one, or a server by its address. */
export { openEmbedded } from "./embedded.ts";
export type { EmbeddedRequest, EmbeddedStore } from "./embedded.ts";
export { openServer } from "./server.ts";
export { doorRoleName, memberRoleNames, roleNames } from "./running-store.ts";
export type { Connection, RunningStore, StoreRole } from "./running-store.ts";

/** The door of the HTTP surface. */
export { createApp, type AppParts } from "./app.ts";
export { openApi } from "./openapi.ts";
export { routeRules, type Rule } from "./route-rules.ts";
export { serveApp, type Served, type ServedTeam } from "./serve.ts";
export { createSession, type Session } from "./session.ts";
export { openTeam, type Team } from "./team.ts";
export { loadWorkbenchFiles, type WorkbenchFile, type WorkbenchFiles } from "./workbench-files.ts";

/** The door of the HTTP surface. */
export { createApp, type AppParts } from "./app.ts";
export { openApi } from "./openapi.ts";
export { serveApp, type Served } from "./serve.ts";
export { createSession, type Session } from "./session.ts";
export { loadWorkbenchFiles, type WorkbenchFile, type WorkbenchFiles } from "./workbench-files.ts";

/** Builds the workbench into dist/workbench. Nothing is inlined into the page: its policy allows no inline script. */
import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The server puts a fresh nonce here for each page; see src/http/app.ts.
  html: { cspNonce: "NONCE-OF-THIS-PAGE" },
  build: {
    outDir: path.resolve(import.meta.dirname, "../dist/workbench"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
});

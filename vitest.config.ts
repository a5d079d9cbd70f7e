/** The tests beside the code and those that no module can show alone. Node's own type stripping is not used here: Vite strips the types. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "workbench/**/*.test.{ts,tsx}", "tests/**/*.test.ts"],
    exclude: ["**/node_modules/**", "dist/**"],
    environment: "node",
    // Processes, not threads: several tests change folders and signals, and a store must be able to die without taking the runner along.
    pool: "forks",
    maxWorkers: 2,
    // A loaded machine is no reason to fail; what must be fast is measured by bench/, not here.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
  },
});

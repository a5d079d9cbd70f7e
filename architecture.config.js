/**
 * The import arrows, as data. Left may import right; nothing else. Read by the architecture test and by the diagram in docs/architecture.md.
 * Data flows one way: intake, reading, ledger, analysis, publishing; `casework` joins them; `cli`, `http` and the workbench sit on top.
 */
export const arrows = {
  "src/domain": [],
  "src/numeric": [],
  "src/intake": ["src/domain", "src/numeric"],
  "src/reading": ["src/domain", "src/numeric"],
  "src/analysis": ["src/domain", "src/numeric"],
  "src/publishing": ["src/domain", "src/numeric"],
  "src/platform": ["src/domain", "src/numeric", "src/analysis"],
  "src/ledger": ["src/domain", "src/platform"],
  "src/archive": ["src/domain", "src/ledger", "src/platform"],
  "src/casework": ["src/domain", "src/numeric", "src/intake", "src/reading", "src/ledger", "src/analysis", "src/publishing"],
  "src/http": ["src/domain", "src/casework", "src/ledger", "src/platform"],
  "src/cli": [
    "src/domain",
    "src/archive",
    "src/casework",
    "src/ledger",
    "src/platform",
    "src/http",
    "src/intake",
    "src/reading",
    "src/analysis",
  ],
  workbench: ["src/domain", "src/numeric", "src/analysis/dispatch", "src/http/contract.ts"],
};

/** Folders that may not reach files, clock, network or randomness. */
export const pureCore = ["src/domain", "src/numeric", "src/intake", "src/reading", "src/analysis", "src/publishing"];

/**
 * Holds a source tree against the import arrows with dependency-cruiser.
 * What a reader would get wrong: the cruiser needs a TypeScript it knows; with one it does not know it sees no modules and finds no fault.
 * So the number of modules is part of the answer, and must be looked at.
 */
import { type ICruiseResult, type IForbiddenRuleType, cruise } from "dependency-cruiser";

type Arrows = Readonly<Record<string, readonly string[]>>;

export type Cruised = { readonly modules: number; readonly faults: readonly string[] };

/** Every import that has no arrow, and every one of Node's modules in the pure core, as `from → to`. */
export async function cruiseArrows({
  root,
  arrows,
  pureCore,
}: {
  root: string;
  arrows: Arrows;
  pureCore: readonly string[];
}): Promise<Cruised> {
  const result = await cruise(Object.keys(arrows), {
    baseDir: root,
    ruleSet: { forbidden: [...Object.entries(arrows).map(arrowRule), pureRule(pureCore), unresolved] },
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)node_modules/.*/node_modules/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  });
  const { summary, modules } = result.output as ICruiseResult;
  const own = modules.filter((module) => /^(src|workbench)\//.test(module.source));
  return { modules: own.length, faults: summary.violations.map(({ from, to }) => `${from} → ${to}`).sort() };
}

function arrowRule([folder, allowed]: readonly [string, readonly string[]]): IForbiddenRuleType {
  const inside = (place: string) => `^${place.replaceAll(".", "\\.")}${place.endsWith(".ts") ? "$" : "/"}`;
  return {
    name: `only-along-the-arrows-of-${folder}`,
    severity: "error",
    // A test may take its input from another stage.
    from: { path: inside(folder), pathNot: "\\.test\\.ts$" },
    to: { path: "^(src|workbench|scripts|tests|bench)/", pathNot: [folder, ...allowed].map(inside) },
  };
}

function pureRule(pureCore: readonly string[]): IForbiddenRuleType {
  return {
    name: "the-pure-core-has-no-outside",
    severity: "error",
    from: { path: pureCore.map((folder) => `^${folder}/`), pathNot: "\\.test\\.ts$" },
    to: { dependencyTypes: ["core"] },
  };
}

/** An import that cannot be followed cannot be judged; Vite's suffixes (`?url`, `?worker`) are its own. */
const unresolved: IForbiddenRuleType = {
  name: "every-import-can-be-followed",
  severity: "error",
  from: {},
  to: { couldNotResolve: true, pathNot: "\\?" },
};

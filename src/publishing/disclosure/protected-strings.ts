/**
 * Protected strings in what would leave (rule DI2). They can be mended and never accepted. The risk names the place and the number of the
 * string, not the string: lists of risks are read in more rooms than lists of names.
 */
import type { DisclosureContext, ReleaseContent } from "#domain/release.ts";
import { protectedScanner, unsearchable } from "./scan.ts";
import type { RiskFacts } from "./risk.ts";

/** Fields that hold ids of the case; no rendering and no export prints them. */
const INTERNAL: ReadonlySet<string> = new Set(["id", "report", "reports", "claims", "printed", "restates", "from", "to", "conversionOf"]);

/** One risk for each place that holds a protected string, and one for strings too short to search for. */
export function protectedInContent(content: ReleaseContent, { protectedStrings }: DisclosureContext): readonly RiskFacts[] {
  const scan = protectedScanner(protectedStrings);
  const fields = leavingText(content);
  const found =
    scan(fields.map(({ text }) => text).join("\n\n\n\n\n\n")).length === 0
      ? []
      : fields.flatMap(({ at, text }) => scan(text).map((hit) => ({ at, hit })));
  const tooShort = unsearchable(protectedStrings);
  return [
    ...found.map(({ at, hit }): RiskFacts => ({
      kind: "protected-string",
      says: `Protected string ${hit.index + 1} stands in ${at} (${hit.spelling}).`,
      claims: [],
      remedy: `Reword ${at}, or leave it out.`,
      canBeAccepted: false,
    })),
    ...(tooShort.length === 0
      ? []
      : [
          {
            kind: "protected-string" as const,
            says: `Protected ${tooShort.length === 1 ? "string" : "strings"} ${tooShort.map((index) => index + 1).join(", ")} ${tooShort.length === 1 ? "is" : "are"} too short to search for.`,
            claims: [],
            remedy: "Read the release for them yourself, or give them in full.",
            canBeAccepted: true,
          },
        ]),
  ];
}

/** Every text of the content that a rendering or an export may print, with where it stands: "claims 3, words 1". */
export function leavingText(content: ReleaseContent): readonly { readonly at: string; readonly text: string }[] {
  const texts: { at: string; text: string }[] = [];
  const walk = (value: unknown, at: string): void => {
    if (typeof value === "string") texts.push({ at, text: value });
    else if (Array.isArray(value)) value.forEach((inner, place) => walk(inner, `${at} ${place + 1}`));
    else if (value !== null && typeof value === "object") {
      for (const [key, inner] of Object.entries(value))
        if (!INTERNAL.has(key) || isContainer(inner)) walk(inner, at === "" ? key : `${at}, ${key}`);
    }
  };
  walk(content, "");
  return texts;
}

/** "claims" names ids in an estimate, and the released claims themselves in a content. */
function isContainer(value: unknown): boolean {
  return Array.isArray(value) && value.some((inner) => typeof inner === "object" && inner !== null);
}

/**
 * The examples of the documentation, run: every fenced `console` block whose lines begin with `$ ./counterledger …` or `$ printf … | ./counterledger …`.
 * The lines after a command, up to the next command or the end of the block, are what it prints. `…` on a line of its own stands for any
 * lines, within a line for any words.
 */
export type Example = { readonly line: number; readonly command: string; readonly output: readonly string[] };

/** The examples of a page, in order. */
export function examplesOf(markdown: string): readonly Example[] {
  const examples: { line: number; command: string; output: string[] }[] = [];
  let inside = false;
  let current: { line: number; command: string; output: string[] } | null = null;
  for (const [index, line] of markdown.split("\n").entries()) {
    if (line.startsWith("```")) {
      inside = !inside && line.trim() === "```console";
      current = null;
    } else if (inside && line.startsWith("$ ")) {
      current = { line: index + 1, command: line.slice(2), output: [] };
      examples.push(current);
    } else if (inside && current !== null) current.output.push(line);
  }
  return examples;
}

/** Whether what was printed is what the page says; trailing blanks and empty lines at the end do not count. */
export function saysTheSame(printed: string, expected: readonly string[]): boolean {
  return matches(tidy(printed.split("\n")), tidy(expected));
}

function tidy(lines: readonly string[]): readonly string[] {
  const trimmed = lines.map((line) => line.trimEnd());
  const last = trimmed.findLastIndex((line) => line !== "");
  return trimmed.slice(0, last + 1);
}

function matches(printed: readonly string[], expected: readonly string[]): boolean {
  const [first, ...rest] = expected;
  if (first === undefined) return printed.length === 0;
  if (first.trim() === "…") return printed.some((_, skipped) => matches(printed.slice(skipped), rest)) || matches([], rest);
  const [line, ...others] = printed;
  return line !== undefined && lineMatches(line, first) && matches(others, rest);
}

function lineMatches(line: string, pattern: string): boolean {
  const [head = "", ...segments] = pattern.split("…");
  if (!line.startsWith(head)) return false;
  if (segments.length === 0) return line === head;
  let at = head.length;
  const tail = segments.pop() ?? "";
  for (const segment of segments) {
    const found = line.indexOf(segment, at);
    if (found < 0) return false;
    at = found + segment.length;
  }
  return line.length - tail.length >= at && line.endsWith(tail);
}

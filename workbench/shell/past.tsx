/** The case as it stood: where an address asks for a past entry, every page says so, and nothing can be done there. */
import { IconHistory } from "@tabler/icons-react";
import { useLocation, useSearch } from "@tanstack/react-router";
import { words } from "../words/en.ts";

/** The entry the address asks for (`?at=30`); undefined today. */
export function usePast(): string | undefined {
  const { at } = useSearch({ strict: false });
  return at;
}

export function PastBanner() {
  const at = usePast();
  const { pathname } = useLocation();
  if (at === undefined) return null;
  return (
    <div className="notice past" role="status">
      <IconHistory size={20} aria-hidden />
      <p>{words.past.says(at)}</p>
      <div className="actions">
        {/* A link of its own kind: the pages keep the entry in every address they lead to. */}
        <a className="text-link" href={pathname}>
          {words.past.back}
        </a>
      </div>
    </div>
  );
}

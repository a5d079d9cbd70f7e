/** What every page is made of: a heading that takes the focus on arrival, and the four things a page can show instead of content. */
import { Button, Loader } from "@mantine/core";
import { IconAlertTriangle, IconFolderOpen } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useEffect, useRef, type ReactNode } from "react";
import { RefusalError } from "../api/call.ts";
import { words } from "../words/en.ts";

let firstPage = true;

/** The heading moves focus to itself when the page changes, so that keyboard and screen reader start where the eye does. */
export function Page({ title, intro, actions, children }: { title: string; intro?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${words.product}`;
    if (!firstPage) heading.current?.focus({ preventScroll: true });
    firstPage = false;
  }, [title]);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {intro !== undefined && <p>{intro}</p>}
        </div>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** The answer once it is there; until then that it loads, or what went wrong and what to do. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (answer: T) => ReactNode }) {
  if (query.isPending) {
    return (
      <div role="status" className="split" data-loading>
        <Loader size="sm" aria-hidden /> {words.loading}
      </div>
    );
  }
  if (query.isError) return <Refused error={query.error} again={() => void query.refetch()} />;
  return <>{children(query.data)}</>;
}

export function Refused({ error, again }: { error: Error; again?: () => void }) {
  const { title, detail, remedy } = problemOf(error);
  return (
    <div className="notice" data-tone="bad" role="alert">
      <IconAlertTriangle size={20} aria-hidden />
      <div>
        <p>
          <strong>{title}</strong>
        </p>
        <p>{detail}</p>
        <p className="soft">{remedy}</p>
      </div>
      {again !== undefined && (
        <div className="actions">
          <Button size="xs" variant="default" onClick={again}>
            {words.reload}
          </Button>
        </div>
      )}
    </div>
  );
}

/** A person's words for anything that was thrown. */
export function problemOf(error: unknown): { readonly title: string; readonly detail: string; readonly remedy: string } {
  if (error instanceof RefusalError) return error.problem;
  return { ...words.errors.bug, detail: error instanceof Error ? error.message : String(error) };
}

export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <IconFolderOpen size={30} stroke={1.4} aria-hidden />
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}

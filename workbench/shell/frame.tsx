/** The frame around every page: skip link, head, rooms of the case, and the main part. */
import { ActionIcon, Menu } from "@mantine/core";
import { useMantineColorScheme } from "@mantine/core";
import {
  IconBooks,
  IconBrightness,
  IconChartDots,
  IconFileCertificate,
  IconGavel,
  IconInbox,
  IconListDetails,
  IconMenu2,
  IconMoon,
  IconRoute,
  IconScale,
  IconSun,
  IconUserCircle,
  IconUsers,
  IconUsersGroup,
  IconX,
} from "@tabler/icons-react";
import { Link, Outlet, useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { CaseId } from "#domain/ids.ts";
import { RefusalError } from "../api/call.ts";
import { useAnswer } from "../api/queries.ts";
import { dispatchWords } from "../dispatch/words.ts";
import { peopleWords } from "../people/words.ts";
import { words } from "../words/en.ts";
import { PastBanner, usePast } from "./past.tsx";

const rooms = [
  { to: "/cases/$caseId/inbox", name: words.nav.inbox, icon: IconInbox, also: "/reports/" },
  { to: "/cases/$caseId/sources", name: words.nav.sources, icon: IconUsers },
  { to: "/cases/$caseId/claims", name: words.nav.claims, icon: IconListDetails },
  { to: "/cases/$caseId/weighing", name: words.nav.weighing, icon: IconScale },
  { to: "/cases/$caseId/estimates", name: words.nav.estimates, icon: IconChartDots },
  { to: "/cases/$caseId/model", name: dispatchWords.nav, icon: IconRoute },
  { to: "/cases/$caseId/findings", name: words.nav.findings, icon: IconGavel },
  { to: "/cases/$caseId/release", name: words.nav.release, icon: IconFileCertificate },
  { to: "/cases/$caseId/ledger", name: words.nav.ledger, icon: IconBooks },
  { to: "/cases/$caseId/members", name: peopleWords.nav, icon: IconUsersGroup, team: true },
] as const;

export function Frame() {
  const { caseId } = useParams({ strict: false });
  const [open, setOpen] = useState(false);
  const session = useAnswer("session", { params: {} });
  const past = usePast() !== undefined;
  useSignInFirst(session.error);
  return (
    <div className="frame" {...(caseId === undefined && { "data-alone": true })} {...(past && { "data-past": true })}>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="head">
        {caseId !== undefined && (
          <ActionIcon
            className="menu-button"
            variant="subtle"
            color="gray"
            aria-label={open ? words.nav.shut : words.nav.open}
            aria-expanded={open}
            aria-controls="rooms"
            onClick={() => setOpen(!open)}
          >
            {open ? <IconX size={20} aria-hidden /> : <IconMenu2 size={20} aria-hidden />}
          </ActionIcon>
        )}
        <Link to="/" className="wordmark">
          <img src="/icon.svg" alt="" />
          {words.product}
        </Link>
        {caseId !== undefined && <CaseTitle id={caseId as CaseId} />}
        <div className="end">
          {session.data !== undefined && <span className="actor">{words.nav.signedInAs(session.data.actor)}</span>}
          {session.data?.team !== undefined && (
            <Link
              to="/account"
              style={{ color: "inherit", display: "inline-flex", padding: 4 }}
              aria-label={peopleWords.account(session.data.actor)}
            >
              <IconUserCircle size={20} stroke={1.7} aria-hidden />
            </Link>
          )}
          <Colours />
        </div>
      </header>
      {caseId !== undefined && (
        <Rooms id={caseId as CaseId} team={session.data?.team !== undefined} open={open} follow={() => setOpen(false)} />
      )}
      <main className="main" id="main" tabIndex={-1}>
        <PastBanner />
        <Outlet />
      </main>
    </div>
  );
}

/** Whoever is not signed in to a team's workbench is led to its door, and from there back to where they were going. */
function useSignInFirst(error: Error | null) {
  const navigate = useNavigate();
  const { pathname, searchStr } = useLocation();
  const isMissing = error instanceof RefusalError && error.problem.type.endsWith(":sign-in-first");
  const isAtTheDoor = pathname === "/sign-in" || pathname === "/join";
  useEffect(() => {
    if (isMissing && !isAtTheDoor) void navigate({ to: "/sign-in", search: { to: pathname + searchStr }, replace: true });
  }, [isMissing, isAtTheDoor, navigate, pathname, searchStr]);
}

function CaseTitle({ id }: { id: CaseId }) {
  const overview = useAnswer("overview", { params: { case: id } });
  return <span className="case-title">{overview.data?.title ?? id}</span>;
}

function Rooms({ id, team, open, follow }: { id: CaseId; team: boolean; open: boolean; follow: () => void }) {
  const overview = useAnswer("overview", { params: { case: id } });
  const { pathname } = useLocation();
  const waiting = overview.data?.waiting ?? 0;
  return (
    <div className="side" id="rooms" {...(open && { "data-open": true })}>
      <nav aria-label={words.nav.label}>
        <ul>
          {rooms
            .filter((room) => team || !("team" in room))
            .map((room) => {
              const here = pathname.startsWith(room.to.replace("$caseId", id)) || ("also" in room && pathname.includes(room.also));
              return (
                <li key={room.to}>
                  <Link
                    to={room.to}
                    params={{ caseId: id }}
                    onClick={follow}
                    {...(here && { "data-here": true, "aria-current": "page" as const })}
                  >
                    <room.icon size={18} stroke={1.7} aria-hidden />
                    {room.name}
                    {room.to === "/cases/$caseId/inbox" && waiting > 0 && (
                      <span className="count" title={words.nav.waiting(waiting)} role="img" aria-label={words.nav.waiting(waiting)}>
                        {waiting}
                      </span>
                    )}
                  </Link>
                </li>
              );
            })}
        </ul>
      </nav>
    </div>
  );
}

function Colours() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = { light: IconSun, dark: IconMoon, auto: IconBrightness }[colorScheme];
  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={words.colours.label}>
          <Icon size={20} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={words.colours.label}>
        {(["light", "dark", "auto"] as const).map((one) => (
          <Menu.Item key={one} onClick={() => setColorScheme(one)} {...(one === colorScheme && { fw: 650 })}>
            {words.colours[one]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

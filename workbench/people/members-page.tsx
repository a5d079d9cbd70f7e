/** Who works on a case: roles, compartments, and invitations for those who have no account yet. */
import { Button, Group } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { CaseId, Person } from "#domain/ids.ts";
import type { Member } from "#domain/member.ts";
import { useAnswer, useChange } from "../api/queries.ts";
import { Empty, Loaded, Page, Refused } from "../shell/page.tsx";
import { InvitationNotice } from "./invitation-notice.tsx";
import { MemberDialog, type MemberAct } from "./member-dialog.tsx";
import { peopleWords } from "./words.ts";

const say = peopleWords.members;

export function MembersPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/members" });
  const params = { case: caseId as CaseId };
  const members = useAnswer("members", { params });
  const session = useAnswer("session", { params: {} });
  const invite = useChange("inviteMember");
  const [act, setAct] = useState<MemberAct | null>(null);
  const me = session.data?.actor;
  const mayChange = members.data?.some((one) => one.person === me && one.compartment === "" && one.role === "handler") === true;
  const add = <Button onClick={() => setAct({ kind: "add" })}>{say.add}</Button>;
  return (
    <Page title={say.title} intro={say.intro} actions={mayChange ? add : undefined}>
      {act !== null && <MemberDialog caseId={params.case} act={act} close={() => setAct(null)} />}
      {invite.isError && <Refused error={invite.error} />}
      {invite.data !== undefined && <InvitationNotice made={invite.data} />}
      <Loaded query={members}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={say.emptyTitle}>{say.empty}</Empty>
          ) : (
            <div className="table-box" tabIndex={0} role="region" aria-label={say.title}>
              <table className="plain">
                <thead>
                  <tr>
                    <th scope="col">{say.columns.person}</th>
                    <th scope="col">{say.columns.role}</th>
                    <th scope="col">{say.columns.compartments}</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {everybody(all).map(({ person, role, compartments }) => (
                    <tr key={person}>
                      <th scope="row">
                        {person} {person === me && <span className="soft small">{say.you}</span>}
                      </th>
                      <td>{say.short[role]}</td>
                      <td>{compartments.length === 0 ? <span className="soft">{say.openPart}</span> : compartments.join(", ")}</td>
                      <td>
                        {mayChange && (
                          <Group gap="xs" justify="flex-end">
                            {person !== me && (
                              <Button
                                size="xs"
                                variant="default"
                                aria-label={say.inviteOf(person)}
                                onClick={() => invite.mutate({ params, body: { person } })}
                              >
                                {say.invite}
                              </Button>
                            )}
                            <Button
                              size="xs"
                              variant="default"
                              aria-label={say.changeOf(person)}
                              onClick={() => setAct({ kind: "change", person, role })}
                            >
                              {say.change}
                            </Button>
                            <Button
                              size="xs"
                              variant="default"
                              aria-label={say.removeOf(person)}
                              onClick={() => setAct({ kind: "remove", person })}
                            >
                              {say.remove}
                            </Button>
                          </Group>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

/** One row for each person: their role, and the compartments they are in besides the open part. */
function everybody(members: readonly Member[]) {
  const byPerson = new Map<Person, Member[]>();
  for (const one of members) byPerson.set(one.person, [...(byPerson.get(one.person) ?? []), one]);
  return [...byPerson].map(([person, own]) => ({
    person,
    role: (own.find((one) => one.compartment === "") ?? (own[0] as Member)).role,
    compartments: own.flatMap((one) => (one.compartment === "" ? [] : [one.compartment])),
  }));
}

/** For whoever keeps the store: who has an account; invite somebody, or sign somebody out everywhere. */
import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { person } from "#domain/ids.ts";
import { useAnswer, useChange } from "../api/queries.ts";
import { Loaded, Page, Refused } from "../shell/page.tsx";
import { say as tell } from "../shell/say.ts";
import { InvitationNotice } from "./invitation-notice.tsx";
import { peopleWords } from "./words.ts";

const say = peopleWords.people;

export function PeoplePage() {
  const people = useAnswer("people", { params: {} });
  const [name, setName] = useState("");
  const invite = useChange("invite", () => setName(""));
  const signOut = useChange("signOutPerson");
  return (
    <Page title={say.title} intro={say.intro}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") invite.mutate({ params: {}, body: { person: person(name.trim()) } });
        }}
      >
        <Group align="flex-end">
          <TextInput
            label={peopleWords.members.person}
            description={peopleWords.members.personHint}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={invite.isPending} disabled={name.trim() === ""}>
            {say.invite}
          </Button>
        </Group>
      </form>
      {invite.isError && <Refused error={invite.error} />}
      {invite.data !== undefined && <InvitationNotice made={invite.data} />}
      {signOut.isError && <Refused error={signOut.error} />}
      <Loaded query={people}>
        {(all) => (
          <div className="table-box" tabIndex={0} role="region" aria-label={say.title}>
            <table className="plain">
              <tbody>
                {all.map((one) => (
                  <tr key={one.person}>
                    <th scope="row">{one.person}</th>
                    <td>{one.keeper ? say.keeper : ""}</td>
                    <td>
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={say.signOutOf(one.person)}
                        onClick={() =>
                          signOut.mutate(
                            { params: {}, body: { person: one.person } },
                            { onSuccess: ({ ended }) => tell(say.signedOut(one.person, ended)) },
                          )
                        }
                      >
                        {say.signOut}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

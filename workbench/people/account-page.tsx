/** How you sign in, and every browser you are signed in with; each can be ended. */
import { Button } from "@mantine/core";
import { startRegistration, type PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/browser";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { call, RefusalError } from "../api/call.ts";
import { queryClient, useAnswer, useChange } from "../api/queries.ts";
import { Loaded, Page, Refused } from "../shell/page.tsx";
import { say as tell } from "../shell/say.ts";
import { moment } from "./moment.ts";
import { peopleWords } from "./words.ts";

const say = peopleWords.mine;

export function AccountPage() {
  const session = useAnswer("session", { params: {} });
  const sessions = useAnswer("sessions", { params: {} });
  const end = useChange("endSession", () => tell(say.ended));
  const signOut = useChange("signOut", () => location.replace("/sign-in"));
  const add = useMutation({
    mutationFn: async () => {
      const offer = await call("passkeyOffer", { params: {} });
      const response = await startRegistration({ optionsJSON: offer as unknown as PublicKeyCredentialCreationOptionsJSON }).catch(() => {
        throw new RefusalError({ ...peopleWords.join.unused, type: "no-passkey", status: 0, kind: "no-passkey" });
      });
      return call("addPasskey", { params: {}, body: { response: { ...response } } });
    },
    onSuccess: () => {
      tell(say.added);
      void queryClient.invalidateQueries();
    },
  });
  const team = session.data?.team;
  return (
    <Page
      title={say.title}
      intro={say.intro}
      actions={
        <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate({ params: {} })}>
          {say.signOut}
        </Button>
      }
    >
      {team !== undefined && (
        <div className="card">
          <div className="facts">
            <span>{say.passkeys(team.passkeys)}</span>
            <span>{say.recovery(team.recoveryLeft)}</span>
            {team.keeper && <span>{peopleWords.people.keeper}</span>}
          </div>
          <Button mt="sm" size="xs" variant="default" loading={add.isPending} onClick={() => add.mutate()}>
            {say.add}
          </Button>
          {add.isError && <Refused error={add.error} />}
          {team.keeper && (
            <p>
              <Link className="text-link" to="/people">
                {peopleWords.people.link}
              </Link>
            </p>
          )}
        </div>
      )}
      <h2 className="section-title">{say.sessions}</h2>
      <p className="soft">{say.sessionsIntro}</p>
      <Loaded query={sessions}>
        {(all) => (
          <>
            <div className="table-box" tabIndex={0} role="region" aria-label={say.sessions}>
              <table className="plain">
                <thead>
                  <tr>
                    <th scope="col">{say.columns.how}</th>
                    <th scope="col">{say.columns.since}</th>
                    <th scope="col">{say.columns.seen}</th>
                    <th scope="col">{say.columns.until}</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {all.map((one) => (
                    <tr key={one.id}>
                      <td>{say.how[one.how]}</td>
                      <td>{moment(one.madeAt)}</td>
                      <td>{moment(one.seenAt)}</td>
                      <td>{moment(one.until)}</td>
                      <td>
                        {one.own ? (
                          say.own
                        ) : (
                          <Button
                            size="xs"
                            variant="default"
                            aria-label={say.endOf(moment(one.madeAt))}
                            onClick={() => end.mutate({ params: {}, body: { session: one.id } })}
                          >
                            {say.end}
                          </Button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {all.length > 1 && (
              <Button
                mt="sm"
                variant="default"
                loading={end.isPending}
                onClick={() => end.mutate({ params: {}, body: { session: "others" } })}
              >
                {say.endOthers}
              </Button>
            )}
            {end.isError && <Refused error={end.error} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

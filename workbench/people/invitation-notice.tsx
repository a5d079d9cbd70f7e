/** An invitation that was just made: the link, once, and what it is worth. */
import { Button, CopyButton, TextInput } from "@mantine/core";
import type { InvitationMade } from "#http/contract.ts";
import { peopleWords } from "./words.ts";
import { moment } from "./moment.ts";

const say = peopleWords.invitation;

export function InvitationNotice({ made }: { made: InvitationMade }) {
  const link = `${location.origin}/join#${made.token}`;
  return (
    <div className="notice" data-tone="good" role="status">
      <div style={{ flex: 1 }}>
        <p>
          <strong>{say.title(made.person)}</strong>
        </p>
        <p>{say.says(moment(made.until))}</p>
        <TextInput label={say.link} readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button mt="xs" size="xs" variant="default" onClick={copy}>
              {copied ? say.copied : say.copy}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}

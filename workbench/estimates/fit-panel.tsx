/** What the newest fit makes of the claims: where they do not sit together, which moves what, which is surprising, and what to ask next. */
import { Button } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import type { DispatchFit } from "#domain/fit.ts";
import type { CaseId } from "#domain/ids.ts";
import { useChange } from "../api/queries.ts";
import { say, sayRefused } from "../shell/say.ts";
import { words } from "../words/en.ts";
import { ends, figure, unitWords } from "./figure-text.ts";

const told = words.fit;
/** Under this chance of a figure as far off, a claim is shown as surprising. */
const surprising = 0.1;

export function FitPanel({ fit }: { fit: DispatchFit | undefined }) {
  const { caseId } = useParams({ from: "/cases/$caseId/estimates" });
  const run = useChange("fit", () => say(told.done));
  return (
    <section aria-labelledby="fit-title" className="fit">
      <h2 id="fit-title">{told.title}</h2>
      <p className="soft">{told.intro}</p>
      <Button
        size="xs"
        variant={fit === undefined ? "filled" : "default"}
        loading={run.isPending}
        onClick={() => run.mutate({ params: { case: caseId as CaseId }, body: {} }, { onError: sayRefused })}
      >
        {fit === undefined ? told.run : told.again}
      </Button>
      {run.isPending && <p role="status">{told.running}</p>}
      {fit !== undefined && <Fitted fit={fit} />}
    </section>
  );
}

function Fitted({ fit }: { fit: DispatchFit }) {
  const { diagnostics, tensions, questions, scenarios } = fit;
  const odd = fit.checks.filter(({ p }) => p !== null && p < surprising);
  const moving = fit.movers.filter(({ moved }) => moved === null || moved >= 0.1);
  const nameOf = (id: string) => fit.estimates.find((one) => one.id === id)?.name ?? id;
  return (
    <>
      <p className="small soft">
        {told.reached(diagnostics.rung, Math.round(diagnostics.effective), diagnostics.seed)} {diagnostics.because}
      </p>
      <h3>{told.tensions}</h3>
      {tensions.length === 0 ? (
        <p className="small soft">{told.noTensions}</p>
      ) : (
        <ul>
          {tensions.map((one, i) => (
            <li key={`${one.id} ${i}`}>{one.says}</li>
          ))}
        </ul>
      )}
      <h3>{told.surprising}</h3>
      {odd.length === 0 ? (
        <p className="small soft">{told.noneSurprising}</p>
      ) : (
        <ul>
          {odd.map((one, i) => (
            <li key={`${one.claim} ${i}`}>
              {one.claim} ({one.measure}): {one.words}
              {one.expected !== null && ` ${told.expected(...ends(one.expected.low, one.expected.high, unitWords(one.unit)))}`}
            </li>
          ))}
        </ul>
      )}
      <h3>{told.movers}</h3>
      {moving.length === 0 ? (
        <p className="small soft">{told.noMovers}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{told.columns.estimate}</th>
              <th scope="col">{told.columns.without}</th>
              <th scope="col">{told.columns.moved}</th>
            </tr>
          </thead>
          <tbody>
            {moving.map((one) => (
              <tr key={`${one.estimate} ${one.root}`}>
                <td>{nameOf(one.estimate)}</td>
                <td>{one.claims.join(", ")}</td>
                <td>{one.moved === null ? told.nothingLeft : told.widths(figure(one.moved))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>{told.questions}</h3>
      <ol>
        {questions.map((one, i) => (
          <li key={`${one.measure} ${i}`}>{one.ask}</li>
        ))}
      </ol>
      <h3>{told.scenarios}</h3>
      <ul>
        {scenarios.map((one) => (
          <li key={one.id}>
            {one.says}: {one.words}.
          </li>
        ))}
      </ul>
    </>
  );
}

/** The model room: a route with its scenarios side by side, run in a Web Worker as the sliders move, and recorded when asked. */
import { Button, Checkbox, NativeSelect, NumberInput, Progress } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { shippedRoutes } from "#analysis/dispatch/routes.ts";
import type { Route } from "#analysis/dispatch/route.ts";
import { scenariosOf } from "#analysis/dispatch/run-route.ts";
import type { CaseId } from "#domain/ids.ts";
import type { SimulationJob, SimulationRun, JointDraws } from "#domain/simulation.ts";
import { call } from "../api/call.ts";
import { useAnswer, useChange } from "../api/queries.ts";
import { Loaded, Page, Refused } from "../shell/page.tsx";
import { adjusted, reported, untouched, type Settings } from "./adjusted-route.ts";
import { dispatchWords as say } from "./words.ts";
import type { Picture, WorkerAsked, WorkerSays } from "./worker-words.ts";

const months = 36;
const replicates = 120;
const sliders = [
  { key: "groups", says: say.groups, low: 0.5, high: 15, step: 0.5 },
  { key: "stay", says: say.stay, low: 1, high: 60, step: 1 },
  { key: "pay", says: say.pay, low: 0, high: 200, step: 5 },
  { key: "capacity", says: say.capacity, low: 0, high: 2000, step: 20 },
] as const;

export function DispatchPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/model" });
  const [routeId, setRouteId] = useState(shippedRoutes[0]?.id ?? "");
  const [settings, setSettings] = useState<Settings>(untouched);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [seed, setSeed] = useState(1);
  const route = shippedRoutes.find(({ id }) => id === routeId) as Route;
  const known = scenariosOf(route);
  const scenarios = known.filter(({ name }, i) => i === 0 || chosen.includes(name));
  const asked: WorkerAsked = { route: adjusted(route, settings), scenarios, months, replicates, seed, sensitivityOf: "take-a-year" };
  const [fromFit, setFromFit] = useState(false);
  const fitted = useQuery<JointDraws>({
    queryKey: ["fitted-draws", caseId, routeId, seed],
    enabled: fromFit,
    retry: false,
    queryFn: () => call("drawFitted", { params: { case: caseId as CaseId }, body: { route: routeId, seed, rows: 512 } }),
  });
  const joint = fromFit ? fitted.data : undefined;
  const { progress, run, pictures, stop, stopped } = useSimulation(
    joint === undefined ? asked : { ...asked, joint },
    !fromFit || joint !== undefined,
  );
  const standing = reported(route);
  return (
    <Page title={say.title} intro={say.intro}>
      <div className="card">
        <NativeSelect
          label={say.route}
          value={routeId}
          data={shippedRoutes.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={({ currentTarget }) => {
            setRouteId(currentTarget.value);
            setSettings(untouched);
            setChosen([]);
          }}
        />
        <Checkbox.Group label={say.scenarios} value={[...chosen]} onChange={setChosen} mt="md">
          {known.slice(1).map(({ name }) => (
            <Checkbox key={name} value={name} mt="xs" label={`${name}: ${route.switches.find(({ id }) => id === name)?.says ?? ""}`} />
          ))}
        </Checkbox.Group>
        <Checkbox
          label={say.fromFit}
          description={fromFit && fitted.isFetching ? say.fitting : say.fitStands}
          checked={fromFit}
          onChange={({ currentTarget }) => {
            setFromFit(currentTarget.checked);
            setSettings(untouched);
          }}
          mt="md"
        />
        {fromFit && fitted.isError && <Refused error={fitted.error} />}
        <fieldset style={{ marginTop: "1rem" }}>
          <legend>{say.inputs}</legend>
          {sliders.map(({ key, says, low, high, step }) => (
            <label key={key} style={{ display: "block", marginTop: "0.5rem" }}>
              {says}: <span className="number">{settings[key] ?? `${standing[key]} (${say.asReported})`}</span>
              <input
                type="range"
                disabled={fromFit && key !== "capacity"}
                style={{ display: "block", width: "100%" }}
                min={low}
                max={high}
                step={step}
                value={settings[key] ?? standing[key]}
                onChange={({ currentTarget }) => setSettings({ ...settings, [key]: Number(currentTarget.value) })}
              />
            </label>
          ))}
        </fieldset>
        <NumberInput
          label={say.seed}
          value={seed}
          min={0}
          max={2 ** 31}
          allowDecimal={false}
          onChange={(value) => setSeed(Number(value) || 0)}
          mt="md"
        />
        <div className="actions" style={{ marginTop: "1rem" }}>
          <Button variant="default" onClick={() => setSettings(untouched)}>
            {say.again}
          </Button>
          {progress !== null && (
            <Button variant="default" onClick={stop}>
              {say.stop}
            </Button>
          )}
        </div>
        <p role="status" className="small soft">
          {progress !== null
            ? say.running(progress, replicates)
            : stopped
              ? say.stopped
              : run !== null
                ? say.ready(run.events.toLocaleString("en"), run.littleGap.toExponential(0))
                : ""}
        </p>
        {progress !== null && <Progress value={(100 * progress) / replicates} aria-label={say.running(progress, replicates)} />}
        <Recording caseId={caseId as CaseId} asked={asked} fromFit={fromFit} />
      </div>
      <h2>{say.pictures}</h2>
      {pictures.map(({ name, svg }) => (
        <img
          key={name}
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
          alt={descriptionOf(svg)}
          style={{ width: "100%", maxWidth: 900, display: "block", marginTop: "1rem" }}
        />
      ))}
      {run !== null && (
        <details>
          <summary>{say.rests}</summary>
          <ul className="small">
            {run.lineage.assumptions.map(({ id, says, source }) => (
              <li key={id}>
                {says} <span className="soft">{source}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Kept caseId={caseId as CaseId} />
    </Page>
  );
}

/** Starts a worker for what is asked a moment after it was last changed, and ends the one before. */
function useSimulation(asked: WorkerAsked, ready: boolean) {
  const [progress, setProgress] = useState<number | null>(null);
  const [run, setRun] = useState<SimulationRun | null>(null);
  const [pictures, setPictures] = useState<readonly Picture[]>([]);
  const [stopped, setStopped] = useState(false);
  const worker = useRef<Worker | null>(null);
  const key = JSON.stringify(asked);
  useEffect(() => {
    if (!ready) return;
    const soon = setTimeout(() => {
      const own = new Worker(new URL("./simulation-worker.ts", import.meta.url), { type: "module" });
      worker.current = own;
      setProgress(0);
      setStopped(false);
      own.onmessage = ({ data }: MessageEvent<WorkerSays>) => {
        if (data.says === "progress") return setProgress(data.done);
        setRun(data.run);
        setPictures(data.pictures);
        setProgress(null);
        own.terminate();
      };
      own.postMessage(JSON.parse(key));
    }, 200);
    return () => {
      clearTimeout(soon);
      worker.current?.terminate();
    };
  }, [key, ready]);
  const stop = () => {
    worker.current?.terminate();
    setProgress(null);
    setStopped(true);
  };
  return { progress, run, pictures, stop, stopped };
}

/** Runs it on the server and keeps it in the ledger; polled while it runs. */
function Recording({ caseId, asked, fromFit }: { caseId: CaseId; asked: WorkerAsked; fromFit: boolean }) {
  const [job, setJob] = useState<string | null>(null);
  const start = useChange("startSimulation", ({ id }) => setJob(id));
  const cancel = useChange("cancelSimulation");
  const polled = useQuery<SimulationJob>({
    queryKey: ["simulation", caseId, job],
    enabled: job !== null,
    queryFn: () => call("simulation", { params: { case: caseId, run: job ?? "" } }),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === "running" ? 500 : false),
  });
  const { route, scenarios, seed } = asked;
  const state = polled.data;
  return (
    <div className="actions" style={{ marginTop: "0.5rem" }}>
      <Button
        loading={start.isPending}
        disabled={state?.state === "running"}
        onClick={() =>
          start.mutate({
            params: { case: caseId },
            body: {
              routeFile: JSON.parse(JSON.stringify(route)) as Record<string, unknown>,
              scenarios: [...scenarios],
              seed,
              months,
              replicates: 400,
              fromFit,
            },
          })
        }
      >
        {say.record}
      </Button>
      {state?.state === "running" && job !== null && (
        <Button variant="default" onClick={() => cancel.mutate({ params: { case: caseId, run: job }, body: {} })}>
          {say.stop}
        </Button>
      )}
      <span role="status">
        {state === undefined
          ? ""
          : state.state === "running"
            ? say.recording(state.done, state.total)
            : state.recorded !== null
              ? say.recorded(state.recorded)
              : state.state === "cancelled"
                ? say.stopped
                : say.failed(state.says ?? "")}
      </span>
      {start.isError && <Refused error={start.error} />}
    </div>
  );
}

function Kept({ caseId }: { caseId: CaseId }) {
  const kept = useAnswer("simulations", { params: { case: caseId } });
  return (
    <section>
      <h2>{say.kept}</h2>
      <Loaded query={kept}>
        {(runs) =>
          runs.length === 0 ? (
            <p className="soft">{say.none}</p>
          ) : (
            <ul>
              {runs.map(({ seq, at, actor, run }) => (
                <li key={seq}>
                  #{seq}, {at.slice(0, 10)}, {actor}: {run.route.title}, {run.scenarios.map(({ scenario }) => scenario.name).join(", ")};
                  seed {run.seed}, {run.replicates} × {run.months}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

/** The picture's own description, for those who do not see it. */
function descriptionOf(svg: string): string {
  const text = /<desc[^>]*>([^]*?)<\/desc>/.exec(svg)?.[1] ?? "";
  return text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

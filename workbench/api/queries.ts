/** What the pages read and change, as hooks. Every change to a case lets everything read from that case be asked for again. */
import { QueryClient, useMutation, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { routes, type Answer, type RouteName, type Sent } from "#http/contract.ts";
import { usePast } from "../shell/past.tsx";
import { words } from "../words/en.ts";
import { call, RefusalError } from "./call.ts";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => !(error instanceof RefusalError) && count < 2, refetchOnWindowFocus: true },
  },
});

/** The answer of a GET route, kept and shared under its name and what was sent; on a page of the past, as it was then. */
export function useAnswer<K extends RouteName>(name: K, sent: Sent<K>): UseQueryResult<Answer<K>> {
  const at = usePast();
  const then = ofCase(name) ? at : undefined;
  const key = [name, sent.params, sent.query ?? {}];
  return useQuery({ queryKey: then === undefined ? key : [...key, then], queryFn: () => call(name, sent, then) });
}

/** A POST route as a mutation. On a page of the past nothing of the case is changed. */
export function useChange<K extends RouteName>(name: K, then?: (answer: Answer<K>) => void) {
  const at = usePast();
  return useMutation<Answer<K>, Error, Sent<K>>({
    mutationFn: (sent) => (at === undefined || !ofCase(name) ? call(name, sent) : Promise.reject(notThen())),
    onSuccess: (answer) => {
      then?.(answer);
      // Not waited for: the act is done, and the next key must not be lost while pages are read again.
      void queryClient.invalidateQueries();
    },
  });
}

const ofCase = (name: RouteName) => routes[name].path.includes("{case}");
const notThen = () => new RefusalError({ ...words.past.refused, type: "past-state", status: 409, kind: "past-state" });

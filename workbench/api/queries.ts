/** What the pages read and change, as hooks. Every change to a case lets everything read from that case be asked for again. */
import { QueryClient, useMutation, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Answer, RouteName, Sent } from "#http/contract.ts";
import { call, RefusalError } from "./call.ts";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => !(error instanceof RefusalError) && count < 2, refetchOnWindowFocus: true },
  },
});

/** The answer of a GET route, kept and shared under its name and what was sent. */
export function useAnswer<K extends RouteName>(name: K, sent: Sent<K>): UseQueryResult<Answer<K>> {
  return useQuery({ queryKey: [name, sent.params, sent.query ?? {}], queryFn: () => call(name, sent) });
}

/** A POST route as a mutation. */
export function useChange<K extends RouteName>(name: K, then?: (answer: Answer<K>) => void) {
  return useMutation<Answer<K>, Error, Sent<K>>({
    mutationFn: (sent) => call(name, sent),
    onSuccess: (answer) => {
      then?.(answer);
      // Not waited for: the act is done, and the next key must not be lost while pages are read again.
      void queryClient.invalidateQueries();
    },
  });
}

/** The routes that ship with the tool, read through the same door as anybody's own. */
import china from "./routes/china-ryanggang.route.json" with { type: "json" };
import russia from "./routes/russia-construction.route.json" with { type: "json" };
import { parseRoute, type Route } from "./route.ts";

export const shippedRoutes: readonly Route[] = [china, russia].map((content: unknown) => {
  const route = parseRoute(content);
  if (!route.ok) throw new Error(`a shipped route is broken at ${route.refusal.place}: ${route.refusal.says}`);
  return route.value;
});

/** The route reported by ASIAPRESS in December 2025. */
export const chinaRoute = shippedRoutes[0] as Route;
export const russiaRoute = shippedRoutes[1] as Route;

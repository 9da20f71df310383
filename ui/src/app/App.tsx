/** The app: providers around the shell. */

import type { QueryClient } from "@tanstack/react-query";
import { ErrorBoundary } from "./ErrorBoundary";
import { Providers } from "./Providers";
import { Shell } from "./Shell";

export function App({ client }: { client: QueryClient }) {
  return (
    <Providers client={client}>
      <ErrorBoundary>
        <Shell />
      </ErrorBoundary>
    </Providers>
  );
}

/** The app: providers around the shell. */

import { ErrorBoundary } from "./ErrorBoundary";
import { Providers } from "./Providers";
import { Shell } from "./Shell";

export function App() {
  return (
    <Providers>
      <ErrorBoundary>
        <Shell />
      </ErrorBoundary>
    </Providers>
  );
}

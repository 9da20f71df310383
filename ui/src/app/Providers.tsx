/** What every screen stands on. Data goes one way: core, query cache, screen. */

import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { AppearanceProvider } from "@/session/appearance";
import { followChanges } from "@/session/changes";
import { ConnectionProvider } from "@/session/connection";
import { forgetDrafts } from "@/session/draft/useDraft";
import { followJobs } from "@/session/jobs";
import { LeavingProvider } from "@/session/leaving";
import { NavigationProvider } from "@/session/navigation";
import { Messages } from "@/session/notify";
import { forgetPlans } from "@/session/plans";
import { PreviewRunProvider } from "@/session/previewRun";
import type { Screen } from "@/session/screens";
import { newClient } from "./client";

export interface ProvidersProps {
  children: ReactNode;
  /** The screen to begin with, if not where the admin was last. */
  start?: Screen;
  /** With what was asked for already. */
  client?: QueryClient;
}

export function Providers({ children, start, client: given }: ProvidersProps) {
  const [client] = useState(() => begin(given));
  useEffect(() => followChanges(client), [client]);
  useEffect(() => followJobs(), []);
  return (
    <QueryClientProvider client={client}>
      <AppearanceProvider>
        <LeavingProvider>
          <NavigationProvider start={start}>
            <ConnectionProvider>
              <PreviewRunProvider>{children}</PreviewRunProvider>
            </ConnectionProvider>
          </NavigationProvider>
        </LeavingProvider>
        <Messages />
      </AppearanceProvider>
    </QueryClientProvider>
  );
}

function begin(client = newClient()): QueryClient {
  forgetDrafts();
  forgetPlans();
  return client;
}

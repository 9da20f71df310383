/** What every screen stands on. Data goes one way: core, query cache, screen. */

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { AppearanceProvider } from "@/session/appearance";
import { followChanges } from "@/session/changes";
import { ConnectionProvider } from "@/session/connection";
import { forgetDrafts } from "@/session/draft/useDraft";
import { followJobs } from "@/session/jobs";
import { LeavingProvider } from "@/session/leaving";
import { NavigationProvider, type Screen } from "@/session/navigation";
import { Messages } from "@/session/notify";
import { forgetPlans } from "@/session/plans";
import { PreviewRunProvider } from "@/session/previewRun";

export interface ProvidersProps {
  children: ReactNode;
  /** The screen to begin with. */
  start?: Screen;
}

export function Providers({ children, start }: ProvidersProps) {
  const [client] = useState(begin);
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

function begin(): QueryClient {
  forgetDrafts();
  forgetPlans();
  return newClient();
}

/** The core is on this machine: no retries, no network state, fresh until an event says otherwise. */
function newClient(): QueryClient {
  const always = { networkMode: "always", retry: false } as const;
  return new QueryClient({
    defaultOptions: {
      queries: { ...always, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
      mutations: always,
    },
  });
}

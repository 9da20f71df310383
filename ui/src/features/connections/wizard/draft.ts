/** What the admin has entered so far, and the request it makes. */

import type { CloudChoice, ConnectRequest, SampleStatus } from "@/contract/types";

/** Microsoft's own public client "Microsoft Graph Command Line Tools". */
export const graphCommandLineTools = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

export interface Draft {
  name: string;
  cloud: Exclude<CloudChoice, "custom">;
  app: "command_line_tools" | "own";
  clientId: string;
  tenant: string;
}

export const emptyDraft: Draft = {
  name: "",
  cloud: "global",
  app: "command_line_tools",
  clientId: "",
  tenant: "",
};

/** The sample company has addresses of its own and needs no app registration. */
export function requestOf(draft: Draft, sample: SampleStatus | null): ConnectRequest {
  const name = orNull(draft.name);
  if (sample) {
    const { login_url, graph_url } = sample;
    return { name, cloud: "custom", login_url, graph_url, tenant: null, client_id: null };
  }
  const own = draft.app === "own";
  return {
    name,
    cloud: draft.cloud,
    login_url: null,
    graph_url: null,
    tenant: own ? orNull(draft.tenant) : null,
    client_id: own ? orNull(draft.clientId) : graphCommandLineTools,
  };
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the sign-in can begin with it. */
export function isComplete(draft: Draft): boolean {
  return draft.app !== "own" || guid.test(draft.clientId.trim());
}

function orNull(text: string): string | null {
  return text.trim() || null;
}

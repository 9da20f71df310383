/** What the admin has entered so far, and the request it makes. */

import { graphCommandLineTools } from "@/contract/registration";
import type { AppStatus, CloudChoice, ConnectRequest } from "@/contract/types";
import { remember, rememberedText } from "@/session/memory";

export interface Draft {
  name: string;
  cloud: Exclude<CloudChoice, "custom">;
  /** Whose app registration: this build's publisher's, one's own, or Microsoft's tool. */
  app: "publisher" | "own" | "command_line_tools";
  clientId: string;
  tenant: string;
}

export function emptyDraft(status: AppStatus): Draft {
  const app = status.own_app ? "publisher" : "command_line_tools";
  return { name: "", cloud: "global", app, clientId: "", tenant: "" };
}

/** What was typed and not used yet, on this machine. It holds no secret. */
export function keptDraft(status: AppStatus): Draft {
  try {
    return { ...emptyDraft(status), ...JSON.parse(rememberedText("draft") ?? "{}") };
  } catch {
    return emptyDraft(status);
  }
}

export function keepDraft(draft: Draft): void {
  remember("draft", JSON.stringify(draft));
}

/** The sample company has addresses of its own and needs no app registration. */
export function requestOf(draft: Draft, { sample }: AppStatus): ConnectRequest {
  const name = orNull(draft.name);
  if (sample) {
    const { login_url, graph_url } = sample;
    return { name, cloud: "custom", login_url, graph_url, tenant: null, client_id: null };
  }
  const own = draft.app === "own";
  const clientId = {
    publisher: null,
    own: orNull(draft.clientId),
    command_line_tools: graphCommandLineTools,
  };
  return {
    name,
    cloud: draft.cloud,
    login_url: null,
    graph_url: null,
    tenant: own ? orNull(draft.tenant) : null,
    client_id: clientId[draft.app],
  };
}

export const clientIdForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the sign-in can begin with it. A registration for one organisation works at its own address only. */
export function isComplete(draft: Draft): boolean {
  return draft.app !== "own" || (clientIdForm.test(draft.clientId.trim()) && draft.tenant.trim() !== "");
}

function orNull(text: string): string | null {
  return text.trim() || null;
}

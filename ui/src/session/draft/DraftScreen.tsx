/** A screen that edits the configuration of the chosen connection; says so where there is none. */

import type { ReactElement, ReactNode } from "react";
import { FailureMessage } from "@/components/FailureMessage";
import { NoConnection } from "@/components/NoConnection";
import { Page } from "@/components/Page";
import { useConnections } from "../connection";
import { useNavigation } from "../navigation";
import { type DraftEditing, useDraft } from "./useDraft";

export interface DraftScreenProps {
  title: string;
  /** While there is no connection. */
  without: { icon: ReactElement; title: string; text: string };
  children(editing: DraftEditing): ReactNode;
}

export function DraftScreen(props: DraftScreenProps) {
  const { title, without } = props;
  const { go } = useNavigation();
  const { selected, pending } = useConnections();
  if (selected) return <OfConnection key={selected.id} connection={selected.id} {...props} />;
  if (pending) return null;
  return (
    <Page title={title} fill>
      <NoConnection {...without} onConnections={() => go("connections")} />
    </Page>
  );
}

function OfConnection({ connection, title, children }: DraftScreenProps & { connection: number }) {
  const { editing, error, retry } = useDraft(connection);
  if (editing) return children(editing);
  return (
    <Page title={title} fill>
      {error && <FailureMessage failure={error} actions={{ retry }} />}
    </Page>
  );
}

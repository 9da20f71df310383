/** Step 4: who would be imported and why, and the import itself. What it did stands on the Preview screen. */

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { ConnectionPlan } from "@/components/plan/ConnectionPlan";
import { read } from "@/contract/call";
import type { ConnectionView } from "@/contract/types";
import { useGoAt } from "@/session/connection";
import { useFate } from "@/session/plans";
import { SignInWarnings } from "../SignInWarnings";

export function FirstPreviewStep({ connection }: { connection: ConnectionView }) {
  const go = useGoAt(connection.id);
  const { data: preview } = useQuery(read("current_preview", { connection: connection.id }));
  const imported = useFate(preview).run !== undefined;
  useEffect(() => {
    if (imported) go("preview");
  }, [imported, go]);
  return (
    <>
      <SignInWarnings connection={connection} />
      <ConnectionPlan connection={connection} first />
    </>
  );
}

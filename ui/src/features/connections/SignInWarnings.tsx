/** What the admin should know about a sign-in that works. Silent when all is well. */

import { MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import type { ConnectionView } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { CopyInstructions } from "./sign-in/CopyInstructions";

export function SignInWarnings({ connection }: { connection: ConnectionView }) {
  const words = useWords();
  const link = connection.admin_consent_url;
  return connection.warnings.map((warning) => (
    <MessageBar key={warning.code} intent="warning" layout="multiline">
      <MessageBarBody>{words.warning(warning)}</MessageBarBody>
      {warning.code === "groups_not_granted" && link && (
        <MessageBarActions>
          <CopyInstructions link={() => Promise.resolve(link)} />
        </MessageBarActions>
      )}
    </MessageBar>
  ));
}

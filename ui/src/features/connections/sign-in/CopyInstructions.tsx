/** For those without admin rights: words and a link for a colleague who has them. Signs nobody in. */

import { Button } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { Failure } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { platform } from "@/platform/platform";
import { useNotify } from "@/session/notify";

export function CopyInstructions({ link }: { link(): Promise<string> }) {
  const { t } = useTranslation();
  const words = useWords();
  const notify = useNotify();
  const copy = async () => {
    try {
      await platform().copyText(t("sign_in.instructions", { link: await link() }));
      notify({ title: t("sign_in.instructions_copied") });
    } catch (failure) {
      notify({ title: words.failure(failure as Failure).what, intent: "error" });
    }
  };
  return (
    <Button appearance="subtle" onClick={() => void copy()}>
      {t("sign_in.not_admin")}
    </Button>
  );
}

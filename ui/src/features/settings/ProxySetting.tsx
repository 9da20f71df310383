/** The proxy on the way to Microsoft 365: the system's, or one that is typed. A wrong address changes nothing. */

import { Field, Input, Radio, RadioGroup } from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FocusEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { call, read } from "@/contract/call";
import { useWords } from "@/i18n/words";
import styles from "./SettingsScreen.module.css";
import { useSaved } from "./saved";

export function ProxySetting() {
  const { t } = useTranslation();
  const { data: proxy, error } = useQuery(read("proxy", {}));
  const [typing, setTyping] = useState(false);
  const set = useSetProxy();
  if (error) return <FailureMessage failure={error} />;
  if (proxy === undefined) return null;
  const own = proxy !== null || typing;
  const choose = (value: string) => {
    setTyping(value === "own");
    set.reset();
    // Also when none is known of: what was typed may be on its way.
    if (value === "system") set.mutate(null);
  };
  return (
    <>
      <Field label={t("settings.proxy")}>
        <RadioGroup value={own ? "own" : "system"} onChange={(_, { value }) => choose(value)}>
          <Radio value="system" label={t("settings.proxy_system")} />
          <Radio value="own" label={t("settings.proxy_own")} />
        </RadioGroup>
      </Field>
      {own && <Address proxy={proxy ?? ""} set={set} />}
    </>
  );
}

function useSetProxy() {
  const saved = useSaved();
  return useMutation({
    // One after the other: the latest choice wins.
    scope: { id: "proxy" },
    mutationFn: (address: string | null) => call("set_proxy", { address }),
    onSuccess: saved,
  });
}

/** Kept when the field is left, or with Enter. One that was refused is tried again by Enter only. */
function Address({ proxy, set }: { proxy: string; set: ReturnType<typeof useSetProxy> }) {
  const { t } = useTranslation();
  const words = useWords();
  const [draft, setDraft] = useState<string>();
  const sent = useRef<string>(undefined);
  const typed = draft ?? proxy;
  const keep = () => {
    const address = typed.trim();
    if (address === "") return setDraft(undefined);
    if (address === proxy) return;
    sent.current = address;
    set.mutate(address);
  };
  const leave = ({ relatedTarget: to }: FocusEvent) => {
    const gaveUp = to instanceof HTMLInputElement && to.value === "system" && to.type === "radio";
    if (!gaveUp && typed.trim() !== sent.current) keep();
  };
  const said = set.error && words.failure(set.error);
  return (
    <Field
      className={styles.narrow}
      label={t("settings.proxy_address")}
      hint={t("settings.proxy_hint")}
      validationState={said ? "error" : "none"}
      validationMessage={said ? [said.what, said.data, said.next].join(" ") : undefined}
    >
      <Input
        inputMode="url"
        value={typed}
        placeholder="http://proxy.contoso.com:8080"
        onChange={(_, { value }) => setDraft(value)}
        onBlur={leave}
        onKeyDown={({ key }) => key === "Enter" && keep()}
      />
    </Field>
  );
}

/** What holds for the whole connection: existing people, leavers, the removal limit, domains, groups. */

import { Field, Input, Radio, RadioGroup } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RemovalLimitFields } from "@/components/RemovalLimitFields";
import type { Policies as Values } from "@/contract/types";
import type { DraftEditing } from "@/session/draft/useDraft";
import styles from "./Mapping.module.css";

export function Policies({ editing }: { editing: DraftEditing }) {
  const { t } = useTranslation();
  const { policies } = editing.draft;
  const change = (part: Partial<Values>, key?: string) =>
    editing.edit((latest) => ({ ...latest, policies: { ...latest.policies, ...part } }), key);
  return (
    <div className={styles.policies} data-region>
      <section>
        <h2>{t("policy.people")}</h2>
        <Field label={t("policy.existing")}>
          <RadioGroup
            value={policies.existing_people}
            onChange={(_, { value }) => change({ existing_people: value as Values["existing_people"] })}
          >
            <Radio value="update" label={t("policy.existing_update")} />
            <Radio value="fill_gaps" label={t("policy.existing_fill_gaps")} />
            <Radio value="link_only" label={t("policy.existing_link_only")} />
          </RadioGroup>
        </Field>
        <Field label={t("policy.departments")}>
          <RadioGroup
            value={policies.departments}
            onChange={(_, { value }) => change({ departments: value as Values["departments"] })}
          >
            <Radio value="follow" label={t("policy.departments_follow")} />
            <Radio value="first_import" label={t("policy.departments_first_import")} />
          </RadioGroup>
        </Field>
        <Field label={t("policy.leavers")}>
          <RadioGroup
            value={policies.leavers}
            onChange={(_, { value }) => change({ leavers: value as Values["leavers"] })}
          >
            <Radio value="archive" label={t("policy.leavers_archive")} />
            <Radio value="keep" label={t("policy.leavers_keep")} />
          </RadioGroup>
        </Field>
      </section>
      <section>
        <h2>{t("policy.safety")}</h2>
        <RemovalLimitFields
          limit={policies.removal_limit}
          onChange={(removal_limit, part) => change({ removal_limit }, `limit.${part}`)}
        />
      </section>
      <section>
        <h2>{t("policy.reading")}</h2>
        <Domains
          domains={policies.allowed_domains}
          onChange={(allowed_domains) => change({ allowed_domains }, "domains")}
        />
        <Field label={t("policy.groups")}>
          <RadioGroup
            value={policies.groups}
            onChange={(_, { value }) => change({ groups: value as Values["groups"] })}
          >
            <Radio value="in_rules" label={t("policy.groups_in_rules")} />
            <Radio value="all" label={t("policy.groups_all")} />
          </RadioGroup>
        </Field>
      </section>
    </div>
  );
}

interface DomainsProps {
  domains: string[] | null;
  onChange(domains: string[] | null): void;
}

const domain = /^(?!-)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u;

function Domains({ domains, onChange }: DomainsProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const choice =
    typed !== undefined ? "some" : domains === null ? "verified" : domains.includes("*") ? "any" : "some";
  const choose = (next: string) => {
    setTyped(next === "some" ? "" : undefined);
    if (next === "verified") onChange(null);
    if (next === "any") onChange(["*"]);
  };
  return (
    <Field label={t("policy.domains")}>
      <div>
        <RadioGroup
          value={choice}
          onChange={(_, { value }) => choose(value)}
          aria-label={t("policy.domains")}
        >
          <Radio value="verified" label={t("policy.domains_verified")} />
          <Radio value="any" label={t("policy.domains_any")} />
          <Radio value="some" label={t("policy.domains_some")} />
        </RadioGroup>
        {choice === "some" && (
          <Field
            label={t("policy.domains_list")}
            validationState={typed !== undefined ? "error" : "none"}
            validationMessage={typed !== undefined ? t("policy.domains_invalid") : undefined}
          >
            <Input
              value={typed ?? domains?.join(", ") ?? ""}
              onChange={(_, { value }) => {
                const listed = value.split(/[\s,;]+/).filter(Boolean);
                const fits =
                  listed.length > 0 && listed.every((one) => domain.test(one)) && !/[\s,;]$/.test(value);
                setTyped(fits ? undefined : value);
                if (fits) onChange(listed);
              }}
            />
          </Field>
        )}
      </div>
    </Field>
  );
}

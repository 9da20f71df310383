/** Departments with how many people each has: bars to compare, numbers to read, people to open. */

import { Button, ToggleButton } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { FailureMessage } from "@/components/FailureMessage";
import { CopyIcon, DepartmentsIcon } from "@/components/icons";
import { SearchField } from "@/components/SearchField";
import { read } from "@/contract/call";
import type { DepartmentView } from "@/contract/types";
import { platform } from "@/platform/platform";
import { useNavigation } from "@/session/navigation";
import { useNotify } from "@/session/notify";
import styles from "./Departments.module.css";
import { DepartmentTree } from "./DepartmentTree";
import { lines, matching, outlineText } from "./outline";

const none: DepartmentView[] = [];

export function DepartmentList() {
  const { t, i18n } = useTranslation();
  const notify = useNotify();
  const { data = none, isPending, error, refetch } = useQuery(read("departments", {}));
  const [search, setSearch] = useState("");
  const [lonely, setLonely] = useState(false);
  const all = useMemo(() => lines(data, i18n.language), [data, i18n.language]);
  const found = matching(all, search);
  const shown = lonely ? found.filter(({ people }) => people === 1) : found;
  const single = all.filter(({ people }) => people === 1).length;
  const copy = async () => {
    await platform().copyText(outlineText(shown));
    notify({ title: t("departments.copied") });
  };

  if (error) return <FailureMessage failure={error} actions={{ retry: () => void refetch() }} />;
  if (isPending) return null;
  if (data.length === 0) return <NoDepartments />;
  return (
    <>
      <div className={styles.bar}>
        <SearchField label={t("departments.search")} value={search} onChange={setSearch} />
        <span role="status">{t("departments.total", { count: shown.length })}</span>
        {single > 0 && (
          <ToggleButton checked={lonely} onClick={() => setLonely(!lonely)}>
            {t("departments.lonely", { count: single })}
          </ToggleButton>
        )}
        <Button icon={<CopyIcon />} onClick={() => void copy()}>
          {t("departments.copy")}
        </Button>
      </div>
      <div className={styles.scroller} data-region>
        {shown.length > 0 && <DepartmentTree shown={shown} all={all} />}
        {shown.length === 0 && <p className={styles.quiet}>{t("departments.none_found", { search })}</p>}
      </div>
    </>
  );
}

function NoDepartments() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (
    <EmptyState
      icon={<DepartmentsIcon />}
      title={t("departments.none")}
      text={t("departments.none_text")}
      actions={
        <Button appearance="primary" onClick={() => go("preview")}>
          {t("action.preview")}
        </Button>
      }
    />
  );
}

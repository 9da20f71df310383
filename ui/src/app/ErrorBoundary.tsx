/** A screen that breaks takes nothing along: the list is in the core, and the rest goes on. */

import { Button } from "@fluentui/react-components";
import { Component, type ReactNode } from "react";
import { Translation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { asFailure } from "@/contract/call";
import type { Failure } from "@/contract/types";
import styles from "./ErrorBoundary.module.css";

interface State {
  failure: Failure | undefined;
}

export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failure: undefined };

  static getDerivedStateFromError(thrown: unknown): State {
    return { failure: asFailure(thrown) };
  }

  override render() {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    const again = () => this.setState({ failure: undefined });
    return (
      <div className={styles.broken} role="alert">
        <FailureMessage failure={failure} actions={{ retry: again }} />
        <Translation>
          {(t) => <Button onClick={() => location.reload()}>{t("app.reload")}</Button>}
        </Translation>
      </div>
    );
  }
}

/** Codes of the core with their parameters become sentences. */

import type { ParseKeys } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeKind, Failure, FailureDetails, Reason, SignInWarning, Warning } from "@/contract/types";
import { useFormats } from "./format";

type Params = Record<string, string>;

export interface FailureWords {
  what: string;
  data: string;
  next: string;
}

export interface Words {
  /** `kind`: of the change that it is the reason for. */
  reason(reason: Reason, kind?: ChangeKind | null): string;
  warning(warning: Warning | SignInWarning): string;
  failure(failure: Failure): FailureWords;
  /** The name of a local field, and of `email`, `kind`, `department` and their like. */
  field(name: string): string;
  /** The name of an attribute of Microsoft 365, by Graph's name. */
  attribute(name: string): string;
  /** What is wrong with a rule, as a sentence of its own. */
  problem(code: string, params: Params): string;
  /** A field's value as people read it: kinds and the local owner have words, the rest stands as it is. */
  value(field: string, value: string): string;
}

export function useWords(): Words {
  const { t, i18n } = useTranslation();
  const { date } = useFormats();
  return useMemo<Words>(() => {
    const known = (key: string): key is ParseKeys => i18n.exists(key);
    const plain = (key: ParseKeys, params: Params = {}) =>
      (t as (key: ParseKeys, params: object) => string)(key, options(params));
    // A problem's code becomes its sentence, which has the same parameters.
    const withProblem = (params: Params): Params => {
      const key = `problem.${params.problem}`;
      return known(key) ? { ...params, problem: plain(key, params) } : params;
    };
    const say = (key: ParseKeys, params: Params = {}) => plain(key, withProblem(params));
    const failure = ({ code, params }: Failure): FailureWords => ({
      what: say(`error.${code}.what`, params),
      data: say(`error.${code}.data`, params),
      next: say(`error.${code}.next`, params),
    });
    const sayOr = (key: string, otherwise: string) => (known(key) ? say(key) : otherwise);
    const attribute = (name: string) => {
      const number = /^extensionAttribute(\d+)$/.exec(name)?.[1];
      return number ? plain("attribute.extension", { number }) : sayOr(`attribute.${name}`, name);
    };
    const readable = (params: Params): Params => {
      const value = (text = "") => (params.attribute === "kind" ? sayOr(`kind.${text}`, text) : text);
      const { attribute: name = "", from, to, since } = params;
      const day: Params = since ? { since: date(since) } : {};
      return { ...params, attribute: attribute(name), from: value(from), to: value(to), ...day };
    };
    return {
      failure,
      attribute,
      reason: ({ code, params = {} }, kind) => {
        // Whoever is skipped for what sort of account they are is told that first.
        const general = code === "skipped_by_rule" && params.kind ? (`${code}_kind` as const) : code;
        const special = `reason.${general}_${kind}`;
        const named = params.kind
          ? { ...params, kind: sayOr(`as_kind.${params.kind}`, params.kind) }
          : params;
        const said = say(known(special) ? special : `reason.${general}`, named).trim();
        const how = because(params);
        return how ? `${said} ${say(`because.${how}`, readable(params))}` : said;
      },
      warning: ({ code, params }) => say(`warning.${code}`, params),
      field: (name) => sayOr(`field.${name}`, name),
      problem: (code, params) => {
        const key = `problem.${code}`;
        return known(key) ? capital(plain(key, params)) : code;
      },
      value: (field, value) => {
        if (field === "owner" && value === "local") return say("employees.local");
        return field === "kind" ? sayOr(`kind.${value}`, value) : value;
      },
    };
  }, [t, i18n, date]);
}

/** How what is known of a person's change is said; nothing where nothing is. As the command line has it. */
function because({
  attribute,
  group,
  from,
  to,
  since,
}: Params): keyof typeof import("./en.json")["because"] | undefined {
  if (group !== undefined) return "outside";
  if (attribute === undefined) return undefined;
  if (from === undefined) return to ? "lacking" : "empty";
  const how = from === "" ? "filled" : to ? "changed" : "emptied";
  return since === undefined ? how : `${how}_since`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Parameters of the core are texts; a plural is chosen by a number, "did you mean" by a suggestion. */
function options(params: Params): object {
  const context = "suggestion" in params ? { context: "suggestion" } : {};
  return "count" in params
    ? { ...params, ...context, count: Number(params.count) }
    : { ...params, ...context };
}

/** For "Copy" and for support: codes and ids only. */
export function detailLines(code: string, details: FailureDetails | null): [string, string][] {
  const lines: [string, string | number | null | undefined][] = [
    ["code", code],
    ["http", details?.http_status],
    ["service", details?.service_code],
    ["aadsts", details?.aadsts],
    ["request", details?.request_id],
    ["cause", details?.cause],
  ];
  return lines.flatMap(([name, value]) => (value == null ? [] : [[name, String(value)] as [string, string]]));
}

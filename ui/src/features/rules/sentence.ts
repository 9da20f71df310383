/** A rule as one sentence, from its tree. Values are marked so that they can be shown in bold. */

import type { TFunction } from "i18next";
import type { Then } from "@/contract/types";
import type { Words } from "@/i18n/words";
import { counting, type DraftCondition, type DraftGroup, isGroup, valueless } from "@/session/draft/model";

export interface Said {
  text: string;
  strong: boolean;
}

export interface Speaker {
  t: TFunction;
  words: Words;
  /** The name of a group by its object id. */
  group(value: string): string;
}

// Marks around values; no text of a directory keeps them, since control characters are dropped.
const [open, close] = ["\u0001", "\u0002"];
const strong = (text: string) => `${open}${[...text].filter((letter) => letter > "\u001f").join("")}${close}`;

/** The marked text in pieces. */
export function pieces(text: string): Said[] {
  return text
    .split(open)
    .flatMap((part, index) => {
      if (index === 0) return [{ text: part, strong: false }];
      const [inside = "", after = ""] = part.split(close);
      return [
        { text: inside, strong: true },
        { text: after, strong: false },
      ];
    })
    .filter(({ text }) => text !== "");
}

export function plainly(text: string): string {
  return pieces(text)
    .map((piece) => piece.text)
    .join("");
}

/** Who a rule is about and what happens to them; marked. */
export function ruleSentence(speaker: Speaker, who: DraftGroup, then: Then): string {
  const { t } = speaker;
  if (counting(who).length === 0) return whoSentence(speaker, who);
  const said = groupSentence(speaker, who);
  return t("import" in then ? "say.import_all" : "say.skip_all", { who: said });
}

/** The conditions alone; marked. */
export function whoSentence(speaker: Speaker, who: DraftGroup): string {
  if (who.rules.length === 0) return speaker.t("say.nobody");
  return counting(who).length > 0 ? groupSentence(speaker, who) : speaker.t("say.all_off");
}

/** What is turned off is left out. */
function groupSentence(speaker: Speaker, group: DraftGroup): string {
  const parts = counting(group).map((node) => {
    if (!isGroup(node)) return conditionSentence(speaker, node);
    const inner = groupSentence(speaker, node);
    return counting(node).length > 1 ? `(${inner})` : inner;
  });
  return parts.filter(Boolean).join(speaker.t(group.combinator === "and" ? "say.and" : "say.or"));
}

/** One condition; marked. */
export function conditionSentence(speaker: Speaker, condition: DraftCondition): string {
  const { t, words } = speaker;
  const { field, operator, value } = condition;
  const name = words.attribute(field);
  if (operator === "member_of" || operator === "not_member_of") {
    const nested = field === "memberOfNested" ? "_nested" : "";
    const group = strong(speaker.group(String(value ?? "")) || t("say.unknown_value"));
    return t(`say.${operator}${nested}` as "say.member_of", { group });
  }
  if (operator === "in_last_days" && Number(value) > 0) {
    return t("say.in_last_days", { field: name, count: Number(value) });
  }
  const says = `${name} ${t(`operator.${operator}` as "operator.equals", { defaultValue: operator })}`;
  return valueless.has(operator) ? says : `${says} ${valueSentence(speaker, condition)}`;
}

function valueSentence({ t, words }: Speaker, { field, value }: DraftCondition): string {
  const values = (Array.isArray(value) ? value : [value]).map((one) => String(one ?? "").trim());
  const shown = values
    .filter(Boolean)
    .map((one) => strong(field === "kind" ? words.value("kind", one) : one));
  return shown.length > 0 ? shown.join(", ") : t("say.unknown_value");
}

/** Where people go, in a few words; marked. */
export function placeSentence({ t, words }: Speaker, then: Then): string {
  if (!("import" in then)) return t("say.not_imported");
  const place = then.import;
  if ("department" in place) return t("say.to_department", { department: strong(String(place.department)) });
  if ("pattern" in place)
    return t("say.to_pattern", { pattern: strong(named(words, String(place.pattern))) });
  return t("say.to_default");
}

/** A pattern with its fields named in words. */
function named(words: Words, pattern: string): string {
  return pattern.replace(/\{([^}]*)\}/g, (_, name: string) => words.attribute(name.trim()));
}

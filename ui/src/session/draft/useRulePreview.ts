/** What the edited rules would do, counted by the core. */

import type { Config, RulePreview } from "@/contract/types";
import { type Trial, useTrial } from "./useTrial";

export type Counting = Trial<RulePreview>;

export function useRulePreview(connection: number, config: Config): Counting {
  return useTrial("preview_rules", config, { connection });
}

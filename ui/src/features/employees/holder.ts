/** Who has the address that could not be taken. */

import type { Failure } from "@/contract/types";

export interface Holder {
  id: number;
  name: string;
}

export function holderOf(failure: Failure | null): Holder | undefined {
  const { employee, name } = failure?.params ?? {};
  if (failure?.code !== "address_taken" || employee === undefined) return undefined;
  return { id: Number(employee), name: name ?? "" };
}

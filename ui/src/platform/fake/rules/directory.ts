/** What the fake's Microsoft 365 says of each person, by Graph's names, and its groups. */

import type { DirectoryPerson, FieldGroup, FieldInfo, GroupView, ValueType } from "@/contract/types";
import { person, plain } from "../people";

export interface Source {
  object_id: string;
  name: string;
  email: string;
  attributes: Record<string, unknown>;
}

const sales = "5b1e0000-0000-4000-8000-000000000001";
const works = "5b1e0000-0000-4000-8000-000000000002";

export const groups: GroupView[] = [
  { object_id: sales, name: "Sales team", description: "Everybody who sells", members: 34 },
  { object_id: works, name: "Works council", description: null, members: 11 },
  { object_id: "5b1e0000-0000-4000-8000-000000000003", name: "All staff", description: null, members: null },
];

/** Every thirteenth is a guest, every eleventh has no department. */
export function source(index: number): Source {
  const row = person(index, "");
  const guest = index % 13 === 5;
  const kind = guest ? "guest" : row.kind;
  const department = index % 11 === 7 ? undefined : row.department?.split(" / ")[0];
  const memberOf = [index % 5 === 0 && sales, index % 14 === 0 && works].filter(Boolean);
  const attributes = {
    displayName: row.display_name,
    givenName: row.given_name,
    surname: row.surname,
    mail: row.email,
    userPrincipalName: row.email,
    jobTitle: row.job_title,
    department,
    companyName: row.company,
    officeLocation: row.office,
    city: row.city,
    country: row.country,
    mobilePhone: row.mobile_phone,
    businessPhones: [row.business_phone],
    employeeId: row.employee_id,
    employeeHireDate: row.hire_date,
    manager: row.manager,
    userType: guest ? "Guest" : "Member",
    accountEnabled: true,
    assignedLicenses: kind === "unlicensed" ? [] : ["SPE_E3"],
    kind,
    emailDomain: "contoso.example",
    hasAddress: !guest,
    memberOf,
    memberOfNested: memberOf,
  };
  return { object_id: row.object_id ?? "", name: row.display_name ?? "", email: row.email, attributes };
}

const sources = new Map<number, Source[]>();

/** The first `count` people, at most 2,000: enough to show, quick to count. */
export function directory(count: number): Source[] {
  const size = Math.min(count, 2_000);
  const known = sources.get(size) ?? Array.from({ length: size }, (_, index) => source(index));
  sources.set(size, known);
  return known;
}

export const short = ({ object_id, name, email }: Source): DirectoryPerson => ({ object_id, name, email });

export function search(people: Source[], text: string): DirectoryPerson[] {
  const needle = plain(text.trim());
  return people
    .filter(({ name, email }) => plain(`${name} ${email}`).includes(needle))
    .slice(0, 20)
    .map(short);
}

const texts = [
  "equals",
  "not_equals",
  "contains",
  "not_contains",
  "starts_with",
  "ends_with",
  "in",
  "not_in",
];
const operators: Record<ValueType, string[]> = {
  text: [...texts, "matches", "is_empty", "is_not_empty"],
  list: [...texts, "matches", "is_empty", "is_not_empty"],
  boolean: ["is_true", "is_false"],
  date: ["before", "after", "in_last_days", "is_empty", "is_not_empty"],
  membership: ["member_of", "not_member_of"],
};

const listed: [FieldGroup, ValueType, string][] = [
  ["person", "text", "displayName givenName surname preferredLanguage"],
  ["work", "text", "department jobTitle companyName officeLocation manager employeeId employeeType"],
  ["work", "date", "employeeHireDate"],
  ["contact", "text", "mail emailDomain city state country postalCode streetAddress mobilePhone faxNumber"],
  ["contact", "list", "businessPhones proxyAddresses otherMails"],
  ["contact", "boolean", "hasAddress"],
  ["account", "text", "kind userPrincipalName userType usageLocation externalUserState mailNickname id"],
  ["account", "boolean", "accountEnabled showInAddressList onPremisesSyncEnabled"],
  ["account", "date", "createdDateTime"],
  ["groups", "membership", "memberOf memberOfNested"],
  ["licences", "list", "assignedLicenses"],
  ["more", "text", Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`).join(" ")],
];

export const fields: FieldInfo[] = listed.flatMap(([group, kind, names]) =>
  names.split(" ").map((name) => ({ name, kind, group, operators: operators[kind] })),
);

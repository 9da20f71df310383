/** The configuration a new connection has, and one an admin has worked on. */

import type { Config, FieldMapping, Mapping, RuleTemplate, Then } from "@/contract/types";

const byDepartment: Then = { import: { pattern: "{department}" } };

const origins: Record<string, string> = {
  display_name: "displayName",
  given_name: "givenName",
  surname: "surname",
  job_title: "jobTitle",
  company: "companyName",
  office: "officeLocation",
  street: "streetAddress",
  city: "city",
  state: "state",
  postal_code: "postalCode",
  country: "country",
  mobile_phone: "mobilePhone",
  business_phone: "businessPhones[0]",
  fax: "faxNumber",
  employee_id: "employeeId",
  employee_type: "employeeType",
  hire_date: "employeeHireDate",
  manager: "manager",
  preferred_language: "preferredLanguage",
  ...Object.fromEntries(
    Array.from({ length: 15 }, (_, i) => [`custom${i + 1}`, `extensionAttribute${i + 1}`]),
  ),
};

const plainly = (from: string): FieldMapping => ({
  from,
  transform: "none",
  when_empty: "clear",
  wins: "source",
});

export const defaultMapping: Mapping = Object.fromEntries(
  Object.entries(origins).map(([field, from]) => [field, plainly(from)]),
);

export const fresh: Config = {
  version: 1,
  rules: [
    {
      name: "Guests",
      note: "",
      enabled: true,
      who: { all: [{ field: "kind", op: "equals", value: "guest" }] },
      then: { skip: true },
    },
  ],
  otherwise: byDepartment,
  default_department: "Main",
  mapping: defaultMapping,
  policies: {
    existing_people: "update",
    departments: "follow",
    create_departments: true,
    leavers: "archive",
    removal_limit: { count: 5, percent: 10 },
    allowed_domains: null,
    groups: "in_rules",
  },
};

const condition = (field: string, op: string, value?: string | string[]) => ({
  field,
  op,
  ...(value && { value }),
});

export const practised: Config = {
  ...fresh,
  rules: [
    ...fresh.rules,
    {
      name: "Sales in Germany and Switzerland",
      note: "Asked for by Nadia, October",
      enabled: true,
      who: {
        all: [
          condition("department", "equals", "Sales"),
          { any: [condition("city", "equals", "Berlin"), condition("city", "equals", "Zürich")] },
        ],
      },
      then: { import: { department: "Sales / DACH" } },
    },
    {
      name: "Sales team",
      note: "",
      enabled: true,
      who: {
        any: [condition("memberOf", "member_of", "Sales team"), condition("jobTitle", "contains", "sales")],
      },
      then: { import: { department: "Sales" } },
    },
    {
      name: "Everyone with a department",
      note: "",
      enabled: true,
      who: { all: [condition("department", "is_not_empty")] },
      then: { import: { pattern: "{companyName} / {department}" } },
    },
  ],
};

const skip: Then = { skip: true };
const importing = (name: string, field: string, op: string, value?: string): Config => ({
  ...fresh,
  rules: [
    ...fresh.rules,
    { name, note: "", enabled: true, who: { all: [condition(field, op, value)] }, then: byDepartment },
  ],
  otherwise: skip,
});

export const templates: Omit<RuleTemplate, "people">[] = [
  { code: "everyone_but_guests", config: fresh },
  { code: "with_department", config: importing("With a department", "department", "is_not_empty") },
  { code: "licensed", config: importing("With a licence", "assignedLicenses", "is_not_empty") },
  { code: "group_members", config: importing("Members of a group", "memberOf", "member_of", "") },
  { code: "scratch", config: { ...fresh, rules: [], otherwise: skip } },
];

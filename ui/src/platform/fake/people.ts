/** Invented people, the same ones every time. */

import type { EmployeeRow, Kind } from "@/contract/types";

const given = [
  "Anna",
  "Ben",
  "Chiara",
  "David",
  "Élodie",
  "Farid",
  "Greta",
  "Hana",
  "İbrahim",
  "Jörg",
  "Katarzyna",
  "Liam",
  "Mei",
  "Nadia",
  "Óscar",
  "Priya",
  "Quentin",
  "Ruth",
  "Søren",
  "Tereza",
  "Uwe",
  "Věra",
  "Wei",
  "Yuki",
  "Zoë",
];
const family = [
  "Berg",
  "Müller",
  "Rossi",
  "Nowak",
  "Dubois",
  "García",
  "Haddad",
  "Jansen",
  "Kowalski",
  "Lindström",
  "Moreau",
  "Novák",
  "O'Brien",
  "Petrov",
  "Schäfer",
  "Tanaka",
  "Ünal",
  "Vogel",
  "Weiß",
  "Zhang",
];
const departments = [
  "Sales / DACH",
  "Sales / EMEA",
  "Marketing",
  "Finance",
  "Human Resources",
  "IT / Support",
  "IT / Platform",
  "Operations",
  "Legal",
  "Main",
];
const titles = [
  "Account Manager",
  "Sales Representative",
  "Marketing Specialist",
  "Controller",
  "HR Partner",
  "Support Engineer",
  "Platform Engineer",
  "Operations Lead",
  "Counsel",
  "Assistant",
];
const offices = ["Berlin", "Lyon", "Zürich", "Praha", "Helsinki"];
const kinds: Kind[] = [
  "person",
  "person",
  "person",
  "person",
  "person",
  "person",
  "unlicensed",
  "person",
  "shared",
  "person",
];

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** ASCII and lower case, as addresses are. */
export function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[ßøı']/g, (letter) => ({ ß: "ss", ø: "o", ı: "i" })[letter] ?? "")
    .toLowerCase();
}

const noFields = {
  company: "Contoso GmbH",
  street: "Lindenallee 12",
  state: null,
  postal_code: "10115",
  country: "Germany",
  fax: null,
  employee_type: "Employee",
  preferred_language: "de-DE",
  note: null,
  ...Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`custom${index + 1}`, null])),
};

export function person(index: number, owner: string): EmployeeRow {
  const given_name = pick(given, index * 7 + Math.floor(index / 25));
  const surname = pick(family, index * 3 + Math.floor(index / 20));
  const number = index % 1_000_000;
  const address = `${plain(given_name)}.${plain(surname)}${number >= 500 ? number : ""}@contoso.example`;
  const department = pick(departments, index * 3);
  const office = pick(offices, index);
  return {
    ...noFields,
    id: index + 1,
    status: "active",
    owner,
    object_id: `8f2c4b10-0000-4000-8000-${String(index).padStart(12, "0")}`,
    email: address,
    aliases: index % 4 === 0 ? [`${plain(given_name)[0]}.${plain(surname)}@contoso.example`] : [],
    department,
    departments: [department],
    archived_at: null,
    gone_since: null,
    kind: pick(kinds, index),
    pinned: index % 17 === 0 ? ["mobile_phone"] : [],
    pinned_at: {},
    display_name: `${given_name} ${surname}`,
    given_name,
    surname,
    job_title: pick(titles, index * 3),
    office,
    city: office,
    mobile_phone: index % 3 === 0 ? `+49 151 ${String(2_000_000 + index * 37)}` : null,
    business_phone: `+49 30 ${String(400_000 + index * 13)}`,
    employee_id: String(10_000 + index),
    hire_date: `20${String(10 + (index % 16)).padStart(2, "0")}-0${1 + (index % 9)}-15`,
    manager: index % 9 === 0 ? null : `${pick(given, index)} ${pick(family, index * 2)}`,
  };
}

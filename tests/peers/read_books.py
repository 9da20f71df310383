"""Reads Rollcall's vCard and LDIF files with vobject and ldif3, programs that know nothing of Rollcall."""

import base64
import re

import ldif3
import vobject

# ldif3 asks for it by the name it had before Python 3.9.
base64.decodestring = base64.decodebytes

CARD_FIELDS = {"title": "job_title", "note": "note"}
CARD_PHONES = {"CELL": "mobile_phone", "FAX": "fax", "WORK": "business_phone"}
CARD_PLACE = {
    "extended": "office",
    "street": "street",
    "city": "city",
    "region": "state",
    "code": "postal_code",
    "country": "country",
}
ENTRY_FIELDS = {
    "displayName": "display_name",
    "givenName": "given_name",
    "title": "job_title",
    "o": "company",
    "physicalDeliveryOfficeName": "office",
    "street": "street",
    "l": "city",
    "st": "state",
    "postalCode": "postal_code",
    "telephoneNumber": "business_phone",
    "mobile": "mobile_phone",
    "facsimileTelephoneNumber": "fax",
    "employeeNumber": "employee_id",
    "employeeType": "employee_type",
    "preferredLanguage": "preferred_language",
    "description": "note",
}
CLASSES = {"top", "person", "organizationalPerson", "inetOrgPerson"}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def card_text(text):
    """What a card can hold of a text: line feeds, and no other control characters but tabs."""
    return CONTROL.sub("\ufffd", re.sub("\r\n?", "\n", text or ""))


def first(card, name):
    found = card.contents.get(name, [])
    return found[0].value if found else ""


def person_of(card):
    """A card in the words of the list."""
    seen = {"display_name": card.fn.value, "surname": card.n.value.family, "given_name": card.n.value.given}
    seen |= {field: first(card, name) for name, field in CARD_FIELDS.items()}
    emails = [email.value for email in card.contents.get("email", [])]
    seen |= {"email": emails[0] if emails else "", "aliases": emails[1:]}
    seen |= dict.fromkeys(CARD_PHONES.values(), "")
    for phone in card.contents.get("tel", []):
        kinds = [kind for kind in CARD_PHONES if kind in phone.params["TYPE"]]
        seen[CARD_PHONES[kinds[0]]] = phone.value
    place = card.adr.value if "adr" in card.contents else None
    seen |= {field: getattr(place, part, "") for part, field in CARD_PLACE.items()}
    unit = first(card, "org") or [""]
    seen |= {"company": unit[0], "department": " / ".join(unit[1:])}
    seen["departments"] = first(card, "categories") or []
    for name, found in card.contents.items():
        if name.startswith("x-rollcall-"):
            seen[name.removeprefix("x-rollcall-").replace("-", "_")] = found[0].value
    return seen


def check_cards(checks, path, people):
    text = path.read_bytes().decode("utf-8")
    checks.that("every line of a card is short", all(len(line.encode()) <= 75 for line in text.split("\r\n")))
    cards = list(vobject.readComponents(text))
    checks.that("a card per person", len(cards) == len(people), (len(cards), len(people)))
    cards_by_id = {first(card, "x-rollcall-id"): person_of(card) for card in cards}
    for person in people:
        seen = cards_by_id.get(str(person["id"]), {})
        wrong = [key for key, value in seen.items() if not same_in_card(value, person.get(key))]
        missing = [key for key in person if key not in seen and person[key] not in (None, [], {})]
        checks.that(f"vCard: person {person['id']} is as in the list", seen and not wrong + missing, (wrong, missing))


def same_in_card(seen, listed):
    if isinstance(seen, list):
        return seen == [card_text(value) for value in listed]
    if isinstance(listed, list):
        return seen == "; ".join(listed)
    return seen == card_text(str(listed) if listed is not None else "")


def check_entries(checks, path, people):
    with path.open("rb") as file:
        entries = list(ldif3.LDIFParser(file).parse())
    checks.that("an entry per person", len(entries) == len(people), (len(entries), len(people)))
    names = {dn for dn, _ in entries}
    checks.that("every entry has a name of its own", len(names) == len(entries))
    entries_by_id = {entry["uid"][0]: (dn, entry) for dn, entry in entries}
    for person in people:
        dn, entry = entries_by_id.get(str(person["id"]), ("", {}))
        wrong = wrong_in_entry(dn, entry, person) if entry else "missing"
        checks.that(f"LDIF: person {person['id']} is as in the list", not wrong, wrong)


def wrong_in_entry(dn, entry, person):
    name = person["display_name"] or person["email"]
    expected = {attribute: [person[field]] for attribute, field in ENTRY_FIELDS.items() if person[field]}
    expected |= {
        "uid": [str(person["id"])],
        "cn": [name],
        "sn": [person["surname"] or name],
        "mail": [person["email"], *person["aliases"]],
        "ou": person["departments"],
    }
    wrong = [key for key, values in expected.items() if entry.get(key) != values]
    unknown = set(entry) - set(expected) - {"objectClass", "postalAddress"}
    lines = re.split(r"\$", entry.get("postalAddress", [""])[0])
    country = lines[-1].replace("\\24", "$").replace("\\5C", "\\")
    wrong += ["country"] if (person["country"] or "") not in ("", country) else []
    wrong += [] if set(entry["objectClass"]) == CLASSES else ["objectClass"]
    wrong += [] if re.fullmatch(rf"uid={person['id']},ou=People(,dc=[a-z0-9-]+)+", dn) else [dn]
    return wrong + sorted(unknown)

"""Reads Rollcall's exports with programs that know nothing of Rollcall: Python's csv and json, openpyxl,
vobject, ldif3 and, with --office, LibreOffice.

Usage: read_export.py DIR [--office]
       read_export.py --csv FILE --xlsx FILE [--expect FILE]

DIR holds employees.csv and employees.xlsx, perhaps employees.json, .vcf and .ldif, and, to compare with,
list.json: the output of `rollcall employees --json`. Without that the first two are compared with each other.
"""

import argparse
import csv
import datetime
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import openpyxl
from openpyxl.utils.escape import unescape

import read_books

LIST = "; "
TRIGGERS = "=+-@\t\r\n＝＋－＠"
PHONE = re.compile(r"\+[0-9(][0-9 ()/.\-\u00a0]*")
MARKED = re.compile(r"(^|[;,\t|\"\r\n])'(?=[=+\-@\t\r\n＝＋－＠])")
MARK = "\ufeff"


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def that(self, what, holds, seen=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {what}: {seen!r}"[:400])


def rows_of_csv(path, checks):
    """The cells of each line by column, apostrophes against formulas taken away."""
    text = path.read_bytes().decode("utf-8")
    body = text.removeprefix(MARK)
    separator = ";" if ";" in body.split("\r\n", 1)[0] else ","
    lines = list(csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True))
    header = lines[0] if lines else []
    checks.that("every CSV line ends with CRLF", body.endswith("\r\n"), body[-20:])
    checks.that("every CSV line has every column", all(len(line) == len(header) for line in lines))
    runs = [cell for line in lines for cell in line if cell and cell[0] in TRIGGERS and not PHONE.fullmatch(cell)]
    checks.that("no CSV cell can run", not runs, runs[:3])
    return header, [dict(zip(header, [MARKED.sub(r"\1", cell) for cell in line])) for line in lines[1:]]


def rows_of_xlsx(path, checks):
    book = openpyxl.load_workbook(path)
    checks.that("one sheet", len(book.worksheets) == 1, book.sheetnames)
    sheet = book.worksheets[0]
    checks.that("the header stays in sight", sheet.freeze_panes == "A2", sheet.freeze_panes)
    checks.that("columns can be filtered", sheet.auto_filter.ref == sheet.dimensions, sheet.auto_filter.ref)
    cells = [cell for line in sheet.iter_rows() for cell in line]
    checks.that("no formula", not [cell for cell in cells if cell.data_type == "f"])
    checks.that("no link", not [cell for cell in cells if cell.hyperlink])
    kinds = {cell.data_type for cell in cells if cell.value is not None}
    checks.that("only texts and dates", kinds <= {"s", "inlineStr", "d"}, kinds)
    header, *lines = [[text_of(value) for value in line] for line in sheet.iter_rows(values_only=True)]
    return header, [dict(zip(header, line)) for line in lines]


def text_of(value):
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return unescape(str(value))


def expected_of(person, column):
    value = person[column]
    if value is None:
        return ""
    return LIST.join(value) if isinstance(value, list) else str(value)


def same(column, left, right):
    """Equal but for what the formats cannot tell: line ends, and the time of a day."""
    if column == "hire_date":
        left, right = left[:10], right[:10]
    return re.sub("\r\n?", "\n", left) == re.sub("\r\n?", "\n", right)


def compare(checks, name, rows, expected):
    checks.that(f"{name} holds as many people as expected", len(rows) == len(expected), (len(rows), len(expected)))
    by_id = {row.get("id"): row for row in rows}
    for person in expected:
        row = by_id.get(str(person["id"]), {})
        wrong = [c for c in row if not same(c, row[c], expected_of(person, c))]
        checks.that(f"{name}: person {person['id']} is as in the list", row and not wrong, wrong or "missing")


def check(checks, arguments):
    csv_header, csv_rows = rows_of_csv(arguments.csv, checks)
    xlsx_header, xlsx_rows = rows_of_xlsx(arguments.xlsx, checks)
    checks.that("both files have the same columns", csv_header == xlsx_header, (csv_header, xlsx_header))
    checks.that("the files name people by id", "id" in csv_header, csv_header)
    checks.that("there are people", bool(csv_rows))
    if not arguments.expect:
        return compare(checks, "XLSX beside CSV", xlsx_rows, csv_rows)
    expected = json.loads(arguments.expect.read_text("utf-8"))
    unknown = [column for column in csv_header if expected and column not in expected[0]]
    checks.that("every column is a key of the list", not unknown, unknown)
    compare(checks, "CSV", csv_rows, expected)
    compare(checks, "XLSX", xlsx_rows, expected)
    days_only = [person | {"hire_date": (person["hire_date"] or "")[:10] or None} for person in expected]
    check_more(checks, arguments.csv.parent, days_only)
    if arguments.office:
        check_office(checks, arguments, xlsx_rows, expected)


def check_more(checks, folder, people):
    """The formats that are not tables, where they are."""
    readers = {".json": check_json, ".vcf": read_books.check_cards, ".ldif": read_books.check_entries}
    for ending, check_one in readers.items():
        path = folder / f"employees{ending}"
        if path.exists():
            check_one(checks, path, people)


def check_json(checks, path, people):
    exported = json.loads(path.read_text("utf-8"))
    columns = set(exported[0]) if exported else set()
    listed = [{key: value for key, value in person.items() if key in columns} for person in people]
    checks.that("JSON is the list", exported == listed and "email" in columns)


def check_office(checks, arguments, xlsx_rows, expected):
    """LibreOffice shows the workbook's cells, and makes no formula of the text file's."""
    with tempfile.TemporaryDirectory() as folder:
        shown = converted(arguments.xlsx, folder, 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false')
        lines = list(csv.reader(io.StringIO(shown.read_text("utf-8-sig"), newline="")))
        rows = [dict(zip(lines[0], line)) for line in lines[1:]]
        compare(checks, "LibreOffice", rows, xlsx_rows)
        opened = converted(arguments.csv, folder, "xlsx", "--infilter=CSV:44,34,76,1")
        cells = [cell for line in openpyxl.load_workbook(opened).active.iter_rows() for cell in line]
        checks.that("LibreOffice opened the text file", len(cells) > len(expected), len(cells))
        runs = [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
        checks.that("LibreOffice makes no formula and no link of a CSV cell", not runs, runs[:3])


def converted(path, folder, to, *more):
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", *more, "--convert-to", to, "--outdir", folder, path]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=120)
    return pathlib.Path(folder) / f"{path.stem}.{to.split(':')[0]}"


def arguments_of(command_line):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir", nargs="?", type=pathlib.Path)
    parser.add_argument("--office", action="store_true")
    for name in ("csv", "xlsx", "expect"):
        parser.add_argument(f"--{name}", type=pathlib.Path)
    arguments = parser.parse_args(command_line)
    if arguments.dir:
        arguments.csv = arguments.csv or arguments.dir / "employees.csv"
        arguments.xlsx = arguments.xlsx or arguments.dir / "employees.xlsx"
        beside = arguments.dir / "list.json"
        arguments.expect = arguments.expect or (beside if beside.exists() else None)
    if not (arguments.csv and arguments.xlsx):
        parser.error("give a directory, or --csv and --xlsx")
    return arguments


def main():
    checks = Checks()
    check(checks, arguments_of(sys.argv[1:]))
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed or not checks.passed else 0


if __name__ == "__main__":
    sys.exit(main())

"""What the help of each command says below its options: examples, and what to know.

Texts only; the commands and their arguments stand elsewhere.
"""

from __future__ import annotations

ABOUT = """\
Compiles Excel decision tables into readable Python rule modules and HTML pages.

Paths default to those of [tool.tablewright] in the nearest pyproject.toml:
  [tool.tablewright]
  paths = ["tables"]
  out = "generated"
"""
CODES = """\
exit codes: 0 clean, 1 findings or stale output, 2 wrong usage, 3 a fault of the compiler itself
"""
BUILD = """\
examples:
  tablewright build                     every workbook of the project
  tablewright build --check             fail if generated/ is not what the workbooks give
  tablewright build tables --out /tmp/x compile to another folder

A build with errors writes nothing. Files that no build has written are reported and never deleted.
"""
CHECK = """\
examples:
  tablewright check                               every workbook of the project
  tablewright check tables/la_phar_229/2025.xlsx  one workbook
  tablewright check --format json > findings.json
  tablewright check --annotate                    show the findings in copies of the workbooks too

A copy is called 2025.findings.xlsx. It lies beside 2025.xlsx and is never read as a policy; it is
written anew each time, and removed when nothing is found. One that you have changed is kept.
"""
VERIFY = """\
examples:
  tablewright verify                               every module of the project
  tablewright verify tables/la_phar_229/2025.xlsx  the module of one workbook

Reads the generated text and the workbook, runs neither, and writes what was proved beside each
module (v2025.proof.json). A difference is shown with a request on which the two differ.
"""
DECIDE = """\
examples:
  tablewright decide la_phar_229 case.json
  tablewright decide LA.PHAR.229 case.json --on 2025-10-15
  echo '{"diagnosis": "breast cancer"}' | tablewright decide la_phar_229 - --version 2025

The case is a JSON object: names of inputs as in the glossary's Code name, and their values.
What it leaves out is unknown.
"""
RUN = """\
examples:
  tablewright run la_phar_229 requests.csv answers.parquet
  tablewright run la_phar_229 requests.parquet answers.csv --keep member --reasons

One row is one request: columns are inputs by Code name; an empty field is unknown. In a CSV, lists
are written `a; b`, and `empty` is a list that is known to be empty. Answers are written row by row,
in order, when all of them are done. Needs pandas and pyarrow: pip install 'tablewright[frame]'.
"""
NEW = """\
examples:
  tablewright new tables/la_phar_300/2026.xlsx
  tablewright new tables/la_phar_300/2026.xlsx --title "A treatment for joints"

The workbook holds one small example of every kind of table and compiles as it is.
Number and version are taken from the names of folder and file unless they are given.
"""
TIDY = """\
examples:
  tablewright tidy tables/la_phar_229/2025.xlsx  one workbook
  tablewright tidy tables                        every workbook in a folder

Brings styles, drop-downs, messages and text formats up to date: new names, new values, new rows.
What a workbook says stays the same, or nothing is written. Close it in Excel first.
"""
DIFF = """\
examples:
  tablewright diff la_phar_229 2024 2025            two versions of a policy
  tablewright diff tables/la_phar_229/20{24,25}.xlsx
  git show HEAD:tables/la_phar_229/2025.xlsx | tablewright diff - tables/la_phar_229/2025.xlsx

First what stands in the sheets, row by row, then the requests that are answered otherwise, each
shown by one on which both versions were asked. What is proven unchanged is said, and what is open.
Exits with 0 when nothing changed, 1 when something did, 2 when one of the two is not readable.
"""

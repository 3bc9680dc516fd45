"""What a condition of the sheet reads."""

from __future__ import annotations

from tablewright_verify.sheet.book import Book, Guard
from tablewright_verify.sheet.names import Subject
from tablewright_verify.sheet.naming import code_name


def subject_of(book: Book, guard: Guard) -> Subject:
    """What a guard reads; a comparison with other names reads the calculation made of it."""
    if guard.tree is None:
        return guard.subject
    code = code_name(guard.hidden_name)
    made = next(each for each in book.calculations if each.hidden and each.name.code == code)
    return Subject("calculation", made.name.code)

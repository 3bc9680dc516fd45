"""From date numbers to dates, and from dates to the text that the sheet shows. Knows no cells."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from openpyxl.styles.numbers import is_date_format, is_timedelta_format

from tablewright.source.number_format import GENERAL, Section, sections

_LOCAL_SHORT_DATE = "mm-dd-yy"  # built in: every workstation shows it in an order of its own
_DAY_ZERO_1900 = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - cells hold no time zone
_DAY_ZERO_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - as above
_FIRST_OF_MARCH_1900 = 61  # Excel counts a 29 February 1900, which never was
_LAST_DAY = 2_958_465  # 31 December 9999
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def shows_date(number_format: str) -> bool:
    """Whether numbers in this format are points in time; lengths of time are numbers."""
    return (
        number_format != GENERAL
        and bool(is_date_format(number_format))
        and not is_timedelta_format(number_format)
    )


def date_of(number: Decimal, *, from_1904: bool) -> dt.datetime | None:
    """The date that a number stands for, to the millisecond; None when there is no such day."""
    first = 0 if from_1904 else 1
    if not first <= number <= _LAST_DAY - (1_462 if from_1904 else 0):
        return None
    if not from_1904 and 60 <= number < _FIRST_OF_MARCH_1900:  # noqa: PLR2004 - that 29 February
        return None
    before_march = not from_1904 and number < _FIRST_OF_MARCH_1900
    days, part = divmod(number, 1)
    day_zero = _DAY_ZERO_1904 if from_1904 else _DAY_ZERO_1900
    milliseconds = int((part * 86_400_000).to_integral_value())
    return day_zero + dt.timedelta(days=int(days) + before_march, milliseconds=milliseconds)


def shown_date(value: dt.datetime, number_format: str) -> str:
    """A date as the sheet shows it, in English; where that varies by workstation, in ISO order."""
    section = sections(number_format)[0]
    if number_format == _LOCAL_SHORT_DATE or any(token.kind == "digits" for token in section):
        return iso(value)
    dated = iter(_date_words(section))
    twelve = any(token.kind == "noon" for token in section)
    pieces: list[str] = []
    for token in section:
        match token.kind:
            case "date":
                pieces.append(_piece(value, next(dated), twelve=twelve))
            case "noon":
                pieces.append("AM" if value.hour < 12 else "PM")  # noqa: PLR2004 - noon
            case "bracket":
                pass
            case _:
                pieces.append(token.literal.replace("@", ""))
    return "".join(pieces).strip()


def iso(value: dt.datetime) -> str:
    """A date as year, month and day, with the time of day if it has one."""
    if value.time() == dt.time.min:
        return value.date().isoformat()
    return value.isoformat(" ", timespec="seconds")


def _date_words(section: Section) -> list[str]:
    """The date words of a format in small letters; an `m` for minutes becomes `i`."""
    words = [token.text.lower() for token in section if token.kind == "date"]
    around = zip(["", *words], words, [*words[1:], ""], strict=False)
    return [
        word.replace("m", "i")
        if word in {"m", "mm"} and (before.startswith("h") or after.startswith("s"))
        else word
        for before, word, after in around
    ]


def _piece(value: dt.datetime, word: str, *, twelve: bool) -> str:
    month, day = _MONTHS[value.month - 1], _DAYS[value.weekday()]
    match word:
        case "y" | "yy":
            return f"{value.year % 100:02}"
        case "mmm":
            return month[:3]
        case "mmmm":
            return month
        case "mmmmm":
            return month[0]
        case "ddd":
            return day[:3]
        case "dddd":
            return day
        case _:
            hour = (value.hour - 1) % 12 + 1 if twelve else value.hour
            numbers = {"y": value.year, "m": value.month, "d": value.day, "h": hour}
            numbers |= {"i": value.minute, "s": value.second}
            return f"{numbers[word[0]]:0{4 if word[0] == 'y' else min(len(word), 2)}}"

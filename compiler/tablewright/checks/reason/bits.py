"""Sets of boxes, or of points, as the bits of one number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

FEW = 16  # up to here bits are taken off one by one


def bits_of(number: int) -> Iterator[int]:
    """The positions of the bits that are set, lowest first."""
    if number.bit_count() < FEW:
        while number:
            low = number & -number
            yield low.bit_length() - 1
            number ^= low
        return
    text = bin(number)[:1:-1]
    at = text.find("1")
    while at >= 0:
        yield at
        at = text.find("1", at + 1)


def with_bits(places: Iterable[int], count: int) -> int:
    """A number with these bits of so many, made at once rather than bit by bit."""
    whole = bytearray(count // 8 + 1)
    for at in places:
        whole[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(whole, "little")

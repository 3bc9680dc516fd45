"""Allowed values of an input that both versions have, and what each of them refuses."""

from __future__ import annotations

from tablewright.ir.program import Domain, Name
from tablewright.ir.tests import AnyOf, Between, Has, InSet, Not, OneOf, Quantifier, Test
from tablewright.ir.types import Kind


def joined_domain(one: Name, other: Name) -> Domain:
    """The values of both: where they differ no limits, which each version then refuses by itself.

    Of lists the members of both, for no test says that a list has no others.
    """
    if one.domain == other.domain:
        return one.domain
    if one.type.is_list:
        return Domain(members=tuple(dict.fromkeys((*one.domain.members, *other.domain.members))))
    return Domain()


def outside_of(domain: Domain, joined: Name) -> Test | None:
    """The test of values that the domain does not take; None when it takes all."""
    codes = joined.type.kind is Kind.CODE
    texts = tuple(m.text.casefold() if codes else m.text for m in domain.members)
    if joined.type.is_list:
        every = (m.text.casefold() if codes else m.text for m in joined.domain.members)
        others = tuple(text for text in every if text not in texts)
        return Has(quantifier=Quantifier.ANY, values=others) if texts and others else None
    if texts:
        return Not(OneOf(texts))
    if domain.value_set:
        return Not(InSet(domain.value_set))
    if domain.intervals:
        return Not(AnyOf(tuple(Between(each) for each in domain.intervals)))
    return None


def unlike(own: Name, other: Name) -> str:
    """Which values cannot be compared, as the two versions take them for different things."""
    if own.blank_is_nothing != other.blank_is_nothing:
        return f"a blank {own.name}, which only one version takes for an answer"
    return ""

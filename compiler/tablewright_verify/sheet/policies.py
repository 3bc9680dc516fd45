"""Hit policies: how they are written, and what each makes of an output for those who read it."""

from __future__ import annotations

from dataclasses import replace

from tablewright_verify.sheet.blocks import Block, plain
from tablewright_verify.sheet.names import Name
from tablewright_verify.values import UnprovedError

POLICIES = {
    "u": "Unique",
    "a": "Any",
    "p": "Priority",
    "f": "First",
    "r": "Rule order",
    "o": "Output order",
    "c": "Collect",
    "c+": "Collect sum",
    "c<": "Collect min",
    "c>": "Collect max",
    "c#": "Collect count",
}
LISTS = frozenset({"Rule order", "Output order", "Collect"})


def policy_of(block: Block) -> str:
    """The hit policy of a decision table."""
    said = plain(block.title.after("hit policy"))
    known = {**POLICIES, **{plain(name): name for name in POLICIES.values()}}
    if said not in known:
        raise UnprovedError(f"{block.address}: {said!r} is no hit policy")
    return known[said]


def as_given(policy: str, output: Name) -> Name:
    """An output as the whole table gives it: a list, a number of rules, a sum without limits."""
    if policy in LISTS:
        return replace(output, is_list=True)
    if policy == "Collect count":
        count = Name(name=output.name, code=output.code, kind="whole number")
        return replace(count, nothing=output.nothing, address=output.address)
    return replace(output, intervals=()) if policy == "Collect sum" else output

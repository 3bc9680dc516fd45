"""One request in all its completions: every name as a tree over the unknown inputs it depends on.

A complete request is the case of one completion. What is read is kept, because a table, its
checklists and their items are never completed apart.
"""

from __future__ import annotations

from functools import partial

from tablewright.interpret.conditions import Comparing, holds
from tablewright.interpret.forest import Forest, Same, Tree, Variable, leaves
from tablewright.interpret.hits import Hit, hits, output_of
from tablewright.interpret.items import checklist_met, item_met, kinds_not_met, own_met
from tablewright.interpret.lookup import calculation_named, checklist_named, table_named, type_of
from tablewright.interpret.operators import operate
from tablewright.interpret.possible import told_apart
from tablewright.interpret.readings import Reading, Trouble, Truth
from tablewright.interpret.representatives import Representatives
from tablewright.interpret.request import Facts
from tablewright.ir.expr import Call, Expr, Function, Literal, Read, Ref, RefKind
from tablewright.ir.program import Guard, Item, Program, Table
from tablewright.ir.tests import Test
from tablewright.ir.types import UNKNOWN, Kind, Special
from tablewright.ir.walk import operands


class Evaluation:
    """Reads names of a program for one checked request. Raises TooMany after `limit` steps."""

    def __init__(
        self, program: Program, facts: Facts, completing: Representatives, limit: int
    ) -> None:
        self.program = program
        self.forest = Forest(limit)
        self.contradictions: list[str] = []
        self._facts = facts
        self._completing = completing
        self._read: dict[Ref, Tree[Reading]] = {}
        self._truths: dict[tuple[Ref, Test], Tree[Truth]] = {}
        self._met: dict[Item, Tree[Truth]] = {}
        self._hits: dict[str, Tree[Hit]] = {}
        self._alternatives: dict[tuple[str, Call], Tree[Reading]] = {}

    def read(self, ref: Ref) -> Tree[Reading]:
        """What a name stands for, in every completion."""
        if ref not in self._read:
            self._read[ref] = self._look_up(ref)
        return self._read[ref]

    def truth(self, guard: Guard) -> Tree[Truth]:
        """Whether a condition holds, in every completion."""
        key = (guard.ref, guard.test)
        if key not in self._truths:
            self._truths[key] = self._test(guard)
        return self._truths[key]

    def met(self, item: Item) -> Tree[Truth]:
        """Whether an item is met, the Only if of the groups above it aside."""
        if item not in self._met:
            self._met[item] = own_met(self, item)
        return self._met[item]

    def hits(self, table: Table) -> Tree[Hit]:
        """What a table gives, in every completion."""
        if table.code_name not in self._hits:
            self._hits[table.code_name] = hits(self, table)
        return self._hits[table.code_name]

    def value(self, expression: Expr, owner: str) -> Tree[Reading]:
        """What an expression of the owner gives, in every completion."""
        match expression:
            case Literal(value=value):
                constant: Reading = value
                return self.forest.same(constant)
            case Read(ref=ref):
                return self.read(ref)
            case Call(function=Function.FIRST_KNOWN_OF):
                return self._first_known(expression, owner)
            case _:
                values = tuple(self.value(each, owner) for each in operands(expression))
                result = self.forest.all(partial(operate, expression), values)
                return self.forest.each(partial(_owned, owner), result)

    def _test(self, guard: Guard) -> Tree[Truth]:
        codes = type_of(self.program, guard.ref).kind is Kind.CODE
        comparing = Comparing(program=self.program, codes=codes)

        def test(reading: Reading) -> Truth:
            return holds(guard.test, reading, comparing)

        return self.forest.each(test, self.read(guard.ref))

    def _look_up(self, ref: Ref) -> Tree[Reading]:
        program = self.program
        match ref.kind:
            case RefKind.INPUT:
                return self._input(ref.name)
            case RefKind.CALCULATION:
                return self.value(calculation_named(program, ref.name).expression, ref.name)
            case RefKind.OUTPUT:
                table = table_named(program, ref.name)
                return self.forest.each(partial(output_of, table, ref.part), self.hits(table))
            case RefKind.CHECKLIST:
                return self._as_read(checklist_met(self, checklist_named(program, ref.name)))
            case RefKind.ITEM:
                checklist = checklist_named(program, ref.name)
                return self._as_read(item_met(self, checklist, ref.part))
            case RefKind.KINDS:
                return kinds_not_met(self, checklist_named(program, ref.name))

    def _as_read(self, truth: Tree[Truth]) -> Tree[Reading]:
        def reading(truth: Truth) -> Reading:
            return truth

        return self.forest.each(reading, truth)

    def _input(self, name: str) -> Tree[Reading]:
        fact = self._facts[name]
        if fact is not UNKNOWN:
            known: Reading = fact
            return self.forest.same(known)
        order = [each.code_name for each in self.program.inputs].index(name)
        values = self._completing.of(name)
        return self.forest.choice(Variable(order=order, name=name, values=values))

    def _first_known(self, call: Call, owner: str) -> Tree[Reading]:
        """The first argument that is known on the original request, whatever is completed.

        None known: any of them may be the one that gets known, so the value is an unknown of its
        own, named after the owner, that takes every value that any of them can take.
        """
        if (owner, call) not in self._alternatives:
            self._alternatives[owner, call] = self._alternative(call, owner)
        return self._alternatives[owner, call]

    def _alternative(self, call: Call, owner: str) -> Tree[Reading]:
        arguments = [self.value(argument, owner) for argument in call.arguments]
        known = [tree for tree in arguments if _is_known(tree)]
        given = {value for tree in known for value in leaves(tree) if not _is_special(value)}
        if len(given) > 1:
            stated = " and ".join(sorted(map(str, given)))
            self.contradictions.append(f"{owner} is given twice, as {stated}")
        if known:
            return known[0]
        possible = {value: None for tree in arguments for value in sorted(leaves(tree), key=str)}
        values = told_apart(
            self.program, owner, [each for each in possible if not isinstance(each, Trouble)]
        )
        if not values:
            return arguments[0]
        order = len(self.program.inputs) + len(self._alternatives)
        return self.forest.choice(Variable(order=order, name=owner, values=values))


def _is_known(tree: Tree[Reading]) -> bool:
    return isinstance(tree, Same) and not isinstance(tree.value, Trouble)


def _is_special(value: Reading) -> bool:
    return isinstance(value, Special)


def _owned(owner: str, reading: Reading) -> Reading:
    """Trouble that arises in an expression bears the name of the calculation or output."""
    if isinstance(reading, Trouble) and not reading.about:
        return Trouble(status=reading.status, about=owner)
    return reading

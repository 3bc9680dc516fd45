"""One program that holds both versions of a table with everything that they hang on.

What means the same in both is in it once, whatever it is called: so what did not change is proven
unchanged by being one thing. Inputs are shared by code name; each version refuses what lies outside
its own Allowed values and what it calls impossible.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field, replace

from tablewright.changes.answers.domains import joined_domain, outside_of, unlike
from tablewright.changes.answers.substitute import (
    renamed_expression,
    renamed_guard,
    renamed_item,
    renamed_name,
    renamed_rule,
)
from tablewright.checks.reason.names import Names
from tablewright.ir.expr import Ref, RefKind
from tablewright.ir.facts import asked
from tablewright.ir.program import (
    Calculation,
    Checklist,
    Guard,
    Impossible,
    Name,
    Program,
    Table,
    ValueSet,
)
from tablewright.ir.tests import Test

Row = tuple[Guard, ...]  # all of these together are refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An input of the joint program. `old` and `new` are its code names there; empty: it has none.

    `unlike` says why some of its values are not compared.
    """

    name: Name
    old: str
    new: str
    unlike: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """The joint program, the two tables in it, and what each version refuses.

    `calculations` are (name in the joint program, whether of the new version, name there);
    `only_old` and `only_new` are what one version alone has, by its name in the joint program.
    """

    program: Program
    inputs: tuple[Input, ...]
    calculations: tuple[tuple[str, bool, str], ...]
    only_old: frozenset[str]
    only_new: frozenset[str]
    old: Table
    new: Table
    old_refuses: tuple[Row, ...]
    new_refuses: tuple[Row, ...]

    @property
    def same(self) -> bool:
        """Whether both versions are one thing, with all that they hang on."""
        return self.old is self.new and self.refuse_alike

    @property
    def refuse_alike(self) -> bool:
        """Whether what one refuses the other does too."""
        return set(map(_asked, self.old_refuses)) == set(map(_asked, self.new_refuses))


def _asked(row: Row) -> frozenset[tuple[Ref, Test]]:
    return frozenset((guard.ref, guard.test) for guard in row)


def joint(old: Names, new: Names, old_table: str, new_table: str) -> Joint:
    """Both versions of a table, by their code names, in one program."""
    made = _Made(old=old, new=new)
    before, after = _Side(made, old, "old"), _Side(made, new, "new")
    tables = before.table(old_table), after.table(new_table)
    impossible = tuple(before.impossible()), tuple(after.impossible())
    outside = tuple(before.outside()), tuple(after.outside())
    refused = (*impossible[0], *outside[0]), (*impossible[1], *outside[1])
    return Joint(
        program=made.program((*refused[0], *refused[1])),
        inputs=tuple(made.inputs.values()),
        calculations=(*before.calculations(), *after.calculations()),
        only_old=before.held() - after.held(),
        only_new=after.held() - before.held(),
        old=tables[0],
        new=tables[1],
        old_refuses=refused[0],
        new_refuses=refused[1],
    )


def replaced(joined: Joint, old: Table, new: Table) -> Joint:
    """The same with other tables in place of the two, which stay only where they are read."""
    others = tuple(e for e in joined.program.tables if e not in (joined.old, joined.new))
    without = replace(joined.program, tables=(*others, old, new))
    read = {ref.name for ref in asked(without)}
    kept = tuple(e for e in (joined.old, joined.new) if e.code_name in read)
    program = replace(without, tables=(*others, *dict.fromkeys(kept), old, new))
    return replace(joined, program=program, old=old, new=new)


# -- making it -------------------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True)
class _Made:
    """What the joint program holds so far, each thing by what it means."""

    old: Names
    new: Names
    inputs: dict[str, Input] = field(default_factory=dict)
    calculations: dict[Hashable, Calculation] = field(default_factory=dict)
    tables: dict[Hashable, Table] = field(default_factory=dict)
    checklists: dict[Hashable, Checklist] = field(default_factory=dict)
    value_sets: dict[Hashable, ValueSet] = field(default_factory=dict)

    def program(self, refused: tuple[Row, ...]) -> Program:
        """Only what was asked for is in it, so that values are told apart no finer than needed."""
        rows = (Impossible(guards=row, because="", at=row[0].at) for row in dict.fromkeys(refused))
        return replace(
            self.new.program,
            inputs=tuple(each.name for each in self.inputs.values()),
            calculations=tuple(self.calculations.values()),
            tables=tuple(self.tables.values()),
            checklists=tuple(self.checklists.values()),
            value_sets=tuple(self.value_sets.values()),
            impossible=tuple(rows),
            examples=(),
        )


@dataclass(frozen=True, slots=True)
class _Side:
    """One version on its way into the joint program."""

    made: _Made
    names: Names
    mark: str
    known: dict[tuple[RefKind, str], str] = field(default_factory=dict)

    def ref(self, ref: Ref) -> Ref:
        """What a ref is called in the joint program, which holds it from now on."""
        kind = RefKind.CHECKLIST if ref.kind in {RefKind.ITEM, RefKind.KINDS} else ref.kind
        if (kind, ref.name) not in self.known:
            self.known[kind, ref.name] = self._hold(kind, ref.name)
        return replace(ref, name=self.known[kind, ref.name])

    def _hold(self, kind: RefKind, name: str) -> str:
        match kind:
            case RefKind.INPUT:
                return self._input(name)
            case RefKind.CALCULATION:
                return self._calculation(self.names.calculations[name])
            case RefKind.OUTPUT:
                return self.table(name).code_name
            case _:
                return self._checklist(self.names.checklists[name])

    def table(self, name: str) -> Table:
        """A table, with what it reads."""
        table = self.names.tables[name]
        rules = tuple(renamed_rule(rule, self) for rule in table.rules)
        outputs = tuple(renamed_name(output, self) for output in table.outputs)
        meaning = (
            table.hit_policy,
            rules,
            tuple((o.code_name, o.type, o.domain, o.blank_is_nothing) for o in outputs),
        )
        found = self.made.tables.get(meaning)
        if found is None:
            found = replace(
                table,
                code_name=_free(name, self.mark, (t.code_name for t in self.made.tables.values())),
                rules=rules,
                outputs=outputs,
                columns=(),
            )
            self.made.tables[meaning] = found
        return found

    def _checklist(self, checklist: Checklist) -> str:
        items = tuple(renamed_item(item, self) for item in checklist.items)
        meaning = (checklist.combine, items)
        held = self.made.checklists
        if meaning not in held:
            name = _free(checklist.code_name, self.mark, (e.code_name for e in held.values()))
            held[meaning] = replace(checklist, code_name=name, items=items)
        return held[meaning].code_name

    def _calculation(self, calculation: Calculation) -> str:
        expression = renamed_expression(calculation.expression, self)
        name = renamed_name(calculation.name, self)
        nothing = calculation.may_be_nothing or name.blank_is_nothing
        meaning = (expression, name.type, name.domain.members, nothing)
        held = self.made.calculations
        if meaning not in held:
            code = _free(name.code_name, self.mark, (e.name.code_name for e in held.values()))
            held[meaning] = replace(
                calculation, name=replace(name, code_name=code), expression=expression
            )
        return held[meaning].name.code_name

    def value_set(self, name: str) -> str:
        """A value set, by its codes."""
        values = next(e for e in self.names.program.value_sets if e.code_name == name)
        meaning = tuple((code.code, code.prefix) for code in values.codes)
        held = self.made.value_sets
        if meaning not in held:
            code = _free(name, self.mark, (each.code_name for each in held.values()))
            held[meaning] = replace(values, code_name=code)
        return held[meaning].code_name

    def calculations(self) -> Iterator[tuple[str, bool, str]]:
        """What the calculations asked for are called in the joint program, and here."""
        for (kind, name), held in self.known.items():
            if kind is RefKind.CALCULATION:
                yield held, self.mark == "new", name

    def held(self) -> frozenset[str]:
        """What it has, by the names of the joint program."""
        return frozenset(self.known.values())

    # -- inputs

    def _input(self, name: str) -> str:
        """The input, shared where the other version has one of the same type."""
        own, other = self.names.inputs[name], self._other.inputs.get(name)
        shared = other is not None and other.type == own.type
        code = name if shared or other is None else f"{name} ({self.mark})"
        if code not in self.made.inputs:
            name_of = self._joined(name) if shared else renamed_name(own, self)
            self.made.inputs[code] = Input(
                name=replace(name_of, code_name=code),
                old=name if shared or self.mark == "old" else "",
                new=name if shared or self.mark == "new" else "",
                unlike=unlike(own, other) if shared and other is not None else "",
            )
        return code

    @property
    def _other(self) -> Names:
        return self.made.new if self.mark == "old" else self.made.old

    def _joined(self, name: str) -> Name:
        """Both versions' values: where they differ, no limits, which each version then refuses."""
        own = renamed_name(self.names.inputs[name], self)
        other = _Side(self.made, self._other, "old" if self.mark == "new" else "new")
        theirs = renamed_name(other.names.inputs[name], other)
        domain = joined_domain(own, theirs)
        both = own.blank_is_nothing and theirs.blank_is_nothing
        return replace(own, domain=domain, blank_is_nothing=both)

    # -- what it refuses

    def impossible(self) -> Iterator[Row]:
        """What it says cannot occur."""
        for row in self.names.program.impossible:
            yield tuple(renamed_guard(guard, self) for guard in row.guards)

    def outside(self) -> Iterator[Row]:
        """Values of the inputs asked for that only the other version takes."""
        for code, held in self.made.inputs.items():
            own = held.old if self.mark == "old" else held.new
            domain = renamed_name(self.names.inputs[own], self).domain if own else held.name.domain
            test = None if domain == held.name.domain else outside_of(domain, held.name)
            if test is not None:
                ref = Ref(kind=RefKind.INPUT, name=code)
                yield (Guard(ref=ref, test=test, text="", at=held.name.at),)


def _free(name: str, mark: str, taken: Iterator[str]) -> str:
    """A name that nothing in the joint program has."""
    return f"{name} ({mark})" if name in set(taken) else name

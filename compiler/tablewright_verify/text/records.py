"""What the module's constants hold, read from their text: literals, records, lambdas."""

from __future__ import annotations

import ast
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from tablewright_verify.text.module import Module
from tablewright_verify.values import LARGEST, NOTHING, Duration, UnprovedError, WrongError

RECORDS = frozenset(
    {
        *("Calculation", "Cell", "Checklist", "End", "Impossible", "Input", "Item", "Model"),
        *("Range", "Rule", "Table", "Version", "checklist_table", "Duration"),
    }
)
_POSITIONS = {
    "Cell": ("address", "text", "reads", "met"),
    "End": ("value", "open"),
    "Range": ("low", "high"),
    "Duration": ("months", "days"),
    "checklist_table": ("checklist", "name"),
}

# What a record cannot be made without.
REQUIRED = {
    "Calculation": frozenset({"name", "code_name", "cell", "text", "reads", "work_out"}),
    "Checklist": frozenset({"name", "truths", "items"}),
    "Duration": frozenset[str](),
    "End": frozenset({"value"}),
    "Impossible": frozenset({"cell", "text", "because", "met"}),
    "Input": frozenset({"name", "code_name", "kind", "cell"}),
    "Item": frozenset({"id", "parent", "cell", "cite"}),
    "Model": frozenset(
        {
            *("version", "facts", "snapshot", "inputs", "calculations", "tables"),
            *("checklists", "outputs", "items"),
        }
    ),
    "Rule": frozenset({"table", "id", "cell"}),
    "Table": frozenset({"name", "cell", "policy", "hits", "outputs", "nothing", "rules"}),
    "Version": frozenset(
        {
            *("policy", "title", "version", "approved_on", "in_force_from", "in_force_until"),
            *("version_date", "workbook", "digest"),
        }
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """A record of the runtime's model, by field; `line` is where it is made."""

    kind: str
    fields: dict[str, object]
    line: int

    def get(self, name: str, default: object = None) -> object:
        """A field."""
        return self.fields.get(name, default)


@dataclass(frozen=True, slots=True)
class Made:
    """An outcome: its class, and the texts of its values."""

    kind: str
    arguments: tuple[ast.expr, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the module, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Limit:
    """An end that no value has: `-inf`, `inf`."""

    sign: int


class Records:
    """Reads values, each named one once."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.known: dict[str, object] = {}

    def named(self, name: str) -> object:
        """The value of a constant of the module."""
        if name not in self.known:
            self.known[name] = UnprovedError(f"{name} needs itself")
            self.known[name] = self.read(self.module.values[name])
        value = self.known[name]
        if isinstance(value, UnprovedError):
            raise value
        return value

    def read(self, node: ast.expr) -> object:
        """A value."""
        match node:
            case ast.Constant(value) if value is None or isinstance(value, str | bool | int):
                return value
            case ast.UnaryOp(ast.USub(), operand):
                return self._negative(operand)
            case ast.Tuple(elts):
                return tuple(self.read(each) for each in elts)
            case ast.Dict(keys, values):
                return self._mapping(node, keys, values)
            case ast.Lambda(ast.arguments([], [ast.arg()], None, [], [], None, [])):
                return node
            case ast.Name(name):
                return self._name(name, node)
            case ast.Attribute(ast.Name(owner), name):
                return self._attribute(owner, name, node)
            case ast.Call(ast.Name(name)):
                return self._call(name, node)
            case _:
                raise _unknown(node)

    def _negative(self, operand: ast.expr) -> object:
        value = self.read(operand)
        if isinstance(value, Limit):
            return Limit(-value.sign)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise _unknown(operand)
        return -value

    def _mapping(
        self, node: ast.expr, keys: list[ast.expr | None], values: list[ast.expr]
    ) -> object:
        made = {}
        for key, value in zip(keys, values, strict=True):
            if not isinstance(key, ast.Constant) or key.value in made:
                raise _unknown(node)
            made[key.value] = self.read(value)
        return made

    def _name(self, name: str, node: ast.expr) -> object:
        module = self.module
        if name in module.values:
            return self.named(name)
        if name in module.functions or name in module.classes:
            return Function(name)
        if name in module.enums:
            return module.enums[name]
        if name == "INFINITY" and name in module.imports:
            return Limit(1)
        if name == "LARGEST" and name in module.imports:
            return LARGEST
        if name == "NOTHING" and name in module.imports:
            return NOTHING
        raise _unknown(node)

    def _attribute(self, owner: str, name: str, node: ast.expr) -> object:
        if owner in self.module.enums and name in self.module.enums[owner].__members__:
            return self.module.enums[owner][name]
        if owner == "date" and name in {"min", "max"} and self.module.imports.get("date"):
            return dt.date.min if name == "min" else dt.date.max
        raise _unknown(node)

    def _call(self, name: str, node: ast.Call) -> object:
        if name == "frozenset" and not node.keywords:
            return self._frozen(node)
        if name not in self.module.imports and name not in self.module.classes:
            raise _unknown(node)
        if any(isinstance(each, ast.Starred) for each in node.args):
            raise _unknown(node)
        match name, node.args:
            case "Decimal", [ast.Constant(str() as text)]:
                return self._decimal(text, node)
            case "date", [
                ast.Constant(int() as year),
                ast.Constant(int() as month),
                ast.Constant(int() as day),
            ]:
                return _day(year, month, day, node)
            case _ if name in RECORDS:
                return self._record(name, node)
            case _ if name in self.module.classes and not node.keywords:
                return Made(name, tuple(node.args))
            case _:
                raise _unknown(node)

    def _frozen(self, node: ast.Call) -> object:
        match node.args:
            case []:
                return frozenset()
            case [ast.Set(elts)]:
                return frozenset(self.read(each) for each in elts)
            case _:
                raise _unknown(node)

    def _decimal(self, text: str, node: ast.expr) -> Decimal:
        try:
            return Decimal(text)
        except InvalidOperation:
            raise _unknown(node) from None

    def _record(self, name: str, node: ast.Call) -> object:
        fields: dict[str, object] = {}
        for key, value in zip(_POSITIONS.get(name, ()), node.args, strict=False):
            fields[key] = self.read(value)
        if len(fields) != len(node.args):
            raise _unknown(node)
        for keyword in node.keywords:
            if keyword.arg is None or keyword.arg in fields:
                raise _unknown(node)
            fields[keyword.arg] = self.read(keyword.value)
        required = REQUIRED.get(name, frozenset(_POSITIONS.get(name, ())))
        if required - fields.keys():
            lost = ", ".join(sorted(required - fields.keys()))
            raise WrongError(f"line {node.lineno}: a {name} is made without {lost}")
        return _made(Record(name, fields, node.lineno))


def _made(record: Record) -> object:
    """A record, or the value that it is."""
    if record.kind != "Duration":
        return record
    months, days = record.get("months", 0), record.get("days", 0)
    if type(months) is not int or type(days) is not int:
        raise UnprovedError(f"line {record.line}: this is no duration")
    return Duration(months, days)


def _unknown(node: ast.expr) -> UnprovedError:
    return UnprovedError(f"line {node.lineno}: `{ast.unparse(node)[:80]}` is not expected here")


def _day(year: int, month: int, day: int, node: ast.expr) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as fault:
        raise WrongError(f"line {node.lineno}: {fault}") from None

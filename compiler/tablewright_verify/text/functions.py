"""The functions of tables and checklists, read into blocks; anything else is UnprovedError."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field

from tablewright_verify.text.module import body_of
from tablewright_verify.values import UnprovedError, WrongError

# What variables of a function must not hide.
_TAKEN = frozenset({"f", "may", "sure"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBlock:
    """A rule: all of `guard` let it in; all of `sure` make it sure; `ends` returns then.

    `after` is set on a rule that is let in only when nothing is sure.
    """

    record: str
    guard: tuple[ast.expr, ...] = ()
    sure: tuple[ast.expr, ...] = ()
    sure_record: str = ""
    ends: bool = False
    otherwise: bool = False
    line: int = 0


@dataclass(slots=True)
class Function:
    """A function of a table: what its variables read, its rules, and what it returns at the end."""

    variables: dict[str, str] = field(default_factory=dict)
    blocks: list[RuleBlock] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    last: str = ""


def same(node: ast.AST, source: str) -> bool:
    """Whether a node is this piece of Python."""
    wanted: ast.AST = ast.parse(source).body[0]
    if isinstance(node, ast.expr) and isinstance(wanted, ast.Expr):
        wanted = wanted.value
    return ast.dump(node) == ast.dump(wanted)


def argument_of(node: ast.FunctionDef) -> str:
    """The name of the one argument."""
    match node.args:
        case ast.arguments([], [ast.arg(name)], None, [], [], None, []):
            return name
        case _:
            raise UnprovedError(
                f"line {node.lineno}: the arguments of {node.name} are not expected"
            )


def conjuncts(node: ast.expr) -> tuple[ast.expr, ...]:
    """The parts that are joined by `and`."""
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        return tuple(node.values)
    return (node,)


def read_table_function(node: ast.FunctionDef) -> Function:
    """A table's function."""
    if argument_of(node) != "f":
        raise UnprovedError(f"line {node.lineno}: {node.name} takes no facts")
    function = Function()
    statements = body_of(node)
    at = 0
    while at < len(statements):
        at = _statement(statements, at, function)
    hides_nothing(node, function.variables.keys())
    return function


def _statement(statements: list[ast.stmt], at: int, function: Function) -> int:
    node = statements[at]
    if function.last:
        raise UnprovedError(f"line {node.lineno}: nothing may follow the end")
    match node:
        case ast.AnnAssign(ast.Name("may" | "sure" as name), value=ast.List([])) if (
            name not in function.lists and not function.blocks
        ):
            function.lists.append(name)
        case ast.Assign([ast.Name(name)], ast.Attribute(ast.Name("f"), fact)):
            bind(function.variables, function.used, name, fact)
        case ast.If(orelse=[]):
            function.used |= names_in(node)
            block = _conditional(node)
            function.blocks += [] if block is None else [block]
        case ast.Expr():
            function.blocks.append(_always(node, statements[at + 1 : at + 2]))
            return at + 2
        case ast.Return():
            function.last = ast.unparse(node)
        case ast.Pass():
            pass
        case _:
            raise _unexpected(node)
    return at + 1


def bind(variables: dict[str, str], used: set[str], name: str, value: str) -> None:
    """A variable, which is set once, before it is read, and hides nothing."""
    if name in used and name not in variables:
        raise WrongError(f"{name} is read before it is set")
    if name in variables or name in _TAKEN:
        raise UnprovedError(f"{name} is set a second time, or hides something")
    variables[name] = value


def hides_nothing(node: ast.FunctionDef, variables: Iterable[str]) -> None:
    """A variable has the name of a function only where that is not called."""
    calls = (part.func for part in ast.walk(node) if isinstance(part, ast.Call))
    called = {function.id for function in calls if isinstance(function, ast.Name)}
    for name in variables:
        if name in called:
            raise WrongError(f"line {node.lineno}: {name} is called, and is a variable")


def names_in(node: ast.AST) -> set[str]:
    """Every name that a piece of code reads."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _appended(node: ast.stmt, to: str) -> str:
    match node:
        case ast.Expr(
            ast.Call(ast.Attribute(ast.Name(name), "append"), [ast.Name(record)], [])
        ) if name == to:
            return record
        case _:
            raise _unexpected(node)


def _effective(body: list[ast.stmt]) -> list[ast.stmt]:
    return [each for each in body if not isinstance(each, ast.Pass)]


def _conditional(node: ast.If) -> RuleBlock | None:
    """A rule; None for one that never does anything."""
    if same(node.test, "not sure"):
        return _otherwise(node)
    body = _effective(node.body)
    if not body:
        return None
    if isinstance(body[0], ast.If) or not _is_append(body[0], "may"):
        _made_sure_below(body)
        return None
    first, *rest = body
    block = {"record": _appended(first, "may"), "guard": conjuncts(node.test), "line": node.lineno}
    match rest:
        case []:
            return RuleBlock(**block)  # type: ignore[arg-type]
        case [ast.If(test=test, body=[ast.Pass()], orelse=[])]:
            return RuleBlock(**block, sure=conjuncts(test))  # type: ignore[arg-type]
        case [ast.If(test=test, body=[inner], orelse=[])]:
            record, ends = _made_sure(inner)
            return RuleBlock(**block, sure=conjuncts(test), sure_record=record, ends=ends)  # type: ignore[arg-type]
        case [inner]:
            record, ends = _made_sure(inner)
            return RuleBlock(**block, sure_record=record, ends=ends)  # type: ignore[arg-type]
        case _:
            raise _unexpected(node)


def _is_append(node: ast.stmt, to: str) -> bool:
    return isinstance(node, ast.Expr) and same_call(node.value, to)


def same_call(node: ast.expr, to: str) -> bool:
    """Whether this appends to a list."""
    match node:
        case ast.Call(ast.Attribute(ast.Name(name), "append"), [ast.Name()], []):
            return name == to
        case _:
            return False


def _made_sure_below(body: list[ast.stmt]) -> None:
    """A rule that is not let in still has a form: one test at most, and what it makes sure."""
    match body:
        case [ast.If(body=[inner], orelse=[])] | [inner]:
            _made_sure(inner)
        case _:
            raise _unexpected(body[0])


def _made_sure(node: ast.stmt) -> tuple[str, bool]:
    match node:
        case ast.Return(
            ast.Tuple(
                [ast.Call(ast.Name("tuple"), [ast.Name("may")], []), ast.Tuple([ast.Name(record)])]
            )
        ):
            return record, True
        case ast.Return():
            return ast.unparse(node), True
        case _:
            return _appended(node, "sure"), False


def _always(node: ast.stmt, following: list[ast.stmt]) -> RuleBlock:
    record = _appended(node, "may")
    if not following:
        raise _unexpected(node)
    sure_record, ends = _made_sure(following[0])
    return RuleBlock(record=record, sure_record=sure_record, ends=ends, line=node.lineno)


def _otherwise(node: ast.If) -> RuleBlock:
    match node.body:
        case [first, ast.If(test=test, body=[inner], orelse=[])] if same(test, "len(may) == 1"):
            record, sure = _appended(first, "may"), _appended(inner, "sure")
            return RuleBlock(record=record, sure_record=sure, otherwise=True, line=node.lineno)
        case _:
            raise _unexpected(node)


def _unexpected(node: ast.stmt) -> UnprovedError:
    text = ast.unparse(node).splitlines()[0][:80]
    return UnprovedError(f"line {node.lineno}: `{text}` is not expected here")


@dataclass(slots=True)
class ItemsFunction:
    """A checklist's function: what variables read, how the others are worked out, the order."""

    variables: dict[str, str] = field(default_factory=dict)
    values: dict[str, ast.expr] = field(default_factory=dict)
    returned: tuple[str, ...] = ()


def read_checklist_function(node: ast.FunctionDef) -> ItemsFunction:
    """A checklist's function."""
    if argument_of(node) != "f":
        raise UnprovedError(f"line {node.lineno}: {node.name} takes no facts")
    function = ItemsFunction()
    used: set[str] = set()
    bound: dict[str, str] = {}
    *body, last = body_of(node)
    for statement in _effective(body):
        match statement:
            case ast.Assign([ast.Name(name)], ast.Attribute(ast.Name("f"), fact)):
                bind(function.variables, used, name, fact)
            case ast.Assign([ast.Name(name)], value):
                used |= names_in(value)
                bind(bound, used | function.variables.keys(), name, "")
                function.values[name] = value
            case _:
                raise _unexpected(statement)
    match last:
        case ast.Return(ast.Tuple(elts)) if all(isinstance(each, ast.Name) for each in elts):
            function.returned = tuple(each.id for each in elts if isinstance(each, ast.Name))
        case ast.Return(ast.Name(name)):
            function.returned = (name,)
        case _:
            raise _unexpected(last)
    hides_nothing(node, (*function.variables, *function.values))
    return function

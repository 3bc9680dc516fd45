"""Every way to spoil a generated module at one place: sites found in its text, one edit each.

Operators, by name: what each changes. The text is edited in place, so that all else stays.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_COMPARISONS = {
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}
_CALLS = {
    "all_of": "any_of",
    "any_of": "all_of",
    "none_of": "any_of",
    "only_if": "any_of",
    "negate": "given",
    "has_any": "has_all",
    "add": "subtract",
    "divide": "multiply",
    "subtract": "add",
    "first_known": "smaller_of",
    "round_up": "round_down",
    "more": "less",
    "within": "equal",
    "age": "days_between",
    "normal": "given",
    "is_number": "is_text",
    "is_text": "is_number",
    "or_nothing": "given",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A module's text with one place changed; `operator` says how, `line` where."""

    operator: str
    line: int
    span: tuple[int, int]
    new: bytes
    edit: str

    def of(self, text: str) -> str:
        """The text with the place changed."""
        raw, (first, last) = text.encode(), self.span
        return (raw[:first] + self.new + raw[last:]).decode()


def mutants(text: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of operators and places; some may be no Python."""
    source = _Source(text)
    for name, operator in OPERATORS.items():
        for node, new in operator(source):
            old = source.of(node)
            if old != new:
                edit = f"{' '.join(old.split())[:60]} -> {' '.join(new.split())[:60]}"
                yield Mutant(
                    operator=name,
                    line=node.lineno,
                    span=source.span(node),
                    new=new.encode(),
                    edit=edit,
                )


Edit = tuple[ast.expr | ast.stmt, str]


class _Source:
    """A text with its tree, and where each node stands in it."""

    def __init__(self, text: str) -> None:
        self.text, self.tree = text, ast.parse(text)
        self.raw = text.encode()
        self.starts = [0]
        for line in self.raw.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.nodes = [
            node
            for statement in _effective(self.tree)
            for node in ast.walk(statement)
            if isinstance(node, ast.expr | ast.stmt)
        ]

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """From the first byte to the one behind the last."""
        last = (node.end_lineno or node.lineno, node.end_col_offset or 0)
        return (
            self.starts[node.lineno - 1] + node.col_offset,
            self.starts[last[0] - 1] + last[1],
        )

    def of(self, node: ast.expr | ast.stmt) -> str:
        """A node's own text."""
        first, last = self.span(node)
        return self.raw[first:last].decode()

    def functions(self) -> Iterator[ast.FunctionDef]:
        """The functions of rules and checklists, which take facts."""
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef) and [a.arg for a in node.args.args] == ["f"]:
                yield node


def _effective(tree: ast.Module) -> Iterator[ast.stmt]:
    """What has an effect: no docstring, no import, no annotation."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for argument in node.args.args:
                argument.annotation = None
        if isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(value=None, lineno=node.lineno, col_offset=0)
            node.annotation.end_lineno, node.annotation.end_col_offset = node.lineno, 0
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                del node.body[0]
    for statement in tree.body:
        if not isinstance(statement, ast.ImportFrom):
            yield statement


# -- operators -------------------------------------------------------------------------------------


def _comparison(source: _Source) -> Iterator[Edit]:
    """Every comparison sign the other way, or with its end the other way."""
    for node in source.nodes:
        if isinstance(node, ast.Compare):
            for op in node.ops:
                signs = [_COMPARISONS[type(each)][each is op] for each in node.ops]
                sides = zip(signs, map(source.of, node.comparators), strict=True)
                yield (
                    node,
                    source.of(node.left) + "".join(f" {sign} {side}" for sign, side in sides),
                )


def _number(source: _Source) -> Iterator[Edit]:
    """Every number one more, and one less; every bound among them."""
    for node in source.nodes:
        if isinstance(node, ast.Constant) and type(node.value) is int:
            yield node, str(node.value + 1)
            if node.value:
                yield node, str(node.value - 1)


def _fraction(source: _Source) -> Iterator[Edit]:
    """Every decimal and date constant a little larger."""
    for node in source.nodes:
        match node:
            case ast.Call(ast.Name("Decimal"), [ast.Constant(str() as text)]):
                yield node, f'Decimal("{text}1")'


def _text(source: _Source) -> Iterator[Edit]:
    """Every text one sign longer: constants, citations, addresses, ids, questions."""
    for node in source.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node, repr(f"{node.value}x")


def _truth(source: _Source) -> Iterator[Edit]:
    """Every True, False and None another one."""
    for node in source.nodes:
        if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool)):
            yield node, {True: "False", False: "True", None: "False"}[node.value]


def _outcome(source: _Source) -> Iterator[Edit]:
    """Every member of an enumeration its neighbour."""
    members: dict[str, list[str]] = {}
    for statement in source.tree.body:
        if isinstance(statement, ast.ClassDef):
            members[statement.name] = [
                each.targets[0].id
                for each in statement.body
                if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
            ]
    for node in source.nodes:
        match node:
            case ast.Attribute(ast.Name(owner), name) if name in members.get(owner, ()):
                names = members[owner]
                yield node, f"{owner}.{names[(names.index(name) + 1) % len(names)]}"


def _joint(source: _Source) -> Iterator[Edit]:
    """Every `and` an `or`, every `or` an `and`."""
    for node in source.nodes:
        if isinstance(node, ast.BoolOp):
            word = " or " if isinstance(node.op, ast.And) else " and "
            yield node, "(" + word.join(f"({source.of(each)})" for each in node.values) + ")"


def _dropped(source: _Source) -> Iterator[Edit]:
    """Every part of an `and` or `or` left out: conditions, None guards, sureness, entry checks."""
    for node in source.nodes:
        if isinstance(node, ast.BoolOp):
            word = " and " if isinstance(node.op, ast.And) else " or "
            for left_out in node.values:
                kept = [f"({source.of(each)})" for each in node.values if each is not left_out]
                yield node, "(" + word.join(kept) + ")"


def _doubled(source: _Source) -> Iterator[Edit]:
    """The first part of every `and` or `or` in the place of the last."""
    for node in source.nodes:
        if isinstance(node, ast.BoolOp):
            word = " and " if isinstance(node.op, ast.And) else " or "
            parts = [*node.values[:-1], node.values[0]]
            yield node, "(" + word.join(f"({source.of(each)})" for each in parts) + ")"


def _guard_lost(source: _Source) -> Iterator[Edit]:
    """Every `None if x is None else c` without its guard; every choice turned round."""
    for node in source.nodes:
        if isinstance(node, ast.IfExp):
            yield node, f"({source.of(node.orelse)})"
            yield node, f"({source.of(node.body)})"


def _function(source: _Source) -> Iterator[Edit]:
    """Every function of the runtime another one."""
    for node in source.nodes:
        match node:
            case ast.Call(ast.Name(name), args, []) if name in _CALLS:
                yield node, f"{_CALLS[name]}({', '.join(map(source.of, args))})"


def _argument(source: _Source) -> Iterator[Edit]:
    """Every argument of a call left out, every pair of neighbours swapped."""
    for node in source.nodes:
        match node:
            case ast.Call(func, [_, _, *_] as args, []):
                texts = list(map(source.of, args))
                for at in range(len(texts)):
                    kept = texts[:at] + texts[at + 1 :]
                    yield node, f"{source.of(func)}({', '.join(kept)})"
                for at in range(len(texts) - 1):
                    turned = [*texts[:at], texts[at + 1], texts[at], *texts[at + 2 :]]
                    yield node, f"{source.of(func)}({', '.join(turned)})"


def _member(source: _Source) -> Iterator[Edit]:
    """Every member of a tuple, set or dictionary left out, every pair of neighbours swapped."""
    for node in source.nodes:
        match node:
            case ast.Tuple(elts) | ast.Set(elts) if elts:
                texts = list(map(source.of, elts))
                opened, closed = ("(", ",)") if isinstance(node, ast.Tuple) else ("{", ",}")
            case ast.Dict(keys, values) if keys:
                pairs = zip(keys, values, strict=True)
                texts = [f"{source.of(key)}: {source.of(value)}" for key, value in pairs if key]
                opened, closed = "{", ",}"
            case _:
                continue
        for at in range(len(texts)):
            kept = texts[:at] + texts[at + 1 :]
            yield node, f"{opened}{', '.join(kept)}{closed if kept else closed[1:]}"
        for at in range(len(texts) - 1):
            turned = [*texts[:at], texts[at + 1], texts[at], *texts[at + 2 :]]
            yield node, f"{opened}{', '.join(turned)}{closed}"


def _keyword(source: _Source) -> Iterator[Edit]:
    """Every field of a record left out."""
    for node in source.nodes:
        match node:
            case ast.Call(func, args, [_, *_] as keywords):
                given = list(map(source.of, args))
                fields = [f"{each.arg}={source.of(each.value)}" for each in keywords]
                for at in range(len(fields)):
                    rest = [*given, *fields[:at], *fields[at + 1 :]]
                    yield node, f"{source.of(func)}({', '.join(rest)})"


def _reads(source: _Source) -> Iterator[Edit]:
    """Every fact another: the one that the module reads next."""
    held = [
        node
        for node in source.nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in {"f", "r"}
    ]
    names = list(dict.fromkeys(node.attr for node in held))
    for node in held:
        after = names[(names.index(node.attr) + 1) % len(names)]
        yield node, f"{source.of(node.value)}.{after}"


def _statement(source: _Source) -> Iterator[Edit]:
    """Every statement of a function left out, rules among them."""
    for function in ast.walk(source.tree):
        if isinstance(function, ast.FunctionDef):
            for node in _statements(function.body):
                yield node, "pass"


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        yield node
        if isinstance(node, ast.If):
            yield from _statements(node.body)


def _repeated(source: _Source) -> Iterator[Edit]:
    """Every rule of a table twice."""
    for function in source.functions():
        for node in function.body:
            if isinstance(node, ast.If):
                yield node, f"{source.of(node)}\n    {source.of(node)}"


def _swapped(source: _Source) -> Iterator[Edit]:
    """Every pair of neighbouring statements the other way round: rules, items, variables."""
    for function in source.functions():
        for first, second in zip(function.body, function.body[1:], strict=False):
            pair = ast.Expr(value=ast.Constant(value=None))
            pair.lineno, pair.col_offset = first.lineno, first.col_offset
            pair.end_lineno, pair.end_col_offset = second.end_lineno, second.end_col_offset
            yield pair, f"{source.of(second)}\n    {source.of(first)}"


Operator = Callable[[_Source], Iterator[Edit]]
OPERATORS: dict[str, Operator] = {
    "comparison": _comparison,
    "number": _number,
    "fraction": _fraction,
    "text": _text,
    "truth": _truth,
    "outcome": _outcome,
    "joint": _joint,
    "dropped condition": _dropped,
    "doubled condition": _doubled,
    "lost guard": _guard_lost,
    "function": _function,
    "argument": _argument,
    "member": _member,
    "field": _keyword,
    "fact": _reads,
    "dropped statement": _statement,
    "repeated rule": _repeated,
    "swapped statements": _swapped,
}

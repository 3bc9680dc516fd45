"""Works out an expression of the module on given values, construct by construct.

Only what stands in `_value` has a meaning here; everything else is UnprovedError. Nothing is run.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

from tablewright_verify.meaning import FUNCTIONS
from tablewright_verify.values import Duration, UnprovedError

COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
}
_PLAIN: dict[str, Callable[[Any], Any]] = {"len": len, "type": type}
# What going wrong looks like when the module runs: a difference, not a limit of the checker.
RAISED = (TypeError, ValueError, ArithmeticError, AttributeError, LookupError)

Scope = Callable[[str], Any]


class Facts:
    """What `f` or `r` stands for: a value for each attribute."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        self.read = read


def evaluate(node: ast.expr, scope: Scope, functions: Mapping[str, Any] = FUNCTIONS) -> Any:
    """The value of an expression; `scope` gives what names stand for."""
    return _Evaluation(scope, functions).value(node)


def _span(parts: list[Any]) -> Duration:
    if len(parts) > 2 or not all(type(part) is int for part in parts):  # noqa: PLR2004
        raise UnprovedError(f"Duration({parts}) is none")
    return Duration(*parts)


class _Evaluation:
    def __init__(self, scope: Scope, functions: Mapping[str, Any]) -> None:
        self.scope, self.functions = scope, functions

    def value(self, node: ast.expr) -> Any:
        match node:
            case ast.Constant(value) if value is None or isinstance(value, str | bool | int):
                return value
            case ast.Name(name):
                return self.scope(name)
            case ast.Attribute(ast.Name(owner), name):
                return self.attribute(owner, name)
            case ast.Tuple(elts):
                return tuple(self.value(each) for each in elts)
            case ast.UnaryOp(ast.Not(), operand):
                return not self.value(operand)
            case ast.UnaryOp(ast.USub(), operand):
                return -self.value(operand)
            case ast.BoolOp(op, values):
                return self.joined(op, values)
            case ast.Compare(left, ops, comparators):
                return self.compared(left, ops, comparators)
            case ast.IfExp(test, body, orelse):
                return self.value(body if self.value(test) else orelse)
            case ast.Call(func, args, []):
                return self.call(func, args)
            case _:
                raise UnprovedError(
                    f"line {node.lineno}: `{ast.unparse(node)}` has no meaning here"
                )

    def attribute(self, owner: str, name: str) -> Any:
        held = self.scope(owner)
        return held.read(name) if isinstance(held, Facts) else getattr(held, name)

    def joined(self, op: ast.boolop, values: list[ast.expr]) -> Any:
        result: Any = None
        for each in values:
            result = self.value(each)
            if bool(result) is isinstance(op, ast.Or):
                return result
        return result

    def compared(self, left: ast.expr, ops: list[ast.cmpop], rest: list[ast.expr]) -> Any:
        result, first = True, self.value(left)
        for op, node in zip(ops, rest, strict=True):
            second = self.value(node)
            result = COMPARISONS[type(op)](first, second)
            if not result:
                return result
            first = second
        return result

    def call(self, func: ast.expr, args: list[ast.expr]) -> Any:
        match func, args:
            case ast.Name("any" | "all" as name), [ast.GeneratorExp() as generator]:
                return {"any": any, "all": all}[name](self.generated(generator))
            case ast.Attribute(owner, "startswith"), [prefixes]:
                return str.startswith(self.value(owner), self.value(prefixes))
            case ast.Name("Duration"), _:
                return _span([self.value(each) for each in args])
            case ast.Name(name), _ if name in _PLAIN and len(args) == 1:
                return _PLAIN[name](self.value(args[0]))
            case ast.Name(name), _ if name in self.functions:
                return self.functions[name](*(self.value(each) for each in args))
            case _:
                raise UnprovedError(
                    f"line {func.lineno}: `{ast.unparse(func)}` has no meaning here"
                )

    def generated(self, node: ast.GeneratorExp) -> list[Any]:
        match node.generators:
            case [ast.comprehension(ast.Name(name), source, [], 0)]:
                return [self.with_one(name, each).value(node.elt) for each in self.value(source)]
            case _:
                raise UnprovedError(f"line {node.lineno}: this loop has no meaning here")

    def with_one(self, name: str, value: Any) -> _Evaluation:
        def scope(key: str) -> Any:
            return value if key == name else self.scope(key)

        return _Evaluation(scope, self.functions)

"""Reads the calls of a calculation into a tree."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from tablewright_verify.meaning import FUNCTIONS
from tablewright_verify.sheet.names import Subject
from tablewright_verify.text.records import Records
from tablewright_verify.trees import Call, Const, Read, Tree
from tablewright_verify.values import Duration, UnprovedError


def tree_of(node: ast.expr, subject: Callable[[str], Subject], records: Records) -> Tree:
    """The tree of an expression over `f`."""
    match node:
        case ast.Attribute(ast.Name("f"), name):
            return Read(subject(name))
        case ast.Call(ast.Name(function), args, []) if (
            function in FUNCTIONS and function in records.module.imports
        ):
            return Call(function, tuple(tree_of(each, subject, records) for each in args))
        case _:
            return Const(_constant(records.read(node), node))


def _constant(value: object, node: ast.expr) -> bool | Decimal | str | dt.date | Duration:
    match value:
        case bool() | Decimal() | dt.date() | Duration():
            return value
        case str():
            return str(value)
        case int():
            return Decimal(value)
        case _:
            raise UnprovedError(f"line {node.lineno}: this constant is not expected")

"""The imports of a generated module: those names of the runtime that its text uses."""

from __future__ import annotations

import ast

STANDARD = {
    "collections.abc": ("Mapping",),
    "dataclasses": ("dataclass",),
    "datetime": ("date",),
    "decimal": ("Decimal",),
    "enum": ("StrEnum",),
    "typing": ("Any", "NamedTuple", "Self"),
}
RUNTIME = {
    "._calculate": (
        *("add", "at_most", "choose", "count", "divide", "equal"),
        *("first_known", "larger_of", "least", "less", "mean", "more", "most", "multiply"),
        *("negative", "not_below", "not_equal", "round_down", "round_half_even", "round_up"),
        *("smaller_of", "subtract", "total", "within", "within_period"),
    ),
    "._calendar": ("after", "age", "back", "days_between", "shift", "together"),
    "._decision": ("BaseDecision",),
    "._explain": ("Explanation",),
    "._model": (
        *("Calculation", "Cell", "Checklist", "Facts", "Hits", "Impossible", "Input", "Item"),
        *("Model", "Rule", "Table", "Truths", "Version"),
    ),
    "._ranges": (
        *("INFINITY", "LARGEST", "NOTHING", "Duration", "End", "Nothing", "Range", "Truth"),
        *("as_member", "given", "or_nothing", "truth_of"),
    ),
    "._reasons": ("kind_failed", "kinds_not_met"),
    "._request": ("admitted", "from_mapping"),
    "._support": (
        *("YES_NO", "all_of", "any_of", "at_least", "checked", "checklist_table", "has_all"),
        *("has_any", "is_duration", "is_list", "is_number", "is_text", "item_alone", "negate"),
        *("none_of", "normal", "normal_codes", "only_if", "output_of"),
    ),
}


def imports_of(module: str) -> str:
    """The import statements, standard library first."""
    used = {node.id for node in ast.walk(ast.parse(module)) if isinstance(node, ast.Name)}
    groups = (_statements(source, used) for source in (STANDARD, RUNTIME))
    return "\n\n".join("\n".join(group) for group in groups)


def _statements(source: dict[str, tuple[str, ...]], used: set[str]) -> list[str]:
    wanted = {module: [n for n in names if n in used] for module, names in source.items()}
    return [f"from {module} import {', '.join(names)}" for module, names in wanted.items() if names]

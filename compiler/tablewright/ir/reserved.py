"""Code names that a workbook cannot use, because Python or the generated modules use them.

Three groups, by what a name becomes: every name becomes an attribute or a function's local; the
title of a table or checklist a function of the module; a closed text a class (`her2_status`,
`Her2Status`), which is why names of classes are listed without capitals and underscores.
"""

from __future__ import annotations

from keyword import kwlist, softkwlist

# Written out, for what `builtins` holds differs between versions of Python.
_BUILTINS = frozenset(
    {
        *("abs", "all", "any", "bool", "bytes", "classmethod", "dict", "float", "frozenset"),
        *("hash", "id", "int", "isinstance", "iter", "len", "list", "map", "max", "min", "next"),
        *("object", "open", "print", "property", "range", "repr", "round", "self", "set"),
        *("sorted", "staticmethod", "str", "sum", "super", "tuple", "type", "vars", "zip"),
    }
)

# Attributes of requests, decisions and named tuples, and names of imported modules and types.
_ATTRIBUTES = frozenset(
    {
        *("count", "date", "datetime", "decide", "decision", "digest", "exact", "explain"),
        *("from_mapping", "index", "missing", "policy", "possible", "r", "request", "rule"),
        *("rules", "satisfied_by", "status", "to_dict", "unmet", "version", "versions"),
    }
)

RESERVED: frozenset[str] = (
    _BUILTINS | _ATTRIBUTES | frozenset(word.lower() for word in (*kwlist, *softkwlist))
)

RESERVED_FOR_FUNCTIONS: frozenset[str] = frozenset(
    {
        *(
            "add",
            "admitted",
            "after",
            "age",
            "all_of",
            "any_of",
            "as_member",
            "at_least",
            "at_most",
        ),
        *("back", "checked"),
        *("checklist_table", "choose", "dataclass", "days_between", "divide", "equal", "facts"),
        *(
            "first_known",
            "given",
            "has_all",
            "has_any",
            "item_alone",
            "is_duration",
            "is_list",
            "is_number",
            "is_text",
        ),
        *("kind_failed", "kinds_not_met", "larger_of", "least", "less", "mean", "more", "most"),
        *("multiply", "negate", "negative", "none_of", "normal", "normal_codes"),
        *("not_below", "not_equal", "only_if", "or_nothing", "output_of", "round_down"),
        *("round_half_even", "round_up"),
        *("shift", "smaller_of", "snapshot", "sound", "subtract", "together", "total", "truth_of"),
        *("within", "within_period"),
    }
)

RESERVED_FOR_CLASSES: frozenset[str] = frozenset(
    {
        *("any", "basedecision", "calculation", "cell", "checklist", "decimal", "decision"),
        *("duration", "end", "explanation", "facts", "hits", "impossible", "input", "item"),
        *("mapping", "missing", "model", "namedtuple", "nothing", "range", "reason", "request"),
        *("rule", "self", "status", "strenum", "table", "truth", "truths", "version"),
    }
)

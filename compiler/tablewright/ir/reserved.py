"""Code names that a workbook cannot use, because Python or the generated modules use them.

A closed-text name also becomes a class (`her2_status`, `Her2Status`), so names of classes are
listed in the form in which an analyst's name would meet them.
"""

from __future__ import annotations

from keyword import kwlist, softkwlist

# Names of Python that generated code relies on. Written out: what `builtins` holds differs
# between versions of Python.
_PYTHON = frozenset(
    {
        *("abs", "all", "any", "bool", "bytes", "classmethod", "date", "datetime", "decimal"),
        *("dict", "enum", "float", "frozenset", "hash", "id", "int", "isinstance", "iter", "len"),
        *("list", "map", "max", "min", "next", "object", "print", "property", "range", "repr"),
        *("round", "self", "set", "sorted", "staticmethod", "str", "str_enum", "sum", "super"),
        *("timedelta", "tuple", "vars", "zip"),
    }
)

# Names of the contract of generated modules, and of what they share.
_GENERATED = frozenset(
    {
        *("conflict", "decide", "decision", "digest", "exact", "explain", "explanation"),
        *("from_mapping", "inputs", "item", "label", "mapping", "metadata", "missing", "model"),
        *("nothing", "on", "policy", "possible", "r", "request", "rule", "rules", "status"),
        *("support", "table", "to_dict", "truth", "unknown", "version", "versions"),
    }
)

RESERVED: frozenset[str] = _PYTHON | _GENERATED | {word.lower() for word in (*kwlist, *softkwlist)}

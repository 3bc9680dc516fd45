"""What surrounds the rules: classes, public functions, the copy of a request, maps of the model.

These have one form, up to names. Whatever the module holds beyond it is unexpected.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tablewright_verify.proof.context import Context
from tablewright_verify.proof.ledger import How, Shown
from tablewright_verify.sheet.names import Name, Subject
from tablewright_verify.sheet.naming import class_name
from tablewright_verify.text.module import body_of
from tablewright_verify.text.records import Record
from tablewright_verify.values import UnprovedError

_NONE = Subject("", "")


def plain_dump(node: ast.stmt) -> str:
    """A statement without docstrings and annotations, which have no effect."""
    copied = ast.parse(ast.unparse(node)).body[0]
    for part in ast.walk(copied):
        if isinstance(part, ast.FunctionDef | ast.ClassDef):
            part.body = body_of(part) or [ast.Pass()]
        if isinstance(part, ast.FunctionDef):
            part.returns = None
        if isinstance(part, ast.arg | ast.AnnAssign):
            part.annotation = ast.Constant(value=None)
    return ast.dump(copied)


def prove_form(context: Context, kind: str, node: ast.stmt, source: str) -> None:
    """That a definition is this one."""
    wanted = ast.parse(source).body[0]
    name = getattr(node, "name", ast.unparse(node)[:40])
    about = f"{name}, line {node.lineno}"
    if plain_dump(node) == plain_dump(wanted):
        context.ledger.proved(kind, about, How.FORM)
    else:
        context.ledger.refuted(
            kind, about, f"{name} is not what every module has", Shown(how=How.FORM)
        )


def prove_shell(context: Context) -> None:
    """Everything that is no rule, item, calculation or record."""
    functions = dict(_functions(context))
    classes = dict(_classes(context))
    _prove_definitions(context, "function", functions, context.module.functions, _work(context))
    _prove_definitions(context, "class", classes, context.module.classes, set())
    _prove_enums(context)
    _prove_facts(context)


def _prove_definitions(
    context: Context,
    kind: str,
    wanted: dict[str, str],
    held: dict[str, ast.FunctionDef] | dict[str, ast.ClassDef],
    others: set[str],
) -> None:
    for name, source in wanted.items():
        if name in held:
            prove_form(context, kind, held[name], source)
        else:
            context.ledger.refuted(kind, name, f"{name} is missing", Shown(how=How.FORM))
    for name in sorted(held.keys() - wanted.keys() - others):
        context.ledger.unproved(kind, name, f"line {held[name].lineno}: {name} is not expected")


def _work(context: Context) -> set[str]:
    """The functions that work facts out, and the entry check, which are proved by themselves."""
    found = {fact.function for fact in context.index.facts.values() if fact.what == "function"}
    return {*found, "_sound"}


def _constant_of(context: Context, wanted: Record) -> str:
    names = (
        name
        for name, node in context.module.values.items()
        if isinstance(node, ast.Call) and context.records.named(name) is wanted
    )
    return next(names)


def decision_classes(context: Context) -> Iterator[tuple[str, str, str]]:
    """Each public function with its class and the constant of its table."""
    book = context.book
    for table in book.tables:
        record = context.by_name("tables", "Table", table.name)
        answers = table.name == book.policy.decision
        name = "Decision" if answers else f"{class_name(table.code)}Decision"
        yield table.code, name, _constant_of(context, record)
    for checklist in book.checklists:
        record = context.by_name("checklists", "Checklist", checklist.name)
        constant = f"{_constant_of(context, record)}_TABLE"
        yield checklist.code, f"{class_name(checklist.code)}Decision", constant


def _functions(context: Context) -> Iterator[tuple[str, str]]:
    for code, name, constant in decision_classes(context):
        source = f"return {name}(MODEL, {constant}, _facts(request))"
        yield code, f"def {code}(request: Request):\n    {source}"
        if name == "Decision":
            yield "decide", f"def decide(request: Request):\n    {source}"
    yield "explain", "def explain(request: Request):\n    return decide(request).explain()"
    taken = [f"    f.{each.code} = {_taken(each)}" for each in context.book.inputs]
    copied = [
        "def _snapshot(r: Request):",
        "    f = _Facts.__new__(_Facts)",
        *taken,
        "    return f",
    ]
    yield "_snapshot", "\n".join(copied)
    refused = ["    if any(row.met(f) for row in MODEL.impossible):", "        admitted(MODEL, r)"]
    facts = [
        "def _facts(r: Request):",
        "    f = _snapshot(r if _sound(r) else admitted(MODEL, r))",
        *(refused if context.book.impossible else []),
        "    return f",
    ]
    yield "_facts", "\n".join(facts)


def _taken(name: Name) -> str:
    """Codes are copied as they are compared."""
    if name.kind != "code":
        return f"r.{name.code}"
    return f"normal_codes(r.{name.code})" if name.is_list else f"normal(r.{name.code})"


def _classes(context: Context) -> Iterator[tuple[str, str]]:
    fields = "\n".join(f"    {name.code}: None = None" for name in context.book.inputs)
    read = "return from_mapping(MODEL, cls, values)"
    made = f"    @classmethod\n    def from_mapping(cls, values):\n        {read}"
    yield "Request", f"@dataclass(slots=True, kw_only=True)\nclass Request:\n{fields}\n{made}"
    for table in context.book.tables:
        outputs = "\n".join(f"    {output.code}: None" for output in table.outputs)
        name = f"{class_name(table.code)}Outcome"
        yield name, f"class {name}(NamedTuple):\n{outputs}"
    codes = {table.code: [o.code for o in table.outputs] for table in context.book.tables}
    for code, name, _ in decision_classes(context):
        properties = "\n".join(
            f"    @property\n    def {output}(self):\n"
            f"        value: None = self._output({at})\n        return value"
            for at, output in enumerate(codes.get(code, ["met"]))
        )
        yield name, f"class {name}(BaseDecision):\n    __slots__ = ()\n{properties}"
    yield "_Facts", _facts_class(context)


def _facts_class(context: Context) -> str:
    """The class of facts: a place for each, which is proved to be there; annotations are none."""
    held = context.module.classes["_Facts"]
    slots: set[str] = set()
    for statement in body_of(held):
        match statement:
            case ast.Assign([ast.Name("__slots__")], ast.Tuple(elts)):
                slots = {str(e.value) for e in elts if isinstance(e, ast.Constant)}
                if len(slots) != len(elts):
                    raise UnprovedError(f"line {statement.lineno}: a slot is not expected")
    wanted = set(context.index.facts)
    context.ledger.same("class", "_Facts slots", sorted(wanted), sorted(slots))
    lines = ["class _Facts(Request, Facts):"]
    for statement in body_of(held):
        if isinstance(statement, ast.AnnAssign) and statement.value is None:
            lines.append(f"    {ast.unparse(statement.target)}: None")
        elif isinstance(statement, ast.Assign) and "__slots__" in ast.unparse(statement.targets[0]):
            lines.append(f"    {ast.unparse(statement)}")
    return "\n".join(lines)


def _prove_enums(context: Context) -> None:
    wanted = {}
    names = [*context.book.inputs, *(c.name for c in context.book.calculations)]
    names += [output for table in context.book.tables for output in table.outputs]
    for name in names:
        if name.members and name.kind == "text":
            wanted[class_name(name.code)] = {code: text for text, code in name.members}
    for title in context.module.enums:
        if title not in wanted:
            context.ledger.unproved("class", title, f"{title} is not expected")
    for title, members in wanted.items():
        held = context.module.enums.get(title)
        pairs = {key: str(each) for key, each in held.__members__.items()} if held else {}
        context.ledger.same("allowed values", title, list(members.items()), list(pairs.items()))


def _prove_facts(context: Context) -> None:
    """Every table, checklist and output has its fact, and every fact reads its own source."""
    ledger, index = context.ledger, context.index
    maps: dict[str, dict[str, object]] = {"outputs": {}, "items": {}, "kinds": {}}
    for name, fact in index.facts.items():
        match fact.what:
            case "output":
                ledger.same("fact", name, name, index.subject(name).name)
                ledger.same("fact", f"{name}, its codes", _of_codes(context, name), fact.codes)
                maps["outputs"][name] = (context.records.named(fact.record), fact.position)
            case "item" | "own item":
                maps["items"][name] = _place(context, name)
                if not fact.alone:
                    _prove_alone(context, name)
            case "function" if index.subjects.get(name, _NONE).what == "own item":
                maps["items"][name] = _place(context, name)
            case "kinds":
                maps["items"][name] = (context.records.named(fact.record), -1)
            case "kind fact":
                maps["kinds"][name] = (context.records.named(fact.record), fact.kinds[1:])
            case "checked":
                _prove_checked(context, name, fact.record, fact.reads)
    for field, wanted in maps.items():
        held = context.model.get(field, {})
        ledger.same("model", f"MODEL.{field}", _flat(wanted), _flat(held))
    _prove_functions_of_facts(context)


def _of_codes(context: Context, output: str) -> bool:
    """Whether an output is compared as codes are."""
    named = (e.name for e in context.book.scope.values() if e.subject == ("output", output, 0))
    return any(name.kind == "code" for name in named)


def _place(context: Context, name: str) -> tuple[Record, object]:
    """The checklist and the position of an item that a fact is."""
    _, title, position = context.index.subject(name)
    return context.by_name("checklists", "Checklist", title), position


def _prove_alone(context: Context, name: str) -> None:
    """An item is read from its checklist as it is only where no group above has a condition."""
    _, title, part = context.index.subject(name)
    position = part if isinstance(part, int) else 0
    items = next(each for each in context.book.checklists if each.name == title).items
    above = items[position].parent if 0 <= position < len(items) else 0
    while above and items[above].only_if is None:
        above = items[above].parent
    context.ledger.same("fact", f"{name} under its groups", 0, above, items[above].address)


def _flat(held: object) -> object:
    """A map of records, comparable."""
    if not isinstance(held, dict):
        return held
    return {
        key: tuple(each.get("name") if isinstance(each, Record) else each for each in value)
        for key, value in held.items()
    }


def _prove_checked(context: Context, name: str, constant: str, reads: str) -> None:
    """A checklist asked by itself."""
    table = context.records.named(constant)
    checklist = table.get("checklist") if isinstance(table, Record) else None
    if not isinstance(table, Record) or not isinstance(checklist, Record):
        raise UnprovedError(f"{constant} is no checklist's table")
    subject = context.index.subject(reads)
    wanted = (str(checklist.get("name")), 0, reads, f"{reads}_rules")
    held = (subject.name, subject.part, table.get("name"), name)
    context.ledger.same("fact", name, wanted, held)


def _prove_functions_of_facts(context: Context) -> None:
    """No function works out two facts, and every checklist can be asked by itself."""
    functions = [fact.function for fact in context.index.facts.values() if fact.what == "function"]
    context.ledger.same("fact", "functions of facts", len(functions), len(set(functions)))
    wholes = {
        subject.name
        for name, subject in context.index.subjects.items()
        if subject.what == "item" and subject.part == 0 and f"{name}_rules" in context.index.facts
    }
    wanted = {checklist.name for checklist in context.book.checklists}
    context.ledger.same("fact", "checklists", wanted, wholes)
    codes = {output.code for table in context.book.tables for output in table.outputs}
    held = {s.name for s in context.index.subjects.values() if s.what == "output"}
    context.ledger.same("fact", "outputs", codes, held)

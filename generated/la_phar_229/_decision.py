"""The answer to a request, with its reasons. Standard library only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._model import Model, Rule, Table
from ._ranges import plain
from ._support import LISTS, Answer, Status, answering, needed, settled

if TYPE_CHECKING:
    from ._completions import Settlement
    from ._explain import Explanation
    from ._reasons import Missing, Reasons


class BaseDecision:
    """An answer. What explains it is worked out when first asked for, from facts of its own."""

    __slots__ = ("_answer", "_facts", "_model", "_settlement", "_table")

    def __init__(self, model: Model, table: Table, facts: Any) -> None:
        self._model, self._table, self._facts = model, table, facts
        hits = getattr(facts, table.hits)
        self._answer: Answer | None = settled(table, hits, facts)
        if self._answer is not None and needed(hits[0], facts):
            self._answer = None
        self._settlement: Settlement | None = None

    def _settled(self) -> Settlement:
        """All completions, for an answer that the first look leaves open."""
        if self._settlement is None:
            from ._completions import settle  # noqa: PLC0415 - only undecided requests pay for it

            self._settlement = settle(self._model, self._table, self._facts)
        return self._settlement

    def _answered(self) -> Answer:
        if self._answer is None:
            possible = self._settled().possible
            one = len(possible) == 1
            self._answer = possible[0] if one else Answer(Status.NEEDS_INFORMATION)
        return self._answer

    @property
    def status(self) -> Status:
        """What became of the request."""
        return self._answered().status

    def _output(self, position: int) -> Any:
        """An output by its column, None unless decided; of list policies one for each rule."""
        result = self._answered()
        if result.status is not Status.DECIDED:
            return None
        if self._table.policy in LISTS:
            return tuple(outcome[position] for outcome in result.outcome)
        return result.outcome[position]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that answer, or that may answer while information is needed; in sheet order."""
        if self._settlement is None and self._answer is not None:
            return answering(self._table, getattr(self._facts, self._table.hits)[0])
        return self._settled().rules

    @property
    def rule(self) -> Rule | None:
        """The rule that answers, None unless it is the only one."""
        rules = self.rules
        return rules[0] if len(rules) == 1 and self.status is Status.DECIDED else None

    @property
    def exact(self) -> bool:
        """False only if the search for completions ended early; what is decided is always exact."""
        self._answered()
        return self._settlement is None or bool(self._settlement.exact)

    @property
    def possible(self) -> tuple[Any, ...]:
        """The outcomes still possible; a status stands for completions that have none."""
        answered = self._answered()
        answers = (answered,) if self._settlement is None else self._settlement.possible
        return tuple(a.status if a.outcome is None else a.outcome for a in answers)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What to ask for: each question alone can change the answer. Empty when decided."""
        if self.status is not Status.NEEDS_INFORMATION:
            return ()
        from ._completions import narrowed  # noqa: PLC0415 - see above
        from ._reasons import missing  # noqa: PLC0415 - see above

        facts = narrowed(self._model, self._facts)
        return missing(self._model, self._table, facts, self._settled())

    @property
    def unmet(self) -> tuple[str, ...]:
        """Citations of the failed items of the checklists that count."""
        return self._reasons().unmet

    @property
    def satisfied_by(self) -> tuple[str, ...]:
        """Citations of the alternatives that held in met any-of and at-least groups."""
        return self._reasons().satisfied_by

    @property
    def open(self) -> tuple[str, ...]:
        """Citations of the unknown items of the checklists that count, decided or not."""
        return self._reasons().open

    def _reasons(self) -> Reasons:
        from ._completions import narrowed  # noqa: PLC0415 - see above
        from ._reasons import reasons  # noqa: PLC0415 - see above

        facts = narrowed(self._model, self._facts)
        return reasons(self._model, self._table, facts, self.rules)

    def explain(self) -> Explanation:
        """Every table and item: met, not met or unknown, with the value read and the cell."""
        from ._explain import explain  # noqa: PLC0415 - see above

        return explain(self._model, self._facts)

    def to_dict(self) -> dict[str, Any]:
        """The decision as plain JSON values, an audit record: exact numbers are texts."""
        model, reasons = self._model, self._reasons()
        version = model.version
        given = {name: getattr(self._facts, name) for name in model.inputs}
        return {
            "policy": version.policy,
            "version": version.version,
            "workbook": version.workbook,
            "digest": version.digest,
            "table": self._table.name,
            "status": self.status.value,
            **{name: plain(self._output(at)) for at, name in enumerate(self._table.outputs)},
            "rules": [
                {"id": rule.id, "table": rule.table, "cell": rule.cell, "cite": rule.cite}
                for rule in self.rules
            ],
            "unmet": list(reasons.unmet),
            "satisfied_by": list(reasons.satisfied_by),
            "open": list(reasons.open),
            "missing": [question.to_dict() for question in self.missing],
            "possible": [
                value.value if isinstance(value, Status) else plain(value)
                for value in self.possible
            ],
            "exact": self.exact,
            "request": {name: plain(value) for name, value in given.items() if value is not None},
        }

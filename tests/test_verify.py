"""The proof: both real modules are proved, and a change of meaning is shown on a request."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from tablewright.source.grid import Workbook
from tablewright.source.reader import read_workbook
from tablewright_verify.certificate import Proof, fits, prove
from tablewright_verify.proof.ledger import How, Verdict
from tablewright_verify.trusted import strangers
from tests.python_files import GENERATED, PACKAGE, ROOT

FOLDER = GENERATED / "la_phar_229"
RUNTIME = PACKAGE / "emit" / "python" / "runtime"
VERSIONS = ("2024", "2025")


def texts_in(folder: Path) -> dict[str, str]:
    """The runtime modules of a folder."""
    paths = (path for path in folder.glob("_*.py") if path.name != "__init__.py")
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


@cache
def module_of(version: str) -> str:
    """The text of a generated module."""
    return (FOLDER / f"v{version}.py").read_text(encoding="utf-8")


@cache
def workbook_of(version: str) -> Workbook:
    """The workbook of a version."""
    label = f"la_phar_229/{version}.xlsx"
    workbook = read_workbook(ROOT / "tables" / label, label).workbook
    assert workbook is not None
    return workbook


def proof_of(text: str, version: str = "2025") -> Proof:
    """The proof of a text against the workbook of a version."""
    return prove(workbook_of(version), f"la_phar_229/v{version}.py", text, texts_in(FOLDER))


def spoiled(old: str, new: str, version: str = "2025") -> Proof:
    """The proof of a module with one piece of its text changed."""
    assert old in module_of(version)
    return proof_of(module_of(version).replace(old, new, 1), version)


def test_the_runtime_has_been_read() -> None:
    """The runtime that a build copies is, byte for byte, the one that the checker trusts."""
    assert not strangers(texts_in(RUNTIME)), (
        "Read what changed in these modules, for every proof rests on them. Then run: "
        "python -m tablewright_verify.trusted compiler/tablewright/emit/python/runtime > new.json "
        "&& mv new.json compiler/tablewright_verify/trusted.json"
    )


@pytest.mark.parametrize("version", VERSIONS)
def test_a_generated_module_is_proved(version: str) -> None:
    """Every obligation of a committed module is proved, and there are many of each kind."""
    proof = proof_of(module_of(version), version)
    counts = {kind: sum(how.values()) for kind, how in proof.ledger.counts().items()}
    assert not [f"{each.kind} {each.about}: {each.message}" for each in proof.failures]
    assert counts["guard"] == counts["sureness"] == counts["cell"] // 3
    assert counts["entry check"] == 39
    assert counts["group"] >= 27
    assert not any(each.how is How.SLOWLY for each in proof.ledger.found)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_certificate_lies_beside_its_module(version: str) -> None:
    """The committed certificate is the one that the proof writes today."""
    path = FOLDER / f"v{version}.proof.json"
    held = path.read_text(encoding="utf-8")
    assert json.loads(held)["digests"] == proof_of(module_of(version), version).digests
    assert held == proof_of(module_of(version), version).to_json()


def test_a_certificate_fits_only_its_own_texts() -> None:
    """A certificate fits the texts that it was made of, and none that differ by one sign."""
    proof = proof_of(module_of("2025"))
    certificate = proof.to_json().encode()
    other = spoiled("# Rule N1", "# Rule N2")
    assert fits(certificate, proof.digests)
    assert other.proved
    assert not fits(certificate, other.digests)


@pytest.mark.parametrize(
    ("old", "new", "given"),
    [
        ("0 < dose_mg <= 100", "0 < dose_mg < 100", {"dose_mg": 100}),
        ('her2_status == "equivocal")', 'her2_status == "low")', {"diagnosis": "breast cancer"}),
        ("member_age >= 18", "member_age > 18", {}),
        ("any_of(i2_a, i2_b)", "all_of(i2_a, i2_b)", {}),
        ("0 <= r.age_years <= 130", "0 <= r.age_years <= 131", {"age_years": 131}),
        ("type(r.age_years) is int", "is_number(r.age_years)", {}),
        ("type(r.request_date) is date", "r.request_date <= date.max", {}),
        ('Decimal("3.6")', 'Decimal("3.7")', {}),
        ("divide(f.dose_mg, f.weight_kg))\n", "divide(f.weight_kg, f.dose_mg))\n", {}),
        ("breast_cancer_initial is not False", "breast_cancer_initial is True", {}),
        ("Range(End(0), End(29))", "Range(End(0), End(30))", {"days_on_therapy": None}),
        ("(DiseaseStatus.RECURRENT,), ", "", {"disease_status": None}),
        ("if benefit is not None:", "if True:", {}),
        ('cite="I.A",', 'cite="I.B",', {}),
        ("f.drug = normal(r.drug)", "f.drug = r.drug", {}),
        (
            "DeterminationOutcome(Outcome.APPROVE, 6,",
            "DeterminationOutcome(Outcome.APPROVE, 7,",
            {},
        ),
        ("in_force_from=date(2025, 8, 1)", "in_force_from=date(2025, 8, 2)", {}),
        ("f.breast_cancer_initial_items[1]", "f.breast_cancer_initial_items[2]", {}),
        ("only_if(dose_increase, any_of(i4_a, i4_b))", "any_of(i4_a, i4_b)", {}),
    ],
)
def test_a_change_of_meaning_is_refuted(old: str, new: str, given: dict[str, object]) -> None:
    """One piece of text that says something else is refuted, with a request that shows it."""
    failures = spoiled(old, new).failures
    refuted = [each for each in failures if each.verdict is Verdict.REFUTED]
    assert refuted
    assert all(each.request is not None for each in refuted)
    request = refuted[0].request or {}
    assert given.items() <= request.items()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0 < dose_mg <= 100", "0 <= dose_mg <= 100"),  # no dose of 0 is allowed
        ('Decimal("3.6")', 'Decimal("3.60")'),
        ("all_of(i1_a, i1_b)", "all_of(i1_b, i1_a)"),
        # What the quick half of the entry check does not take, the slow half does.
        ("0 <= r.age_years <= 130", "0 <= r.age_years < 130"),
        ('diagnosis is None or diagnosis != "breast cancer"', 'diagnosis != "breast cancer"'),
    ],
)
def test_a_change_that_means_the_same_is_proved(old: str, new: str) -> None:
    """Other words for the same meaning are proved, not refused."""
    assert spoiled(old, new).proved


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    may: list[Rule] = []\n", "    may: list[Rule] = []\n    while may:\n        pass\n"),
        ("N_3_6 = ", "print()\nN_3_6 = "),
        ("from ._calendar import age", "from os import getcwd as age"),
        ("benefit = f.benefit", "benefit = f.__dict__.get('benefit')"),
        ('benefit != "medical"', 'benefit.__class__("medical") != "medical"'),
    ],
)
def test_an_unknown_construct_is_not_proved(old: str, new: str) -> None:
    """What the checker does not know fails, whatever it may mean."""
    assert not spoiled(old, new).proved


def test_a_changed_runtime_is_not_trusted() -> None:
    """A runtime whose text is another proves nothing."""
    texts = texts_in(FOLDER)
    texts["_support.py"] += "\n"
    proof = prove(workbook_of("2025"), "la_phar_229/v2025.py", module_of("2025"), texts)
    assert [each.about for each in proof.failures] == ["_support.py"]
    assert proof.failures[0].verdict is Verdict.UNPROVED


def test_the_other_version_is_refuted() -> None:
    """The module of one version is no proof for the workbook of the next."""
    assert any(
        each.verdict is Verdict.REFUTED for each in proof_of(module_of("2024"), "2025").failures
    )

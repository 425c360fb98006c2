"""What several tests build on: the project, a copy of the small plan, and the demo site as the build makes it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from handbook.plan.dates import set_today
from handbook.plan.loader import load
from handbook.plan.plan import Plan
from handbook.publish.build import build

PROJECT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)


FIGURES: list[str] = []
"""What the tests counted and measured, shown after the run."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for figure in FIGURES:
        terminalreporter.write_line(figure)


@pytest.fixture(autouse=True, scope="session")
def _fixed_day() -> None:
    set_today(TODAY)


@pytest.fixture(scope="session")
def demo() -> Plan:
    """The plan of Eksempelby Kommune."""
    return load(PROJECT).plan


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the small plan of the tests, free to be broken."""
    shutil.copytree(PROJECT / "tests" / "plan" / "national", tmp_path / "plan_data" / "national")
    shutil.copytree(PROJECT / "tests" / "plan" / "kommune", tmp_path / "plan_data" / "kommune")
    shutil.copytree(PROJECT / "tests" / "plan" / "docs", tmp_path / "docs")
    return tmp_path


@pytest.fixture(scope="session")
def staff_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's staff handbook, built once."""
    folder = tmp_path_factory.mktemp("staff")
    assert build(PROJECT, ["staff"], folder) is None
    return folder / "staff"


@pytest.fixture(scope="session")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's citizens' site, built once."""
    folder = tmp_path_factory.mktemp("public")
    assert build(PROJECT, ["public"], folder) is None
    return folder / "public"

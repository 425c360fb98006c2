"""The command line: exit codes, formats, and what an editor sees."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.cli import main


@pytest.fixture
def broken(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project)
    page = project / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + '\n{{ phone("findes-ikke") }}\n', "utf-8")
    return project


def test_a_sound_plan_exits_with_0(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(project)
    assert main(["check", "--today", "2026-11-21"]) == 0
    assert capsys.readouterr().out == ""


def test_a_problem_exits_with_1_and_one_line(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (broken / "docs" / "index.md").read_text("utf-8").splitlines()
    assert main(["check", "--today", "2026-11-21"]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"docs/index.md:{len(lines)}:4: macro: `findes-ikke` findes ikke")
    assert out.count("\n") == 1


def test_github_shows_the_problem_at_its_line(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--format", "github", "--today", "2026-11-21"])
    assert capsys.readouterr().out.startswith("::error file=docs/index.md,line=")


def test_json_is_json(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--format", "json", "--today", "2026-11-21"])
    (problem,) = json.loads(capsys.readouterr().out)
    assert problem["rule"] == "macro"
    assert problem["severity"] == "error"


def test_only_the_asked_files_are_shown(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "plan_data", "--today", "2026-11-21"]) == 0
    assert main(["check", "./docs/index.md", "--today", "2026-11-21"]) == 1


def test_who_has_read_enough_gets_no_traceback(broken: Path) -> None:
    command = [sys.executable, "-m", "handbook.cli", "check", "--format", "json"]
    with subprocess.Popen(command, cwd=broken, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout
        assert run.stderr
        run.stdout.close()
        assert run.stderr.read() == ""
    assert run.returncode == 1

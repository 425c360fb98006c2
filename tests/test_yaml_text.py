"""YAML read as text: what an editor wrote stays what it is, and no input of any kind brings the loader down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.plan.checks import check_plan
from handbook.plan.loader import load
from handbook.plan.problem import as_text
from handbook.plan.record import plain_data
from handbook.plan.schema import FILE, schema
from handbook.plan.yaml_text import parse
from tests.conftest import PROJECT, TODAY

KEYS = st.sampled_from(["id", "name", "roles", "hours", "edges", "under_18", "duties", "tasks"])
SHAPES = st.recursive(
    st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def test_times_numbers_and_yes_and_no_stay_text() -> None:
    node, problems = parse("a: 12:30\nb: 0045701\nc: no\nd: 1e3\ne: 2026-06-16\n", "x.yml")
    assert not problems
    assert node
    assert plain_data(node) == {"a": "12:30", "b": "0045701", "c": "no", "d": "1e3", "e": "2026-06-16"}


def test_every_value_knows_its_place() -> None:
    node, _ = parse("roles:\n  - id: laerer\n    name: Lærer\n", "x.yml")
    assert node
    value = node.get("roles").items[0].get("name")  # type: ignore[union-attr]
    assert str(value.place) == "x.yml:3:11"  # type: ignore[union-attr]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(alphabet=" \n\t:-[]{}\"'&*!|>#?%@`abcæøå012", max_size=120).map(str.encode)))
def test_any_bytes_at_all_give_problems_and_never_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    project: Path = tmp_path_factory.mktemp("bytes")
    (project / "plan_data").mkdir()
    (project / "plan_data" / "x.yml").write_bytes(data)
    loaded = load(project)
    problems = [*loaded.problems, *check_plan(loaded, (), TODAY)]
    assert problems
    assert "plan_data" in as_text(problems)


@settings(max_examples=150, deadline=None)
@given(SHAPES, st.sampled_from(["roles", "contacts", "nodes", "flow", "municipality", "coverage"]))
def test_any_shape_of_record_gives_problems_and_never_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, value: object, key: str
) -> None:
    project: Path = tmp_path_factory.mktemp("shapes")
    (project / "plan_data").mkdir()
    (project / "plan_data" / "x.yml").write_text(json.dumps({key: [value]}), "utf-8")
    (project / "plan_data" / "y.yml").write_text(json.dumps({key: value}), "utf-8")
    loaded = load(project)
    assert [*loaded.problems, *check_plan(loaded, (), TODAY)]


def test_the_schema_file_is_made_from_todays_records() -> None:
    assert (PROJECT / FILE).read_text("utf-8") == schema()

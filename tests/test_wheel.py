"""The annual wheel: every date of the plan is in it, overdue first, and its figure and list say the same."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from handbook.plan.fields import Done, Due
from handbook.plan.loader import load
from handbook.plan.page import Addresses, read_page, read_pages
from handbook.plan.plan import COLLECTIONS, Plan, Records
from handbook.plan.record import Part
from handbook.plan.wheel import Wheel, appointments, wheel
from macros.macro import WIDTH, Context
from macros.page import render
from tests.conftest import PROJECT, TODAY

NEITHER = {("Change", "date")}
"""Dates on which nobody must do or has done anything."""


def test_every_date_of_a_record_is_marked_as_due_or_done() -> None:
    """So that a new record with a date joins the wheel and the check, or says with `Done()` that it lies behind us."""
    unmarked = {
        (model.__name__, name)
        for model in parts()
        for name, field in model.model_fields.items()
        if date in leaves(field.annotation) and not any(isinstance(m, Due | Done) for m in field.metadata)
    }
    assert unmarked == NEITHER


def parts() -> Iterator[type[Part]]:
    """The types of all records and of the parts in them."""
    waiting: list[type[Part]] = list(COLLECTIONS.values())
    seen: set[type[Part]] = set()
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            yield model
            for field in model.model_fields.values():
                waiting += [leaf for leaf in leaves(field.annotation) if isinstance(leaf, type) and issubclass(leaf, Part)]


def leaves(annotation: object) -> list[object]:
    arguments = typing.get_args(annotation)
    return [leaf for argument in arguments for leaf in leaves(argument)] if arguments else [annotation]


def small(project: Path) -> Plan:
    return load(project).plan


def names(turned: Wheel, month: int) -> list[str]:
    return [a.name for a in turned.months[month].appointments]


def test_the_wheel_begins_with_the_month_of_the_day_and_has_twelve(project: Path) -> None:
    turned = wheel(small(project), TODAY)
    assert [month.first for month in turned.months][:3] == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]
    assert turned.months[-1].first == date(2027, 10, 1)


def test_what_comes_again_stands_in_each_month_that_it_falls_in(project: Path) -> None:
    turned = wheel(small(project), TODAY)
    held = [number for number in range(12) if "Cheferne følger op" in names(turned, number)]
    assert held == [2, 8]


def test_what_comes_again_and_was_missed_is_overdue_once_and_comes_again(project: Path) -> None:
    turned = wheel(small(project), date(2028, 2, 1))
    assert [a.name for a in turned.overdue].count("Cheferne følger op") == 1
    assert [number for number in range(12) if "Cheferne følger op" in names(turned, number)] == [5, 11]


def test_what_is_done_is_in_no_month(project: Path) -> None:
    plan = small(project)
    assert not [a for a in appointments(plan) if a.name == "Arbejdsgruppe"]
    todo = [a for a in appointments(plan) if a.kind == "production" and a.id == "organisering"]
    assert not todo


def test_each_step_of_an_approval_is_an_appointment_of_its_role(project: Path) -> None:
    found = [(a.day, a.do, a.owner) for a in appointments(small(project)) if a.id == "strategi"]
    assert found == [(date(2027, 2, 1), "Skriv teksten færdig", "tovholder"), (date(2027, 3, 1), "Godkend teksten", "leder")]


def test_a_coverage_is_called_by_its_element_and_leads_to_it(project: Path) -> None:
    plan = small(project)
    (found,) = [a for a in appointments(plan) if a.id == "henvendelser"]
    assert (found.name, found.kind, found.id, found.owner) == ("Henvendelser", "elements", "henvendelser", "leder")


def test_a_number_is_due_so_many_months_after_it_was_tried(project: Path) -> None:
    (found,) = [a for a in appointments(small(project)) if a.kind == "contacts"]
    assert (found.day, found.owner) == (date(2027, 6, 1), "tovholder")


def test_the_day_itself_is_not_overdue(project: Path) -> None:
    plan = small(project)
    revision = plan.municipality.next_revision
    assert not [a for a in wheel(plan, revision).overdue if a.kind == "municipalities"]
    assert [a for a in wheel(plan, revision + timedelta(days=1)).overdue if a.kind == "municipalities"]


def test_every_appointment_of_the_demo_is_somewhere_in_the_wheel(demo: Plan) -> None:
    turned = wheel(demo, TODAY)
    shown = [*turned.overdue, *(a for month in turned.months for a in month.appointments), *turned.later]
    assert {(a.kind, a.id, a.do) for a in shown} == {(a.kind, a.id, a.do) for a in appointments(demo)}
    assert {a.kind for a in shown} >= {"municipalities", "contacts", "cards", "elements", "sources", "subjects", "production", "rollout"}


def shown(plan: Plan, text: str, today: date = TODAY) -> str:
    pages, _ = read_pages(PROJECT)
    page, _ = read_page("planen/aarshjul.md", text)
    result = render(page, Context(plan, Addresses.of(pages, plan), page.path, today))
    assert not result.problems
    return result.text


def test_figure_and_list_say_the_same_and_every_line_has_a_role_and_a_link(demo: Plan) -> None:
    html = shown(demo, "{{ annual_wheel() }}")
    figure, listed = html.split("</figure>")
    turned = wheel(demo, TODAY)
    drawn = [int(number) for number in re.findall(r'y="\d+">(\d+)</text></g>', figure)]
    assert drawn == [len(month.appointments) for month in turned.months]
    sections = dict(zip(re.findall(r'<h2 id="([^"]+)"', listed), re.split(r"<h2 ", listed)[1:], strict=True))
    assert next(iter(sections)) == "overskredet"
    for month, number in zip(turned.months, drawn, strict=True):
        if number:
            links = re.findall(r'<a href="[^"]+">', sections[f"{month.first:%Y-%m}"])
            owners = sections[f"{month.first:%Y-%m}"].count("Ansvarlig: <a")
            assert len(links) - owners == number
            assert owners == sections[f"{month.first:%Y-%m}"].count("<dt>")


def test_the_figures_fit_a_phone_and_their_words_can_be_read(demo: Plan) -> None:
    for macro in ("annual_wheel", "plan_phases"):
        svg = shown(demo, f"{{{{ {macro}() }}}}").split("</figure>")[0]
        assert min(int(size) for size in re.findall(r'font-size="(\d+)"', svg)) >= 14
        assert f'viewBox="0 0 {WIDTH} ' in svg
        assert 'role="img"' in svg
        assert "style=" not in svg
        assert all(0 <= int(x) <= WIDTH for x in re.findall(r' x="(-?\d+)"', svg))


def test_the_same_day_gives_the_same_bytes_and_another_day_does_not(demo: Plan) -> None:
    assert shown(demo, "{{ annual_wheel() }}") == shown(demo, "{{ annual_wheel() }}")
    assert shown(demo, "{{ annual_wheel() }}") != shown(demo, "{{ annual_wheel() }}", TODAY + timedelta(days=30))


@pytest.mark.parametrize(("revision", "late"), [(date(2026, 11, 20), True), (date(2030, 6, 1), False)])
def test_the_four_years_of_the_law_are_shown(demo: Plan, revision: date, late: bool) -> None:  # noqa: FBT001 - a case
    municipality = demo.municipality.model_copy(update={"next_revision": revision})
    html = shown(replace(demo, municipalities=Records([municipality])), "{{ revision_rule() }}")
    assert "16. juni 2030" in html
    assert ("Overskredet" in html) is late


def test_the_guides_chapters_subjects_and_phases_are_all_there(demo: Plan) -> None:
    chapters = [len(demo.chapters[id].subjects) for id in demo.templates["guidens-skabelon"].chapters]
    assert chapters == [6, 4, 3]
    assert len(demo.subjects) == sum(chapters)
    assert demo.phases.ids == ("arbejdsgruppe", "udgangspunkt", "udviklingsomraader", "skriv", "udrulning")
    assert len(demo.principles) == 3
    assert all(len(principle.points) == 3 for principle in demo.principles)

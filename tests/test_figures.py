"""Figures of readiness, coverage and key figures: drawn without style, told in words, and silent about what is hidden."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from handbook.plan.plan import Plan, Records
from handbook.plan.views import tally
from handbook.plan.vocabulary import DataLevel, Status, Withheld
from macros.macro import MACROS
from tests.test_macros import rendered

CALLS = (
    "{{ coverage_matrix() }}",
    "{{ readiness_latest() }}",
    "{{ readiness_rounds() }}",
    '{{ key_figure("henvendelser-efter-halvaar") }}',
    '{{ key_figure("henvendelser-efter-distrikt") }}',
)


def drawing(html: str) -> Element:
    (svg,) = re.findall(r"<svg[^>]*role=\"img\".*?</svg>", html, re.DOTALL)
    return fromstring(svg)  # noqa: S314 - made by this project


@pytest.mark.parametrize("call", CALLS)
def test_a_figure_has_role_name_and_description_and_only_attributes(demo: Plan, call: str) -> None:
    html = rendered(demo, call).text
    tree = drawing(html)
    ids = {part.get("id"): part for part in tree.iter() if part.get("id")}
    assert ids[tree.get("aria-labelledby", "")].text
    assert ids[tree.get("aria-describedby", "")].text
    assert not re.search(r"<style|\sstyle=|<script|<a[\s>]", html[: html.index("</svg>")])
    assert int(tree.get("width", "")) <= 328
    assert all(re.fullmatch(r"\d+", part.get("width", "")) for part in tree.iter() if part.tag.endswith("rect"))
    assert "<table" in html


@pytest.mark.parametrize("call", CALLS)
def test_the_same_plan_gives_the_same_bytes(demo: Plan, call: str) -> None:
    assert rendered(demo, call).text == rendered(demo, call).text


@pytest.mark.parametrize("call", CALLS)
def test_every_number_of_a_figure_stands_in_the_table_beside_it(demo: Plan, call: str) -> None:
    html = rendered(demo, call).text
    shown = [part.text or "" for part in drawing(html).iter() if part.tag.endswith("text")]
    cells = re.sub(r"<[^>]+>", " ", " ".join(re.findall(r"<t[dh][^>]*>.*?</t[dh]>", html, re.DOTALL)))
    numbers = [text for text in shown if re.fullmatch(r"\d+(,\d)?( %)?", text) and not re.fullmatch(r"20\d\d", text)]
    assert numbers
    assert all(number in cells for number in numbers)


def test_every_bar_ends_within_the_drawing(demo: Plan) -> None:
    for call in CALLS:
        for part in drawing(rendered(demo, call).text).iter():
            if part.tag.endswith("rect"):
                assert int(part.get("x", "")) + int(part.get("width", "")) <= 328


def test_what_is_hidden_has_words_and_no_bar(demo: Plan) -> None:
    for figure in demo.key_figures:
        html = rendered(demo, f'{{{{ key_figure("{figure.id}") }}}}').text
        counts = [count for row in figure.rows for count in ((None,) * figure.width if row.suppressed else row.counts)]
        bars = [part for part in drawing(html).iter() if part.tag.endswith("rect")]
        words = [part.text for part in drawing(html).iter() if part.tag.endswith("text")]
        assert len(bars) == sum(isinstance(count, int) for count in counts)
        assert words.count("under 5") == counts.count(Withheld.SMALL)
        assert words.count("skjult") == counts.count(Withheld.PROTECTING) + counts.count(None)
    assert any(figure.withholds for figure in demo.key_figures)


def test_a_citizen_sees_the_public_table_and_no_other(demo: Plan, public_site: Path) -> None:
    html = (public_site / "planen" / "noegletal" / "index.html").read_text("utf-8")
    for figure in demo.key_figures:
        assert (figure.name in html) is bool(figure.public), figure.id
    assert sum(bool(figure.public) for figure in demo.key_figures) == 1


def test_open_data_is_shown_with_the_caveat_and_never_with_a_number(demo: Plan) -> None:
    html = rendered(demo, '{{ data_sources("offentlige") }}').text
    text = re.sub(r"<[^>]+>", "", html)
    assert "ingen direkte sammenhæng" in text
    assert text.index("måler ikke radikalisering") < text.index("Danmarks Statistik")
    assert not re.search(r"\d", text)
    assert len([source for source in demo.data_sources if source.level is DataLevel.OPEN]) == 5
    assert all(demo.data_sources[figure.data].level is DataLevel.OWN for figure in demo.key_figures)


def test_coverage_is_a_percentage_of_what_is_relevant(demo: Plan) -> None:
    whole = tally(demo)
    statuses = [demo.coverage[element.id].status for element in demo.shown_elements]
    assert whole.covered == statuses.count(Status.COVERED)
    assert whole.relevant == len(statuses) - statuses.count(Status.IRRELEVANT)
    assert sum(tally(demo, level.id).relevant for level in demo.levels) == whole.relevant
    assert whole.percent == round(100 * whole.covered / whole.relevant)
    nothing = replace(demo, coverage=Records())
    assert (tally(nothing).percent, tally(replace(demo, elements=Records())).percent) == (0, None)


def test_what_is_missing_stands_first_with_its_next_step_and_owner(demo: Plan) -> None:
    html = rendered(demo, "{{ coverage_report() }}").text
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", html, re.DOTALL)
    order = [re.search(r"status--(\w+)", row)[1] for row in rows]  # type: ignore[index]
    assert order == sorted(order, key=["missing", "partly", "covered", "irrelevant"].index)
    for row, status in zip(rows, order, strict=True):
        assert ("Intet aftalt" in row) is False
        assert (status in ("missing", "partly")) is ('data-label="Næste skridt"><span class="quiet">' not in row)
    without = Records(c.model_copy(update={"next_step": None}) for c in demo.coverage)
    assert rendered(replace(demo, coverage=without), "{{ coverage_report() }}").text.count("Intet aftalt") == order.count(
        "missing"
    ) + order.count("partly")


def test_the_weakest_link_stands_first_and_every_one_has_a_next_step(demo: Plan) -> None:
    latest = demo.latest_round
    assert latest
    weak = sorted(answer.average for answer in latest.answers if answer.weak)
    html = rendered(demo, "{{ readiness_weak_links() }}").text
    assert [int(a + b) for a, b in re.findall(r"(\d),(\d) af 5", html)] == weak
    assert html.count("Næste skridt: ") == len(weak)
    assert "Intet næste skridt" not in html


def test_the_questions_are_never_shown_as_the_sources(demo: Plan) -> None:
    assert all(not question.id.startswith("guide") for question in demo.readiness_questions)
    for name in ("readiness_questions", "readiness_latest"):
        assert name in MACROS
        html = rendered(demo, f"{{{{ {name}() }}}}").text
        assert html.index(f"{demo.municipality.name}s egne spørgsmål") < html.index(next(iter(demo.readiness_questions)).text)


def test_each_theme_of_the_self_evaluation_has_three_or_four_questions_and_two_rounds(demo: Plan) -> None:
    assert len(demo.readiness_themes) == 5
    for theme in demo.readiness_themes:
        assert 3 <= sum(question.theme == theme.id for question in demo.readiness_questions) <= 4
    assert len(demo.readiness_rounds) >= 2
    assert all(len(held.roles) >= 5 for held in demo.readiness_rounds)


def test_an_average_is_rounded_up_from_the_half(demo: Plan) -> None:
    latest = demo.latest_round
    assert latest
    one = latest.answers[0]
    for points, tenths in (((2, 3), 25), ((1, 1, 2), 13), ((2, 2, 1), 17), ((5,), 50)):
        scores = tuple(one.scores[0].model_copy(update={"score": type(one.scores[0].score)(str(p))}) for p in points)  # type: ignore[call-arg]
        assert one.model_copy(update={"scores": scores}).average == tenths

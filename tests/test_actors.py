"""Who does what, with which tools, where and how organised: what the sources name is there, and what they do not show is said."""

from __future__ import annotations

import re

import pytest

from handbook.plan.page import Page, read_pages
from handbook.plan.plan import Plan, Records
from handbook.plan.views import organisation
from handbook.plan.vocabulary import ActorCertainty, Reach, RoleLevel, Task, ToolKind, ToolStatus, ToolUser
from macros.sandbox import as_text
from tests.conftest import PROJECT
from tests.test_macros import rendered

BODIES = {
    Reach.LOCAL: {
        "infohus-kommune", "infohus-netvaerk", "koordineringsenhed", "kommunalbestyrelse", "direktion", "planens-arbejdsgruppe", "ssp",
        "psp", "ksp", "gadeplan", "boligsocial-helhedsplan", "foreninger", "boligselskaber", "uddannelser",
    },
    Reach.REGIONAL: {"infohuse", "politiet", "regionspsykiatrien"},
    Reach.NATIONAL: {
        "cde", "ncfe", "korpset", "infohus-styregruppe", "koordinationsgruppe", "ledernetvaerk", "forskernetvaerk", "pet", "nfc", "stuk",
        "kriminalforsorgen", "projektkommuner", "handlingsplan-2016", "cfsa", "hotlinen",
    },
    Reach.INTERNATIONAL: {"gctf", "ran"},
}  # fmt: skip
TOOLS = {
    "vurderingsvaerktoej", "samtalevaerktoejer", "bekymringsskala", "actioncard", "guide", "koncept", "skabelon-plan",
    "indledende-tjekliste", "parathedsvurdering", "selvevaluering", "skabelon-beredskab", "skabelon-actioncard", "samarbejdsmodel",
    "haandbog-civilsamfund",
    "bolig-katalog", "bolig-kortlaegning", "bolig-handout", "bolig-onepager", "bolig-udvidet", "bolig-opfoelgning", "kursuskatalog",
    "aarsmoede", "online-uddannelse",
}  # fmt: skip


@pytest.mark.parametrize("reach", list(Reach))
def test_every_body_that_the_sources_name_stands_on_its_level_and_on_the_page(demo: Plan, reach: Reach) -> None:
    assert BODIES[reach] <= {actor.id for actor in demo.actors if actor.reach is reach}
    html = rendered(demo, f'{{{{ actors("{reach}") }}}}').text
    for actor in demo.actors:
        assert (f'<div id="{actor.id}">' in html) is (actor.reach is reach)
        if actor.reach is reach:
            assert str(as_text(actor.date)) in html
            assert (str(ActorCertainty.MAYBE_CHANGED.label) in html) >= (actor.certainty is ActorCertainty.MAYBE_CHANGED)


def test_what_is_only_known_from_a_name_of_then_says_so(demo: Plan) -> None:
    unsure = {actor.id for actor in demo.actors if actor.certainty is not ActorCertainty.SEEN}
    assert {"pet", "nfc", "stuk", "ran", "gctf", "ncfe"} <= unsure
    assert demo.actors["ncfe"].successor == "cde"
    assert [event.when for event in demo.actors["cde"].history] == ["2017", "10. oktober 2022"]


def test_a_tool_says_whether_the_municipality_uses_it_and_who_looks_at_it_again(demo: Plan) -> None:
    html = "".join(rendered(demo, f'{{{{ tools("{kind}") }}}}').text for kind in ToolKind)
    assert demo.tool_uses["parathedsvurdering"].status is ToolStatus.NOT_USED
    for tool in demo.tools:
        (box,) = re.findall(rf'<div id="{tool.id}">.*?</dd></div>', html, re.DOTALL)
        use = demo.tool_uses.get(tool.id)
        assert ("Hos os:" in box) is (use is not None)
        if use:
            assert f"{use.status.label}." in box
            assert demo.roles[use.owner].name in box
            assert f'datetime="{use.next_review}"' in box


def test_every_tool_that_the_sources_name_stands_on_the_page_with_its_date(demo: Plan) -> None:
    assert set(demo.tools.ids) >= TOOLS
    html = "".join(rendered(demo, f'{{{{ tools("{kind}") }}}}').text for kind in ToolKind)
    for tool in demo.tools:
        (box,) = re.findall(rf'<div id="{tool.id}">.*?</dd></div>', html, re.DOTALL)
        for text in (tool.date, tool.missing, tool.own, tool.newer, tool.address, tool.user and tool.user.label):
            assert text is None or str(as_text(text)) in box, (tool.id, text)


def test_only_the_infohus_assesses_people_and_the_scale_has_no_steps(demo: Plan) -> None:
    assert [tool.id for tool in demo.tools if tool.scores_people] == ["vurderingsvaerktoej"]
    assert demo.tools["vurderingsvaerktoej"].user is ToolUser.INFOHUS
    scale = demo.tools["bekymringsskala"]
    assert scale.missing
    assert "trinnene er ikke vist" in scale.missing
    assert (scale.own, scale.address, scale.page) == (None, None, None)


def test_an_address_of_a_tool_is_one_that_a_source_shows(demo: Plan) -> None:
    shown = {source.address for source in demo.sources}
    assert {tool.address for tool in demo.tools if tool.address} <= shown


def test_the_housing_model_has_its_four_parts_in_figure_and_list(demo: Plan) -> None:
    assert demo.housing_parts.ids == ("samarbejde", "kortlaegning", "analyse", "indsats")
    drawn, listed = rendered(demo, "{{ housing_model() }}").text.split("</figure>")
    for number, part in enumerate(demo.housing_parts, 1):
        assert f">{number}. {part.name}</text>" in drawn
        assert f"<dt>{number}. {part.name}</dt>" in listed


def test_an_area_shows_resources_before_challenges_and_every_need_with_its_answer(demo: Plan) -> None:
    html = rendered(demo, "{{ housing_areas() }}").text
    for area in demo.housing_areas:
        box = html[html.index(f'id="{area.id}"') :].split("</article>")[0]
        assert box.index(str(as_text(area.resources[0].what))) < box.index(str(as_text(area.challenges[0].what)))
        for need in area.needs:
            assert str(as_text(need.measure or need.reason)) in box


def test_the_matrix_names_every_role_where_it_stands_and_the_reason_where_nobody_does(demo: Plan) -> None:
    html = rendered(demo, "{{ organisation_matrix() }}").text
    rows = organisation(demo)
    assert [(row[0].level, len(row)) for row in rows] == [(level, len(Task)) for level in RoleLevel]
    cells = re.findall(r"<td .*?</td>", html, re.DOTALL)
    for cell, shown in zip([cell for row in rows for cell in row], cells, strict=True):
        assert re.findall(r">([^<>]+)</a>", shown) == [role.name for role in cell.roles]
        assert all(str(as_text(unassigned.reason)) in shown for unassigned in cell.reasons)


@pytest.mark.parametrize("chosen", ["tovholdermodel", "staaende-forum"])
def test_the_chosen_practice_model_stands_first_and_the_cut_name_says_that_it_is_cut(demo: Plan, chosen: str) -> None:
    municipality = demo.municipality.model_copy(update={"practice_model": chosen})
    plan = Plan(**{**demo.__dict__, "municipalities": Records([municipality])})
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', rendered(plan, "{{ practice_models() }}").text, re.DOTALL)
    assert len(rows) == len(demo.practice_models) >= 3
    assert ["Vores model" in row for row in rows] == [True, *[False] * (len(rows) - 1)]
    assert demo.practice_models[chosen].name in rows[0]
    assert "skåret over" in demo.practice_models["staaende-forum"].shown


def test_what_is_recorded_stands_for_every_step_and_age(demo: Plan) -> None:
    html = rendered(demo, "{{ registration_table() }}").text
    for node in demo.steps:
        for path in (node.under_18, node.over_18):
            assert path
            assert path.record
            assert str(as_text(path.record.what)) in html


def test_the_ten_experiences_are_there_in_own_words_and_shown_whole(demo: Plan) -> None:
    assert sorted(experience.number for experience in demo.experiences) == list(range(1, 11))
    assert len({experience.source_line for experience in demo.experiences}) == len(demo.experiences)
    for experience in demo.experiences:
        html = rendered(demo, f'{{{{ experience("{experience.id}") }}}}').text
        for text in (experience.name, experience.what, *experience.advice):
            assert str(as_text(text)) in html


def test_the_page_of_actors_says_that_the_third_trait_is_missing() -> None:
    page = _page("samarbejde/hvem-goer-hvad.md")
    assert page.body.count("- **") == 2
    assert "viser kun to" in page.body


def _page(path: str) -> Page:
    pages, _ = read_pages(PROJECT)
    return next(page for page in pages if page.path == path)

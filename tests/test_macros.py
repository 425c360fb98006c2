"""Macros: figure and list say the same, values show as text, and the matrix is a real table."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from markdown import markdown

from handbook.plan.audience import Audience
from handbook.plan.page import Addresses, Page, for_audience, read_page, read_pages
from handbook.plan.plan import Plan, Records
from handbook.plan.record import Record
from handbook.plan.views import steps_of
from handbook.plan.vocabulary import Knowledge, NodeKind
from macros import diagram
from macros.flow import mermaid
from macros.macro import MACROS, Context
from macros.page import Rendered, render
from macros.sandbox import as_text
from tests.conftest import PROJECT, TODAY


def rendered(plan: Plan, text: str, path: str = "test.md", record: Record | None = None) -> Rendered:
    pages, _ = read_pages(PROJECT)
    page, problems = read_page(path, text)
    assert not problems
    return render(page, Context(plan, Addresses.of(pages, plan), path, TODAY, record))


def test_the_figure_and_the_list_have_the_same_steps_in_the_same_order(demo: Plan) -> None:
    drawn = re.findall(r'\["(\d)\. ([^"<]+)[^"]*"\]:::step', mermaid(demo))
    html = rendered(demo, "{{ case_flow() }}").text
    listed = re.findall(r'<li class="case-step" id="([^"]+)">', html)
    assert [demo.nodes[id].short for id in listed] == [short for _, short in drawn]
    assert [int(number) for number, _ in drawn] == list(range(1, len(listed) + 1))


def test_where_the_engine_is_missing_the_text_of_the_figure_reaches_the_page_as_it_was_written(
    demo: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagram, "_engine", lambda: None)
    parser = _Text()
    parser.feed(rendered(demo, "{{ case_flow() }}").text)
    assert "\n".join(line.strip() for line in mermaid(demo).splitlines()) in parser.text


def test_every_way_of_the_graph_stands_in_the_list(demo: Plan) -> None:
    html = rendered(demo, "{{ case_flow() }}").text
    text = re.sub(r"<[^>]+>", "", html)
    for edge in demo.flow.edges:
        name = demo.nodes[edge.end].name
        assert (f"{edge.when}: {name}" if edge.when else name).casefold() in text.casefold()


def test_every_node_and_way_of_the_graph_is_drawn(demo: Plan) -> None:
    text = mermaid(demo).replace("<br/>", " ")
    for node in demo.nodes:
        assert node.short in text
    for edge in demo.flow.edges:
        end = demo.nodes[edge.end]
        if end.kind is NodeKind.EXIT:
            box = re.search(rf'^  {edge.start.replace("-", "_")}(?:_slut)?\["[^"]*{end.short}', text, re.MULTILINE)
            assert box, edge
        elif edge.when:
            assert f'|"{edge.when}"|' in text


@pytest.mark.parametrize(
    "value", ["<script>alert(1)</script>", "**fed** og `kode`", "[link](http://x.example)", "{{ 7 * 7 }}", 'a & b "c"']
)
def test_a_value_from_yaml_shows_as_text(demo: Plan, value: str) -> None:
    contact = demo.contacts["infohus"].model_copy(update={"name": value})
    plan = Plan(**{**demo.__dict__, "contacts": Records([contact, *(c for c in demo.contacts if c.id != "infohus")])})
    for text in ('{{ contact_cards("infohus") }}', 'Ring til {{ call("infohus") }} nu.', 'Kald {{ contact_cards("infohus") }} *nu*'):
        html = markdown(rendered(plan, text).text, extensions=["attr_list", "md_in_html", "tables"])
        parser = _Text()
        parser.feed(html)
        assert value in parser.text
        assert "script" not in parser.tags


def test_the_matrix_has_caption_and_headers_with_scope_and_spanning_cells(demo: Plan) -> None:
    html = rendered(demo, "{{ concept_matrix() }}").text
    assert html.count("<caption>") == 1
    assert html.count('scope="col"') == len(demo.tiers)
    assert html.count('scope="rowgroup"') == len(demo.levels)
    whole = html.count(f'<td colspan="{len(demo.tiers)}"')
    assert whole == sum(len(e.tiers) == len(demo.tiers) for e in demo.shown_elements)
    for element in demo.shown_elements:
        assert f"planen/koncept/{element.id}/" in html
    assert html.count('class="status status--') == len(demo.shown_elements)
    assert html.count("<svg") == len(demo.shown_elements)


def test_each_macro_works_on_the_page_where_it_belongs(demo: Plan) -> None:
    arguments = {
        "call": '"infohus"', "phone": '"infohus"', "mailbox": '"infohus"', "signs": '"online"', "who_does_what": '"modtages"',
        "law": '"barnets-lov-133"', "term": '"infohus"', "source": '"guide-2018"', "count": '"elements"',
        "initiatives": '"opbyggende"', "stakeholders": '"ledelse"', "competence_plan": '"udvikle"',
        "card_list": '"situation"', "write_down": '"modtages"', "avoid": '"ring-112"', "actors": '"nationalt"', "tools": '"plan"',
        "experience": '"data"', "inventory": '"modeller"',
        "key_figure": '"henvendelser-efter-halvaar"', "data_sources": '"egne"',
    }  # fmt: skip
    records = {
        "role_": demo.roles["laerer"],
        "step_": demo.steps["modtages"],
        "element_": demo.elements["organisering"],
        "card_": demo.cards["laerer"],
        "initiative_": demo.initiatives["mentor-og-foraeldrecoach"],
    }
    for name in MACROS:
        record = next(
            (r for prefix, r in records.items() if name.startswith(prefix) and name not in arguments and name != "role_list"), None
        )
        text = f"{{{{ sign_caveats() }}}}\n\n{{{{ {name}({arguments.get(name, '')}) }}}}"
        result = rendered(demo, text, record=record)
        assert not result.problems, (name, result.problems)
        assert len(result.text) > len(rendered(demo, "{{ sign_caveats() }}\n\n").text), name


def test_a_role_sees_its_own_duties_and_no_other(demo: Plan) -> None:
    node = demo.steps["vurderes"]
    for age in (node.under_18, node.over_18):
        for duty in age.duties if age else ():
            for role in demo.roles:
                shown = re.sub(r"<[^>]+>", "\n", rendered(demo, "{{ role_steps() }}", record=role).text).split("\n")
                own = any(duty.does == d.does for s in steps_of(role, demo) for d in (*s.under_18, *s.over_18))
                assert (duty.does in [line.strip() for line in shown]) is own
                assert own >= (role.id in duty.roles)


def test_a_step_shows_both_ages_with_duties_deadline_and_registration(demo: Plan) -> None:
    for node in demo.steps:
        html = rendered(demo, "{{ step_ages() }}", record=node).text
        for path in (node.under_18, node.over_18):
            assert path
            assert path.record
            for text in (path.deadline, path.record.what, *(duty.does for duty in path.duties)):
                assert str(as_text(text)) in html


def test_every_caveat_stands_before_the_signs(demo: Plan) -> None:
    html = rendered(demo, "{{ sign_caveats() }}").text
    assert all(str(as_text(caveat.text)) in html for caveat in demo.caveats)


def test_merged_elements_are_shown_and_counted_as_one(demo: Plan) -> None:
    merged = demo.elements["organisering-infohus"].model_copy(
        update={"id": "samlet", "merges": ("organisering-infohus", "samarbejde-infohus")}
    )
    plan = Plan(**{**demo.__dict__, "elements": Records([*demo.elements, merged])})
    html = rendered(plan, '{{ concept_matrix() }}\n\n{{ count("elements") }}').text
    assert "planen/koncept/samarbejde-infohus/" not in html
    assert html.endswith(str(len(demo.elements) - 1))


def test_the_triangle_and_the_logic_say_in_words_what_they_draw(demo: Plan) -> None:
    triangle = rendered(demo, "{{ tier_triangle() }}").text
    drawn, listed = triangle.split("</figure>")
    for tier in demo.tiers:
        assert drawn.count(f">{tier.name}</text>") == 1
        assert tier.name in drawn[: drawn.index("</desc>")]
        assert f"<dt>{tier.name}</dt> <dd>{tier.summary}." in listed
    drawn, listed = rendered(demo, "{{ concept_logic() }}").text.split("</figure>")
    for part in (drawn.split("</desc>")[1], listed):
        numbers = [int(number) for number in re.findall(r"(\d+)&nbsp;element", part)]
        assert sum(numbers) == len(demo.shown_elements)
        assert len(numbers) == len(demo.levels) * (len(demo.tiers) + 1)


def test_citizens_read_initiatives_in_their_own_words_and_without_a_way_into_the_handbook(demo: Plan) -> None:
    pages, _ = read_pages(PROJECT)
    seen, for_citizens = demo.seen_by(Audience.PUBLIC), for_audience(pages, Audience.PUBLIC)
    for tier in demo.tiers:
        page, _ = read_page("planen/indsatser.md", f'{{{{ initiatives("{tier.id}") }}}}')
        context = Context(seen, Addresses.of(for_citizens, seen), page.path, TODAY, audience=Audience.PUBLIC)
        result = render(page, context)
        assert not result.problems
        assert "href" not in result.text
        for initiative in demo.initiatives:
            assert (str(as_text(initiative.citizen)) in result.text) is (initiative.tier == tier.id)
            assert str(as_text(initiative.purpose)) not in result.text


def test_an_initiative_that_has_ended_comes_last_and_counts_for_no_topic(demo: Plan) -> None:
    listed = re.findall(r"Status</dt> <dd>(\w+)", rendered(demo, '{{ initiatives("opbyggende") }}').text)
    assert listed.index("Afsluttet") == len(listed) - 1
    (ended,) = [initiative for initiative in demo.initiatives if not initiative.goes_on]
    assert ended.name not in rendered(demo, "{{ topics() }}").text
    assert ended.name not in rendered(demo, "{{ initiative_follow_ups() }}").text


def test_the_competence_plan_has_every_group_once_with_its_training_or_the_reason(demo: Plan) -> None:
    html = "".join(rendered(demo, f'{{{{ competence_plan("{level}") }}}}').text for level in Knowledge)
    assert html.count('scope="rowgroup"') == len(demo.stakeholders)
    for group in demo.stakeholders:
        taught = [training for training in demo.trainings if group.id in training.stakeholders]
        for text in [training.name for training in taught] or [group.no_training or ""]:
            assert str(as_text(text)) in html
    days = re.findall(r'<time datetime="([^"]+)"( class="verified--due")?>(\w*)', html)
    assert {word for day, due, word in days if due} == {"Overskredet", "Snart"}
    assert all(bool(due) is (day <= "2026-12-21") for day, due, _ in days)


def test_a_role_reads_on_its_page_where_it_learns(demo: Plan) -> None:
    html = rendered(demo, "{{ role_knowledge() }}", record=demo.roles["sosu-medarbejder"]).text
    assert "samarbejde/kompetencer/#kort-om-planen" in html
    assert "opmaerksomhedsoplaeg" not in html


def test_a_fault_in_a_page_stands_on_the_pages_own_line(demo: Plan) -> None:
    text = '---\ntitle: Prøve\n---\n\n# Prøve\n\nRing til {{ phone("infohus") }} eller {{ phone("infohuset") }}.\n'
    (problem,) = rendered(demo, text).problems
    assert (problem.place.line, problem.place.column) == (7, 42)
    assert "Mente du `infohus`?" in problem.hint


def test_an_address_is_relative_to_the_page_also_without_folders(demo: Plan) -> None:
    pages, _ = read_pages(PROJECT)
    page = Page("bekymring/index.md", read_page("x.md", "")[0].front_matter, '{{ law("gdpr") }}', 1)
    for directory_urls, expected in ((True, 'href="../lov/#gdpr"'), (False, 'href="../lov/index.html#gdpr"')):
        addresses = Addresses.of(pages, demo, directory_urls=directory_urls)
        assert expected in render(page, Context(demo, addresses, page.path, TODAY)).text


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_what_an_editor_can_write_wrong_is_found_by_a_macro_and_not_in_its_html() -> None:
    templates = list((PROJECT / "macros" / "templates").glob("*.html"))
    assert len(templates) > 50
    assert [path.name for path in templates if re.search(r"context\.(find|own)\b", path.read_text("utf-8"))] == []

"""Action cards: nothing on them is typed twice, an adult's card has no underretning, and paper says where links lead."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from handbook.plan.drawn_card import card_of, drawn
from handbook.plan.page import Addresses, read_pages
from handbook.plan.plan import Plan, Records
from handbook.plan.vocabulary import Action, Age
from handbook.publish.paper import with_addresses
from handbook.publish.qr import with_codes
from macros.cards import live_address
from macros.macro import Context
from tests.conftest import PROJECT, TODAY
from tests.test_macros import rendered

SITUATIONS = ["akut-medarbejder", "akut-leder", "bekymring-under-18", "bekymring-over-18", "presse"]
PARTS = "{{ card_head() }} {{ card_steps() }} {{ card_contacts() }} {{ card_avoid() }} {{ card_write_down() }} {{ card_foot() }}"


def test_there_is_a_card_for_each_situation_and_each_role_that_meets_citizens(demo: Plan) -> None:
    frontline = [role.id for role in demo.roles if role.frontline]
    assert frontline
    assert [*SITUATIONS, *frontline] == list(demo.cards.ids)
    assert [card.id for role in demo.roles if role.frontline and (card := card_of(role, demo))] == frontline


def test_every_card_begins_with_112_and_says_whom_to_call_what_not_to_do_and_what_to_write_down(demo: Plan) -> None:
    for card in demo.cards:
        whole = drawn(card, demo)
        assert "112" in whole.steps[0].text, card.id
        assert len(whole.steps) >= 4, card.id
        assert any(contact.phone for contact in whole.contacts), card.id
        assert whole.avoid, card.id
        assert whole.write_down or whole.registrations, card.id
        assert whole.source, card.id


def test_a_card_about_an_adult_says_nothing_of_an_underretning(demo: Plan) -> None:
    adult = [card for card in demo.cards if card.age is Age.OVER_18]
    assert adult
    for card in adult:
        assert "underret" not in re.sub(r"<[^>]+>", "", rendered(demo, PARTS, record=card).text).casefold()
        assert Age.OVER_18 in {age for contact in drawn(card, demo).contacts for age in contact.ages}


def test_a_card_about_a_child_has_the_duty_of_the_case_flow_in_its_own_words(demo: Plan) -> None:
    path = demo.nodes["modtages"].under_18
    assert path
    duty = next(duty.does for duty in path.duties if duty.action is Action.NOTIFY)
    assert duty in [step.text for step in drawn(demo.cards["bekymring-under-18"], demo).steps]


def test_a_duty_that_not_all_of_the_cards_roles_have_says_whose_it_is(demo: Plan) -> None:
    only = [step.only for step in drawn(demo.cards["bekymring-under-18"], demo).steps if step.only]
    assert [[role.id for role in roles] for roles in only] == [["laerer", "paedagog"]]


def test_a_number_that_is_changed_once_is_changed_on_every_card(demo: Plan) -> None:
    contact = demo.contacts["infohus"].model_copy(update={"phone": "11223344"})
    plan = replace(demo, contacts=Records([contact, *(c for c in demo.contacts if c.id != "infohus")]))
    cards = [card for card in demo.cards if contact.id in [c.id for c in drawn(card, demo).contacts]]
    assert len(cards) > 5
    for card in cards:
        html = rendered(plan, "{{ card_contacts() }}", record=card).text
        assert "11 22 33 44" in html
        assert "12 34 56 78" not in html


def test_the_file_of_the_cards_holds_no_number_and_no_rule() -> None:
    text = (PROJECT / "plan_data" / "kommune" / "cards.yml").read_text("utf-8")
    assert not re.search(r"§|\b\d\d \d\d \d\d \d\d\b|@", text)


def test_a_card_that_is_valid_no_more_says_so_on_itself_and_in_the_list(demo: Plan) -> None:
    card = demo.cards["presse"]
    old = card.model_copy(update={"valid_until": card.approved.replace(day=1)})
    plan = replace(demo, cards=Records([old]))
    for text in ("{{ card_foot() }}", '{{ card_list("situation") }}'):
        assert "Skulle være godkendt igen" in rendered(plan, text, record=old).text
        assert "Skulle være godkendt igen" not in rendered(demo, text, record=card).text


def test_the_code_needs_no_style_and_leads_to_the_handbook_that_is_published(demo: Plan) -> None:
    html = with_codes(rendered(demo, "{{ card_foot() }}", path="actioncards/presse.md", record=demo.cards["presse"]).text)
    assert 'role="img" aria-label="QR-kode: https://haandbog.eksempelby.example/actioncards/presse/" viewBox=' in html
    assert '<path fill="#000"' in html
    assert "style=" not in html
    settings = (PROJECT / "mkdocs.yml").read_text("utf-8")
    assert re.search(r"^site_url: (\S+)$", settings, re.MULTILINE)[1] == demo.municipality.staff_url  # type: ignore[index]


def test_a_card_made_for_a_stick_still_leads_to_the_live_page(demo: Plan) -> None:
    pages, _ = read_pages(PROJECT)
    addresses = Addresses.of(pages, demo, directory_urls=False)
    card = demo.cards["presse"]
    context = Context(demo, addresses, "actioncards/presse.md", TODAY, card)
    assert live_address(context, card) == "https://haandbog.eksempelby.example/actioncards/presse/"


@pytest.mark.parametrize(
    ("here", "link", "address"),
    [
        ("akut/", '<a href="../bekymring/notat/">notat</a>', "/bekymring/notat/"),
        ("akut/", '<a href="../bekymring/#alder">alder</a>', "/bekymring/"),
        ("", '<a href="akut/">akut</a>', "/akut/"),
        ("akut/", '<a class="button" href="../bekymring/underretning/">her</a>', "/bekymring/underretning/"),
        ("akut/index.html", '<a href="../kontakt/index.html">kontakt</a>', "/kontakt/index.html"),
        ("akut/", '<a href="https://politi.dk/">Politiet</a>', "https://politi.dk/"),
        ("akut/", '<a href="https://politi.dk/">https://politi.dk/</a>', None),
        ("akut/", '<a href="tel:112">112</a>', None),
        ("akut/", '<a href="mailto:ssp@eksempelby.example">skriv</a>', None),
        ("akut/", '<a href="#fare">fare</a>', None),
        ("akut/", '<a class="law-link" href="../lov/#gdpr">GDPR</a>', None),
    ],
)
def test_a_link_on_paper_says_where_it_leads(here: str, link: str, address: str | None) -> None:
    told = with_addresses(f"<p>Se {link}.</p>", here)
    assert re.findall(r'data-address="([^"]*)"', told) == ([address] if address else [])
    assert re.sub(r' data-address="[^"]*"', "", told) == f"<p>Se {link}.</p>"

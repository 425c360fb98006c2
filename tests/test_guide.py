"""The guide: every role, age and weight of signs has an advice, in the words that the role page and the action cards have."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from handbook.plan.advice import advice
from handbook.plan.audience import Audience
from handbook.plan.drawn_card import drawn
from handbook.plan.plan import Plan
from handbook.plan.stop import CLICKS, Stop, stops
from handbook.plan.views import steps_of
from handbook.plan.vocabulary import Action, Age
from tests.conftest import FIGURES
from tests.test_macros import rendered

AGES = {"under-18": (Age.UNDER_18,), "over-18": (Age.OVER_18,), "ved-ikke": tuple(Age)}
ROLES = ("laerer", "paedagog", "sosu-medarbejder", "jobkonsulent", "gadeplansmedarbejder", "ssp-konsulent", "naermeste-leder", "anden")
SEEN = ("handl-i-dag", "i-sammenhaeng", "i-tvivl")


@pytest.fixture(scope="module")
def pages(demo: Plan) -> dict[str, Stop]:
    """Every page of the guide by its address."""
    return {stop.id: stop for stop in stops(demo)}


def test_every_role_age_and_weight_has_an_address_and_so_has_danger(pages: dict[str, Stop]) -> None:
    wanted = {"fare", *("/".join(way) for way in product(AGES, ROLES, SEEN))}
    assert {id for id, stop in pages.items() if stop.answer} == wanted
    assert len(pages) <= 150
    FIGURES.append(f"guide: {len(pages)} pages, {len(wanted)} of them an advice")


def test_every_page_has_its_own_title_and_its_ways_lead_to_pages_that_know_what_was_said(pages: dict[str, Stop]) -> None:
    assert [name for name, times in Counter(stop.name for stop in pages.values()).items() if times > 1] == []
    for stop in pages.values():
        for way in stop.ways:
            following = pages[way.end]
            assert following.before == stop.id
            assert [reply.label for reply in following.replies] == [*(reply.label for reply in stop.replies), way.label]
        assert bool(stop.ways) is (stop.answer is None)


def test_an_advice_is_at_most_five_clicks_away_begins_with_112_and_has_acts_and_numbers(pages: dict[str, Stop], demo: Plan) -> None:
    for stop in (stop for stop in pages.values() if stop.answer):
        given = advice(stop, demo)
        assert 1 <= len(stop.replies) <= CLICKS
        assert given.acts[0].call
        assert given.acts[0].call.phone == "112"
        assert len(given.acts) >= 3, stop.id
        assert any(contact.phone for contact in given.contacts)
        assert given.write_down
        assert given.avoid


def test_a_child_is_never_sent_to_the_infohus_alone_and_an_adult_never_reported(pages: dict[str, Stop], demo: Plan) -> None:
    child, adult = 0, 0
    for stop in (stop for stop in pages.values() if stop.answer):
        given = advice(stop, demo)
        if Age.UNDER_18 in stop.ages:
            child += 1
            assert Action.NOTIFY in given.actions, stop.id
            assert demo.flow.notify in [act.call.id for act in given.acts if act.call], stop.id
        elif stop.ages:
            adult += 1
            assert Action.NOTIFY not in given.actions
            text = rendered(demo, "{{ guide() }}", path=f"hvad-nu/{stop.id}.md", record=stop).text
            assert "underret" not in text.casefold(), stop.id
    assert (child, adult) == (2 * len(ROLES) * len(SEEN), len(ROLES) * len(SEEN))


def test_where_the_age_is_not_known_each_duty_of_one_age_asks_for_it(pages: dict[str, Stop], demo: Plan) -> None:
    for role in ROLES:
        acts = advice(pages[f"ved-ikke/{role}/i-tvivl"], demo).acts
        asked = {act.question for act in acts if act.action in (Action.NOTIFY, Action.ASK_CONSENT)}
        assert asked <= {"Under 18 år?", "Fyldt 18 år?"}
        assert "Under 18 år?" in asked


def test_the_acts_are_those_of_the_role_page_and_of_the_action_card(pages: dict[str, Stop], demo: Plan) -> None:
    compared = 0
    for stop in (stop for stop in pages.values() if stop.answer and stop.answer.node):
        own = {step.does for step in stop.steps}
        acts = [act.does for act in advice(stop, demo).acts[1:] if act.does not in own]
        assert acts
        if len(stop.roles) == 1:
            steps = steps_of(demo.roles[stop.roles[0]], demo)
            duties = {duty.does for step in steps for duty in (*step.under_18, *step.over_18)}
            assert set(acts) <= duties
            compared += len(acts)
        for card in advice(stop, demo).cards:
            on_card = {step.text for step in drawn(card, demo).steps}
            of_age = [act.does for act in advice(stop, demo).acts if act.question in ("", f"{card.age.label if card.age else ''}?")]
            if set(stop.roles) <= set(card.roles):
                assert {does for does in of_age if does not in own} <= on_card
                assert set(drawn(card, demo).avoid) == set(advice(stop, demo).avoid)
    assert compared > 200


def test_the_other_is_told_what_all_are_told(pages: dict[str, Stop], demo: Plan) -> None:
    for age in AGES:
        other = {act.does for act in advice(pages[f"{age}/anden/handl-i-dag"], demo).acts}
        for role in pages[f"{age}/anden/handl-i-dag"].roles:
            assert other <= {act.does for act in advice(pages[f"{age}/{role}/handl-i-dag"], demo).acts}


def test_the_signs_stand_after_their_caveats_and_by_their_weight(pages: dict[str, Stop], demo: Plan) -> None:
    stop = pages["under-18/laerer"]
    text = rendered(demo, "{{ guide() }}", path="hvad-nu/under-18/laerer.md", record=stop).text
    first = min(text.index(sign.name) for sign in demo.signs)
    assert all(text.index(caveat.text) < first for caveat in demo.caveats)
    serious, combined = text[first:].split("Noget, der bekymrer mig")
    for sign in demo.signs:
        assert (sign.name in serious) is (sign.weight == "alvorligt"), sign.id
        assert (sign.name in combined) is (sign.weight != "alvorligt"), sign.id


def test_citizens_have_no_guide(demo: Plan) -> None:
    assert stops(demo.seen_by(Audience.PUBLIC)) == ()

"""What the demo's own plan must hold, counted in the data."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.plan.checks.initiatives import IN_LAW
from handbook.plan.plan import Plan
from handbook.plan.vocabulary import (
    Age,
    InitiativeStatus,
    Knowledge,
    NodeKind,
    RoleLevel,
    SignGroup,
    StakeholderKind,
    Task,
    Weight,
)
from tests.conftest import FIGURES, PROJECT

ROLES = [
    "laerer",
    "paedagog",
    "jobkonsulent",
    "gadeplansmedarbejder",
    "naermeste-leder",
    "ssp-konsulent",
    "infohus-tovholder",
    "myndighed-boern",
    "myndighed-voksen",
    "forvaltningschef",
    "styregruppe",
    "kommunalbestyrelse",
    "beredskabschef",
    "kommunikation",
    "mentor",
    "foraeldrecoach",
]


def test_the_concept_has_every_element_of_the_guides_figure(demo: Plan) -> None:
    national = [e for e in demo.elements if e.place.path.startswith("plan_data/national/")]
    on = {level: [e for e in national if e.level == level] for level in ("strategisk", "udfoerende")}
    assert (len(national), len(on["strategisk"]), len(on["udfoerende"])) == (27, 13, 14)
    spanning = [e.source_line for e in national if len(e.tiers) == 3]
    assert spanning == [272, 273, 274, 275, 276, 281, 282, 283]
    per_tier = {tier.id: sum(tier.id in e.tiers for e in national) for tier in demo.tiers}
    assert per_tier == {"opbyggende": 11, "foregribende": 18, "indgribende": 14}


def test_an_inferred_placement_says_so(demo: Plan) -> None:
    inferred = {e.id for e in demo.elements if e.level_certainty == "udledt"}
    assert inferred == {"udvikling-beskrivelse-indsatser", "resultatdokumentation-evaluering", "kommunikation-roller-ansvar"}
    stated_span = {e.source_line for e in demo.elements if len(e.tiers) == 3 and e.span_certainty == "tekst"}
    assert stated_span == {273, 281, 283}


def test_every_role_of_the_plan_is_there(demo: Plan) -> None:
    assert set(ROLES) <= set(demo.roles.ids)
    assert {role.level for role in demo.roles} == set(RoleLevel)
    assert {role.knowledge for role in demo.roles} == set(Knowledge)


def test_all_three_tasks_have_contacts_for_both_ages(demo: Plan) -> None:
    for task in Task:
        for age in Age:
            assert any(task in c.tasks and age in c.ages and c.phone for c in demo.contacts), (task, age)


def test_no_adult_is_led_to_the_childrens_authority(demo: Plan) -> None:
    assert demo.contacts["boerne-ungeraadgivning"].ages == (Age.UNDER_18,)
    for node in demo.nodes:
        for duty in node.over_18.duties if node.over_18 else ():
            assert duty.action != "underretning"
            assert "underret" not in duty.does.casefold() or "ikke" in duty.does.casefold(), duty.does


def test_the_case_flow_has_the_guides_six_steps_and_four_exits(demo: Plan) -> None:
    assert demo.steps.ids == ("modtages", "udredes", "vurderes", "indsats-vaelges", "opfoelgning", "afsluttes")
    exits = {node.id for node in demo.nodes if node.kind is NodeKind.EXIT}
    assert exits == {"forebyggelsessag", "myndighedssag", "politisag", "ingen-sag"}


def test_the_initiatives_reach_every_tier_and_topic_and_each_has_been_taken_over_or_ended(demo: Plan) -> None:
    going_on = [initiative for initiative in demo.initiatives if initiative.goes_on]
    assert len(going_on) >= 10
    assert {initiative.tier for initiative in going_on} == set(demo.tiers.ids)
    assert {topic for initiative in going_on for topic in initiative.topics} == set(IN_LAW) == set(demo.topics.ids)
    assert {initiative.status for initiative in demo.initiatives} == set(InitiativeStatus)


def test_stakeholders_are_of_every_kind_and_level_and_every_role_is_in_a_group(demo: Plan) -> None:
    assert {group.kind for group in demo.stakeholders} == set(StakeholderKind)
    assert {group.knowledge for group in demo.stakeholders} == set(Knowledge)
    assert {id for group in demo.stakeholders for id in group.roles} == set(demo.roles.ids)


def test_the_figures_of_the_national_corps_stand_with_their_year(demo: Plan) -> None:
    mentors = demo.initiatives["mentor-og-foraeldrecoach"]
    assert mentors.background
    assert "2020" in mentors.background
    assert "22 kommuner" in mentors.background


def test_signs_stand_in_all_groups_with_both_weights_and_a_source(demo: Plan) -> None:
    assert {sign.group for sign in demo.signs} == set(SignGroup)
    assert {sign.weight for sign in demo.signs} == set(Weight)


@pytest.mark.parametrize(
    "word", ["tøj", "skæg", "tørklæde", "konverter", "bede ", "bøn", "moské", "nationalitet", "prædike", "dysfunktionel"]
)
def test_no_sign_is_about_religion_origin_or_clothes(demo: Plan, word: str) -> None:
    assert not [sign.name for sign in demo.signs if word in sign.name.casefold()]


def test_demo_numbers_are_invented_and_different(demo: Plan) -> None:
    local = [c for c in demo.contacts if c.place.path.startswith("plan_data/kommune/") and c.phone]
    assert all(c.phone and c.phone.startswith("1") and len(c.phone) == 8 for c in local)
    assert len({c.phone for c in local}) == len(local)
    assert all(c.mailbox.endswith("eksempelby.example") for c in local if c.mailbox)


def test_the_number_of_elements_is_written_nowhere(demo: Plan) -> None:
    total = len(demo.elements)
    wrong = re.compile(rf"\b({total}|{total - 1}|seksogtyve|syvogtyve)\s+(elementer|felter|elements)\b", re.IGNORECASE)
    files = [p for folder in ("docs", "handbook", "macros", "overrides") for p in (PROJECT / folder).rglob("*") if p.suffix in _TEXT]
    assert files
    assert not [p.name for p in files if wrong.search(p.read_text("utf-8"))]


_TEXT = {".md", ".py", ".html", ".css"}


def test_handbook_check_finds_nothing_in_the_demo_and_answers_within_a_second() -> None:
    command = [sys.executable, "-m", "handbook.cli", "check", "--today", "2026-11-21"]
    seconds = []
    for _ in range(5):
        before = _processor_seconds()
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
        seconds.append(_processor_seconds() - before)
        assert done.returncode == 0, done.stdout
    FIGURES.append(f"handbook check on the demo: {min(seconds):.2f} s of processor time")
    assert min(seconds) < 1


def _processor_seconds() -> float:
    """What the tests' own commands have used: unlike the clock it does not count what else the machine does."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_the_plan_knows_neither_mkdocs_nor_jinja() -> None:
    for path in (PROJECT / "handbook" / "plan").rglob("*.py"):
        assert not re.search(r"^\s*(from|import) (mkdocs|jinja2|macros|handbook\.publish)", Path(path).read_text("utf-8"), re.MULTILINE), (
            path
        )

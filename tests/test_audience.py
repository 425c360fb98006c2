"""Who may see what: the projection of records, the passages of pages, what is hidden, and that no choice of it ever leaks."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from handbook.check import staff_only
from handbook.plan.audience import Audience, as_citizens_see
from handbook.plan.checks import audience as audience_check
from handbook.plan.checks.audience import NEEDED
from handbook.plan.concept import Element
from handbook.plan.flow import Node
from handbook.plan.hidden import Hidden, HiddenKind, hidden, hidden_files, is_public_file, shown
from handbook.plan.initiative import Initiative
from handbook.plan.loader import Loaded, load
from handbook.plan.municipality import Municipality
from handbook.plan.page import Addresses, Page, for_audience, published, read_page, read_pages
from handbook.plan.passage import passages
from handbook.plan.plan import COLLECTIONS, Plan, Records
from handbook.plan.problem import Place
from handbook.plan.record import Choice, Location, Part, references
from handbook.plan.role import Role
from handbook.plan.vocabulary import Knowledge, SignGroup, StakeholderKind
from macros.macro import MACROS, Context
from macros.page import render
from tests.conftest import FIGURES, PROJECT, TODAY

STAFF, PUBLIC = Audience.STAFF, Audience.PUBLIC
BOTH = frozenset(Audience)


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plan as a project, only to be read."""
    project = tmp_path_factory.mktemp("mini")
    for part in ("national", "kommune"):
        shutil.copytree(PROJECT / "tests" / "plan" / part, project / "plan_data" / part)
    shutil.copytree(PROJECT / "tests" / "plan" / "docs", project / "docs")
    return project


@pytest.fixture(scope="module")
def plan(mini: Path) -> Plan:
    return load(mini).plan


@pytest.fixture(scope="module")
def pages(mini: Path) -> tuple[Page, ...]:
    return read_pages(mini)[0]


def with_public(part: Any, *, public: bool | tuple[str, ...], **fields: object) -> Any:
    return part.model_copy(update={"public": public, **fields})


# Records


def test_staff_see_the_plan_as_it_is(plan: Plan) -> None:
    assert plan.seen_by(STAFF) is plan


def test_a_record_that_says_nothing_is_gone(plan: Plan) -> None:
    seen = plan.seen_by(PUBLIC)
    assert plan.contacts["infohus"]
    assert "infohus" not in seen.contacts
    assert seen.contacts.ids == ("borgerindgang", "hjemmeside", "alarm-112", "politi-114")
    assert len(seen.roles) == len(seen.systems) == len(seen.flows) == 0


def test_a_public_record_keeps_every_field(plan: Plan) -> None:
    assert plan.seen_by(PUBLIC).contacts["alarm-112"].model_dump() == plan.contacts["alarm-112"].model_dump()


def test_a_list_of_fields_keeps_these_and_the_id_and_nothing_else(plan: Plan) -> None:
    seen = plan.seen_by(PUBLIC).contacts["borgerindgang"]
    whole = plan.contacts["borgerindgang"]
    assert seen.id == "borgerindgang"
    assert (seen.name, seen.phone, seen.hours, seen.tasks) == (whole.name, whole.phone, whole.hours, whole.tasks)
    gone: tuple[object, ...] = (seen.when, seen.mailbox, seen.ages, seen.review_months)
    assert gone == (None, None, (), None)


def test_what_is_no_text_is_nothing_too(plan: Plan) -> None:
    role = as_citizens_see(with_public(plan.roles["laerer"], public=("name",)))
    assert role
    assert role.frontline is False
    assert (role.tasks, role.must_know, role.contacts, role.level, role.knowledge) == ((), (), (), None, None)


def test_an_empty_list_of_fields_shows_nothing_not_even_the_id(plan: Plan) -> None:
    assert as_citizens_see(with_public(plan.roles["laerer"], public=())) is None


def test_the_id_of_coverage_is_the_element_it_is_about(plan: Plan) -> None:
    seen = as_citizens_see(with_public(plan.coverage["henvendelser"], public=("status",)))
    assert seen
    assert (seen.id, seen.status) == ("henvendelser", plan.coverage["henvendelser"].status)
    assert (seen.reason, seen.page, seen.owner, seen.next_review) == (None, None, None, None)


def test_a_field_is_named_as_it_stands_in_the_yaml(plan: Plan) -> None:
    edge = as_citizens_see(with_public(plan.flow.edges[0], public=("from",)))
    assert edge
    assert (edge.start, edge.end) == (plan.flow.edges[0].start, None)
    assert as_citizens_see(with_public(plan.flow.edges[0], public=("start",))) is None


@pytest.mark.parametrize(
    ("record", "part", "kept"),
    [
        (True, True, 1),
        (("id", "history"), True, 1),
        (("id", "history"), False, 0),
        (("id",), True, 0),
        (True, False, 0),
        (False, True, None),
    ],
)
def test_a_nested_part_is_seen_when_both_the_record_and_the_part_say_so(
    plan: Plan, *, record: bool | tuple[str, ...], part: bool, kept: int | None
) -> None:
    change = with_public(plan.municipality.history[0], public=part)
    seen = as_citizens_see(with_public(plan.municipality, public=record, history=(change,)))
    assert (None if seen is None else len(seen.history)) == kept


def test_parts_in_parts_say_so_at_each_depth(plan: Plan) -> None:
    node = plan.nodes["modtages"]
    assert node.under_18
    assert node.under_18.record
    record = with_public(node.under_18.record, public=("what",))
    duties = (with_public(node.under_18.duties[0], public=("does",)), node.under_18.duties[1])
    way = with_public(node.under_18, public=("duties", "record"), record=record, duties=duties)
    seen = as_citizens_see(with_public(node, public=("name", "under_18", "over_18"), under_18=way))
    assert seen
    assert seen.under_18
    assert seen.under_18.record
    assert [(duty.does, duty.roles, duty.action) for duty in seen.under_18.duties] == [(duties[0].does, (), None)]
    assert (seen.under_18.record.what, seen.under_18.record.system, seen.under_18.summary) == (record.what, None, None)
    assert seen.over_18 is None


def test_a_copy_for_citizens_has_forgotten_the_yaml_and_the_record_has_not(plan: Plan) -> None:
    place = plan.contacts["borgerindgang"].place_of("when")
    seen = plan.seen_by(PUBLIC)
    assert seen.files == ()
    for _, record in seen.records():
        assert record.place == record.place_of("name") == Place("")
        assert {type(value) for value in (record.__pydantic_private__ or {}).values()} <= {type(None), Place}
    assert plan.contacts["borgerindgang"].place_of("when") == place != Place("")


# Passages


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("alle", {"alle": BOTH}),
        ("før{% if staff %}os{% endif %}efter", {"før": BOTH, "os": {STAFF}, "efter": BOTH}),
        ("{% if staff %}os{% else %}dem{% endif %}", {"os": {STAFF}, "dem": {PUBLIC}}),
        ("{% if not staff %}dem{% else %}os{% endif %}", {"dem": {PUBLIC}, "os": {STAFF}}),
        ("{%- if staff -%}os{%- else -%}dem{%- endif -%}", {"os": {STAFF}, "dem": {PUBLIC}}),
        ("{% if staff %}os{% elif record %}dem{% else %}også dem{% endif %}", {"os": {STAFF}, "dem": {PUBLIC}, "også dem": {PUBLIC}}),
        ("{% if record %}alle{% elif staff %}os{% else %}dem{% endif %}", {"alle": BOTH, "os": {STAFF}, "dem": {PUBLIC}}),
        ("{% if staff %}os{% elif not staff %}dem{% else %}ingen{% endif %}", {"os": {STAFF}, "dem": {PUBLIC}, "ingen": set()}),
        ("{% if record %}alle{% else %}også alle{% endif %}", {"alle": BOTH, "også alle": BOTH}),
        ("{% if staff %}{% if record %}os{% endif %}også os{% endif %}", {"os": {STAFF}, "også os": {STAFF}}),
        ("{% if staff %}{% if not staff %}ingen{% endif %}os{% endif %}", {"ingen": set(), "os": {STAFF}}),
        ("{# note #}{% if staff %}<!-- bemærkning -->{% endif %}", {"note": set(), "bemærkning": set()}),
        ("{# {% if staff %} #}alle", {"{% if staff %}": set(), "alle": BOTH}),
        ("{% raw %}{% if staff %}alle{% endraw %}også alle", {"{% if staff %}alle": BOTH, "også alle": BOTH}),
        ("{% if staff %}{% raw %}{{ os }}{% endraw %}{% endif %}", {"{{ os }}": {STAFF}}),
        ('ring {{ phone("infohus") }} nu', {"ring": BOTH, "nu": BOTH}),
        ("{%+ if staff %}os{% endif %}", {"os": {STAFF}}),
        ("{% if (staff) %}os{% endif %}", {"os": {STAFF}}),
        ("<!-- {% if staff %} -->os<!-- {% endif %} -->", {"<!--": BOTH, "-->os<!--": {STAFF}, "-->": BOTH}),
        ("løs {% endif %}{% else %} ende", {"løs": BOTH, "ende": BOTH}),
    ],
)
def test_a_passage_is_for_those_who_come_to_it(body: str, seen: dict[str, set[Audience]]) -> None:
    found = list(passages(body))
    assert {passage.text.strip(): set(passage.audiences) for passage in found if passage.text.strip()} == seen
    assert all(body[passage.offset :].startswith(passage.text) for passage in found)


def bodies() -> st.SearchStrategy[list[Any]]:
    """Trees of what a body may hold: words, macros, comments, raw text, and conditions with bodies of their own."""
    leaves = st.sampled_from(["word", "macro", "note", "comment", "raw"])
    tests = st.sampled_from(["staff", "not staff", "municipality"])
    return st.recursive(
        st.lists(leaves, max_size=3),
        lambda body: st.lists(leaves | st.tuples(tests, body, st.lists(st.tuples(tests, body), max_size=2), st.none() | body), max_size=3),
        max_leaves=8,
    )


def written(tree: list[Any], words: Iterator[int]) -> str:
    return "".join(_written(item, words) for item in tree)


def _written(item: Any, words: Iterator[int]) -> str:
    if not isinstance(item, str):
        test, body, others, last = item
        elifs = "".join(f"{{% elif {other} %}}{written(inner, words)}" for other, inner in others)
        end = "" if last is None else f"{{% else %}}{written(last, words)}"
        return f"{{% if {test} %}}{written(body, words)}{elifs}{end}{{% endif %}}"
    word = f"ord{next(words):04}x"
    return {
        "word": f" {word} ",
        "macro": ' {{ count("roles") }} ',
        "note": f"{{# {word} {{% if staff %}} #}}",
        "comment": f"<!-- {word} -->",
        "raw": f"{{% raw %}} {word} {{% else %}} {{% endraw %}}",
    }[item]


@given(tree=bodies())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_passages_say_what_a_page_shows(plan: Plan, tree: list[Any]) -> None:
    page, _ = read_page("side.md", written(tree, count()))
    for audience in Audience:
        seen = {word for passage in passages(page.body) if audience in passage.audiences for word in WORD.findall(passage.text)}
        rendered = render(page, Context(plan, Addresses.of((page,), plan), page.path, TODAY, audience=audience))
        assert rendered.problems == ()
        out = set(WORD.findall(re.sub(r"<!--.*?-->", "", rendered.text, flags=re.DOTALL)))
        assert out <= seen
        if "{% if municipality" not in page.body and "{% elif municipality" not in page.body:
            assert out == seen


WORD = re.compile(r"ord\d{4}x")


# What is hidden, and what is shown


def found(texts: Iterator[Hidden], text: str) -> list[tuple[HiddenKind, str]]:
    return [(secret.kind, str(secret.place)) for secret in texts if secret.text == text]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("11000001", HiddenKind.NUMBER, "plan_data/kommune/contacts.yml:5:12"),
        ("infohus@proeveby.example", HiddenKind.MAILBOX, "plan_data/kommune/contacts.yml:6:14"),
        ("Infohusets journal", HiddenKind.NAME, "plan_data/kommune/organisation.yml:10:11"),
        ("https://haandbog.proeveby.example/", HiddenKind.NAME, "plan_data/kommune/municipality.yml:10:14"),
        ("https://bekymret.proeveby.example/", HiddenKind.NAME, "plan_data/kommune/municipality.yml:11:15"),
        ("En borger er bekymret", HiddenKind.TEXT, "plan_data/kommune/til-borgere.yml:4:11"),
        ("Infohuset fik nyt nummer.", HiddenKind.TEXT, "plan_data/kommune/municipality.yml:18:13"),
        ("Underret kommunen.", HiddenKind.TEXT, "plan_data/kommune/flow.yml:55:17"),
        ("Kontakt", HiddenKind.TEXT, "docs/kontakt.md:1:1"),
        ("kontakt/", HiddenKind.ADDRESS, "docs/kontakt.md:1:1"),
        ("laerer/", HiddenKind.ADDRESS, "plan_data/kommune/roles.yml:2:5"),
    ],
)
def test_what_only_staff_may_see_is_hidden_and_its_place_is_known(
    plan: Plan, pages: tuple[Page, ...], text: str, kind: HiddenKind, place: str
) -> None:
    assert found(hidden(plan, pages), text) == [(kind, place)]


@pytest.mark.parametrize("text", ["11000003", "Du er bekymret for en person", "Prøveby Kommune", "112", "Til borgere", "borger/"])
def test_what_citizens_may_see_is_not_hidden(plan: Plan, pages: tuple[Page, ...], text: str) -> None:
    assert [secret for secret in hidden(plan, pages) if secret.text == text and secret.place.path != "plan_data/kommune/contacts.yml"] == []


def test_each_hidden_text_stands_where_it_is_said_to_stand(mini: Path, plan: Plan, pages: tuple[Page, ...]) -> None:
    for secret in hidden(plan, pages):
        first = next(iter(secret.text.split()), "")
        written_there = secret.text != Role.model_fields["person"].default and (secret.place.line, secret.place.column) != (1, 1)
        if secret.kind is HiddenKind.TEXT and first and written_there:
            line = (mini / secret.place.path).read_text("utf-8").splitlines()[secret.place.line - 1]
            assert line[secret.place.column - 1 :].lstrip("\"'").startswith(first)


def test_a_text_that_citizens_may_see_is_shown(plan: Plan, pages: tuple[Page, ...]) -> None:
    texts = list(shown(plan, pages))
    assert {"Du er bekymret for en person", "11000003", "Til borgere", "Ring, når du er bekymret for en person."} <= set(texts)
    assert any("# Er du bekymret?" in text for text in texts)
    assert not {"En borger er bekymret", "11000001", "Kontakt", "Infohuset fik nyt nummer."} & set(texts)


def test_of_a_page_for_both_only_staff_s_passages_are_hidden(plan: Plan) -> None:
    page, _ = read_page(
        "begge.md",
        "---\ntitle: Begge\naudience: [staff, public]\n---\nalle\n\n{% if staff %}\n  os\n{% else %}dem{% endif %}<!-- note -->\n",
    )
    secrets = [secret for secret in hidden(Plan(), (page,)) if secret.text.strip()]
    assert [(secret.text.strip(), str(secret.place)) for secret in secrets] == [("os", "docs/begge.md:8:3"), ("note", "docs/begge.md:9:30")]
    assert {text.strip() for text in shown(Plan(), (page,))} - {""} == {"Begge", "alle", "dem"}


@pytest.mark.parametrize(
    ("path", "public"),
    [
        ("offentligt/plan.pdf", True),
        ("planen/offentligt/figur.svg", True),
        ("offentligt/2026/plan.pdf", True),
        ("plan.pdf", False),
        ("offentligt.pdf", False),
        ("planen/offentligt", False),
        ("ikke-offentligt/plan.pdf", False),
        ("Offentligt/plan.pdf", False),
    ],
)
def test_a_file_is_public_only_in_a_folder_that_says_so(tmp_path: Path, path: str, *, public: bool) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("x")
    (tmp_path / "side.md").write_text("x")
    assert is_public_file(path) is public
    assert [(secret.text, secret.kind, str(secret.place)) for secret in hidden_files(tmp_path)] == (
        [] if public else [(path, HiddenKind.ADDRESS, f"docs/{path}:1:1")]
    )


@pytest.mark.parametrize(
    ("said", "audiences"),
    [
        ("", {STAFF}),
        ("audience: public", {PUBLIC}),
        ("audience: [staff, public]", BOTH),
        ("audience: [public]", {PUBLIC}),
        ("audience: alle", {STAFF}),
    ],
)
def test_a_page_is_for_staff_unless_it_says_otherwise(said: str, audiences: set[Audience]) -> None:
    page, _ = read_page("side.md", f"---\ntitle: Side\n{said}\n---\n")
    assert {audience for audience in Audience if for_audience((page,), audience) == (page,)} == audiences


# No choice of what is public ever leaks


@dataclass
class Marked:
    """The small plan with a word of its own in every free string: whose word it is, and every part with its fields."""

    plan: Plan
    words: dict[str, Address]
    parts: dict[Address, tuple[str, ...]]


Address = tuple[str, str, Location]
"""A part or a field of the plan: collection, id, and the way into the record."""
Say = dict[Address, bool | tuple[str, ...]]
"""What each part says of itself."""


@pytest.fixture(scope="module")
def marked(plan: Plan) -> Marked:
    words: dict[str, Address] = {}
    parts: dict[Address, tuple[str, ...]] = {}

    def mark(value: Any, kind: str, id: str, at: Location, named: set[Location]) -> Any:
        if isinstance(value, Part):
            fields = _fields(value)
            parts[kind, id, at] = tuple(fields.values())
            return value.model_copy(update={name: mark(getattr(value, name), kind, id, (*at, key), named) for name, key in fields.items()})
        if isinstance(value, tuple):
            return tuple(mark(item, kind, id, (*at, index), named) for index, item in enumerate(value))
        if not isinstance(value, str) or isinstance(value, Choice) or at in named or value in ("112", "114"):
            return value
        word = f"1{len(words) + 1:07}" if at[-1] == "phone" else f"ord{len(words) + 1:04}x"
        words[word] = (kind, id, at)
        return {"mailbox": f"{word}@x.example", "website": f"https://{word}.example/"}.get(str(at[-1]), word)

    records = {
        kind: Records(mark(record, kind, record.id, (), {r.location for r in references(record)}) for record in plan.collection(kind))
        for kind in COLLECTIONS
    }
    return Marked(replace(plan, **records), words, parts)  # type: ignore[arg-type]


def _fields(part: Part) -> dict[str, str]:
    """The fields that may be named in `public` and hold something of their own: by their name here, as the YAML says."""
    return {name: info.alias or name for name, info in type(part).model_fields.items() if name not in ("id", "public", "page")}


def saying(value: Any, say: Say, kind: str, id: str, at: Location = ()) -> Any:
    """The part in which each part says who may see it."""
    if isinstance(value, Part):
        inner = {name: saying(getattr(value, name), say, kind, id, (*at, key)) for name, key in _fields(value).items()}
        return value.model_copy(update={**inner, "public": say[kind, id, at]})
    if isinstance(value, tuple):
        return tuple(saying(item, say, kind, id, (*at, index)) for index, item in enumerate(value))
    return value


def public_by(say: Say, kind: str, id: str, location: Location) -> bool:
    """Whether citizens may see a field, told from what was said alone: every part on the way shows the next step."""
    return all(
        said is True or (isinstance(said, tuple) and location[depth] in said)
        for depth in range(len(location))
        if (said := say.get((kind, id, location[:depth]))) is not None
    )


@st.composite
def choices(draw: st.DrawFn, parts: dict[Address, tuple[str, ...]]) -> Say:
    """Something for each part to say: nothing, everything, or some of its fields."""
    what = draw(st.sampled_from([(False, True, None), (True, None), (True,)]))
    said = {at: draw(st.sampled_from(what)) for at in parts}
    return {
        at: tuple(field for field in parts[at] if draw(st.booleans())) if all_or_some is None else all_or_some
        for at, all_or_some in said.items()
    }


def made_sound(say: Say, plan: Plan) -> Say:
    """What was said, without what the check would stop at: a record lacks no needed field and leans on nothing of staff's."""
    say = dict(say)
    for (kind, id, at), said in say.items():
        part = part_at(plan.collection(kind)[id], at)
        named = set(_fields(part).values() if said is True else said or ())
        named |= {"review_months"} if named & {"verified", "checked"} else set()
        say[kind, id, at] = tuple(named.union(NEEDED.get(type(part), ()))) if named else False
    for kind, id in ALWAYS:
        record = plan.collection(kind)[id]
        leaning = {reference.location[0] for reference in references(record)}
        say[kind, id, ()] = NEEDED.get(Municipality, ()) if kind == "municipalities" else tuple(set(_fields(record).values()) - leaning)
    while leaning_on_staff := [
        (kind, record.id, ())
        for kind, record in plan.records()
        if say[kind, record.id, ()]
        and any(
            not say[lean.kind, lean.id, ()] and (lean.location in (("element",), ("id",)) or public_by(say, kind, record.id, lean.location))
            for lean in references(record)
        )
    ]:
        say |= dict.fromkeys(leaning_on_staff, False)
    return say


ALWAYS = (
    ("municipalities", "proeveby"),
    ("contacts", "alarm-112"),
    ("contacts", "politi-114"),
    ("contacts", "borgerindgang"),
    ("contacts", "hjemmeside"),
)
"""What stands on every page for citizens."""


def part_at(part: Any, at: Location) -> Part:
    for step in at:
        part = part[step] if isinstance(step, int) else getattr(part, next(name for name, key in _fields(part).items() if key == step))
    return part  # type: ignore[no-any-return]


def every_macro(plan: Plan) -> tuple[str, ...]:
    """The body of a page for each macro, and for each record that one can name."""
    calls = [f"{{{{ {name}() }}}}" for name in MACROS]
    calls += [f'{{{{ sign_caveats() }}}} {{{{ signs("{group}") }}}}' for group in SignGroup]
    calls += [f'{{{{ contact_cards(task="{task}") }}}}' for task in ("generel-forebyggelse", "bekymring", "akut")]
    calls += [f'{{{{ {name}("{contact.id}") }}}}' for name in ("phone", "call", "mailbox", "contact_cards") for contact in plan.contacts]
    for name, records in (("law", plan.laws), ("term", plan.terms), ("source", plan.sources), ("who_does_what", plan.steps)):
        calls += [f'{{{{ {name}("{record.id}") }}}}' for record in records]
    calls += [f'{{{{ initiatives("{tier.id}") }}}}' for tier in plan.tiers]
    calls += [f'{{{{ stakeholders("{kind}") }}}}' for kind in StakeholderKind]
    calls += [f'{{{{ competence_plan("{level}") }}}}' for level in Knowledge]
    calls += [f"{{{{ municipality.{name} }}}}" for name in Municipality.model_fields]
    return tuple(f"{call}\n{{% if staff %}}ordos{number:04}x {call}{{% endif %}}\n" for number, call in enumerate(calls))


def pages_of(plan: Plan) -> tuple[Page, ...]:
    """Pages for both that ask for everything there is, also one for each role, step and element."""
    texts = [f"---\n{body}" for body in every_macro(plan)]
    for for_each, prefix, model in (
        ("roles", "role_", Role),
        ("steps", "step_", Node),
        ("elements", "element_", Element),
        ("initiatives", "initiative_", Initiative),
    ):
        asked = [f"{{{{ record.{name} }}}}" for name, info in model.model_fields.items() if info.annotation in (str, str | None)]
        asked += [f"{{{{ {name}() }}}}" for name in MACROS if name.startswith(prefix)]
        texts += [f"for_each: {for_each}\n---\n{call}\n" for call in asked]
    return tuple(
        read_page(f"s{number}/side.md", f"---\ntitle: Side\naudience: [staff, public]\n{text}")[0] for number, text in enumerate(texts)
    )


ANY_WORD = re.compile(r"ord(?:os)?\d{4}x|1\d{7}")


def for_staff(page: Page) -> Page:
    return replace(page, front_matter=page.front_matter.model_copy(update={"audience": (STAFF,)}))


def words_in(text: str) -> set[str]:
    """The words in a text, with the digits of a number together."""
    return set(ANY_WORD.findall(text)) | set(ANY_WORD.findall(re.sub(r"(?<=\d)[\s\u00a0]+(?=\d)", "", text)))


def test_no_choice_of_what_is_public_leaks(marked: Marked) -> None:
    all_pages = pages_of(marked.plan)
    counted: Counter[str] = Counter()

    @given(
        say=choices(marked.parts),
        sound=st.sampled_from([True, True, False]),
        staff_pages=st.sets(st.integers(0, len(all_pages) - 1), max_size=3),
    )
    @settings(max_examples=200, deadline=None, derandomize=True, phases=[Phase.generate], report_multiple_bugs=False)
    def no_choice_leaks(say: Say, staff_pages: set[int], *, sound: bool) -> None:
        say = made_sound(say, marked.plan) if sound else say
        records = {kind: Records(saying(record, say, kind, record.id) for record in marked.plan.collection(kind)) for kind in COLLECTIONS}
        whole = replace(marked.plan, **records)  # type: ignore[arg-type]
        secret = {word for word, address in marked.words.items() if not public_by(say, *address)}
        seen = whole.seen_by(PUBLIC)

        told = {word for _, record in seen.records() for word in words_in(f"{record.__dict__!r} {record.__pydantic_private__!r}")}
        assert told & marked.words.keys() == marked.words.keys() - secret

        pages = for_audience(tuple(for_staff(page) if n in staff_pages else page for n, page in enumerate(all_pages)), PUBLIC)
        problems = list(audience_check.check(Loaded(whole, (), frozenset(), complete=True, texts=()), pages))
        assert not (sound and problems)
        addresses, kept = Addresses.of(pages, seen), staff_only(whole)
        for page, record, path in published(pages, seen):
            out = words_in(render(page, Context(seen, addresses, path, TODAY, record, not problems, frozenset(), PUBLIC, kept)).text)
            assert not out & secret
            assert not {word for word in out if word.startswith("ordos")}
            counted["words shown"] += len(out)
        counted.update({"choices": 1, "sound": not problems, "words hidden": len(secret)})

    no_choice_leaks()
    FIGURES.append("what is public, chosen at random: " + ", ".join(f"{number} {what}" for what, number in sorted(counted.items())))
    assert counted["sound"] > 50
    assert counted["words shown"] > 10_000

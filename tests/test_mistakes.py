"""Fifteen mistakes that an expert sees at once, and what leaks: the demo makes none, and whoever makes one is stopped.

A mistake that a rule catches is made on purpose in a copy of the demo. Where no rule can decide, the words of the built
pages are read, and the same reading is tried on a sentence that makes the mistake.
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handbook.check import check
from handbook.plan.plan import Plan
from handbook.plan.vocabulary import Action, Age
from tests.conftest import PROJECT, TODAY

Made = Callable[..., set[str]]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Makes mistakes in a copy of the demo, `(file, text, wrong)` at a time, and tells the rules that catch them."""
    for folder in ("docs", "plan_data"):
        shutil.copytree(PROJECT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("vendor"))

    def make(*mistakes: tuple[str, str, str]) -> set[str]:
        before = {problem.rule for problem in check(tmp_path, TODAY)}
        for name, right, wrong in mistakes:
            file = tmp_path / name
            text = file.read_text("utf-8")
            assert right in text, f"{right!r} no longer stands in {name}"
            file.write_text(text.replace(right, wrong, 1) if right else text + wrong, "utf-8")
        return {problem.rule for problem in check(tmp_path, TODAY)} - before

    return make


@pytest.fixture(scope="module")
def said(staff_site: Path, public_site: Path) -> dict[str, list[str]]:
    """Every paragraph, cell and list item of both built sites, by site and page."""
    return {
        f"{site.name}/{path.parent.relative_to(site).as_posix()}": list(passages(article(path)))
        for site in (staff_site, public_site)
        for path in sorted(site.rglob("index.html"))
    }


def article(path: Path) -> str:
    """The page's own content, without the frame around it."""
    return path.read_text("utf-8").partition('<article class="md-content__inner md-typeset">')[2].rpartition("</article>")[0]


def passages(markup: str) -> Iterator[str]:
    for part in re.split(r"</?(?:p|li|td|th|dt|dd|h[1-6]|div|section|tr|ul|ol|dl|text|title|desc|summary)\b[^>]*>", markup):
        text = " ".join(html.unescape(re.sub(r"<[^>]*>", "", part)).replace("\u00ad", "").split())
        if text:
            yield text


def sentences(said: dict[str, list[str]]) -> list[str]:
    return [sentence for texts in said.values() for text in texts for sentence in re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])", text)]


def first(site: Path, address: str) -> str:
    return " ".join(passages(article(site / address / "index.html")))


def test_1_repealed_paragraphs_are_stopped_and_133_and_135_are_not_swapped(made: Made, demo: Plan) -> None:
    page = "docs/bekymring/underretning.md"
    assert made((page, "", "\nUnderret efter servicelovens § 153.\n")) == {"repealed-law"}
    assert "fagpersoner" in demo.laws["barnets-lov-133"].title.casefold()
    assert "alles" in demo.laws["barnets-lov-135"].title.casefold()
    assert [law.id for law in demo.laws if any("153" in old for old in law.replaces)] == ["barnets-lov-133"]
    assert [law.id for law in demo.laws if any("154" in old for old in law.replaces)] == ["barnets-lov-135"]


def test_2_the_plan_is_no_free_choice_and_is_revised_within_four_years_with_its_sister_topics(
    made: Made, staff_site: Path, public_site: Path
) -> None:
    for site in (staff_site, public_site):
        text = first(site, "planen")
        assert [word for word in ("ikke frivillig", "vedtaget", "offentliggjort", "fjerde år") if word not in text] == []
        assert "social kontrol" in text
        assert "æresrelaterede" in text
    assert "revision" in made(("plan_data/kommune/municipality.yml", "next_revision: 2030-06-01", "next_revision: 2030-06-17"))


def test_2_a_plan_without_a_sister_topic_is_warned_about(made: Made) -> None:
    file = PROJECT / "plan_data" / "kommune" / "initiatives.yml"
    text = file.read_text("utf-8")
    without = text.replace(", aeresrelaterede-konflikter", "").replace("aeresrelaterede-konflikter, ", "")
    assert "topic-without-initiative" in made(("plan_data/kommune/initiatives.yml", text, without))


def test_3_no_adult_is_notified_about_and_both_ages_are_told(made: Made, staff_site: Path) -> None:
    adult = "    over_18:\n      summary: Ring 112. Du skal ikke have samtykke for at ringe.\n      duties:\n"
    duty = "        - roles: [laerer]\n          action: underretning\n          does: Underret om den voksne.\n"
    assert "underretning-adult" in made(("plan_data/kommune/flow.yml", adult, adult + duty))
    boxes = [
        box
        for path in staff_site.rglob("index.html")
        for box in re.findall(r'class="age age--over".*?</section>', article(path), re.DOTALL)
    ]
    assert len(boxes) > 5
    assert [text for box in boxes for text in passages(box) if notifies(text)] == []
    assert "17½" in first(staff_site, "sagsgang")


def notifies(text: str) -> bool:
    """Whether words about an adult ask for an underretning."""
    return bool(re.search(r"\bunderret", text, re.IGNORECASE)) and not re.search(r"\b(?:ikke|ingen|kun|slutter|under 18|børn|barn)", text)


def test_4_a_concern_for_a_child_never_goes_to_the_infohus_alone(made: Made, demo: Plan, staff_site: Path) -> None:
    duty = "infohuset. Opkaldet erstatter ikke underretningen."
    assert duty in (PROJECT / "plan_data" / "kommune" / "flow.yml").read_text("utf-8")
    for card in demo.cards:
        calls = "infohus" in card.contacts or any("infohus" in demo.roles[role].contacts for role in card.roles)
        if calls and card.age is not Age.OVER_18 and any(demo.roles[role].frontline for role in card.roles):
            assert re.search(r"\b[Uu]nderret", first(staff_site, f"actioncards/{card.id}")), card.id
    path = demo.nodes["modtages"].path(Age.UNDER_18)
    assert path
    callers = {role for duty in path.duties if duty.action is Action.CALL_ENTRANCE for role in duty.roles}
    assert callers <= {role for duty in path.duties if duty.action is Action.NOTIFY for role in duty.roles}
    notify = "          action: underretning\n          does: Underret børne- og ungerådgivningen, når"
    found = made(("plan_data/kommune/flow.yml", notify, notify.replace("underretning\n", "skriv-ned\n")))
    assert "guide-underretning" in found


@pytest.mark.parametrize(
    "sign", ["Har fået skæg", "Bærer tørklæde", "Er konverteret", "Går til bøn", "Har en anden etnisk herkomst", "Skifter navn"]
)
def test_5_faith_origin_and_clothes_are_no_sign(made: Made, sign: str) -> None:
    name = "Bruger vold eller er med i voldelige sammenstød"
    assert made(("plan_data/national/signs.yml", name, sign)) == {"sign-marker"}


def test_5_no_page_of_signs_has_a_picture(staff_site: Path, public_site: Path) -> None:
    assert [site for site in (staff_site, public_site) if "<img" in article(site / "bekymringstegn" / "index.html")] == []


def test_6_nobody_but_the_infohus_scores_a_person(made: Made, staff_site: Path, public_site: Path) -> None:
    assert made(("plan_data/national/tools.yml", "user: infohuset", "user: medarbejdere")) == {"tool-scoring"}
    form = re.compile(r'<(?:select|input[^>]*type="?(?:checkbox|radio|number|range))')
    pages = [path for site in (staff_site, public_site) for path in site.rglob("index.html")]
    assert [path for path in pages if form.search(article(path))] == []


def test_7_no_sign_stands_without_its_caveats_its_other_meaning_and_what_protects(made: Made, staff_site: Path, public_site: Path) -> None:
    assert made(("docs/bekymringstegn/index.md", "{{ sign_caveats() }}", "")) == {"caveats-missing"}
    for site in (staff_site, public_site):
        text = article(site / "bekymringstegn" / "index.html")
        assert text.index('id="forbehold"') < text.index('id="beskyttelse"')
        assert "Ét tegn er ikke nok" in " ".join(passages(text))


def test_7_a_sign_says_what_else_it_could_be(made: Made) -> None:
    line = "    could_also_be: En personlig konflikt, misbrug eller vold i hjemmet.\n"
    assert "missing-key" in made(("plan_data/national/signs.yml", line, ""))


def test_8_a_contact_is_a_function_and_no_person(made: Made) -> None:
    assert made(("plan_data/kommune/contacts.yml", "bekymring@eksempelby", "mette.hansen@eksempelby")) == {"mailbox"}
    assert made(("docs/kontakt/index.md", "", "\nSagen om 010203-1234.\n")) == {"cpr"}


def test_9_what_has_a_new_name_is_not_spoken_of_as_current(made: Made, demo: Plan) -> None:
    assert made(("docs/kontakt/index.md", "", "\nRing til NCFE.\n")) == {"outdated-name"}
    assert made(("docs/kontakt/index.md", "", "\nSkriv til ekstremisme@siri.dk.\n")) == {"mailbox"}
    assert "SIRI" not in " ".join((demo.actors["cde"].what, demo.actors["cde"].does, demo.actors["cde"].long or ""))


def test_9_the_hotline_is_open_from_8_to_22_every_day_and_says_whether_it_was_checked(demo: Plan, staff_site: Path) -> None:
    markup = article(staff_site / "kontakt" / "index.html")
    card = " ".join(passages(markup.partition('id="hotline">')[2].partition("</article>")[0]))
    assert demo.contacts["hotline"].name in card
    assert re.search(r"8(?:[.:]00)?\s*[–-]\s*22", card), card
    assert re.search(r"prøvet|tjekket", card, re.IGNORECASE), card


ALL_IS_ALLOWED = re.compile(r"§ 115\b[^.]*\b(?:alt|alle oplysninger|frit)\b|§ 115\b[^.]*\befterforsk", re.IGNORECASE)


def test_10_no_page_says_that_115_allows_everything(said: dict[str, list[str]], staff_site: Path) -> None:
    assert claims("§ 115 giver lov til at dele alt.", ALL_IS_ALLOWED)
    assert [sentence for sentence in sentences(said) if claims(sentence, ALL_IS_ALLOWED)] == []
    law = first(staff_site, "lov")
    assert "Oplysningerne må ikke bruges til efterforskning. Reglen giver ikke lov til at dele alt." in law
    assert "Infohuset er ikke nævnt i reglen" in first(staff_site, "infohus")


PROMISE = re.compile(
    r"\b(?:du|I|fagpersonen) (?:kan være|er|bliver|forbliver) anonyme?\b|\b(?:vi|jeg) (?:lover|holder det hemmeligt)", re.IGNORECASE
)


def test_11_no_page_promises_a_professional_anonymity_or_anybody_secrecy(said: dict[str, list[str]], made: Made) -> None:
    assert claims("Du er anonym, når du underretter.", PROMISE)
    assert claims("Sig: Jeg holder det hemmeligt.", PROMISE)
    staff = {page: texts for page, texts in said.items() if page.startswith("staff/")}
    assert [s for s in sentences(staff) if claims(s, PROMISE) and "siger det først" not in s] == []
    assert "Lov ikke at holde det hemmeligt." in said["staff/bekymring/foerste-samtale"]
    question = "    name: Hvor gammel er personen?\n"
    file = "plan_data/kommune/guide.yml"
    assert question in (PROJECT / file).read_text("utf-8")
    assert "guide-anonymous" in made((file, question, question + "    help: Du er anonym.\n"))


def claims(sentence: str, pattern: re.Pattern[str]) -> bool:
    """Whether a sentence says it: one that denies it does not, nor one that asks."""
    return bool(pattern.search(sentence)) and not re.search(r"\b(?:ikke|aldrig|ingen|kun)\b|\?", sentence)


def test_12_danger_begins_with_112_and_nobody_holds_searches_or_follows(made: Made, staff_site: Path, public_site: Path) -> None:
    for page in (first(staff_site, "akut"), first(public_site, "er-du-bekymret"), first(public_site, ".")):
        assert re.split(r"\d{2} \d{2} \d{2} \d{2}|[Ll]eder", page)[0].count("112"), page[:300]
    assert "Hold ikke nogen tilbage, og følg ikke efter dem." in first(staff_site, "akut")
    assert "Led ikke i tasker" in first(staff_site, "akut")
    begin = "      - Ring 112, hvis nogen er i fare. Ring til din leder bagefter.\n"
    assert "card-danger" in made(("plan_data/kommune/roles.yml", begin, "      - Kontakt din leder.\n"))


def test_13_elements_are_counted_and_what_is_our_own_is_not_called_the_sources(demo: Plan, said: dict[str, list[str]]) -> None:
    written = re.compile(r"\b(?:26|27|seksogtyve|syvogtyve) elementer", re.IGNORECASE)
    files = [
        path
        for folder in ("docs", "plan_data", "macros")
        for path in (PROJECT / folder).rglob("*")
        if path.suffix in (".md", ".yml", ".html")
    ]
    assert [path for path in files if written.search(path.read_text("utf-8"))] == []
    assert sum(len(element.tiers) == len(demo.tiers) for element in demo.elements) >= 8
    assert demo.tools["bekymringsskala"].missing
    assert "selv" in (demo.inventory["indledende-tjekliste"].own or "")
    assert "Derfor har kommunen skrevet sine egne." in " ".join(said["staff/planen/parathed"])


def test_14_open_data_is_no_measure_and_a_small_count_is_no_number(made: Made, staff_site: Path) -> None:
    file = "plan_data/kommune/figures.yml"
    assert "open-data-count" in made((file, "    data: henvendelser\n", "    data: boligsocialt-danmarkskort\n"))
    assert "small-count" in made((file, "{label: 2024-1, counts: [16]}", "{label: 2024-1, counts: [3]}"))
    assert "Tallene måler ikke radikalisering." in first(staff_site, "planen/noegletal")


UNDATED = re.compile(
    r"\btrussels(?:niveau|billed|vurdering)|\b22 kommuner|\b12 infohuse|næsten 100 forløb|ca\. (?:40 forskere|100 fordelt)", re.IGNORECASE
)
YEAR = re.compile(r"\b20\d\d\b")


def test_15_extremism_has_many_forms_and_no_number_or_threat_stands_without_its_year(said: dict[str, list[str]], staff_site: Path) -> None:
    forms = first(staff_site, "situationer/former")
    assert [form for form in ("højre", "venstre", "islamisme", "mod myndigheder", "enkelt sag") if form not in forms] == []
    assert "Listen er åben." in forms
    assert undated("Trusselsniveauet er alvorligt.")
    assert undated("Korpset har medarbejdere i 22 kommuner.")
    assert [(page, text) for page, texts in said.items() for text in texts if undated(text)] == []


def undated(text: str) -> bool:
    return bool(UNDATED.search(text)) and not YEAR.search(text)


def test_what_is_for_staff_does_not_get_to_citizens(made: Made) -> None:
    page = "docs/er-du-bekymret/index.md"
    assert "audience-reference" in made((page, "", '\nRing til {{ phone("beredskab") }}.\n'))

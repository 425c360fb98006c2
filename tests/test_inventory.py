"""Everything that the national sources name has a place in the handbook, and the built page leads there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from handbook.plan.inventory import InventoryItem
from handbook.plan.plan import Plan
from handbook.plan.vocabulary import InventoryKind
from tests.conftest import FIGURES, PROJECT

ROWS: dict[str, dict[str, list[str]]] = yaml.safe_load((PROJECT / "tests" / "cases" / "inventory.yml").read_text("utf-8"))
PAGE = "redaktoer/hvor-finder-jeg/index.html"
NOT_SHOWN = [
    "den-danske-model",
    "forebyggelsestrekanten",
    "bekymringsskala",
    "myndigheder",
    "faser",
    "indledende-tjekliste",
    "parathedsvurdering",
    "selvevaluering",
    "action-card",
    "skabelon",
    "ressourceplan",
    "samtalevaerktoejer",
    "samarbejdsmodel",
    "bolig-kortlaegning",
    "tilvaerelseskompetencer",
]
"""What a source names without showing it."""


@pytest.mark.parametrize(("kind", "row"), [(kind, row) for kind, rows in ROWS.items() for row in rows])
def test_everything_that_a_row_names_is_there(demo: Plan, kind: str, row: str) -> None:
    named = {item.name for item in demo.inventory if item.kind == kind}
    assert set(ROWS[kind][row]) <= named


def test_nothing_stands_there_that_no_source_names(demo: Plan) -> None:
    names = [name for rows in ROWS.values() for row in rows.values() for name in row]
    assert sorted(item.name for item in demo.inventory) == sorted(names)
    assert set(ROWS) == set(InventoryKind)
    FIGURES.append(f"{len(names)} things of {sum(map(len, ROWS.values()))} rows that the sources name, each with its place")


def test_each_is_linked_to_a_place_that_the_built_handbook_has(demo: Plan, staff_site: Path) -> None:
    shown = dict(entries(staff_site))
    assert shown.keys() == {item.id for item in demo.inventory}
    gone = [(item.id, problem) for item in demo.inventory if (problem := wrong(item, shown[item.id], staff_site))]
    assert gone == []


def wrong(item: InventoryItem, entry: str, site: Path) -> str:
    """What is wrong with the link of an entry, or nothing."""
    link = re.search(r'<dt><a href="([^"]*)"', entry)
    if not link:
        return "no link"
    path, _, anchor = html.unescape(link[1]).partition("#")
    file = (site / PAGE).parent / path / "index.html"
    if not file.is_file():
        return f"no page at {path}"
    text = file.read_text("utf-8")
    if anchor and f'id="{anchor}"' not in text:
        return f"no #{anchor} at {path}"
    return "" if anchor or ".md" in item.where or item.record[1] in file.parent.name else "not the record's own page"


def test_what_the_source_does_not_show_says_so(staff_site: Path) -> None:
    shown = dict(entries(staff_site))
    assert [id for id in NOT_SHOWN if "Mangler i kilden:" not in shown[id]] == []
    own = [id for id, entry in shown.items() if "Kommunens eget, ikke kildens:" in entry]
    assert {"indledende-tjekliste", "selvevaluering", "action-card", "forebyggelsestrekanten"} <= set(own)


def test_the_ten_municipalities_are_named_where_the_entry_leads(demo: Plan) -> None:
    ten = ["Fredericia", "Frederikshavn", "Hjørring", "Holbæk", "Ishøj", "Kalundborg", "København", "Næstved", "Odense", "Skive"]
    assert [name for name in ten if name not in demo.actors["projektkommuner"].what] == []


def entries(site: Path) -> Iterator[tuple[str, str]]:
    """Each entry of the page: its id and its HTML."""
    text = (site / PAGE).read_text("utf-8")
    for part in re.split(r'<div id="(?=[a-z0-9-]+"><dt>)', text)[1:]:
        id, _, rest = part.partition('"')
        yield id, rest.partition("</dd>")[0]

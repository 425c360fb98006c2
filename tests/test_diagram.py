"""Diagrams: what a screen reader hears, what a strict policy forbids, and every word of the text in the figure."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
import yaml

from handbook.plan.plan import Plan, Records
from macros import diagram
from macros.diagram import SETTINGS, label, svg
from macros.flow import mermaid
from tests.conftest import FIGURES, PROJECT

if diagram._engine() is None:
    pytest.skip("no wheel of the engine for this platform", allow_module_level=True)

FIGURE_PAGES = ("sagsgang", "forebyggelse", "planen/koncept")


def drawn(text: str, id: str = "figur") -> Element:
    figure = svg(text, id=id, title="Titel & navn", description="Beskrivelse <af> figuren")
    assert figure is not None
    return fromstring(figure)  # noqa: S314 - made by this project


def words(tree: Element) -> str:
    return " ".join(part.text or "" for part in tree.iter() if part.tag.endswith("text"))


def test_the_figure_has_role_name_and_description_and_its_references_lead_somewhere() -> None:
    tree = drawn('flowchart TD\n a["x"] -->|"y"| b["z"]')
    ids = {part.get("id"): part for part in tree.iter() if part.get("id")}
    assert tree.get("role") == "img"
    assert ids[tree.get("aria-labelledby", "")].text == "Titel & navn"
    assert ids[tree.get("aria-describedby", "")].text == "Beskrivelse <af> figuren"
    assert "aria-roledescription" not in tree.attrib
    for target in re.findall(r"url\(#([^)]+)\)", " ".join(part.get("marker-end", "") for part in tree.iter())):
        assert target in ids


def test_two_figures_on_a_page_share_no_id() -> None:
    one, other = ({part.get("id") for part in drawn("flowchart TD\n a --> b", id).iter()} - {None} for id in ("en", "to"))
    assert len(one) == len(other) == 3
    assert not one & other


@pytest.mark.parametrize("address", FIGURE_PAGES)
def test_no_figure_on_a_page_holds_style_or_script_or_a_link_and_every_id_on_the_page_is_its_own(staff_site: Path, address: str) -> None:
    html = (staff_site / address / "index.html").read_text("utf-8")
    figures = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
    pictures = re.findall(r'<svg[^>]*role="img".*?</svg>', html, re.DOTALL)
    assert len(pictures) == len(figures) == 1
    assert not re.search(r"<style|\sstyle=|<script|<a[\s>]|foreignObject|\son\w+=|http", pictures[0])
    assert "mermaid" not in html.split("<article", 1)[1].split("</article>", 1)[0]
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    FIGURES.append(f"{address}: figure of {len(pictures[0].encode())} bytes")


def test_every_word_of_the_case_flow_stands_in_the_figure_as_whole_lines(demo: Plan) -> None:
    text = mermaid(demo)
    lines = [part for quoted in re.findall(r'"([^"]*)"', text) for part in quoted.split("<br/>")]
    tree = drawn(text)
    runs = [part for part in tree.iter() if part.tag.endswith("text")]
    assert sorted(part.text or "" for part in runs) == sorted(lines)
    assert not [part for part in runs if len(part)]
    assert any(set("æøåÆØÅ") & set(line) for line in lines)


def test_the_figure_is_no_wider_than_the_column_of_a_phone(demo: Plan) -> None:
    tree = drawn(mermaid(demo))
    width, height = float(tree.get("width", "")), float(tree.get("height", ""))
    assert tree.get("viewBox") == f"0 0 {width:g} {height:g}"
    assert width <= 328


@pytest.mark.parametrize(
    "text",
    [
        "Æblegrød på ærø Å", "a < b > c", "R&D &amp; &lt;b&gt;", 'sig "nej"', "`kode`", "#1 #35; #quot;", "<script>alert(1)</script>",
        "</text></svg>", "*a* _b_ **c**", "100 % %% %%{init: {}}%%", r"a\nb", "[x](y) {z} |w|", "1. trin",
        "end", "A --> B; C", "{{ 7 * 7 }}",
    ],
)  # fmt: skip
def test_a_text_shows_as_it_was_written_in_a_box_and_on_a_line(text: str) -> None:
    tree = drawn(f'flowchart TD\n a["{label(text)}"] -->|"{label(text)}"| b["slut"]')
    assert words(tree) == f"{text} {text} slut"
    assert {part.tag.rpartition("}")[2] for part in tree.iter()} == {"svg", "title", "desc", "marker", "path", "g", "rect", "text"}


def test_a_name_from_the_plan_shows_as_it_was_written_in_the_figure(demo: Plan) -> None:
    name = 'Æ <b> & "c" `#d`'
    nodes = [node.model_copy(update={"short": name}) if node.id == "modtages" else node for node in demo.nodes]
    assert f"1. {name}" in words(drawn(mermaid(replace(demo, nodes=Records(nodes)))))


def test_the_same_text_gives_the_same_bytes_within_a_twentieth_of_a_second(demo: Plan) -> None:
    text = mermaid(demo)
    first = svg(text, id="a", title="t", description="d")
    begun = time.process_time()
    second = svg(text, id="a", title="t", description="d")
    took = time.process_time() - begun
    FIGURES.append(f"case flow as SVG: {len(str(first).encode())} bytes in {took * 1000:.1f} ms")
    assert first == second
    assert took < 0.05


def test_no_line_of_the_figure_is_blank_since_markdown_would_end_it_there(demo: Plan) -> None:
    assert all(line.strip() for line in str(svg(mermaid(demo), id="a", title="t", description="d")).split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "intet", "flowchart TD\n a[", "sequenceDiagram\n a->>b: c", "flowchart TD\n subgraph s\n a --> b\n end",
        "flowchart TD\n a -.-> b", "flowchart TD\n a ==> b", "flowchart TD\n a --o b", "flowchart TD\n a <--> b", 'flowchart TD\n a[("x")]',
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_stops_the_build_and_is_not_left_out(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        svg(text, id="a", title="t", description="d")


def test_without_the_engine_nothing_can_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagram, "_engine", lambda: None)
    assert not diagram.can_draw()
    with pytest.raises(ImportError):
        svg("flowchart TD\n a --> b", id="a", title="t", description="d")


def test_the_live_figure_has_the_same_settings() -> None:
    class Loader(yaml.SafeLoader):
        """Reads mkdocs.yml, whose tags for Python names are beside the point here."""

    Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda _loader, suffix, _node: suffix)
    config = yaml.load((PROJECT / "mkdocs.yml").read_text("utf-8"), Loader)  # noqa: S506 - a safe loader
    live = config["plugins"]["mermaid2"]["arguments"]
    for key in ("theme", "look", "htmlLabels", "flowchart"):
        assert live[key] == SETTINGS[key]

"""Mermaid text as inline SVG, drawn when the site is built: no script, no style, and nothing for the reader to load.

The engine (PyPI `mmdr`) lays a flowchart out as Mermaid does, but its SVG is not published: it carries a style element,
style attributes and ids of its own, which a strict Content-Security-Policy and a second figure on the page forbid. Only
boxes, lines and words are taken over. They keep Mermaid's class names, so that the same rules of the stylesheet colour
this figure and the one that Mermaid draws live; without a stylesheet the attributes make it black on white.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from xml.etree.ElementTree import Element, fromstring

from markupsafe import Markup

from macros.sandbox import as_text

SETTINGS = {
    "theme": "base",
    "look": "classic",
    "layout": "dagre",
    "htmlLabels": False,
    "flowchart": {
        "htmlLabels": False,
        "useMaxWidth": True,
        "curve": "linear",
        "wrappingWidth": 260,
        "nodeSpacing": 14,
        "rankSpacing": 26,
        "padding": 9,
    },
    "themeVariables": {"fontFamily": "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Arial, sans-serif", "fontSize": "17px"},
}
"""The live figure has the same ones, in mkdocs.yml, but for the size of the words."""

_ENTITIES = {"#": "#35;", "&": "#amp;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "`": "#96;", "\\": "#92;", "%": "#37;"}
# The engine guesses how wide words are, up to 6 % too narrow for Arial: so it lays out larger words than those drawn.
_LAID_OUT, _FONT_SIZE, _SLACK = 17, 16, 2
_NS = "{http://www.w3.org/2000/svg}"
_SHAPES = {"rect": ("x", "y", "width", "height", "rx", "ry"), "polygon": ("points", "transform"), "circle": ("cx", "cy", "r")}


def label(text: str) -> str:
    """Text so that it can stand inside Mermaid's quotes: `#` begins its entities, a backtick its Markdown, `%%` its comments."""
    return "".join(_ENTITIES.get(sign, sign) for sign in text)


def can_draw() -> bool:
    """Whether the engine is installed: there is no wheel of it for every machine."""
    return _engine() is not None


def svg(mermaid: str, *, id: str, title: str, description: str) -> Markup:
    """A flowchart as inline SVG. `id` begins every id in the figure.

    Raises ValueError for what Mermaid cannot read, and for what this cannot draw; ImportError where it cannot draw at all.
    """
    engine = _engine()
    if engine is None:
        raise ImportError(name="mmdr")
    drawn = _drawn(mermaid, engine)
    left, top, width, height = (_number(part) for part in drawn.get("viewBox", "").split())
    return Markup("\n").join(
        [
            Markup(
                '<svg class="diagram" viewBox="{} {} {} {}" width="{}" height="{}" role="img" aria-labelledby="{id}-title"'
                ' aria-describedby="{id}-desc" font-size="{font}" text-anchor="middle" fill="currentColor">'
            ).format(left, top, width, height, width, height, id=id, font=_FONT_SIZE),
            Markup('<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>').format(id, as_text(title), id, as_text(description)),
            Markup(
                '<marker id="{}-tip" viewBox="0 0 10 10" refX="5" refY="5" markerUnits="userSpaceOnUse" markerWidth="8" markerHeight="8"'
                ' orient="auto"><path class="marker" d="M0 0 10 5 0 10z"/></marker>'
            ).format(id),
            *(_line(path, id) for path in _all(drawn, "path", "flowchart-link")),
            *(_words(group) for group in _all(drawn, "g", "edgeLabel") if group.find(f".//{_NS}rect") is not None),
            *(_box(group) for group in _all(drawn, "g", "node")),
            Markup("</svg>"),
        ]
    )


@cache
def _engine() -> ModuleType | None:
    try:
        return import_module("mmdr")
    except ImportError:
        return None


def _drawn(mermaid: str, engine: ModuleType) -> Element:
    """The engine's SVG as a tree. It prints `#35;` as it stands, so such signs travel as private-use characters."""
    for sign, entity in _ENTITIES.items():
        mermaid = mermaid.replace(entity, chr(0xE000 + ord(sign)))
    text = engine.render(f"---\nconfig: {json.dumps(SETTINGS)}\n---\n{mermaid}", backend="merman").svg()
    drawn = fromstring(text)  # noqa: S314 - made by the engine a moment ago, not by a stranger
    if drawn.get("aria-roledescription") != "flowchart-v2" or next(_all(drawn, "g", "cluster"), None) is not None:
        raise ValueError("only flowcharts without subgraphs can be drawn")
    return drawn


def _line(path: Element, id: str) -> Markup:
    tips = path.get("marker-end", ""), path.get("marker-start")
    looks = {name for name in path.get("class", "").split() if name.startswith("edge-")}
    if looks != {"edge-thickness-normal", "edge-pattern-solid"} or not tips[0].endswith("-pointEnd)") or tips[1]:
        raise ValueError("only whole lines with one arrow can be drawn")
    line = Markup('<path class="flowchart-link" d="{}" fill="none" stroke="currentColor" marker-end="url(#{}-tip)"/>')
    return line.format(path.get("d"), id)


def _words(group: Element) -> Markup:
    """The condition of a line, on a ground that hides the line."""
    ground = next(group.iter(f"{_NS}rect"))
    x, y = _moved(group)
    dx, dy = _moved(next(_all(group, "g", "label")))
    box = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="Canvas"/>').format(
        *(_number(ground.get(name), by) for name, by in (("x", x + dx - _SLACK), ("y", y + dy), ("width", 2 * _SLACK), ("height", 0)))
    )
    return Markup('<g class="edgeLabel">{}{}</g>').format(box, _rows(group, x + dx, y + dy))


def _box(group: Element) -> Markup:
    x, y = _moved(group)
    shape = next((part for part in group if "label-container" in part.get("class", "")), None)
    kind = "" if shape is None else shape.tag.removeprefix(_NS)
    if shape is None or kind not in _SHAPES:
        raise ValueError("only boxes, diamonds and circles can be drawn")
    form = Markup(" ").join(Markup('{}="{}"').format(name, _tidy(shape.get(name, ""))) for name in _SHAPES[kind] if shape.get(name))
    own = Markup(" ").join(name for name in group.get("class", "").split() if name != "default")
    dx, dy = _moved(next(_all(group, "g", "label")))
    box = Markup('<{} class="label-container" {} fill="Canvas" stroke="currentColor"/>').format(Markup(kind), form)
    return Markup('<g class="{}" transform="translate({} {})">{}{}</g>').format(own, _number(x), _number(y), box, _rows(group, dx, dy))


def _rows(group: Element, x: float, y: float) -> Markup:
    """Each line of a label as one run: the engine's single words lose their spaces in some readers, and run together in search."""
    texts = ["".join(row.itertext()).strip() for row in _all(group, "tspan", "text-outer-tspan")]
    return Markup("").join(
        Markup('\n<text x="{}" y="{}">{}</text>').format(_number(x), _number(y + _LAID_OUT * (1 + 1.1 * number) - 2), as_text(_read(text)))
        for number, text in enumerate(texts)
    )


def _read(text: str) -> str:
    signs = {0xE000 + ord(sign): sign for sign in _ENTITIES}
    return text.translate(signs)


def _all(tree: Element, tag: str, kind: str) -> Iterator[Element]:
    return (part for part in tree.iter(_NS + tag) if kind in part.get("class", "").split())


def _moved(group: Element) -> tuple[float, float]:
    """How far a group is moved: `translate(1.5,-2)`."""
    x, _, y = group.get("transform", "translate(0,0)").removeprefix("translate(").removesuffix(")").partition(",")
    return float(x), float(y)


def _tidy(value: str) -> str:
    """A number without the tail that adding has left on it; a list of points as it is."""
    try:
        return _number(value)
    except ValueError:
        return value


def _number(value: str | float | None, by: float = 0) -> str:
    return f"{float(value or 0) + by:.2f}".rstrip("0").rstrip(".")

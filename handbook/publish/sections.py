"""Sections: what a published page says, divided where a reader can be sent to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Section:
    """A heading or a record on a page with what stands below it, one string for each block. The page's own has no anchor."""

    anchor: str = ""
    title: str = ""
    blocks: list[str] = field(default_factory=list)


def sections(html: str) -> list[Section]:
    """The sections of a page's content, the page's own first. What has no title goes with the one before."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    kept = reader.sections[:1]
    for section in reader.sections[1:]:
        if section.title:
            kept.append(section)
        else:
            kept[-1].blocks += section.blocks
    return kept


@dataclass(frozen=True)
class _Element:
    tag: str
    silent: bool
    before: Section
    """The section that goes on after it, when it is a box."""


class _Reader(HTMLParser):
    """Begins a section at each heading that has an id, and for as long as it lasts at each record's box that has one."""

    def __init__(self) -> None:
        super().__init__()
        self.sections = [Section()]
        self._open: list[_Element] = []
        self._text = ""
        self._silent = 0
        self._excluded = _NO_LEVEL
        self._section = self.sections[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._at_edge(tag)
        if tag in _VOID:
            return
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        silent = tag in _SILENT or not _QUIET.isdisjoint(classes)
        self._open.append(_Element(tag, silent=silent, before=self._section))
        self._silent += silent
        if (anchor := values.get("id")) and (tag in _HEADINGS or tag in _BOXES):
            self._begin(tag, anchor, excluded=_EXCLUDED in values)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._at_edge(tag)

    def handle_endtag(self, tag: str) -> None:
        self._at_edge(tag, title=tag in _TITLES)
        if not any(element.tag == tag for element in self._open):
            return
        while element := self._open.pop():
            self._silent -= element.silent
            if element.tag in _BOXES:
                self._section = element.before
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text += data

    def end_block(self, *, title: bool = False) -> None:
        """What was read since the last one is a block, or the section's title."""
        text = " ".join(self._text.replace("\u00ad", "").split())
        self._text = ""
        if title and not self._section.title:
            self._section.title = text
        elif re.search(r"\w", text) and self._excluded == _NO_LEVEL and not text.startswith("http"):
            self._section.blocks.append(text)

    def _at_edge(self, tag: str, *, title: bool = False) -> None:
        """A tag around a block ends the one before; a tag within a line does not, and a line that breaks goes on."""
        if tag == "br":
            self._text += " "
        elif tag not in _INLINE:
            self.end_block(title=title)

    def _begin(self, tag: str, anchor: str, *, excluded: bool) -> None:
        if tag == "h1":
            self._section = self.sections[0]
            return
        self._section = Section(anchor)
        if tag in _HEADINGS and tag <= self._excluded:
            self._excluded = tag if excluded else _NO_LEVEL
            self.sections.append(self._section)
        elif self._excluded == _NO_LEVEL:
            self.sections.append(self._section)


_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TITLES = {*_HEADINGS, "dt"}
_BOXES = {"article", "div", "li"}
_SILENT = {"caption", "pre", "script", "style", "svg", "template", "thead"}
_VOID = {"br", "col", "hr", "img", "input", "source", "wbr"}
_INLINE = {"a", "abbr", "b", "button", "code", "em", "i", "kbd", "mark", "small", "span", "strong", "sub", "sup", "time", "wbr"}
_EXCLUDED = "data-search-exclude"
"""Material's word for what search leaves out: on a heading, what stands below it."""
_NO_LEVEL = "h9"
"""No heading is excluded: every heading's tag comes before this."""
_QUIET = {
    "action-card__foot",
    "action-card__kind",
    "actions",
    "actors__more",
    "card-contacts__hours",
    "contact-card__verified",
    "experience",
    "glossary__see",
    "law",
    "law-list__unsure",
    "organisation",
    "print-hint",
    "quiet",
    "source",
    "verified--due",
    "ways",
}
"""Classes of what is said on the side: buttons, where something is from, when it was checked, where it goes on."""

"""Reading a built page as a person does: its Danish words, its sentences, and how heavy they are to read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "cite",
    "code",
    "dfn",
    "em",
    "i",
    "img",
    "kbd",
    "mark",
    "q",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "wbr",
}
_NOT_PROSE = {"code", "kbd", "pre", "samp", "script", "style"}
_TYPED = "data-search-report"
"""Marks the table of questions as people type them, mistakes and all."""
_APART = {"a", "span"}
"""Shown as boxes of their own in places, so two of them make no word together."""
_SPOKEN = {"alt", "aria-label", "placeholder", "title"}
_NO_SENTENCE = {"svg", "nav", "footer", "template"}
"""What stands in the article beside its text: figures, whose table or list says the same, and ways to other pages."""

_WORD = re.compile(r"[^\W\d_½]+(?:[-'’][^\W\d_½]+)*-?")
_ADDRESS = re.compile(
    r"https?://\S+|\S+@\S+|(?:[\w-]+\.)+(?:dk|example|org|com|eu)\b(?:/\S*)?|\S*/\S+/\S*|\b[\w-]+\.(?:md|ya?ml|zip|json|py|svg|txt|csv|html)\b"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[»\")]*\s+(?=[«\"(»]*[A-ZÆØÅ0-9§])")
_SHORTENED = re.compile(r"\b(?:stk|nr|kl|jf|kap|ca|tlf)\.$", re.IGNORECASE)


@dataclass
class Page:
    """What a page says: `spoken` is every Danish text in it, `blocks` the main text, one for each paragraph, heading, item or cell."""

    spoken: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)


def read(html: str) -> Page:
    """The Danish of a page: no code, no addresses, nothing marked as another language, soft hyphens taken out."""
    reader = _Reader()
    reader.feed(html.replace("\u00ad", ""))
    reader.close()
    return reader.page


def words(text: str) -> list[str]:
    """The words of a text, without numbers and addresses."""
    return _WORD.findall(_ADDRESS.sub(" ", text))


def sentences(block: str) -> list[str]:
    """The sentences of a block: each ends before a capital or a number, so »den 1. maj« ends none, nor does »stk. 3«."""
    found: list[str] = []
    for part in _SENTENCE_END.split(block):
        if found and _SHORTENED.search(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return [sentence for sentence in found if words(sentence)]


def lix(blocks: list[str]) -> float:
    """How heavy a text is: words to a sentence, and the percentage of words with more than six letters (Björnsson, 1968).

    A heading, an item of a list and a cell count as a sentence.
    """
    said = [sentence for block in blocks for sentence in sentences(block)]
    counted = [word for sentence in said for word in words(sentence)]
    long = sum(len(word) > 6 for word in counted)
    return len(counted) / len(said) + 100 * long / len(counted)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._open: list[tuple[str, bool]] = []
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        danish = values.get("lang", "da") == "da" and tag not in _NOT_PROSE and _TYPED not in values
        self._part(tag)
        if danish and self._is_danish():
            self.page.spoken += [text for name in _SPOKEN if (text := values.get(name))]
            if tag == "meta" and values.get("name") == "description":
                self.page.spoken.append(values["content"] or "")
        if tag not in _VOID:
            self._open.append((tag, danish))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        names = [name for name, _ in self._open]
        if tag in names:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if self._is_danish():
            self._text += data
        elif self._text and not self._text.endswith(" "):
            self._text += " "

    def close(self) -> None:
        super().close()
        self._end_block()

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self._end_block()
        elif tag in _APART:
            self._text += " "

    def _is_danish(self) -> bool:
        return all(danish for _, danish in self._open)

    def _end_block(self) -> None:
        text = " ".join(self._text.split())
        self._text = ""
        if not text:
            return
        self.page.spoken.append(text)
        names = {name for name, _ in self._open}
        if "article" in names and not names & _NO_SENTENCE:
            self.page.blocks.append(text)

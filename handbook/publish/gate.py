"""The gate: what only staff may see and what still stands in a file of the citizens' site.

What counts as a leak:

- TEXT counts sentence by sentence, line by line, cell by cell; Markdown, attribute lists, macros and tags are not part of
  its words. A sentence counts from 12 letters or digits and two words: shorter ones are too common. When no sentence of it
  is that long, the text counts as a whole. Spaces, signs and the edges of words do not matter.
- NUMBER, MAILBOX and NAME count at any length; telephone numbers, mailboxes and web addresses also inside a TEXT.
  The digits of a number stand together or in groups of at least two with the same sign between all groups, with or
  without +45, and not inside a longer number or a decimal. A mailbox and a name begin and end at the edge of a word;
  a name may have the -s of a genitive. A name of up to three letters is looked for as it is written (KY, not ky).
- ADDRESS counts when it has two segments or a file extension: `lov/` is an ordinary word. It begins and ends at the edge
  of a segment, and is looked for in the paths of the files too.
- What also stands in a text that is `shown` gives nothing away; an address only when it stands in an address.
  A phrase that is `allowed` excuses in the same way, but never a number or a mailbox.

Where it is looked for:

- In every file, whatever its name: in its path, its text with and without tags (a tag within a line joins or separates, a
  tag around a block separates), and in what JSON, HTML and URLs escape, also one inside another. Letters are
  compared after NFKC and without case; marks that nobody sees are gone.
- In what is packed: gzip, zip (Word, Excel, ODF, EPUB), PDF (pages, notes, metadata, attached files), `data:` addresses and
  the folded lines of a calendar. What cannot be opened is itself a problem.
- In bytes that are no text: as UTF-8, UTF-16 and Windows' Latin letters. Chance makes short words there, so a name counts
  from four letters and as it is written. Nobody reads what a picture shows.
"""

from __future__ import annotations

import base64
import gzip
import html
import io
import re
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import compress
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from pypdf import PdfReader
from pypdf.generic import ByteStringObject, IndirectObject, StreamObject, TextStringObject

from handbook.plan.hidden import Hidden, HiddenKind
from handbook.plan.problem import Place, Problem

LETTERS = 12
"""How many letters and digits a sentence has before it counts."""
WORDS = 2
"""How many words it has."""


def leaks(site: Path, hidden: Iterable[Hidden], shown: Iterable[str], allowed: Iterable[str] = ()) -> list[Problem]:
    """What only staff may see and what still stands in a file of a built site.

    `shown` are texts that citizens may see, `allowed` phrases that may pass. One problem for each hidden string, at its
    origin, and one for each file that cannot be opened.
    """
    search = _Search(needle for secret in dict.fromkeys(hidden) for needle in _needles(secret))
    excused = _excused(search, shown) | {needle for needle in _excused(search, allowed) if needle.kind not in _NEVER_ALLOWED}
    problems: list[Problem] = []
    hits: dict[Hidden, dict[str, list[_Hit]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        file = path.relative_to(site).as_posix()
        for name, data in _opened(file, path.read_bytes()):
            if data is None:
                problems.append(_unreadable(file, name))
                continue
            for needle in search.found_in(_texts(name, data)) - excused:
                hits[needle.secret][file].append((needle.place, needle.text, name))
    return sorted([*problems, *map(_leak, hits.values())], key=lambda problem: (problem.place, problem.message))


_Hit = tuple[Place, str, str]
"""Where a needle comes from, its words, and the file, or the part of it, that holds it."""


def _leak(files: dict[str, list[_Hit]]) -> Problem:
    file, found = next(iter(files.items()))
    place, text, name = min(found)
    quote = text if len(text) <= 60 else f"{text[:60].rstrip()} …"
    page = f" (siden /{file.removesuffix('index.html')})" if file.endswith(".html") else ""
    more = {1: "", 2: " og i 1 fil mere"}.get(len(files), f" og i {len(files) - 1} filer mere")
    message = f"»{quote}« er kun for medarbejdere, men står i {name}{page}{more}."
    return Problem(place, "leak", message, "Fjern det dér. Må borgere gerne se det, så gør det offentligt her.")


def _unreadable(file: str, name: str) -> Problem:
    message = f"{name} kan ikke læses, så ingen ved, hvad der står i den."
    return Problem(Place(file), "leak", message, "Læg en fil ind, der er hel og uden adgangskode, eller slet den.")


def _excused(search: _Search, texts: Iterable[str]) -> set[_Needle]:
    """What stands in texts that citizens may see, as they are written and as they are shown."""
    texts = tuple(texts)
    both = (part for text in texts for part in (_decoded(text), " ".join(words for words, _ in _sentences(text))))
    addresses = _WALL.join(text for text in texts if not re.search(r"\s", text))
    return {needle for needle in search.found_in([_Text(_WALL.join(both))]) if needle.kind is not HiddenKind.ADDRESS} | {
        needle for needle in search.found_in([_Text(addresses)]) if needle.kind is HiddenKind.ADDRESS
    }


_NEVER_ALLOWED = (HiddenKind.NUMBER, HiddenKind.MAILBOX)


@dataclass(frozen=True)
class _Needle:
    """One thing to look for: a hidden string, or a sentence, a number or a mailbox in it."""

    secret: Hidden
    kind: HiddenKind
    text: str
    place: Place

    @cached_property
    def words(self) -> list[bytes]:
        return _Text(self.text).words

    @cached_property
    def squashed(self) -> bytes:
        return b"".join(self.words)

    @cached_property
    def letters(self) -> int:
        return len(re.findall(r"[^\W_]", _Text(self.text).folded))

    @property
    def counts(self) -> bool:
        """Whether it is long enough for a TEXT."""
        return self.letters >= LETTERS and len([word for word in self.text.split() if re.search(r"[^\W_]", word)]) >= WORDS

    def stands_in(self, text: _Text) -> bool:
        """Whether it stands there with its signs and edges, which its squashed words do not tell."""
        if self.kind is HiddenKind.TEXT and len(self.squashed) == self.letters:
            return True
        short = self.kind is HiddenKind.NAME and self.letters < 4
        if short and text.noise:
            return False
        as_written = short or (self.kind is HiddenKind.NAME and text.noise)
        own = _Text(self.text)
        pattern = _pattern(self.kind, own.plain if as_written else own.folded)
        where = text.plain if as_written else text.folded
        if self.kind in (HiddenKind.MAILBOX, HiddenKind.ADDRESS) and own.folded not in where:
            return False
        return any(
            not _BEFORE[self.kind].search(where[max(0, match.start() - 6) : match.start()])
            and (self.kind is not HiddenKind.NUMBER or _in_groups(match[0]))
            for match in pattern.finditer(where)
        )


@cache
def _pattern(kind: HiddenKind, text: str) -> re.Pattern[str]:
    """What a needle looks like. It begins with a letter and not with a condition, which would make the search slow."""
    if kind is HiddenKind.TEXT:
        return re.compile(r"[\W_]*".join(re.findall(r"[^\W_]", text)))
    if kind is HiddenKind.NUMBER:
        return re.compile(rf"[\s.+{_DASHES}]*".join(text) + r"(?!\d|\.\d)")
    if kind is HiddenKind.NAME:
        return re.compile(r"[\W_]+".join(re.findall(r"[^\W_]+", text)) + r"s?(?![^\W_])")
    return re.compile(re.escape(text) + (r"(?![\w-])" if kind is HiddenKind.ADDRESS else r"(?![^\W_])"))


_DASHES = "\\-\u2010-\u2015\u2212"
_BEFORE = {
    HiddenKind.TEXT: re.compile(r"(?!)"),
    HiddenKind.NUMBER: re.compile(r"\d\.?\Z(?<!(?<!\d)45)(?<!(?<!\d)0045)"),
    HiddenKind.MAILBOX: re.compile(r"[^\W_][.+_-]?\Z"),
    HiddenKind.NAME: re.compile(r"[^\W_]\Z"),
    HiddenKind.ADDRESS: re.compile(r"[\w-]\Z"),
}
"""What does not stand before a needle: it would be a part of something else."""


def _in_groups(number: str) -> bool:
    """Whether digits stand in groups of one number and not fx as the coordinates `12 34.56 78`."""
    signs = {sign.strip() for sign in re.findall(r"\D+", number)}
    return len(signs) < 2 and all(len(group) > 1 for group in re.findall(r"\d+", number))


def _needles(secret: Hidden) -> Iterator[_Needle]:
    """What to look for of a hidden string: nothing when it is too common."""
    if secret.kind is not HiddenKind.TEXT:
        yield from _exact(secret, secret.kind, secret.text, secret.place)
        return
    sentences = [_Needle(secret, secret.kind, words, _place(secret, offset)) for words, offset in _sentences(secret.text)]
    whole = replace(sentences[0], text=" ".join(sentence.text for sentence in sentences))
    long = [sentence for sentence in sentences if sentence.counts]
    yield from long or ([whole] if whole.counts else [])
    for kind, pattern in _NEVER_COMMON.items():
        for match in pattern.finditer(secret.text):
            yield from _exact(secret, kind, match[0], _place(secret, match.start()))


def _exact(secret: Hidden, kind: HiddenKind, text: str, place: Place) -> Iterator[_Needle]:
    """What to look for of a string that counts with its signs."""
    if kind is HiddenKind.NUMBER:
        text = re.sub(r"^(?:\+|00)45|\D", "", text.strip())
    text = re.sub(r"^https?://", "", _decoded(text.strip())).strip("/")
    if re.search(r"[^\W_]", text) and (kind is not HiddenKind.ADDRESS or re.search(r"/|\.\w+$", text)):
        yield _Needle(secret, kind, text, place)


_NEVER_COMMON = {
    HiddenKind.NUMBER: re.compile(r"(?<!\d)(?<!\d\.)(?:(?:\+|00)45\s?)?[1-9]\d(?:\s?\d\d){3}(?!\d|\.\d)"),
    HiddenKind.MAILBOX: re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    HiddenKind.NAME: re.compile(r"https?://[^\s<>()\"'|]+[\w/]"),
}
"""What counts wherever it stands in a text."""


def _sentences(text: str) -> Iterator[tuple[str, int]]:
    """The sentences, lines and cells of a text as they are shown, the words of its pictures too, and where each begins."""
    bare = _MARK.sub(lambda match: "|" * len(match[0]), text)
    bare = _SYNTAX.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), bare)
    start = 0
    for cut in (*_CUT.finditer(bare), None):
        piece = bare[start : cut.start() if cut else len(bare)]
        yield " ".join(_decoded(piece).split()), start + len(piece) - len(piece.lstrip())
        start = cut.end() if cut else len(bare)
    for aside in _ASIDE.finditer(text):
        words = next(group for group in (1, 2, 3) if aside[group] is not None)
        yield from ((sentence, aside.start(words) + offset) for sentence, offset in _sentences(aside[words]))


_CUT = re.compile(r"\{[{%#]|[}%#]\}|<!--|-->|\n(?!\s*[a-zß-öø-ÿ])|\n\s*\n|\||(?<=[.!?…])[\"»«”)*_]*\s+(?=[\"»«”(*_\[]*[A-ZÀ-ÖØ-Þ])")
"""Where a sentence ends: at a macro or a comment, at a line that does not go on with a small letter, at a cell, at a full stop."""
_SYNTAX = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|\[(?=[^\[\]]+\][(\[])|\]\([^)]*\)|\]\[[^\]]*\]"
    r"|\{:?\s*(?:[#.][\w-]|\w+=)[^{}]*\}|</?[a-zA-Z][\w:-]*(?:\s[^<>]*)?/?>"
)
"""What a reader does not see: pictures and where links lead, attribute lists, tags."""
_MARK = re.compile(r"^[ \t]*(?:(?:(?:[-*+>]|#+|\d+[.)])[ \t]+)+|(?:`{3,}|~{3,}).*)", re.MULTILINE)
"""What begins a heading, an item of a list, a quotation or an example: like the side of a cell, it ends what came before."""
_ASIDE = re.compile(r"!\[([^\]]*)|\b(?:alt|title|content|placeholder|aria-\w+)=\"([^\"]*)\"|\]\(\S+\s+\"([^\"]*)\"")
"""What a reader sees elsewhere: the words of a picture, of an attribute, of a link's title."""


def _place(secret: Hidden, offset: int) -> Place:
    """Where a part of a text stands. Only the text of a page is there as it was written."""
    place, text = secret.place, secret.text
    if not place.path.endswith(".md"):
        return place
    first = len(text) - len(text.lstrip())
    line = text.count("\n", first, offset)
    return Place(place.path, place.line + line, offset - text.rfind("\n", 0, offset) if line else place.column + offset - first)


class _Search:
    """Looks for all needles at once.

    A long needle has at least 12 letters, so wherever it stands, it covers one whole shard when every fifth letter of a
    text begins a shard of eight: one look in a dictionary for each shard finds them all. A short one is looked for only
    where all its words or digits stand.
    """

    def __init__(self, needles: Iterable[_Needle]) -> None:
        self._long: dict[bytes, list[_Needle]] = defaultdict(list)
        self._numbers: dict[bytes, list[_Needle]] = defaultdict(list)
        self._short: list[_Needle] = []
        for needle in needles:
            if needle.kind is HiddenKind.NUMBER:
                self._numbers[needle.squashed].append(needle)
            elif len(needle.squashed) >= LETTERS:
                self._long[needle.squashed].append(needle)
            else:
                self._short.append(needle)
        self._shards: dict[bytes, list[tuple[bytes, int]]] = defaultdict(list)
        for squashed in self._long:
            middle = (len(squashed) - LETTERS) // 2
            for offset in range(middle, middle + _STEP):
                self._shards[squashed[offset : offset + _SHARD]].append((squashed, offset))
        self._words = frozenset(word + end for needle in self._short for word in needle.words for end in (b"", b"s"))
        self._lengths = {len(number) for number in self._numbers}

    def found_in(self, texts: Iterable[_Text]) -> set[_Needle]:
        """Every needle that stands in one of the texts: the ways to read one file."""
        texts = list(texts)
        likely = {needle for text in texts for needle in self._likely_short(text.words)}
        for squashed in {text.squashed for text in texts}:
            likely.update(self._likely_long(squashed), self._likely_numbers(squashed))
        return {needle for needle in likely if any(needle.stands_in(text) for text in texts)}

    def _likely_long(self, squashed: bytes) -> Iterator[_Needle]:
        starts = range(0, len(squashed), _STEP)
        shards = [squashed[start : start + _SHARD] for start in starts]
        found = {
            long
            for start in compress(starts, map(self._shards.__contains__, shards))
            for long, offset in self._shards[squashed[start : start + _SHARD]]
            if start >= offset and squashed.startswith(long, start - offset)
        }
        for long in found:
            yield from self._long[long]

    def _likely_numbers(self, squashed: bytes) -> Iterator[_Needle]:
        runs = re.findall(rb"\d{3,}", squashed) if self._numbers else []
        windows = {run[i : i + length] for run in runs for length in self._lengths for i in range(len(run) - length + 1)}
        for number in windows & self._numbers.keys():
            yield from self._numbers[number]

    def _likely_short(self, words: list[bytes]) -> Iterator[_Needle]:
        there = self._words.intersection(words) if self._words else self._words
        there |= {word.removesuffix(b"s") for word in there}
        yield from (needle for needle in self._short if there.issuperset(needle.words))


_SHARD = 8
_STEP = LETTERS - _SHARD + 1


@dataclass(frozen=True)
class _Text:
    """A text as it is searched. `noise` is what bytes that are no text look like."""

    text: str
    noise: bool = False

    @cached_property
    def plain(self) -> str:
        """As it is written, in the forms of NFKC and without marks that nobody sees."""
        if self.text.isascii():
            return self.text
        text = self.text
        signs = set(text.encode("utf-8", "ignore").translate(None, _ASCII).decode())
        for sign in signs:
            if (plain := _plain(sign)) != sign:
                text = text.replace(sign, plain)
        return unicodedata.normalize("NFKC", text) if any(map(unicodedata.combining, signs)) else text

    @cached_property
    def folded(self) -> str:
        return self.plain.casefold()

    @cached_property
    def words(self) -> list[bytes]:
        """Its words with one byte for each letter, which is fast; letters from far away separate."""
        return self.folded.encode("latin-1", "replace").translate(_TO_SPACE).split()

    @cached_property
    def squashed(self) -> bytes:
        """Letters and digits only."""
        return b"".join(self.words)


@cache
def _plain(sign: str) -> str:
    return "" if unicodedata.category(sign) == "Cf" else unicodedata.normalize("NFKC", sign)


_ASCII = bytes(range(128))
_TO_SPACE = bytes(byte if chr(byte).isalnum() else 32 for byte in range(256))
_WALL = " ÿ "
"""Stands between texts that do not belong together: a letter that no Danish text has."""


def _texts(name: str, data: bytes) -> Iterator[_Text]:
    """The name and the content of a file in every way that a reader or a browser could take them."""
    yield from map(_Text, dict.fromkeys((name, _decoded(name))))
    for text in _read(data):
        for view in _views(text.text):
            yield _Text(view, text.noise)


def _read(data: bytes) -> Iterator[_Text]:
    """The bytes as the text that they are, or as all that they could be."""
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text:
        yield _Text(text)
        return
    for code, start in (("utf-8", 0), ("cp1252", 0), ("utf-16-le", 0), ("utf-16-be", 0), ("utf-16-le", 1), ("utf-16-be", 1)):
        yield _Text(data[start:].decode(code, "replace"), noise=True)


def _views(text: str) -> Iterable[str]:
    """A text with its escapes, without them, and without tags: those within a line join words, or they separate them."""
    text = _BREAK.sub("", text)
    kept = _decoded(text)
    views = [kept, _TAG.sub("", _BLOCK.sub(_WALL, kept)), _decoded(_WHOLE_TAG.sub(" ", _BLOCK.sub(_WALL, text)))]
    if "\\" in text:
        views.append(text)
    return dict.fromkeys(views)


_BREAK = re.compile(r"<wbr\s*/?>", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:\w+:)?(?:address|article|aside|blockquote|body|c|caption|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|h[1-6]|head|header|hr|html|legend|li|link|list-item|main|menu|meta|nav|ol|optgroup|option|p|row|script|section"
    r"|select|si|style|summary|table|table-cell|table-row|tbody|tc|td|textarea|tfoot|th|thead|title|tr|ul)(?=[\s/>])",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_WHOLE_TAG = re.compile(r"</?[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>")


def _decoded(text: str) -> str:
    """Without the escapes of JSON, HTML and URLs, also when they are packed in each other."""
    for _ in range(4):
        decoded = _JSON.sub(_from_json, text)
        decoded = _HTML.sub(lambda match: html.unescape(match[0]), decoded)
        decoded = _URL.sub(lambda match: unquote_to_bytes(match[0]).decode("utf-8", "replace"), decoded)
        if decoded == text:
            break
        text = decoded
    return text


_JSON = re.compile(r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[^ux])", re.DOTALL)
_HTML = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);?")
_URL = re.compile(r"%[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*")


def _from_json(match: re.Match[str]) -> str:
    escape = match[0]
    if len(escape) > 2:
        return chr(int(escape.strip("\\ux"), 16))
    return " " if escape[1] in "nrtbfvN" else escape[1]


def _opened(name: str, data: bytes, depth: int = 6) -> Iterator[tuple[str, bytes | None]]:
    """A file and everything that is packed in it, each with its name; None is what cannot be opened."""
    if data.lstrip(b"\xef\xbb\xbf").startswith(b"BEGIN:V"):
        data = re.sub(rb"\r?\n[ \t]", b"", data)
    yield name, data
    try:
        for part, packed in _packed(name, data):
            if not depth:
                yield part, None
            else:
                yield from _opened(part, packed, depth - 1)
    except Exception:  # noqa: BLE001  a file can be broken in more ways than anyone can name
        yield name, None


def _packed(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """What a file holds that does not stand in it as it is."""
    suffix = Path(name).suffix.lower()
    if suffix in _OPAQUE:
        raise ValueError(suffix)
    if suffix == ".gz" or data.startswith(b"\x1f\x8b"):
        yield f"{name}: {Path(name).stem}", gzip.decompress(data)
    elif suffix in _ZIPS or zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from ((f"{name}: {member}", packed.read(member)) for member in packed.namelist())
    elif suffix == ".pdf" or b"%PDF-" in data[:1024]:
        yield from ((f"{name} (indhold)", part) for part in _in_pdf(PdfReader(io.BytesIO(data))))
    for match in _DATA_ADDRESS.finditer(data):
        letters = re.split(r"[^A-Za-z0-9+/]", "".join(_decoded(match[1].decode()).split()))[0]
        yield f"{name} (indhold)", base64.b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + "==")


_OPAQUE = (".br", ".zst", ".xz", ".bz2", ".7z", ".rar")
_ZIPS = (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub")
_DATA_ADDRESS = re.compile(rb"data:[\w.+/-]*(?:;[\w=.-]+)*;base64,([\w+/=%&#;\\\s]+)", re.IGNORECASE)


def _in_pdf(reader: PdfReader) -> Iterator[bytes]:
    """The text of the pages, every string that stands beside it (notes, bookmarks, form fields, who made it), and attached files."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("password")
    pages = [page.extract_text() for page in reader.pages]
    if not pages:
        raise ValueError("no pages")
    yield "\n".join(pages).encode()
    numbers = {(number, generation) for generation, numbers in reader.xref.items() for number in numbers}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    objects = [IndirectObject(number, generation, reader).get_object() for number, generation in sorted(numbers)]
    yield _WALL.join(string for part in objects for string in _strings(part)).encode()
    for part in objects:
        if isinstance(part, StreamObject) and part.get("/Type") in ("/EmbeddedFile", "/Metadata"):
            yield part.get_data()


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, TextStringObject):
        yield str(part)
    elif isinstance(part, ByteStringObject):
        yield part.decode("utf-8", "replace")
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _strings(inner)


_OPAQUE = (".br", ".zst", ".xz", ".bz2", ".7z", ".rar")
_ZIPS = (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub")
_DATA_ADDRESS = re.compile(rb"data:[\w.+/-]*(?:;[\w=.-]+)*;base64,([\w+/=%&#;\\\s]+)")

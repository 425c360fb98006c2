"""Contents: what a published file says, in every way that a reader or a browser could take it.

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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from pypdf import PdfReader
from pypdf.generic import ByteStringObject, IndirectObject, StreamObject, TextStringObject


@dataclass(frozen=True)
class Text:
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
WALL = " ÿ "
"""Stands between texts that do not belong together: a letter that no Danish text has."""


def texts(name: str, data: bytes) -> Iterator[Text]:
    """The name and the content of a file in every way that a reader or a browser could take them."""
    yield from map(Text, dict.fromkeys((name, decoded(name))))
    for text in _read(data):
        for view in _views(text.text):
            yield Text(view, text.noise)


def _read(data: bytes) -> Iterator[Text]:
    """The bytes as the text that they are, or as all that they could be."""
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text:
        yield Text(text)
        return
    for code, start in (("utf-8", 0), ("cp1252", 0), ("utf-16-le", 0), ("utf-16-be", 0), ("utf-16-le", 1), ("utf-16-be", 1)):
        yield Text(data[start:].decode(code, "replace"), noise=True)


def _views(text: str) -> Iterable[str]:
    """A text with its escapes, without them, and without tags: those within a line join words, or they separate them."""
    text = _BREAK.sub("", text)
    kept = decoded(text)
    views = [kept, _TAG.sub("", _BLOCK.sub(WALL, kept)), decoded(_WHOLE_TAG.sub(" ", _BLOCK.sub(WALL, text)))]
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


def decoded(text: str) -> str:
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


def opened(name: str, data: bytes, depth: int = 6) -> Iterator[tuple[str, bytes | None]]:
    """A file and everything that is packed in it, each with its name; None is what cannot be opened."""
    if data.lstrip(b"\xef\xbb\xbf").startswith(b"BEGIN:V"):
        data = re.sub(rb"\r?\n[ \t]", b"", data)
    yield name, data
    try:
        for part, packed in _packed(name, data):
            if not depth:
                yield part, None
            else:
                yield from opened(part, packed, depth - 1)
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
        letters = re.split(r"[^A-Za-z0-9+/]", "".join(decoded(match[1].decode()).split()))[0]
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
    yield WALL.join(string for part in objects for string in _strings(part)).encode()
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

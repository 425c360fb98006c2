"""The gate: what only staff may see is found in every kind of file and every way of writing it, and nothing else is."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import random
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ByteStringObject, DecodedStreamObject, DictionaryObject, NameObject

from handbook.plan.hidden import Hidden, HiddenKind
from handbook.plan.problem import Place, Problem
from handbook.publish.gate import leaks
from tests.conftest import FIGURES, PROJECT

CASES = yaml.safe_load((PROJECT / "tests" / "cases" / "gate.yml").read_text("utf-8"))
SENTENCE = "Læg nøglen i boksen"
PLACE = Place("plan_data/kommune/roles.yml", 7, 9)


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    secret = Hidden(case["text"], HiddenKind(case.get("kind", "text")), PLACE)
    found = _leaks(tmp_path, secret, {case.get("file", "index.html"): case["holds"].encode(case.get("bytes", "utf-8"))})
    assert len(found) == case.get("leak", True)


def test_each_case_has_its_own_title() -> None:
    titles = [case["title"] for case in CASES]
    FIGURES.append(f"{len(titles)} ways to write what only staff may see, and what only looks like it")
    assert sorted(titles) == sorted(set(titles))


# What is packed


def _zip(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return stream.getvalue()


def _pdf(change: Callable[[PdfWriter], object] = id, page: str = "") -> bytes:
    """A PDF file of one page with these words, and what `change` adds."""
    pdf = PdfWriter()
    blank = pdf.add_blank_page(width=200, height=200)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    fonts = DictionaryObject({NameObject("/F1"): DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})})
    blank[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 20 20 Td ({page}) Tj ET".encode("cp1252"))
    blank[NameObject("/Contents")] = pdf._add_object(content.flate_encode())
    change(pdf)
    stream = io.BytesIO()
    pdf.write(stream)
    return stream.getvalue()


def _dense_pdf() -> bytes:
    """A PDF file as Word and LibreOffice write it: its objects are packed together in a stream."""
    title = SENTENCE.encode("cp1252")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R>>",
        b"<</Title(%s)>>" % title,
    ]
    index = b" ".join(b"%d %d" % (number, sum(map(len, parts[: number - 1]))) for number in range(1, 5)) + b" "
    packed = zlib.compress(index + b"".join(parts))
    pdf = b"%%PDF-1.5\n5 0 obj<</Type/ObjStm/N 4/First %d/Filter/FlateDecode/Length %d>>stream\n" % (len(index), len(packed))
    pdf += packed + b"\nendstream endobj\n"
    places = [(0, 0, 255), *((2, 5, number) for number in range(4)), (1, 9, 0), (1, len(pdf), 0)]
    rows = b"".join(kind.to_bytes(1) + where.to_bytes(2) + number.to_bytes(1) for kind, where, number in places)
    table = b"6 0 obj<</Type/XRef/Size 7/W[1 2 1]/Root 1 0 R/Info 4 0 R/Length %d>>stream\n%s\nendstream endobj" % (len(rows), rows)
    return b"%s%s\nstartxref\n%d\n%%%%EOF" % (pdf, table, len(pdf))


def _with_xmp(pdf: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(DATA)
    packed = stream.flate_encode()
    packed[NameObject("/Type")] = NameObject("/Metadata")
    pdf.root_object[NameObject("/Metadata")] = pdf._add_object(packed)


def _with_bytes(pdf: PdfWriter) -> None:
    pdf.root_object[NameObject("/X")] = ByteStringObject(DATA + b"\x9f")


def _without_pages(pdf: PdfWriter) -> None:
    pdf.remove_page(0)


DATA = SENTENCE.encode()
DOCX = "<w:p><w:r><w:t>Læg nøg</w:t></w:r><w:r><w:t>len i boksen</w:t></w:r></w:p>".encode()
PACKED = {
    "gzip": ("sitemap.xml.gz", gzip.compress(DATA)),
    "gzip in capitals": ("SITEMAP.XML.GZ", gzip.compress(DATA)),
    "gzip by another name": ("kort.svgz", gzip.compress(DATA)),
    "zip": ("alt.zip", _zip("a.txt", DATA)),
    "zip by another name": ("alt.bin", _zip("a.txt", DATA)),
    "the name of a file in a zip": ("alt.zip.gz", gzip.compress(_zip(f"{SENTENCE}.txt", b""))),
    "zip in zip": ("alt.zip", _zip("b.zip", _zip("a.txt", DATA))),
    "Word": ("plan.docx", _zip("word/document.xml", DOCX)),
    "ODF": ("plan.odt", _zip("content.xml", f"<text:p>{SENTENCE}</text:p>".encode())),
    "the page of a PDF": ("plan.pdf", _pdf(page=SENTENCE)),
    "the title of a PDF": ("plan.pdf", _pdf(lambda pdf: pdf.add_metadata({"/Title": SENTENCE}))),
    "XMP in a PDF": ("plan.pdf", _pdf(_with_xmp)),
    "a note in a PDF": ("plan.pdf", _pdf(lambda pdf: pdf.add_annotation(0, FreeText(text=SENTENCE, rect=(9, 9, 99, 99))))),
    "a bookmark in a PDF": ("plan.pdf", _pdf(lambda pdf: pdf.add_outline_item(title=SENTENCE, page_number=0))),
    "a string of bytes in a PDF": ("plan.pdf", _pdf(_with_bytes)),
    "the title of a PDF whose objects are packed": ("plan.pdf", _dense_pdf()),
    "a file in a PDF": ("plan.pdf", _pdf(lambda pdf: pdf.add_attachment("a.gz", gzip.compress(DATA)))),
    "PDF by another name": ("plan.bin", _pdf(page=SENTENCE)),
    "base64 of a zip": ("a.css", b"data:application/zip;base64," + base64.b64encode(_zip("a.txt", DATA))),
}


@pytest.mark.parametrize("name", PACKED)
def test_what_is_packed_is_opened(name: str, tmp_path: Path) -> None:
    file, data = PACKED[name]
    assert SENTENCE.encode() not in data
    (problem,) = _leaks(tmp_path, _text(), {file: data})
    assert problem.place == PLACE
    assert f"»{SENTENCE}« er kun for medarbejdere, men står i {file}" in problem.message
    assert _leaks(tmp_path, _text("Hent bilen i garagen"), {file: data}) == []


def _deep(data: bytes, times: int) -> bytes:
    return _deep(gzip.compress(data), times - 1) if times else data


LOCKED = _pdf(lambda pdf: pdf.encrypt("kodeord", algorithm="RC4-128"), page=SENTENCE)
BROKEN = {
    "gzip": ("sitemap.xml.gz", gzip.compress(DATA)[:-9]),
    "no gzip at all": ("sitemap.xml.gz", b"<xml>"),
    "zip": ("alt.zip", _zip("a.txt", DATA)[:-9]),
    "zip in zip": ("alt.zip", _zip("b.docx", b"PK")),
    "a bad sum in a zip": (
        "alt.zip",
        _zip("a.txt", DATA * 9).replace(gzip.compress(DATA * 9)[10:-8], b"x" * len(gzip.compress(DATA * 9)[10:-8])),
    ),
    "PDF": ("plan.pdf", _pdf(page=SENTENCE)[:200]),
    "no PDF at all": ("PLAN.PDF", b"Hej"),
    "a PDF without pages": ("plan.pdf", _pdf(_without_pages)),
    "PDF with a password": ("plan.pdf", LOCKED),
    "packed too deep": ("alt.gz", _deep(DATA, 9)),
    "packed in a way that nobody can open": ("index.html.br", b"\x0b\x02\x80"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_opened_is_a_problem(name: str, tmp_path: Path) -> None:
    file, data = BROKEN[name]
    (problem,) = _leaks(tmp_path, _text(), {file: data})
    assert (problem.place, problem.rule, problem.blocks) == (Place(file), "leak", True)
    assert problem.message.endswith("kan ikke læses, så ingen ved, hvad der står i den.")
    assert problem.message.startswith(file[:-3])


# Bytes that are no text


def test_a_picture_is_searched_as_bytes(tmp_path: Path) -> None:
    for code in ("utf-8", "cp1252", "utf-16-le", "utf-16-be"):
        for start in (b"\x89PNG\r\n\x1a\n\0", b"\x89PNG\r\n\x1a\n\0\0"):
            assert _leaks(tmp_path, _text(), {"kort.png": start + SENTENCE.encode(code) + b"\xff\xd9"})
            assert _leaks(tmp_path, _secret("DUBU", HiddenKind.NAME), {"kort.png": start + "DUBU".encode(code) + b"\xff\xd9"})


def test_chance_makes_no_name_in_a_picture(tmp_path: Path) -> None:
    noise = b"\xff" + _Chance().randbytes(300_000) + b" ky KY dubu "
    assert _leaks(tmp_path, [_secret("KY", HiddenKind.NAME), _secret("DUBU", HiddenKind.NAME)], {"kort.png": noise}) == []


# What is let through


def test_what_citizens_may_see_too_does_not_count(tmp_path: Path) -> None:
    secrets = [_text("Tal med **din leder** i dag"), _secret("DUBU", HiddenKind.NAME), _secret("12345678", HiddenKind.NUMBER)]
    files = {"index.html": "<p>Tal med din leder i dag. Ring 12 34 56 78, eller slå op i DUBU.".encode()}
    assert len(_leaks(tmp_path, secrets, files)) == 3
    by_hand = ["Tal med din [leder](x.md) i dag, og slå op i DUBU.", "Ring 12345678."]
    assert [leak.message[:10] for leak in _leaks(tmp_path, secrets, files, shown=by_hand)] == ["»12345678«", "»DUBU« er "]
    assert [leak.message[:10] for leak in _leaks(tmp_path, secrets, files, shown=by_hand, values=by_hand)] == ["»12345678«"]
    assert _leaks(tmp_path, secrets, files, shown=by_hand, values=[*by_hand, "12345678"]) == []


def test_two_texts_that_citizens_see_do_not_make_a_third(tmp_path: Path) -> None:
    assert _leaks(tmp_path, _text(), {"index.html": DATA}, shown=["Læg nøglen", "i boksen"])
    assert _leaks(tmp_path, _text("Ring til DUBU. Læg nøglen i boksen"), {"index.html": DATA}, shown=["Ring til DUBU."])


def test_a_name_inside_a_word_that_citizens_see_still_counts(tmp_path: Path) -> None:
    assert _leaks(tmp_path, _secret("Nexus", HiddenKind.NAME), {"index.html": b"Nexus"}, values=["nexusplanten"])


def test_only_an_address_that_citizens_see_excuses_an_address(tmp_path: Path) -> None:
    secret = _secret("roller/laerer/", HiddenKind.ADDRESS)
    files = {"index.html": b'<a href="/for-alle/roller/laerer/">'}
    assert _leaks(tmp_path, secret, files, shown=["Se [rollen](../roller/laerer/)"])
    assert _leaks(tmp_path, secret, files, shown=["for-alle/roller/laerer/"]) == []


def test_a_file_at_the_very_address_of_a_staff_page_is_a_leak_however_short_the_address(tmp_path: Path) -> None:
    assert _leaks(tmp_path / "en", _secret("kontakt/", HiddenKind.ADDRESS), {"kontakt/index.html": b"Hej"})
    assert _leaks(tmp_path / "to", _secret("kontakt/", HiddenKind.ADDRESS), {"om/kontakt/index.html": b"Hej"}) == []


def test_an_allowed_phrase_passes_but_never_a_number_or_a_mailbox(tmp_path: Path) -> None:
    secrets = [_text(), _secret("12345678", HiddenKind.NUMBER), _secret("vagt@by.example", HiddenKind.MAILBOX)]
    files = {"index.html": f"<p>{SENTENCE}: 12345678, vagt@by.example".encode()}
    found = _leaks(tmp_path, secrets, files, allowed=[f"{SENTENCE}: 12345678, vagt@by.example"])
    assert [problem.message.split("«")[0] for problem in found] == ["»12345678", "»vagt@by.example"]


def test_a_clean_site_has_no_leak(tmp_path: Path) -> None:
    assert (
        _leaks(tmp_path, [_text(), _text(""), _secret("", HiddenKind.NUMBER), _secret(" – ", HiddenKind.NAME)], {"index.html": b"Hej"})
        == []
    )


# What the editor reads


def test_the_problem_names_the_string_its_origin_and_the_page(tmp_path: Path) -> None:
    files = dict.fromkeys(("kontakt/index.html", "sitemap.xml", "zz/index.html"), DATA)
    (problem,) = _leaks(tmp_path, _text(), files)
    assert problem.place == PLACE
    assert problem.message == (
        "»Læg nøglen i boksen« er kun for medarbejdere, men står i kontakt/index.html (siden /kontakt/) og i 2 filer mere."
    )
    assert problem.hint == "Fjern det dér. Må borgere gerne se det, så gør det offentligt her."


@pytest.mark.parametrize(
    ("files", "end"),
    [
        (["404.html"], "står i 404.html (siden /404.html)."),
        (["index.html"], "står i index.html (siden /)."),
        (["a.js", "b.js"], "står i a.js og i 1 fil mere."),
    ],
)
def test_the_file_and_how_many_more(files: list[str], end: str, tmp_path: Path) -> None:
    (problem,) = _leaks(tmp_path, _text(), dict.fromkeys(files, DATA))
    assert problem.message.endswith(end)


def test_the_part_of_a_packed_file_is_named(tmp_path: Path) -> None:
    (problem,) = _leaks(tmp_path, _text(), {"alt.zip": _zip("a/b.docx", _zip("word/document.xml", DATA))})
    assert "står i alt.zip: a/b.docx: word/document.xml." in problem.message


def test_the_string_is_named_without_its_link(tmp_path: Path) -> None:
    (problem,) = _leaks(tmp_path, _text("Læg [nøglen](x.md) i boksen"), {"index.html": DATA})
    assert problem.message.startswith("»Læg nøglen i boksen« er kun")


def test_a_long_sentence_is_shortened(tmp_path: Path) -> None:
    long = f"{SENTENCE} {SENTENCE} {SENTENCE} {SENTENCE}"
    (problem,) = _leaks(tmp_path, _text(long), {"index.html": long.encode()})
    assert problem.message.startswith("»Læg nøglen i boksen Læg nøglen i boksen Læg nøglen i boksen …« er kun")


def test_a_sentence_of_a_page_is_shown_where_it_stands(tmp_path: Path) -> None:
    passage = "\n\nVent her, indtil nogen kommer. Gå så.\n\n- Hent bilen i garagen\n- **Læg nøglen** i boksen\n"
    for text, line, column in (("Vent her, indtil nogen kommer", 20, 3), ("Læg nøglen i boksen", 23, 3)):
        (problem,) = _leaks(tmp_path, Hidden(passage, HiddenKind.TEXT, Place("docs/vagt.md", 20, 3)), {"index.html": text.encode()})
        assert (problem.place.line, problem.place.column) == (line, column)
        assert problem.message.startswith(f"»{text.split()[0]}" if line == 20 else "»**Læg nøglen** i boksen«")


def test_the_same_string_in_two_places_is_two_problems(tmp_path: Path) -> None:
    other = Hidden(SENTENCE, HiddenKind.TEXT, Place("docs/vagt.md", 3, 1))
    assert [problem.place for problem in _leaks(tmp_path, [_text(), other, other], {"index.html": DATA})] == [other.place, PLACE]


# Random sentences

WORD = st.text("abcdefghijklmnoprstuvæøå", min_size=4, max_size=9)
WAYS: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "plain": lambda text: ("index.html", text.encode()),
    "capitals": lambda text: ("index.html", text.upper().encode()),
    "entities": lambda text: ("index.html", "".join(f"&#{ord(sign)};" for sign in text).encode()),
    "named entities": lambda text: ("index.html", html.escape(text).replace("æ", "&aelig;").replace("ø", "&oslash;").encode()),
    "JSON": lambda text: ("search_index.json", json.dumps({"text": f"før\n{text}\tefter"}).encode()),
    "JSON in an attribute": lambda text: ("index.html", f'<div data-x="{html.escape(json.dumps(text))}">'.encode()),
    "URL": lambda text: ("index.html", f'<a href="mailto:?body={quote(text)}">'.encode()),
    "URL in JSON in an attribute": lambda text: ("index.html", f'<i data-x="{html.escape(json.dumps([quote(text)]))}">'.encode()),
    "soft hyphens": lambda text: ("index.html", "&shy;".join(text).encode()),
    "breaks": lambda text: ("index.html", "<wbr>".join(text).encode()),
    "inline tags": lambda text: ("index.html", "".join(f"<b class='x'>{sign}</b>" for sign in text).encode()),
    "gzip": lambda text: ("sitemap.xml.gz", gzip.compress(text.encode())),
    "Word": lambda text: ("plan.docx", _zip("word/document.xml", "".join(f"<w:t>{sign}</w:t>" for sign in text).encode())),
    "PDF": lambda text: ("plan.pdf", _pdf(page=text)),
    "calendar": lambda text: ("vagt.ics", ("BEGIN:VCALENDAR\r\n" + "\r\n ".join(text)).encode()),
    "base64": lambda text: ("a.css", b"url(data:text/plain;base64," + base64.b64encode(text.encode()) + b")"),
    "UTF-16": lambda text: ("a.bin", b"\xff\x00" + text.encode("utf-16-le")),
    "Windows": lambda text: ("a.csv", b"\xe6;" + text.encode("cp1252")),
    "the path": lambda text: (f"{quote(text)}/index.html", b""),
}


@settings(deadline=None)
@given(st.lists(WORD, min_size=3, max_size=6, unique=True), st.lists(WORD, max_size=30), st.sampled_from(sorted(WAYS)))
def test_a_sentence_that_is_planted_is_found_and_no_other(words: list[str], others: list[str], way: str) -> None:
    planted, reversed_, around = " ".join(words), " ".join(words[::-1]), " ".join(others)
    file, data = WAYS[way](planted)
    with TemporaryDirectory() as folder:
        site = Path(folder)
        secrets = [_text(planted), _text(reversed_)]
        files = {file: data, "other.html": f"<p>{around}</p>".encode()}
        also = "".join(others + words)
        expected = {planted} | ({reversed_} if "".join(words[::-1]) in also else set())
        assert {problem.message.split("«")[0][1:] for problem in _leaks(site, secrets, files)} == expected


# Time


def test_a_large_site_is_searched_within_a_moment(tmp_path: Path) -> None:
    """4,000 hidden strings of words like those of the site, and 6 MB: pages, the search index and scripts."""
    chance = _Chance()
    files = {f"side-{number}/index.html": chance.page().encode() for number in range(60)}
    files |= {f"bundt-{number}.js": chance.script().encode() for number in range(4)}
    files["search/search_index.json"] = json.dumps([chance.page() for _ in range(12)]).encode()
    hidden = [_text(f"{chance.sentence()} {chance.sentence()}") for _ in range(3600)]
    hidden += [_secret(f"{number}", HiddenKind.NUMBER) for number in chance.sample(range(10**7, 10**8), 150)]
    hidden += [_secret(f"{word}@by.example", HiddenKind.MAILBOX) for word in chance.words[:100]]
    hidden += [_secret(f"q{word}", HiddenKind.NAME) for word in chance.words[:50]]
    hidden += [_secret(f"{one}/{other}/", HiddenKind.ADDRESS) for one, other in zip(chance.words, chance.words[9:109], strict=False)]
    _write(tmp_path, files)
    started = time.process_time()
    assert leaks(tmp_path, hidden, [chance.sentence() for _ in range(2000)]) == []
    seconds = time.process_time() - started
    size = sum(map(len, files.values())) / 1e6
    FIGURES.append(f"{len(hidden)} hidden strings searched for in {size:.1f} MB within {seconds:.1f} s")
    assert size > 6
    assert seconds < 8, "a slow machine that does other work too"


class _Chance(random.Random):
    """Words of the letters that Danish has most of, and pages and scripts made of them."""

    def __init__(self) -> None:
        super().__init__(7)
        letters = "eeeennnttrrraaiiddllssggookkvmmfuuphbøåæyj"
        self.words = ["".join(self.choices(letters, k=self.randint(2, 11))) for _ in range(3000)]

    def sentence(self) -> str:
        return " ".join(self.choices(self.words, k=self.randint(4, 14))).capitalize() + "."

    def page(self) -> str:
        line = '<p class="lead"><a href="/x/">{}</a> {} – <b>{}</b></p>'
        return "\n".join(line.format(self.sentence(), self.sentence(), self.sentence()) for _ in range(180))

    def script(self) -> str:
        return "".join(f'function {self.choice(self.words)}(t,e){{return t<e&&"{self.sentence()}"}}' for _ in range(6000))


def _text(text: str = SENTENCE) -> Hidden:
    return _secret(text, HiddenKind.TEXT)


def _secret(text: str, kind: HiddenKind) -> Hidden:
    return Hidden(text, kind, PLACE)


def _leaks(
    site: Path,
    hidden: Hidden | list[Hidden],
    files: dict[str, bytes],
    *,
    shown: Iterable[str] = (),
    values: Iterable[str] = (),
    allowed: Iterable[str] = (),
) -> list[Problem]:
    """The problems of a site with these files."""
    _write(site, files)
    return leaks(site, hidden if isinstance(hidden, list) else [hidden], shown, values, allowed)


def _write(site: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)

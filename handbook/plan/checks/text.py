"""Words that must not stand anywhere: civil registration numbers, repealed law, personal mailboxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.plan.checks.contacts import is_function, mailbox_hint
from handbook.plan.loader import FileText, Loaded
from handbook.plan.page import Page
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem

_DAY = r"0[1-9]|[12]\d|3[01]|[67]\d|8\d|9[01]"
# A pattern that begins with digits, and looks back from there, is found five times as fast as one that begins by looking back.
_CPR = re.compile(rf"\d\d(?<![\d-]\d\d)(?<={_DAY})(?:0[1-9]|1[0-2])\d{{2}}[-–. \u00a0]?\d{{4}}(?![\d-])")
_MAILBOX = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PARAGRAPH = r"§{1,2}\s*15[234]\b"
_ACT = r"(?:servicelov(?:en|ens)?|lov om social service|\bSEL)"
_REPEALED = re.compile(rf"{_ACT},?\s*{_PARAGRAPH}|{_PARAGRAPH}\s*(?:stk\.\s*\d+\s*)?i\s+{_ACT}", re.IGNORECASE)


def check(loaded: Loaded, pages: tuple[Page, ...]) -> Iterator[Problem]:
    for file in [*loaded.texts, *(FileText(page.name, page.head + page.body) for page in pages)]:
        yield from _words(file)
        if loaded.complete:
            yield from _mailboxes(file, loaded.plan)


def _words(file: FileText) -> Iterator[Problem]:
    for match in _CPR.finditer(file.text):
        hint = "Slet det. Håndbogen må aldrig handle om en bestemt person."
        yield Problem(_place(file, match), "cpr", "Her står noget, der ligner et CPR-nummer.", hint)
    for match in _REPEALED.finditer(file.text) if "§" in file.text else ():
        place = _place(file, match)
        if place.line not in file.exempt:
            hint = "Reglerne om børn står i barnets lov: § 133 for fagpersoner, § 135 for alle."
            yield Problem(place, "repealed-law", f"`{' '.join(match[0].split())}` gælder ikke længere.", hint)


def _mailboxes(file: FileText, plan: Plan) -> Iterator[Problem]:
    for match in _MAILBOX.finditer(file.text) if "@" in file.text else ():
        if not is_function(match[0], plan) and not _is_field(file, match):
            local = match[0].partition("@")[0]
            yield Problem(_place(file, match), "mailbox", f"`{local}` er ikke navnet på en funktion.", mailbox_hint(local, plan))


def _is_field(file: FileText, match: re.Match[str]) -> bool:
    """Whether the mailbox is a contact's own field, which the checks of contacts judge."""
    line = file.text[file.text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return file.name.endswith((".yml", ".yaml")) and line.strip().startswith("mailbox:")


def _place(file: FileText, match: re.Match[str]) -> Place:
    start = match.start()
    return Place(file.name, file.text.count("\n", 0, start) + 1, start - file.text.rfind("\n", 0, start))

"""The gate: what only staff may see and what still stands in a file of the citizens' site.

Each hidden string is looked for (see `needle`) in everything that each file says (see `contents`).

- A TEXT that also stands in a text that is `shown` gives nothing away, and an ADDRESS that stands in an address there.
  What somebody wrote by hand on a citizens' page never excuses the rest: a NAME must stand in a value that the plan calls
  public, a NUMBER or a MAILBOX must be one. A phrase that is `allowed` excuses all but a number and a mailbox.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from handbook.plan.hidden import Hidden, HiddenKind
from handbook.plan.problem import Place, Problem
from handbook.publish.contents import WALL, Text, decoded, opened, texts
from handbook.publish.needle import Needle, Search, needles, sentences


def leaks(
    site: Path, hidden: Iterable[Hidden], shown: Iterable[str], values: Iterable[str] = (), allowed: Iterable[str] = ()
) -> list[Problem]:
    """What only staff may see and what still stands in a file of a built site.

    `shown` are all texts that citizens may see, `values` those of them that are fields of the plan, `allowed` phrases that
    may pass. One problem for each hidden string, at its origin, and one for each file that cannot be opened.
    """
    hidden = tuple(dict.fromkeys(hidden))
    addresses = {secret.text.strip("/"): secret for secret in hidden if secret.kind is HiddenKind.ADDRESS}
    search = Search(needle for secret in hidden for needle in needles(secret))
    excused = _excused(search, shown, values, allowed)
    problems: list[Problem] = []
    hits: dict[Hidden, dict[str, list[_Hit]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        file = path.relative_to(site).as_posix()
        if secret := addresses.get(file.removesuffix("index.html").strip("/")):
            hits[secret][file].append((secret.place, secret.text, file))
        for name, data in opened(file, path.read_bytes()):
            if data is None:
                problems.append(_unreadable(file, name))
                continue
            for needle in search.found_in(texts(name, data)) - excused:
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


def _excused(search: Search, shown: Iterable[str], values: Iterable[str], allowed: Iterable[str]) -> set[Needle]:
    """What gives nothing away, by the rule of its kind."""
    values = tuple(values)
    whole = {Text(value).squashed for value in values}
    by_text = {needle for needle in _standing_in(search, shown) if _is_words(needle)}
    by_value = {needle for needle in _standing_in(search, values) if needle.kind is HiddenKind.NAME or needle.squashed in whole}
    by_leave = {needle for needle in _standing_in(search, allowed) if needle.kind not in (HiddenKind.NUMBER, HiddenKind.MAILBOX)}
    return by_text | by_value | by_leave


def _is_words(needle: Needle) -> bool:
    """Whether it may stand on a citizens' page by hand: words do, and a web address that staff's pages link to by hand too."""
    return needle.kind in (HiddenKind.TEXT, HiddenKind.ADDRESS) or (
        needle.kind is HiddenKind.NAME and needle.secret.kind is HiddenKind.TEXT
    )


def _standing_in(search: Search, texts: Iterable[str]) -> set[Needle]:
    """What stands in texts, as they are written and as they are shown."""
    texts = tuple(texts)
    both = (part for text in texts for part in (decoded(text), " ".join(words for words, _ in sentences(text))))
    addresses = WALL.join(text for text in texts if not re.search(r"\s", text))
    return {needle for needle in search.found_in([Text(WALL.join(both))]) if needle.kind is not HiddenKind.ADDRESS} | {
        needle for needle in search.found_in([Text(addresses)]) if needle.kind is HiddenKind.ADDRESS
    }

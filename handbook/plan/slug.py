"""Slugs: words as addresses in ASCII, with æ, ø and å as Danes write them without the keys."""

from __future__ import annotations

import re
import unicodedata


def slug(text: str, separator: str = "-") -> str:
    """Words as an address, fx "Forløb og råd" → `forloeb-og-raad`. Markdown's default would drop the ø."""
    lower = text.casefold()
    for letter, letters in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        lower = lower.replace(letter, letters)
    ascii_text = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", separator, ascii_text).strip(separator)

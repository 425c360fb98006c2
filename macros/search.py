"""Macros about search: the questions that it must answer."""

from __future__ import annotations

from markupsafe import Markup

from macros.macro import Context, macro


@macro
def search_report(context: Context) -> Markup:
    """Spørgsmålene i `tests/search/` med den plads, svaret har. Browseren spørger, når man trykker, fx `{{ search_report() }}`."""
    return context.html("search_report.html", questions=context.questions)

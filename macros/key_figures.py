"""Macros for key figures: where numbers come from, the tables of counts with their bars, and who is told what."""

from __future__ import annotations

from markupsafe import Markup

from handbook.plan.audience import Audience
from handbook.plan.dates import due
from handbook.plan.key_figure import Count, DataSource, KeyFigure, Line
from handbook.plan.ledger import head
from handbook.plan.problem import did_you_mean
from handbook.plan.vocabulary import DataLevel, Withheld
from macros.bars import NAME, Bar, BarGroup, bars
from macros.macro import Context, MacroError, macro


@macro
def data_sources(context: Context, level: str) -> Markup:
    """Datakilderne på ét niveau med det, de ikke siger: `offentlige`, `interne` eller `egne`, fx `{{ data_sources("egne") }}`."""
    if level not in list(DataLevel):
        raise MacroError(f"`{level}` er ikke et niveau.", did_you_mean(str(level), DataLevel), word=str(level))
    own = [source for source in context.plan.data_sources if source.level == level]
    return context.html("data_sources.html", level=level, sources=own)


@macro
def key_figure(context: Context, id: str) -> Markup:
    """Et nøgletal som figur og tabel, fx `{{ key_figure("henvendelser-efter-halvaar") }}`."""
    figure: KeyFigure = context.find("key_figures", id)
    data: DataSource = context.plan.data_sources[figure.data]
    columns = [head(figure.columns_by, column) for column in figure.columns]
    rows = [(head(figure.rows_by, row.label), _cells(figure, row)) for row in figure.rows]
    if any(len(cells) != len(columns or [""]) for _, cells in rows):
        raise LookupError(id)  # the check has said so
    counts = [count for row in figure.rows for count in row.counts if isinstance(count, int)]
    words = "Én søjle for hvert tal, der vises. Tabellen har de samme tal."
    drawing = bars(context, _groups(columns, rows), id=f"tal-{id}", title=figure.name, description=words, most=max(counts, default=1))
    late = context.audience is Audience.STAFF and due(figure.updated, figure.review_months) < context.today
    rows_shown = [
        (label, [_words(count) for count in cells], _words(row.total)) for (label, cells), row in zip(rows, figure.rows, strict=True)
    ]
    return context.html(
        "key_figure.html",
        figure=figure,
        data=data,
        columns=columns or ["Antal"],
        rows=rows_shown,
        with_totals=any(row.total is not None for row in figure.rows),
        total=[_words(count) for count in _cells(figure, figure.total)] if figure.total else None,
        grand=_words(figure.total.total) if figure.total else "",
        drawing=drawing,
        late=late,
    )


@macro
def management_information(context: Context) -> Markup:
    """Ledelsesinformation: hvem der får hvilke tal, hvornår og til hvad, fx `{{ management_information() }}`."""
    return context.html("management_information.html", reports=sorted(context.plan.reports, key=lambda report: report.next))


def _cells(figure: KeyFigure, line: Line) -> tuple[Count | None, ...]:
    """The counts of a line; None in one that is hidden whole."""
    return (None,) * figure.width if line.suppressed else line.counts


def _groups(columns: list[str], rows: list[tuple[str, tuple[Count | None, ...]]]) -> tuple[BarGroup, ...]:
    """A group for each line with a bar for each column. One column needs no groups while the names have room."""
    if not columns and all(len(label) <= NAME for label, _ in rows):
        return (BarGroup("", tuple(_bar(label, cells[0]) for label, cells in rows)),)
    return tuple(
        BarGroup(label, tuple(_bar(column, count) for column, count in zip(columns or [""], cells, strict=True))) for label, cells in rows
    )


def _bar(name: str, count: Count | None) -> Bar:
    return Bar(name, count if isinstance(count, int) else None, _words(count) or Withheld.PROTECTING.label)


def _words(count: Count | None) -> str:
    return "" if count is None else count.label if isinstance(count, Withheld) else str(count)

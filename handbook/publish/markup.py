"""Small repairs of the HTML that Markdown and Material write, so that it is valid and its tables can be read on a phone."""

from __future__ import annotations

import html
import re

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_HEAD = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<td\b")
_TAG = re.compile(r"<[^>]+>")
_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')


def labelled_tables(content: str) -> str:
    """The page with each cell of a Markdown table naming its column, which a phone shows where the columns no longer stand."""
    return _TABLE.sub(lambda table: _labelled(table[0]), content)


def valid(output: str) -> str:
    """The page without the attribute that Material sets and HTML does not allow on a checkbox."""
    return _TOGGLE.sub(r"\1", output)


def _labelled(table: str) -> str:
    labels = [html.unescape(_TAG.sub("", text)).strip() for _, text in _HEAD.findall(table)]

    def row(found: re.Match[str]) -> str:
        columns = iter(labels)
        return _CELL.sub(lambda _: _cell(next(columns, "")), found[0])

    return _ROW.sub(row, _HEAD.sub(r'<th scope="col"\1>\2</th>', table))


def _cell(label: str) -> str:
    return f'<td data-label="{html.escape(label)}"' if label else "<td"

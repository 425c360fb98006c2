"""The search's JavaScript, run file by file without a browser."""

from __future__ import annotations

import json
from typing import Any

import quickjs

from handbook.ask import PROGRAM
from tests.conftest import PROJECT


class JavaScript:
    """The search program with no index: its functions can be called, and an index can be made up."""

    def __init__(self) -> None:
        self._context: Any = quickjs.Context()
        self._context.set_max_stack_size(4 * 1024 * 1024)
        for file in PROGRAM:
            self._context.eval((PROJECT / "overrides" / "assets" / file).read_text("utf-8"))

    def call(self, function: str, *arguments: object) -> Any:
        """What a function returns, fx `Danish.fold`. It takes and gives what JSON can say."""
        return json.loads(self._context.eval(f"JSON.stringify({function}({', '.join(map(json.dumps, arguments))}))"))

    def answer(self, pages: list[list[Any]], question: str) -> list[list[dict[str, Any]]]:
        """What an index of these pages answers."""
        index = json.dumps({"alarm": "112", "digits": "", "pages": pages, "words": ""})
        self._context.eval(f"var made = new Answers({index}, MiniSearch);")
        items: list[list[dict[str, Any]]] = self.call("((question) => made.answer(question).items)", question)
        return items


def page(
    location: str, title: str, text: str = "", *, phrases: str = "", standing: int = 0, sections: list[list[Any]] | None = None
) -> list[Any]:
    """A page as the index holds it. `standing` says how far back it stands."""
    return [location, title, text, "", phrases, standing, 0, sections or []]

"""The swap: readers see the old site or the new one, and nothing is left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.publish import swap
from handbook.publish.swap import put_in_place


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    """A new site and a published one."""
    new, published = tmp_path / ".staff-new", tmp_path / "staff"
    for folder, text in ((new, "ny"), (published, "gammel")):
        folder.mkdir()
        (folder / "index.html").write_text(text)
    (published / "kun-gammel.html").write_text("gammel")
    return new, published


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("exchange", [True, False], ids=["one step", "two renames"])
def test_the_new_site_takes_the_place_of_the_old(sites: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, *, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    new, published = sites
    put_in_place(new, published)
    assert (published / "index.html").read_text() == "ny"
    assert left(published) == ["index.html"]
    assert left(published.parent) == ["staff"]


def test_on_linux_it_is_one_step(sites: tuple[Path, Path]) -> None:
    assert swap._exchange(*sites)
    assert (sites[1] / "index.html").read_text() == "ny"


def test_the_first_site_is_put_where_none_stood(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    put_in_place(tmp_path / "new", tmp_path / "site" / "staff")
    assert left(tmp_path / "site") == ["staff"]


def test_the_old_site_comes_back_when_the_second_rename_fails(sites: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    new, published = sites
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self == new:
            raise OSError
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError):  # noqa: PT011 - the system's own error
        put_in_place(new, published)
    assert (published / "index.html").read_text() == "gammel"


def test_a_link_to_the_published_site_stays_a_link(sites: tuple[Path, Path], tmp_path: Path) -> None:
    new, published = sites
    link = tmp_path / "link"
    link.symlink_to(published)
    put_in_place(new, link)
    assert link.is_symlink()
    assert (link / "index.html").read_text() == "ny"

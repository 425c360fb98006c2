"""The files that tell servers which headers to send: one table, four ways of writing it."""

from __future__ import annotations

import base64
import hashlib
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from handbook.publish.headers import FOREVER, REVALIDATE, SERVER_FILES, headers, policy, write_server_files

PAGE = '<style>p{}</style><script>one()</script><script type="application/json">{}</script><script src="x.js"></script>'


@pytest.fixture(params=[("https://plan.example/", "/"), ("https://kommune.example/intranet/haandbog/", "/intranet/haandbog/")])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A site of two pages with its server files, and its path on its server."""
    address, prefix = request.param
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    (tmp_path / "404.html").write_text(PAGE, "utf-8")
    write_server_files(tmp_path, address, "assets/1a2b3c4d", internal=True)
    return tmp_path, prefix


def sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_names_the_one_script_and_the_one_style_and_nothing_else_that_stands_in_a_page() -> None:
    assert policy([PAGE, PAGE]).split("; ") == [
        "default-src 'none'",
        f"script-src 'self' {sha256('one()')}",
        f"style-src 'self' {sha256('p{}')}",
        "img-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]


def test_only_staffs_site_is_kept_from_search_engines() -> None:
    assert headers([], internal=True)["X-Robots-Tag"] == "noindex, nofollow"
    assert "X-Robots-Tag" not in headers([], internal=False)


@pytest.mark.parametrize("name", SERVER_FILES)
def test_each_file_has_every_header_with_its_value(site: tuple[Path, str], name: str) -> None:
    text = (site[0] / name).read_text("utf-8").replace("&quot;", '"')
    for header, value in headers([PAGE], internal=True).items():
        assert header in text
        assert value in text, header
    assert FOREVER in text


def test_every_file_names_the_site_by_its_path_on_the_server(site: tuple[Path, str]) -> None:
    folder, prefix = site
    assert f"\n{prefix}*\n" in (folder / "_headers").read_text("utf-8")
    assert f"\n{prefix}assets/1a2b3c4d/*\n" in (folder / "_headers").read_text("utf-8")
    assert f"location {prefix} {{" in (folder / "nginx.conf").read_text("utf-8")
    assert f"ErrorDocument 404 {prefix}404.html" in (folder / ".htaccess").read_text("utf-8")


def test_iis_can_read_its_file_and_keeps_the_assets_for_a_year(site: tuple[Path, str]) -> None:
    root = ET.fromstring((site[0] / "web.config").read_text("utf-8"))  # noqa: S314 - our own file
    everywhere = root.find("system.webServer/httpProtocol/customHeaders")
    assets = root.find("location[@path='assets/1a2b3c4d']/system.webServer/httpProtocol/customHeaders")
    assert everywhere is not None
    assert assets is not None
    wanted = headers([PAGE], internal=True) | {"Cache-Control": REVALIDATE}
    assert {header.get("name"): header.get("value") for header in everywhere} == wanted
    assert [(header.tag, header.get("value")) for header in assets] == [("remove", None), ("add", FOREVER)]


@pytest.mark.parametrize("name", ["staff", "public"])
def test_the_pages_of_a_site_hold_one_style_no_style_attribute_and_no_script_but_the_one(request: pytest.FixtureRequest, name: str) -> None:
    site: Path = request.getfixturevalue(f"{name}_site")
    styles, scripts = set(), set()
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        styles |= set(re.findall(r"<style.*?</style>", text, re.DOTALL))
        scripts |= set(re.findall(r"<script(?![^>]*(?:src=|type=\"application/(?:ld\+)?json\")).*?</script>", text, re.DOTALL))
        assert not re.search(r"<[^>]*\s(?:style|on[a-z]+)=", re.sub(r"<(style|script).*?</\1>", "", text, flags=re.DOTALL)), path
        assert "javascript:" not in text, path
    assert (len(styles), len(scripts)) == (1, 1)

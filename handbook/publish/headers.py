"""What a web server says with every answer of a site, written for four kinds of servers from one table.

The files stand in the site's own folder and move with it, because the policy fits exactly these pages. They tell nobody
anything that the answers themselves do not.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

SERVER_FILES = ("_headers", "nginx.conf", ".htaccess", "web.config")
REVALIDATE = "no-cache"
"""A corrected telephone number is seen at once: the browser asks, and fetches only what has changed."""
FOREVER = "public, max-age=31536000, immutable"
"""For the theme's files: their folder has another name when one of them changes."""


def write_server_files(site: Path, site_url: str, assets: str, *, internal: bool) -> None:
    """Write `SERVER_FILES` into a built site. `assets` is the path of the theme's files from the site's root."""
    prefix = urlsplit(site_url).path.rstrip("/") + "/"
    table = headers((path.read_text("utf-8") for path in sorted(site.rglob("*.html"))), internal=internal)
    texts = (_static_host(table, prefix, assets), _nginx(table, prefix, assets), _apache(table, prefix, assets), _iis(table, assets))
    for name, text in zip(SERVER_FILES, texts, strict=True):
        (site / name).write_text(text, "utf-8", newline="\n")


def headers(pages: Iterable[str], *, internal: bool) -> dict[str, str]:
    """The headers of every answer but `Cache-Control`, which depends on the file."""
    table = {
        "Content-Security-Policy": policy(pages),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
        "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    }
    return table | ({"X-Robots-Tag": "noindex, nofollow"} if internal else {})


def policy(pages: Iterable[str]) -> str:
    """Nothing from elsewhere, and of what stands in the pages themselves only the one script and the one style.

    Where Mermaid draws in the browser, styles are free: it writes them as it draws.
    """
    scripts: set[str] = set()
    styles: set[str] = set()
    live = False
    for page in pages:
        scripts.update(_SCRIPT.findall(page))
        styles.update(_STYLE.findall(page))
        live = live or _LIVE_DIAGRAM in page
    sources = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *_hashes(scripts)]),
        "style-src": "'self' 'unsafe-inline'" if live else " ".join(["'self'", *_hashes(styles)]),
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "font-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in sources.items())


_LIVE_DIAGRAM = 'class="mermaid"'
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def _hashes(texts: Iterable[str]) -> list[str]:
    return sorted(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts)


_HSTS = "When every name below the domain has HTTPS, add: Strict-Transport-Security: max-age=31536000"


def _static_host(table: dict[str, str], prefix: str, assets: str) -> str:
    """For hosts that read `_headers`. They say of their own accord that pages are to be revalidated, and some of them
    would join a second `Cache-Control` to the first."""
    lines = [f"# {_HSTS}", f"{prefix}*", *(f"  {name}: {value}" for name, value in table.items())]
    return "\n".join([*lines, f"{prefix}{assets}/*", f"  Cache-Control: {FOREVER}", ""])


def _nginx(table: dict[str, str], prefix: str, assets: str) -> str:
    """All headers stand in one block: a block inside it with a header of its own would lose the others."""
    hidden = "\n".join(f"  location = {prefix}{name} {{ return 404; }}" for name in SERVER_FILES)
    lines = "\n".join(f"  add_header {name} {_quoted(value)} always;" for name, value in table.items())
    return f"""\
# Include this file in the server block, and reload nginx after every publishing: the policy fits exactly these pages.
# Worth having around it: HTTP/2 (`listen 443 ssl http2;`) and brotli (ngx_brotli: `brotli on;` with the types below).
# {_HSTS}
location {prefix} {{
  error_page 404 {prefix}404.html;
  charset utf-8;
  gzip on;
  gzip_vary on;
  gzip_types text/css text/javascript application/javascript application/json application/xml image/svg+xml;
{lines}
  add_header Cache-Control $handbook_cache always;
  set $handbook_cache "{REVALIDATE}";
  location {prefix}{assets}/ {{ set $handbook_cache "{FOREVER}"; }}
{hidden}
}}
"""


def _apache(table: dict[str, str], prefix: str, assets: str) -> str:
    """The tag of a compressed answer gets a suffix that Apache does not know again, so that nothing would ever be
    revalidated: the date does instead."""
    lines = "\n".join(f"Header always set {name} {_quoted(value)}" for name, value in table.items())
    hidden = "|".join(re.escape(name) for name in SERVER_FILES)
    kept = f"expr=%{{REQUEST_URI}} =~ m#^{re.escape(prefix + assets)}/# && %{{REQUEST_STATUS}} -in {{'200', '304'}}"
    return f"""\
# Apache 2.4 reads this file where it stands, with `AllowOverride FileInfo` and mod_headers; without them nothing is protected.
# Worth having around it: HTTP/2 (mod_http2: `Protocols h2 http/1.1`) and brotli (mod_brotli).
# {_HSTS}
ErrorDocument 404 {prefix}404.html
AddDefaultCharset utf-8
FileETag None
{lines}
Header always set Cache-Control "{REVALIDATE}"
Header always set Cache-Control "{FOREVER}" "{kept}"
RedirectMatch 404 "/({hidden})$"
<IfModule mod_deflate.c>
  AddOutputFilterByType DEFLATE text/html text/css text/javascript application/javascript application/json application/xml image/svg+xml
</IfModule>
"""


def _iis(table: dict[str, str], assets: str) -> str:
    """IIS never serves its own file, nor any whose ending it does not know."""
    lines = "\n".join(f"      <add name={quoteattr(name)} value={quoteattr(value)} />" for name, value in table.items())
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<!-- IIS reads this file where it stands. HTTP/2 is on where there is HTTPS; brotli is an extension (IIS Compression).
     {_HSTS} -->
<configuration>
  <system.webServer>
    <httpErrors errorMode="Custom"><remove statusCode="404" /><error statusCode="404" path="404.html" responseMode="File" /></httpErrors>
    <staticContent><remove fileExtension=".json" /><mimeMap fileExtension=".json" mimeType="application/json" /></staticContent>
    <httpProtocol><customHeaders>
{lines}
      <add name="Cache-Control" value="{REVALIDATE}" />
    </customHeaders></httpProtocol>
  </system.webServer>
  <location path="{assets}">
    <system.webServer><httpProtocol><customHeaders>
      <remove name="Cache-Control" />
      <add name="Cache-Control" value="{FOREVER}" />
    </customHeaders></httpProtocol></system.webServer>
  </location>
</configuration>
"""


def _quoted(value: str) -> str:
    return f'"{value}"'

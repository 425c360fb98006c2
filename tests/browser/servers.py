"""Real web servers for the tests: nginx and Apache as Debian installs them, each on a port of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

APACHE_MODULES = Path("/usr/lib/apache2/modules")
TYPES = "text/html html\ntext/javascript js\napplication/json json\nimage/svg+xml svg\napplication/xml xml\n"
MODULES = "mpm_event authz_core dir mime alias headers filter deflate"


def missing(server: str) -> str | None:
    """What to install before `server` can be tested here; None when it is there."""
    if server == "nginx":
        return None if shutil.which("nginx") else "apt-get install nginx"
    return None if shutil.which("apache2") and APACHE_MODULES.is_dir() else "apt-get install apache2-bin"


@contextmanager
def serving(server: str, root: Path, site: Path, work: Path) -> Iterator[str]:
    """A server whose web root is `root`, set up for the site below it with the file that the build wrote. Gives its address."""
    port = _free_port()
    file = work / f"{server}.conf"
    if server == "nginx":
        file.write_text(_nginx(port, root, site, work), "utf-8")
        command = ["nginx", "-p", str(work), "-c", str(file)]
    else:
        file.write_text(_apache(port, root, work), "utf-8")
        command = ["apache2", "-f", str(file), "-DFOREGROUND"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            _wait(port, process)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def _nginx(port: int, root: Path, site: Path, work: Path) -> str:
    folders = "\n".join(f"{kind}_temp_path {work / kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return f"""\
daemon off;
pid {work / "nginx.pid"};
error_log stderr;
events {{ }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  {folders}
  server {{
    listen 127.0.0.1:{port};
    root {root};
    include {site / "nginx.conf"};
  }}
}}
"""


def _apache(port: int, root: Path, work: Path) -> str:
    (work / "types").write_text(TYPES, "utf-8")
    modules = "\n".join(f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so" for name in MODULES.split())
    return f"""\
{modules}
ServerRoot {work}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {work / "apache2.pid"}
ErrorLog /dev/stderr
TypesConfig {work / "types"}
DocumentRoot {root}
DirectoryIndex index.html
<Directory {root}>
  AllowOverride FileInfo
  Require all granted
</Directory>
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int, process: subprocess.Popen[str]) -> None:
    """Raises RuntimeError with the server's own words when it does not answer."""
    for _ in range(100):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    process.terminate()
    raise RuntimeError(process.stdout.read() if process.stdout else "")

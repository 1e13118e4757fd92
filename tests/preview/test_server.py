"""What the preview answers, to whom: this machine's own pages, read only, and no path but those there are."""

import shutil
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from briefs.preview.server import Desk, application
from briefs.preview.workshop import Workshop
from tests.preview.asking import Answer, ask
from tests.preview.conftest import MINIMAL

PORT = 8000


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, web_fonts: Path) -> ASGIApp:
    folder = tmp_path_factory.mktemp("server") / "small"
    shutil.copytree(MINIMAL, folder)
    shutil.copytree(web_fonts, folder / ".cache" / "fonts")
    workshop = Workshop(folder)
    workshop.take(workshop.read((), ()))
    return application(Desk(workshop), PORT)


def get(client: ASGIApp, path: str, method: str = "GET", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ask(client, path, {"host": f"127.0.0.1:{PORT}", **named}, method)


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"LOCALHOST:{PORT}"])
def test_this_machine_is_answered(client: ASGIApp, host: str) -> None:
    assert get(client, "/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:8001", f"127.0.0.1.evil.example:{PORT}", ""],
)
def test_another_host_is_refused_wherever_its_name_leads(client: ASGIApp, host: str) -> None:
    for path in ("/", "/_preview/events?page=/", "/_preview/preview.js"):
        answer = get(client, path, host=host)
        assert answer.status == 400
        assert b"<" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_a_preview_is_only_read(client: ASGIApp, method: str) -> None:
    answer = get(client, "/", method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_head_renders_no_pdf(client: ASGIApp) -> None:
    answer = get(client, "/en/tanks/minimal-tanks-en.pdf", "HEAD")
    assert (answer.status, answer.headers["content-type"], answer.body) == (200, "application/pdf", b"")


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml", "/%2e%2e/pyproject.toml", "/en/../../content/labels/en.yaml", "/en/%2e%2e/%2e%2e/x",
        "//etc/passwd", "/etc/passwd", "/%2fetc%2fpasswd", "/..%5c..%5cx", "/en\\tanks", "/en/tanks/index.html%00",
        "/%00", "/content/labels/en.yaml", "/assets/pictures/../../labels/en.yaml", "/assets/pictures//etc/passwd",
        "/assets/pictures/%2e%2e/labels/en.yaml", "/assets/fonts/../x", "/.cache/fonts", "/en/tanks/../tanks/map.svg",
        "/_preview/../preview.css", "/_preview/start.html", "/review/../en/tanks/index.html", "/en/nothing/", "/x.pdf",
    ],
)  # fmt: skip
def test_a_path_that_is_no_address_is_not_found(client: ASGIApp, path: str) -> None:
    assert get(client, path).status == 404


def test_a_folder_leads_to_its_page(client: ASGIApp) -> None:
    answer = get(client, "/en/tanks")
    assert (answer.status, answer.headers["location"]) == (307, "/en/tanks/")
    assert get(client, "/en/tanks/").body == get(client, "/en/tanks/index.html").body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"), ("/en/tanks/map.svg", "image/svg+xml"),
        ("/_preview/preview.js", "text/javascript; charset=utf-8"), ("/_preview/preview.css", "text/css; charset=utf-8"),
        ("/assets/fonts/SourceSans3-normal.woff2", "font/woff2"), ("/nothing", "text/html; charset=utf-8"),
        ("/assets/pictures/signs/drop.svg", "image/svg+xml"),
    ],
)  # fmt: skip
def test_nothing_is_kept_guessed_or_told_to_others(client: ASGIApp, path: str, kind: str) -> None:
    headers = get(client, path).headers
    assert headers["content-type"] == kind
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert ("sandbox" in headers["content-security-policy"]) == (not kind.startswith("text/html"))


@pytest.mark.parametrize("path", ["/_preview/events?page=/", "/_preview/preview.js", "/en/tanks/map.svg"])
@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9000"},
    ],
)
def test_another_site_gets_nothing(client: ASGIApp, path: str, headers: dict[str, str]) -> None:
    assert get(client, path, **headers).status == 403


def test_a_link_from_elsewhere_opens_a_page_but_not_the_stream(client: ASGIApp) -> None:
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert get(client, "/en/tanks/", **followed).status == 200
    assert get(client, "/_preview/events?page=/", **followed).status == 403
    own = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "origin": f"http://127.0.0.1:{PORT}"}
    assert get(client, "/en/tanks/", **own).status == 200

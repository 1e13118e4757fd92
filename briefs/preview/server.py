"""The preview's answers to a browser: pages and files by their addresses, PDFs, and a stream of what is new.

An address is looked up among what the newest good state has; no path of the disk is ever made from it.
"""

import asyncio
import json
import mimetypes
from collections import Counter
from collections.abc import AsyncIterator, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefs.preview.aside import aside
from briefs.preview.press import Press, Print
from briefs.preview.watch import GRACE, Saves
from briefs.preview.workshop import Page, Reading, Workshop
from briefs.problems import Problem
from briefs.store import Store

BEAT = 15.0  # seconds after which a silent stream says that it is there
TYPES = {".woff2": "font/woff2", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
# What is no page has no business of its own: a picture that holds a script must not run it.
BARE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
ALWAYS = {
    b"cache-control": b"no-store",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"same-origin",
}
Told = Callable[[tuple[str, ...], tuple[Problem, ...], float], None]


class Desk:
    """Answers requests from a workshop and tells every open page when something is new for it."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.press = Press(self._printed, Store(workshop.project / ".cache" / "pdf"))
        self._readers: set[asyncio.Event] = set()
        self._opened: Counter[str] = Counter()
        self._asked: str | None = None  # the edition whose PDF was asked for last
        self._background: set[asyncio.Task[Print]] = set()
        self._ended = asyncio.Event()

    async def follow(self, saves: Saves, told: Told) -> None:
        """Read the project at every save, for ever. `told` gets what changed, the problems and the seconds it took."""
        clock = asyncio.get_running_loop().time
        while True:
            changed = await saves.next()
            started = clock()
            reading = await self._read(changed)
            while reading.problems and (more := await saves.next(GRACE)):
                changed |= more
                started = clock()
                reading = await self._read(changed)
            self.workshop.take(reading)
            self._tell()
            told(tuple(sorted(changed)), reading.problems, clock() - started)
            if self._asked and not reading.problems:
                await self._print_again(self._asked)

    def close(self) -> None:
        """End every stream and the press: a server that shall stop waits for nothing."""
        self._ended.set()
        self._tell()
        self.press.close()

    async def answer(self, request: Request) -> Response:
        """A page, a file or a PDF."""
        path = str(request.path_params["path"])
        address = self.workshop.resolved(path)
        workshop = self.workshop
        if (data := await aside(workshop.stand_in, address)) is not None:
            return _file(address, data)
        if workshop.snapshot is None:
            return _page(workshop.start("The content is not in order yet", "This page follows what you save."), 503)
        if edition := await aside(_edition, workshop, address):
            return await self._pdf(request, edition)
        try:
            page = await aside(workshop.page, address)
        except Exception:  # the page says what is wrong, and comes when it is mended
            return _page(workshop.start("This page cannot be made", "It comes when that is mended."), 500)
        if page is not None:
            return _page(page)
        data = await aside(workshop.file, address) if not address.endswith(".html") else None
        if data is not None:
            return _file(address, data)
        if await aside(workshop.page, f"{path}/index.html"):
            return RedirectResponse(f"/{path}/", 307)
        return _page(workshop.start("There is no such page", "It may have another name now."), 404)

    async def events(self, request: Request) -> Response:
        """The stream of what is new for the page that the address `page` names."""
        address = self.workshop.resolved(request.query_params.get("page", "").removeprefix("/"))
        headers = {"x-accel-buffering": "no"}
        return StreamingResponse(self._stream(address), media_type="text/event-stream", headers=headers)

    async def _stream(self, address: str) -> AsyncIterator[str]:
        news = asyncio.Event()
        news.set()
        self._readers.add(news)
        self._opened[address] += 1
        last = ""
        try:
            yield "retry: 500\n\n"
            while not self._ended.is_set():
                try:
                    await asyncio.wait_for(news.wait(), BEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                news.clear()
                making = asyncio.ensure_future(aside(self.workshop.state, address, self.press))
                ended = asyncio.ensure_future(self._ended.wait())
                await asyncio.wait((making, ended), return_when=asyncio.FIRST_COMPLETED)
                ended.cancel()
                if self._ended.is_set():
                    making.cancel()
                    break
                state = json.dumps(making.result())
                if state != last and not self._ended.is_set():
                    last = state
                    yield f"data: {state}\n\n"
        finally:
            self._readers.discard(news)
            self._opened[address] -= 1

    async def _read(self, changed: frozenset[str]) -> Reading:
        opened = [address for address, count in self._opened.items() if count > 0]
        return await aside(self.workshop.read, changed, opened)

    async def _pdf(self, request: Request, edition: str) -> Response:
        headers = {"x-frame-options": "SAMEORIGIN"}
        if request.method == "HEAD":
            return Response(media_type="application/pdf", headers=headers)
        self._asked = edition
        order = await aside(self.workshop.order, edition)
        making = asyncio.ensure_future(self.press.make(order))
        await asyncio.sleep(0)
        self._tell()
        found = await making
        self._printed(found)
        if found.pdf is None:
            return PlainTextResponse(f"The PDF could not be made: {found.fault}\n", 500)
        return Response(found.pdf.data, media_type="application/pdf", headers=headers)

    async def _print_again(self, edition: str) -> None:
        """Make the PDF anew, in the background, where its edition is no longer as it was."""
        snapshot = self.workshop.snapshot
        if snapshot is None or edition not in snapshot.editions:
            return
        order = await aside(self.workshop.order, edition)
        if found := self.press.ready(order):  # a change was taken back: so is what was wrong with its PDF
            self._printed(found)
            return
        task = asyncio.ensure_future(self.press.make(order, background=True))
        self._background.add(task)
        task.add_done_callback(self._background.discard)
        await asyncio.sleep(0)
        self._tell()

    def _printed(self, found: Print) -> None:
        self.workshop.keep(found)
        self._tell()

    def _tell(self) -> None:
        for reader in self._readers:
            reader.set()


def application(desk: Desk, port: int) -> ASGIApp:
    """The application of a desk, guarded: it answers to the addresses of this machine at that port alone."""
    events, sign = Route("/_preview/events", desk.events), Route("/favicon.ico", _no_sign)
    app = Starlette(routes=[events, sign, Route("/{path:path}", desk.answer)])
    return Guard(app, port)


class Guard:
    """Refuses hosts that are not this machine (DNS may name it otherwise), other methods, and what other sites ask."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        if port == 80:
            self._hosts |= {"127.0.0.1", "localhost"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((k, v) for k, v in ALWAYS.items() if k not in own)]
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, sent)

    def _refusal(self, scope: Scope) -> Response | None:
        headers: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        hosts = headers.get("host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return PlainTextResponse("This preview answers to its own address on this machine only.\n", 400)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("A preview is only read.\n", 405, headers={"allow": "GET, HEAD"})
        origins = headers.get("origin", [])
        if any(origin != f"http://{host}" for origin in origins for host in self._hosts if host == hosts[0].lower()):
            return PlainTextResponse("A preview is for its own pages only.\n", 403)
        site = headers.get("sec-fetch-site", ["none"])[0]
        followed = headers.get("sec-fetch-mode", [""])[0] == "navigate" and not scope["path"].startswith("/_preview/")
        if site not in ("same-origin", "none") and not followed:
            return PlainTextResponse("A preview is for its own pages only.\n", 403)
        return None


def _page(page: Page, status: int = 200) -> Response:
    headers = {"content-security-policy": page.policy, "x-preview-page": page.digest}
    return Response(page.data, status, headers=headers, media_type="text/html")


async def _no_sign(_: Request) -> Response:
    return Response(status_code=204)  # browsers ask for it unasked


def _file(address: str, data: bytes) -> Response:
    return Response(data, media_type=_type(address), headers={"content-security-policy": BARE})


def _edition(workshop: Workshop, address: str) -> str | None:
    return workshop.snapshot.edition_of_pdf(address) if workshop.snapshot else None


def _type(address: str) -> str:
    suffix = f".{address.rpartition('.')[2]}"
    return TYPES.get(suffix) or mimetypes.guess_type(address)[0] or "application/octet-stream"

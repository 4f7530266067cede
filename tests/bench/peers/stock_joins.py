"""A stock Starlette application that lets people in: the same page, the same snapshots, which lie ready.

`python stock_joins.py PORT FOLDER`: the folder holds `page.html` and `snapshots`, one frame per line.
"""

import sys
from contextlib import suppress
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

folder = Path(sys.argv[2])
html = (folder / "page.html").read_text("utf-8")
snapshots = (folder / "snapshots").read_text("utf-8").splitlines()


async def page(_: Request) -> HTMLResponse:
    return HTMLResponse(html)


async def serve(socket: WebSocket) -> None:
    await socket.accept(subprotocol="live.v1")
    with suppress(WebSocketDisconnect):
        await socket.receive_text()
        for snapshot in snapshots:
            await socket.send_text(snapshot)
        while True:
            await socket.receive_text()


app = Starlette(
    routes=[Route("/p/{dialogue}", page), WebSocketRoute("/{path:path}", serve)],
    middleware=[Middleware(GZipMiddleware, minimum_size=500)],
)
uvicorn.run(
    app,
    port=int(sys.argv[1]),
    loop="uvloop",
    http="httptools",
    ws_per_message_deflate=False,
    ws_ping_interval=None,
    access_log=False,
    backlog=4096,
    log_level="warning",
)

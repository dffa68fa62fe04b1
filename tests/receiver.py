"""A receiver of alerts on this machine: what apprise posts to json:// is kept, message by message."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Receiver(ThreadingHTTPServer):
    """Listens on a free port; with a delay it answers late, a byte every second."""

    daemon_threads = True

    def __init__(self, delay: float = 0) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.delay = delay
        self.messages: list[dict[str, Any]] = []

    def address(self, secret: str = "") -> str:
        return f"json://127.0.0.1:{self.server_address[1]}/{secret}"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        self.server.messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        for _ in range(int(self.server.delay)):
            self.wfile.write(b"X-Patience: 1\r\n")
            time.sleep(1)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def receiving(delay: float = 0) -> Iterator[Receiver]:
    """A receiver that is at work until the end of the block."""
    with Receiver(delay) as receiver:
        thread = threading.Thread(target=receiver.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield receiver
        finally:
            receiver.shutdown()
            thread.join()

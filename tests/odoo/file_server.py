"""A real HTTP server that answers what a test tells it, and remembers who asked."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class FileServer:
    """``answers`` has, for each path, a function of the request handler."""

    def __init__(self):
        self.answers = {}
        self.asked = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802 - http.server's name
                outer.asked.append((self.path, self.headers.get("Authorization")))
                outer.answers[self.path](self)

            def log_message(self, *_args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        serve = self.server.serve_forever
        threading.Thread(target=serve, args=(0.01,), daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def file(data, status=200, length=None):
    def answer(request):
        request.send_response(status)
        request.send_header("Content-Length", str(length or len(data)))
        request.end_headers()
        request.wfile.write(data)

    return answer


def redirect(target, status=307):
    def answer(request):
        request.send_response(status)
        request.send_header("Location", target)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


def endless(request):
    """A body without length that goes on until the other side hangs up."""
    request.send_response(200)
    request.end_headers()
    try:
        while True:
            request.wfile.write(b"x" * 65536)
    except OSError:
        request.server.ended.set()


def dripping(request):
    """A byte now and then, for ever."""
    request.send_response(200)
    request.end_headers()
    try:
        while not request.server.over.wait(0.05):
            request.wfile.write(b"x")
    except OSError:
        pass

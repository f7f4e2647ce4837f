"""A user's session with Odoo, over the same routes a browser uses."""

import itertools
import re

import requests

from .problem import Problem


class Refused(Problem):
    """Odoo answered a call with an error; ``kind`` is the exception's full name."""

    def __init__(self, message: str, kind: str):
        self.kind = kind
        super().__init__(message)


class OdooSession:
    """Logged in as one user; the database's own answers, as JSON."""

    def __init__(self, url: str, database: str, login: str, password: str):
        self.url, self.user = url, login
        self._http = requests.Session()
        self._ids = itertools.count(1)
        info = self.rpc(
            "/web/session/authenticate", db=database, login=login, password=password
        )
        self.uid, self.partner_id = info["uid"], info["partner_id"]

    @property
    def session_id(self) -> str:
        """The cookie that makes a browser this user."""
        return self._http.cookies["session_id"]

    def rpc(self, route: str, **params):
        """Call a JSON-RPC route; Odoo's own errors become Refused, a Problem."""
        payload = {"jsonrpc": "2.0", "id": next(self._ids), "params": params}
        answer = self._http.post(self.url + route, json=payload, timeout=60).json()
        if error := answer.get("error"):
            data = error.get("data", {})
            said = data.get("message") or error["message"]
            problem = f"Odoo refused {route} to {self.user}: {said}"
            raise Refused(problem, data.get("name", ""))
        return answer.get("result")  # absent when the method returns nothing

    def call(self, model: str, method: str, *args, **kwargs):
        """Call a public method of a model, as Odoo's web client does."""
        route = f"/web/dataset/call_kw/{model}/{method}"
        return self.rpc(route, model=model, method=method, args=args, kwargs=kwargs)

    def post_message(self, channel_id: int, body: str, **post_data) -> int:
        """Send a message as Discuss's composer does; return its id."""
        answer = self.rpc(
            "/mail/message/post",
            thread_model="discuss.channel",
            thread_id=channel_id,
            post_data={
                "body": body,
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
                **post_data,
            },
        )
        return answer["message_id"]

    def upload(self, channel_id: int, name: str, content: bytes, **form) -> dict:
        """Put a file into Discuss's composer; return the route's answer."""
        [token] = re.findall(r'csrf_token: "(\w+)"', self.get("/odoo"))
        answer = self._http.post(
            f"{self.url}/mail/attachment/upload",
            data={
                "csrf_token": token,
                "is_pending": "true",
                "thread_id": channel_id,
                "thread_model": "discuss.channel",
                **form,
            },
            files={"ufile": (name, content)},
            timeout=60,
        )
        answer.raise_for_status()
        return answer.json()

    def get(self, path: str) -> str:
        """Load a page or a file; return its text."""
        return self._http.get(self.url + path, timeout=120).text

    def warm_up(self) -> None:
        """Have Odoo build what the web client's first page loads."""
        page = self.get("/odoo/discuss")
        for asset in re.findall(r'(?:src|href)="(/web/assets/[^"]+)"', page):
            self.get(asset)

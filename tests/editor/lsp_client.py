"""A small client of a language server over stdio: enough to open a file and ask about a place in it."""

import json
import queue
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

PATIENCE = 30.0
"""Seconds to wait for an answer; a server that is alive needs far less than one."""

_CAPABILITIES = {
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "completion": {"completionItem": {"documentationFormat": ["markdown", "plaintext"]}},
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {"versionSupport": True},
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file as the server has it; `places` are where the marks stood, as (line, character)."""

    uri: str
    places: tuple[tuple[int, int], ...]


@dataclass(slots=True, kw_only=True)
class LanguageServer:
    """A running server; `settings` are what it is told when it asks for the section `yaml`."""

    command: Sequence[str | Path]
    folder: Path
    settings: Mapping[str, Any]
    locale: str = "ja"
    process: "subprocess.Popen[bytes]" = field(init=False)
    arrived: "queue.Queue[dict[str, Any] | None]" = field(default_factory=queue.Queue)
    diagnostics: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    requests: int = 0
    opened: int = 0
    configured: bool = False

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            [str(each) for each in self.command],
            cwd=self.folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            self._greet()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def open(self, name: str, text: str, mark: str = "‸") -> Opened:
        """Open a file of the folder that holds `text`; marks in it are taken out and become places."""
        *before, last = text.split(mark)
        places = []
        so_far = ""
        for part in before:
            so_far += part
            # Columns of the protocol count UTF-16 units, as a browser does.
            line = so_far.rpartition("\n")[2]
            places.append((so_far.count("\n"), len(line.encode("utf-16-le")) // 2))
        self.opened += 1
        uri = (self.folder / name).as_uri()
        self.diagnostics.pop(uri, None)
        self.notify(
            "textDocument/didOpen",
            {
                "textDocument": {
                    "uri": uri,
                    "languageId": "yaml",
                    "version": self.opened,
                    "text": so_far + last,
                }
            },
        )
        return Opened(uri=uri, places=tuple(places))

    def completions(self, opened: Opened, mark: int = 0) -> dict[str, dict[str, Any]]:
        """What may be written at a mark, by label."""
        answer = self._ask("completion", opened, mark) or {"items": []}
        return {each["label"]: each for each in answer["items"]}

    def hover(self, opened: Opened, mark: int = 0) -> str:
        """What is shown over a mark; empty where nothing is."""
        answer = self._ask("hover", opened, mark)
        return "" if answer is None else str(answer["contents"]["value"])

    def problems(self, opened: Opened) -> list[tuple[tuple[int, int], str]]:
        """What the server has against the file: where each problem begins, and its message."""
        while opened.uri not in self.diagnostics:
            self._next()
        return [
            ((each["range"]["start"]["line"], each["range"]["start"]["character"]), each["message"])
            for each in self.diagnostics[opened.uri]
        ]

    def request(self, method: str, parameters: Mapping[str, Any]) -> Any:
        """The answer of the server to a request."""
        self.requests += 1
        number = self.requests
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def notify(self, method: str, parameters: Mapping[str, Any]) -> None:
        """Tell the server something that has no answer."""
        self._send({"method": method, "params": parameters})

    def _greet(self) -> None:
        root = self.folder.as_uri()
        self.request(
            "initialize",
            {
                "processId": None,
                "locale": self.locale,
                "rootUri": root,
                "workspaceFolders": [{"uri": root, "name": self.folder.name}],
                "capabilities": _CAPABILITIES,
            },
        )
        self.notify("initialized", {})
        while not self.configured:
            self._next()

    def _stop(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout):
            # What a server that has ended was still to be told is lost.
            with suppress(OSError):
                if stream is not None:
                    stream.close()

    def _ask(self, what: str, opened: Opened, mark: int) -> Any:
        line, character = opened.places[mark]
        return self.request(
            f"textDocument/{what}",
            {
                "textDocument": {"uri": opened.uri},
                "position": {"line": line, "character": character},
            },
        )

    def _next(self) -> dict[str, Any]:
        """The next message; what the server itself asks or tells is seen to on the way."""
        message = self.arrived.get(timeout=PATIENCE)
        assert message is not None, "the language server has ended"
        if message.get("method") == "textDocument/publishDiagnostics":
            found = message["params"]
            self.diagnostics[found["uri"]] = found["diagnostics"]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._reply(message)})
        return message

    def _reply(self, message: Mapping[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        sections = [each["section"] for each in message["params"]["items"]]
        self.configured = True
        return [self.settings if section == "yaml" else {} for section in sections]

    def _send(self, message: Mapping[str, Any]) -> None:
        assert self.process.stdin is not None
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self.process.stdin.flush()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while (length := _content_length(self.process.stdout)) is not None:
            self.arrived.put(json.loads(self.process.stdout.read(length)))
        self.arrived.put(None)


def _content_length(stream: IO[bytes]) -> int | None:
    """The length of the message that follows; None at the end."""
    length = None
    while line := stream.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return length

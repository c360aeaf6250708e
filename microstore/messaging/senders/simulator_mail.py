"""A mail server that takes every mail over real SMTP, sends none on, and shows them on the demo page."""

import email
import email.policy
import socketserver
import time
import uuid
from datetime import datetime

from django.utils.html import format_html
from django.utils.translation import gettext as _

from microstore.core.simulators import Simulator
from microstore.core.simulators.page import section

MOST_BYTES = 512 * 1024


class MailSimulator(Simulator):
    name = "mail"

    def take(self, sender: str, people: list[str], data: bytes) -> None:
        message = email.message_from_bytes(data, policy=email.policy.default)
        part = message.get_body(preferencelist=("plain", "html"))
        kept = {
            "from": sender, "to": people, "subject": str(message["subject"] or ""), "at": time.time(),
            "text": part.get_content().replace("\r\n", "\n") if part else "", "unsubscribe": str(message["List-Unsubscribe"] or ""),
        }  # fmt: skip
        self.ledger.put("mail", str(message["message-id"] or uuid.uuid4()), kept)

    def section(self):
        rows = [self._row(kept) for kept in self.ledger.newest("mail", 20)]
        return section(_("Mail"), _("What mail boxes would have received."), rows, _("No mail yet."))

    def act_newest(self, address: str = "") -> dict:
        return next((kept for kept in self.ledger.newest("mail", 200) if not address or address in kept["to"]), {})

    def _row(self, kept: dict):
        moment = datetime.fromtimestamp(kept["at"]).astimezone().strftime("%H:%M:%S")
        return format_html(
            '<div class="row"><strong>{}</strong><span class="small">{} · {}</span></div><pre>{}</pre>',
            kept["subject"], ", ".join(kept["to"]), moment, kept["text"],
        )  # fmt: skip


class SmtpServer(socketserver.ThreadingTCPServer):
    """Just enough of RFC 5321 to be handed mail: no relaying, no sign-in, no TLS."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, host: str, port: int, simulator: MailSimulator):
        self.simulator = simulator
        super().__init__((host, port), SmtpHandler)


class SmtpHandler(socketserver.StreamRequestHandler):
    timeout = 30

    def handle(self) -> None:
        self.sender, self.people = "", []
        self._say("220 simulated mail server")
        for line in self.rfile:
            verb, _space, rest = line.decode(errors="replace").strip().partition(" ")
            if not self._obey(verb.upper(), rest):
                return

    def _obey(self, verb: str, rest: str) -> bool:
        acts = {"MAIL": self._mail, "RCPT": self._rcpt, "DATA": self._data, "RSET": self._reset}
        if verb in acts:
            acts[verb](rest)
        elif verb == "EHLO":
            self._say("250-simulated", "250-8BITMIME", "250 SMTPUTF8")
        elif verb in ("HELO", "NOOP"):
            self._say("250 OK")
        elif verb == "QUIT":
            self._say("221 bye")
            return False
        else:
            self._say("502 not known")
        return True

    def _mail(self, rest: str) -> None:
        self.sender, self.people = _address(rest), []
        self._say("250 OK")

    def _rcpt(self, rest: str) -> None:
        address = _address(rest)
        if "@" not in address or address.startswith("refuse@"):
            self._say("550 no such mailbox")
            return
        self.people.append(address)
        self._say("250 OK")

    def _data(self, rest: str) -> None:
        if not self.people:
            self._say("503 nobody to send to")
            return
        self._say("354 go on")
        lines, size = [], 0
        for line in self.rfile:
            if line in (b".\r\n", b".\n"):
                break
            size += len(line)
            lines.append(line[1:] if line.startswith(b"..") else line)
        if size > MOST_BYTES:
            self._say("552 too long")
            return
        self.server.simulator.take(self.sender, self.people, b"".join(lines))
        self._say("250 taken")

    def _reset(self, rest: str) -> None:
        self.sender, self.people = "", []
        self._say("250 OK")

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


def _address(rest: str) -> str:
    return rest.partition(":")[2].strip().partition(" ")[0].strip("<>")

"""``manage.py simulators``: the outside world of the demo in one process: WeChat Pay, Kuaidi100, Weidian, Alibaba Cloud SMS, mail."""

import signal
import threading
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from logistics.carriers.simulator import Kuaidi100Simulator
from microstore.core.simulators import Request, Response
from microstore.core.simulators.page import join, page, style_sheet
from microstore.core.simulators.server import Handler, Server
from microstore.messaging.senders.simulator import SmsSimulator
from microstore.messaging.senders.simulator_mail import MailSimulator, SmtpServer
from microstore.messaging.services.templates import words_of
from orders.channels.simulator import WeidianSimulator
from orders.gateways.simulator import WechatPaySimulator


class Command(BaseCommand):
    help = "Run the simulated payment provider, carrier, SMS and mail services of the demo."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on; pay pages need one that browsers reach")
        parser.add_argument("--port", type=int, default=urlsplit(settings.SIMULATORS_URL).port or 8010)
        parser.add_argument("--mail-port", type=int, default=settings.SIMULATOR_MAIL_PORT)

    def handle(self, *, host, port, mail_port, **options):
        outside = OutsideWorld(host=host, port=port, mail_port=mail_port)
        signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=outside.stop).start())
        self.stdout.write(f"Simulators at http://{host}:{port}/, SMTP at port {mail_port}")
        try:
            outside.run()
        except KeyboardInterrupt:
            outside.stop()


class OutsideWorld:
    """All simulators on one port. ``port=0`` takes a free one (tests); ``url`` then tells which."""

    def __init__(self, *, host="127.0.0.1", port=0, mail_port=0, directory=None, public_url="", scale=None):
        directory = Path(directory or settings.SIMULATOR_DIR)
        self.server = Server((host, port), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        public = (public_url or settings.SIMULATOR_PUBLIC_URL if port else self.url).rstrip("/")
        scale = settings.SIMULATOR_SCALE if scale is None else scale
        self.wechatpay = WechatPaySimulator(directory, public_url=f"{public}/wechatpay", scale=scale)
        self.kuaidi100 = Kuaidi100Simulator(directory, public_url=f"{public}/kuaidi100", scale=scale)
        self.weidian = WeidianSimulator(directory, public_url=f"{public}/weidian", scale=scale)
        self.weidian.callback = f"{settings.HOOKS_URL}/hooks/channels/{self.weidian.keys['weidian_hook']}/"
        self.sms = SmsSimulator(directory, words=words_of, public_url=f"{public}/sms", scale=scale)
        self.mail = MailSimulator(directory, public_url=f"{public}/mail", scale=scale)
        self.smtp = SmtpServer("127.0.0.1" if host in ("0.0.0.0", "::") else host, mail_port, self.mail)  # noqa: S104
        self.all = [self.wechatpay, self.kuaidi100, self.weidian, self.sms, self.mail]
        self.server.mount({each.name: each for each in self.all}, self.front)

    def run(self):
        """Until ``stop`` is called from another thread."""
        for each in self.all:
            each.start()
        threading.Thread(target=self.smtp.serve_forever, args=(0.1,), name="smtp", daemon=True).start()
        self.server.serve_forever(poll_interval=0.1)

    def stop(self):
        self.smtp.shutdown()
        self.smtp.server_close()
        self.server.shutdown()
        self.server.server_close()
        for each in self.all:
            each.stop()

    def front(self, request: Request) -> Response:
        """The demo page: what was sent, what waits to be paid, what is on its way."""
        if request.path == "/style.css":
            return style_sheet()
        if request.path != "/":
            return page(_("Not found"), format_html("<h1>{}</h1>", _("Not found")), status=404)
        head = format_html(
            '<header><h1>{}</h1><p>{}</p></header>', _("The outside world, simulated"),
            _("Phones, the payment provider and the carrier of the demo. This page renews itself every 5 seconds."),
        )  # fmt: skip
        grid = join(
            mark_safe('<div class="grid"><div>'), self.sms.section(), mark_safe('</div><div class="stack">'),
            self.wechatpay.section(), self.weidian.section(), self.kuaidi100.section(), self.mail.section(), mark_safe("</div></div>"),
        )  # fmt: skip
        return page(_("The outside world, simulated"), join(head, grid), refresh_seconds=5)

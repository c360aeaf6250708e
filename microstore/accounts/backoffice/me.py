"""My own account: password, second step, and the devices I am signed in on."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from microstore.accounts.forms import StepForm
from microstore.accounts.services import devices, second_step
from microstore.accounts.storefront.staff_door import PROVED
from microstore.core.errors import Refused
from microstore.core.pages import ANY_STAFF, Page, ViewPage
from microstore.core.symbols import qr


class MyAccount(ViewPage):
    url, name = "me/", "me"
    title = _("My account")
    permission = ANY_STAFF
    template = "accounts/backoffice/me.html"

    def context(self, request):
        return {
            "devices": devices.open_of(request.user),
            "own": request.session.session_key,
            "has_second_step": second_step.is_set_up(request.user),
            "is_required": second_step.is_required(),
            "codes_left": second_step.codes_left(request.user),
        }


class MySecondStep(Page):
    """Scan, type the first code, and keep the recovery codes, which are shown this once."""

    url, name = "me/second-step/", "my-second-step"
    title = _("Second step")
    permission = ANY_STAFF
    template = "accounts/backoffice/second_step.html"

    def crumbs(self, row=None):
        return [(MyAccount.title, MyAccount.get_url())]

    def get(self, request):
        return self.ask(StepForm())

    def ask(self, form, status=200):
        device = second_step.begin(self.request.user)
        image = qr(device.config_url, now("Code for the authenticator app"))
        given = {"form": form, "image": image, "secret": second_step.secret_of(device), "is_required": second_step.is_required()}
        return self.private(self.draw(self.template, given, status=status))

    def post(self, request):
        form = StepForm(request.POST)
        if not form.is_valid():
            return self.ask(form, status=422)
        try:
            codes = second_step.confirm(request.user, form.cleaned_data["code"])
        except Refused as refusal:
            form.add_error("code", str(refusal))
            return self.ask(form, status=422)
        request.session[PROVED] = True
        return self.private(self.draw("accounts/backoffice/recovery_codes.html", {"codes": codes}))

    def private(self, response):
        response.headers["Cache-Control"] = "no-store"
        return response


class MyRecoveryCodes(MySecondStep):
    """Ten new recovery codes, for one code from the app."""

    url, name = "me/recovery-codes/", "my-recovery-codes"
    title = _("New recovery codes")

    def ask(self, form, status=200):
        return self.private(self.draw("accounts/backoffice/renew_codes.html", {"form": form}, status=status))

    def post(self, request):
        form = StepForm(request.POST)
        if form.is_valid():
            try:
                second_step.check(request.user, form.cleaned_data["code"])
            except Refused as refusal:
                form.add_error("code", str(refusal))
            else:
                codes = second_step.renew_codes(request.user)
                return self.private(self.draw("accounts/backoffice/recovery_codes.html", {"codes": codes}))
        return self.ask(form, status=422)


class MyDevices(Page):
    """End one session of mine, or all but this one."""

    url, name = "me/devices/", "my-devices"
    title = _("Sign out there")
    permission = ANY_STAFF

    def get(self, request):
        return redirect("backoffice:me")

    def post(self, request):
        given = request.POST.get("device", "")
        if given.isascii() and given.isdigit() and len(given) < 18:
            devices.end(request.user, int(given))
        else:
            devices.end_all(request.user, by=request.user, but=request.session.session_key)
        messages.success(request, now("Signed out there."))
        return redirect("backoffice:me")

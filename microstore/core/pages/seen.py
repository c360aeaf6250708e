"""What a person saw when they opened a form, so that a change by somebody else is noticed before it is overwritten."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import BadSignature, Signer

signer = Signer(salt="pages.seen")
STAMPS = ("version", "updated_at", "changed_at")


def states_of(row) -> dict:
    """Values that tell whether ``row`` is still the one that was shown: its states and its change stamp."""
    flows = [flow for flow in [getattr(row, "flow", None), *getattr(row, "flows", {}).values()] if flow]
    stamps = [name for name in STAMPS if any(field.name == name for field in row._meta.concrete_fields)]
    return {name: getattr(row, name) for name in [flow.field for flow in flows] + stamps}


def values_of(form) -> dict:
    """What an edit form was filled with."""
    return {name: form[name].value() for name in form.fields if name in form.initial and not hasattr(form.initial[name], "read")}


def seal(values) -> str:
    return signer.sign(json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True, default=str))


def differences(sealed, values) -> list[str]:
    """Names whose value is no longer the sealed one. An unreadable seal counts as no change: the service still guards."""
    try:
        then = json.loads(signer.unsign(sealed))
    except (BadSignature, ValueError):
        return []
    now = json.loads(json.dumps(values, cls=DjangoJSONEncoder, default=str))
    return [name for name in then if name in now and then[name] != now[name]]

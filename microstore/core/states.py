"""State machines as tables: one ``Flow`` per field, one guarded way through it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.sentences import gettext as _


@dataclass(frozen=True)
class Move:
    """From any of ``sources`` to ``target``; ``label`` is the word on the button."""

    sources: tuple[str, ...]
    target: str
    label: str = ""


@dataclass(frozen=True, init=False)
class Flow:
    """The moves of one state field."""

    field: str
    moves: dict[str, Move] = field(default_factory=dict)

    def __init__(self, state_field: str, **moves: Move):
        object.__setattr__(self, "field", state_field)
        object.__setattr__(self, "moves", moves)

    def mermaid(self) -> str:
        """The flow as a drawing for the documents."""
        lines = [f"  {source} --> {move.target}: {name}" for name, move in self.moves.items() for source in move.sources]
        return "\n".join(["stateDiagram-v2", *lines])


class Moves:
    """Model mixin: a class with ``flow``, or with ``flows`` (several machines; the names of their moves differ).

    Use inside a transaction: ``begin`` locks and checks, ``finish`` saves and tells.
    """

    flow: Flow | None = None
    flows: ClassVar[dict[str, Flow]] = {}

    @cached_property
    def _flows(self) -> tuple[Flow, ...]:
        return tuple(self.flows.values()) or (self.flow,)

    def _flow_of(self, name: str) -> Flow:
        return next(flow for flow in self._flows if name in flow.moves)

    def is_open(self, name: str) -> bool:
        flow = self._flow_of(name)
        return getattr(self, flow.field) in flow.moves[name].sources

    def open_moves(self) -> list[str]:
        return [name for flow in self._flows for name in flow.moves if self.is_open(name)]

    def lock(self) -> None:
        """Lock this row until the transaction ends and read it anew."""
        self.refresh_from_db(from_queryset=locked(type(self)._base_manager.all()))

    def begin(self, name: str) -> None:
        """Lock this row, read it anew, refuse if the move is not open."""
        self.lock()
        self.require(name)

    def require(self, name: str) -> None:
        """Refuse if the move is not open, for a row that is locked already."""
        if not self.is_open(name):
            flow = self._flow_of(name)
            state = self._meta.get_field(flow.field)
            raise Refused(
                _("%(row)s is “%(state)s”: “%(move)s” is not possible now.")
                % {
                    "row": self,
                    "state": dict(state.flatchoices).get(getattr(self, flow.field), getattr(self, flow.field)),
                    "move": flow.moves[name].label or name,
                }
            )

    def finish(self, name: str, tell, *, by=None, reason: str = "", save: tuple[str, ...] | list[str] = ()) -> None:
        """Set the new state, save it with the fields named in ``save``, and publish ``tell`` about this row."""
        flow = self._flow_of(name)
        setattr(self, flow.field, flow.moves[name].target)
        self.save(update_fields=[flow.field, *save])
        publish(tell, about=self, by=by, reason=reason)

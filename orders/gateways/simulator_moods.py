"""A bad day of the provider, asked for over its control page: it lasts until it is called off."""

import time
from concurrent.futures import ThreadPoolExecutor

HUNG_FOR = 600  # seconds at most
AT_ONCE = 5
FORGED = {"forged": "bad_sig", "wrong": "wrong_amount"}


class Moods:
    """``{"act": "behave", "how": …}``: hung (calls are taken and not answered), slow (after ``seconds``), twice (each notice five
    times at once), late (each after ``seconds``), never (none), forged (with a wrong signature), wrong (with a wrong amount); "" ends."""

    def act_behave(self, how: str = "", seconds: float = 5) -> None:
        self.ledger.put("control", "mood", {"how": how, "seconds": seconds})

    def mood(self) -> dict:
        return self.ledger.get("control", "mood") or {"how": "", "seconds": 0}

    def suffer(self) -> None:
        super().suffer()
        mood, end = self.mood(), time.monotonic() + HUNG_FOR
        if mood["how"] == "slow":
            time.sleep(mood["seconds"])
        while mood["how"] == "hung" and self.mood()["how"] == "hung" and time.monotonic() < end and not self._stop.is_set():
            time.sleep(0.1)

    def perform(self, facts: dict) -> bool:
        """As it should be, unless this is a notice and the mood is bad."""
        mood = self.mood()
        how = mood["how"] if facts["kind"] == "notice" and not facts.get("held") else ""
        if how == "never":
            return True
        if how == "late":
            self.ledger.plan(facts | {"held": True}, after_seconds=mood["seconds"])
            return True
        if how == "twice":
            return self._perform_at_once(facts)
        return super().perform(facts | {"mutate": FORGED.get(how, facts.get("mutate", ""))})

    def _perform_at_once(self, facts: dict) -> bool:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return all(list(pool.map(super().perform, [facts] * AT_ONCE)))

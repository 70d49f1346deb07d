"""Whatever is done in whatever order, the service says what a plain dictionary says (Hypothesis, over HTTP).

The model knows articles by the facts they tell and the day they are of; an event is all tellings of one fact on one
day. What a curator bound or parted is a word on each telling, which outlives whatever is read again. Where such words
touch a fact, the model says only what they promise: who is together, who is apart, and that no stranger joins.

`DATELINE_TEST_HISTORIES` is how many histories there are on each database; from 100 on each is of 40 steps.
"""

from __future__ import annotations

import itertools
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

HISTORIES = int(os.environ.get("DATELINE_TEST_HISTORIES", "20"))
STEPS = 40 if HISTORIES >= 100 else 10

# What happened, and when for one who tells it on that day. No two are told with the same verb, so that a telling is
# known again when its article says other things beside it.
FACTS = {
    "Fire destroyed the old mill in Westbrook on Monday.": {"2022-03-22": "2022-03-21", "2022-03-31": "2022-03-28"},
    "Workers opened the stone bridge at Port Elm on 2 March 2022.": {},
    "Voters in Ashford elected Mary Brennan on Tuesday.": {"2022-03-22": "2022-03-22", "2022-03-31": "2022-03-29"},
    "Divers found the wreck of the Meridian on 7 March 2022.": {},
}
SENTENCES = list(FACTS)
ALWAYS = {SENTENCES[1]: "2022-03-02", SENTENCES[3]: "2022-03-07"}
DAYS = ("2022-03-22", "2022-03-31")

Telling = tuple[int, str]
facts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True).map(
    lambda told: sorted(told, key=SENTENCES.index)
)
numbers = st.integers(0, 6)
days = st.sampled_from(DAYS)


@dataclass
class Told:
    """An article as the model has it: `sent` is the day it was sent with, `day` the one it was corrected to."""

    public_id: str
    facts: list[str]
    sent: str
    day: str
    revision: int = 1
    bonds: dict[str, int] = field(default_factory=dict)

    def when(self, fact: str) -> str:
        return ALWAYS.get(fact) or FACTS[fact][self.day]


class World(RuleBasedStateMachine):
    """One history, in a collection of its own."""

    client: ClassVar[TestClient]
    names: ClassVar[Iterator[int]] = itertools.count()
    feed: ClassVar[str] = "/v1/changes?limit=200"

    def __init__(self) -> None:
        super().__init__()
        self.collection = f"history-{next(self.names)}"
        self.articles: dict[int, Told] = {}
        self.withdrawn: dict[int, str] = {}
        self.apart: set[frozenset[int]] = set()
        self.bond = itertools.count()
        self.replayed: dict[str, Any] = {}
        self.shown: list[dict[str, Any]] = []
        self.curated = False

    # ── What clients do ──────────────────────────────────────────────────────────────────────────────────────────

    @rule(number=numbers, told=facts, day=days)
    def send(self, number: int, told: list[str], day: str) -> None:
        """An article comes, comes again, comes with other words or for another day, or comes after it was withdrawn."""
        answer = self.post("/v1/articles", self.body(number, told, day))
        if number in self.withdrawn:
            assert answer.status_code == 410
            return
        known = self.articles.get(number)
        if known is None:
            outcome, known = "created", Told(answer.json()["article"]["id"], told, day, day)
            self.articles[number] = known
        elif (known.facts, known.sent) == (told, day):
            outcome = "unchanged"
        else:
            outcome = "revised"
            # A correction holds until the sender says something else about that field.
            known.day = day if day != known.sent else known.day
            known.facts, known.sent = told, day
            known.revision += 1
            known.bonds = {fact: bond for fact, bond in known.bonds.items() if fact in told}
        assert answer.status_code == (201 if outcome == "created" else 200), answer.text
        assert answer.json()["outcome"] == outcome
        self.same(answer.json()["article"], known)
        if not self.curated:
            assert [event["title"] for event in answer.json()["events"]] == [title(fact) for fact in told]

    @precondition(lambda self: self.articles)
    @rule(data=st.data(), day=days, dry_run=st.booleans())
    def move(self, data: st.DataObject, day: str, dry_run: bool) -> None:
        """The day of an article is corrected, and what hangs on it moves; or it is only looked at what would."""
        known = self.articles[data.draw(st.sampled_from(sorted(self.articles)))]
        address = f"/v1/articles/{known.public_id}?dry_run={str(dry_run).lower()}"
        answer = self.client.patch(address, json={"published_at": day})
        assert answer.status_code == 200, answer.text
        if not dry_run:
            known.day = day
            known.revision += 1
            self.same(answer.json(), known)

    @precondition(lambda self: self.articles)
    @rule(data=st.data())
    def read_again(self, data: st.DataObject) -> None:
        """The same grammar reads the same, so nothing changes."""
        known = self.articles[data.draw(st.sampled_from(sorted(self.articles)))]
        answer = self.client.post(f"/v1/articles/{known.public_id}/re-extractions")
        assert answer.status_code == 200, answer.text
        assert (answer.json()["changed"], answer.json()["differences"]) == (False, [])
        self.same(answer.json()["article"], known)

    @precondition(lambda self: self.articles)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.articles)))
        known = self.articles.pop(number)
        assert self.client.delete(f"/v1/articles/{known.public_id}").status_code == 204
        assert self.client.get(f"/v1/articles/{known.public_id}").status_code == 410
        self.withdrawn[number] = known.public_id

    @precondition(lambda self: len(self.components()) > 1)
    @rule(data=st.data(), count=st.integers(2, 3))
    def merge(self, data: st.DataObject, count: int) -> None:
        events = self.shown
        if len(events) < 2:
            return
        chosen = data.draw(st.permutations(range(len(events))))[:count]
        kept, *others = [events[index] for index in chosen]
        answer = self.post(f"/v1/events/{kept['id']}/merges", {"events": [each["id"] for each in others]})
        assert answer.status_code == 200, answer.text
        assert answer.json()["id"] == kept["id"]
        tellings = {telling for each in (kept, *others) for telling in tellings_of(each)}
        old = {bond for telling in tellings if (bond := self.bond_of(telling)) is not None}
        tellings |= {telling for telling in self.tellings() if self.bond_of(telling) in old}
        bond = next(self.bond)
        beside = {other for pair in self.apart if pair & old for other in pair - old}
        self.apart = {pair for pair in self.apart if not pair & old} | {frozenset((bond, each)) for each in beside}
        self.bind(tellings, bond)

    @precondition(lambda self: self.articles)
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        events = [event for event in self.shown if len(event["reports"]) > 1]
        if not events:
            return
        event = events[data.draw(st.integers(0, len(events) - 1))]
        reports = sorted(event["reports"], key=telling_of)
        leaving = data.draw(
            st.lists(st.sampled_from(range(len(reports))), min_size=1, max_size=len(reports) - 1, unique=True)
        )
        answer = self.post(f"/v1/events/{event['id']}/splits", {"reports": [reports[index]["id"] for index in leaving]})
        assert answer.status_code == 200, answer.text
        gone = {telling_of(reports[index]) for index in leaving}
        staying = tellings_of(event) - gone
        old = {bond for telling in staying | gone if (bond := self.bond_of(telling)) is not None}
        beside = {other for pair in self.apart if pair & old for other in pair - old}
        self.apart = {pair for pair in self.apart if not pair & old}
        bonds = [next(self.bond), next(self.bond)]
        for part, bond in zip((staying, gone), bonds, strict=True):
            self.bind(part, bond)
            self.apart |= {frozenset((bond, each)) for each in beside}
        self.apart.add(frozenset(bonds))

    # ── What has to hold ─────────────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def all_is_as_the_model_has_it(self) -> None:
        self.shown = self.listed()
        self.the_events_are_those_of_the_model(self.shown)
        self.the_log_rebuilds_the_events(self.shown)

    def the_events_are_those_of_the_model(self, events: list[dict[str, Any]]) -> None:
        shown = sorted(telling for event in events for telling in tellings_of(event))
        assert shown == sorted(self.tellings()), "every telling is in one event"
        parts = self.components()
        for event in events:
            tellings = tellings_of(event)
            (part,) = [part for part in parts if tellings & part]
            assert tellings <= part, "a stranger in an event"
            assert event["evidence"]["articles"] == len({number for number, _ in tellings})
            assert sum(event["evidence"]["date_votes"].values()) >= 1
            bonds = {bond for telling in tellings if (bond := self.bond_of(telling)) is not None}
            assert not any(frozenset(pair) in self.apart for pair in itertools.combinations(bonds, 2)), "not apart"
            if all(self.bond_of(telling) is None for telling in part):
                assert tellings == part, "not together"
                ((fact, day),) = {(fact, self.articles[number].when(fact)) for number, fact in tellings}
                assert (event["title"], event["when"]["edtf"]) == (title(fact), day)
        of_bond: dict[int, set[str]] = defaultdict(set)
        for event in events:
            for telling in tellings_of(event):
                if (bond := self.bond_of(telling)) is not None:
                    of_bond[bond].add(event["id"])
        assert all(len(ids) == 1 for ids in of_bond.values()), "what is bound is one event"

    def the_log_rebuilds_the_events(self, events: list[dict[str, Any]]) -> None:
        for change in self.news():
            event = change["event"]
            if event["collection"] != self.collection:
                continue
            before = self.replayed.get(event["id"])
            assert event["revision"] == (1 if before is None else before["revision"] + 1) or change["into"], change
            self.replayed[event["id"]] = event
        active = {key: event for key, event in self.replayed.items() if event["status"] == "active"}
        listed = {event["id"]: {**event, "reports": None} for event in events}
        assert listed == {key: {**event, "reports": None} for key, event in active.items()}
        for key, event in self.replayed.items():
            if event["status"] == "merged":
                assert event["merged_into"] in self.replayed, key

    # ── How it is asked for ──────────────────────────────────────────────────────────────────────────────────────

    def body(self, number: int, told: list[str], day: str) -> dict[str, Any]:
        return {
            "external_id": str(number), "source": f"Paper {number}", "collection": self.collection, "country": "GB",
            "published_at": day, "text": " ".join(told),
        }  # fmt: skip

    def post(self, address: str, body: Any) -> Any:
        return self.client.post(address, json=body)

    def listed(self) -> list[dict[str, Any]]:
        query = "modality=any&include_undated=true&limit=200&include=reports,explanation,alternatives"
        answer = self.client.get(f"/v1/events?collection={self.collection}&{query}")
        assert answer.status_code == 200, answer.text
        return sorted(answer.json()["items"], key=lambda event: sorted(tellings_of(event)))

    def news(self) -> Iterator[dict[str, Any]]:
        """The changes since the last time, whoever asked."""
        while True:
            items = self.client.get(World.feed).json()["items"]
            if not items:
                return
            World.feed = f"/v1/changes?limit=200&cursor={items[-1]['cursor']}"
            yield from items

    def same(self, told: dict[str, Any], known: Told) -> None:
        assert (told["id"], told["published_at"], told["text"], told["revision"]) == (
            known.public_id, known.day, " ".join(known.facts), known.revision,
        )  # fmt: skip

    # ── The model ────────────────────────────────────────────────────────────────────────────────────────────────

    def tellings(self) -> list[Telling]:
        return [(number, fact) for number, known in self.articles.items() for fact in known.facts]

    def bond_of(self, telling: Telling) -> int | None:
        number, fact = telling
        return self.articles[number].bonds.get(fact)

    def bind(self, tellings: set[Telling], bond: int) -> None:
        self.curated = True
        for number, fact in tellings:
            self.articles[number].bonds[fact] = bond
        note(f"bond {bond}: {sorted(tellings)}")

    def components(self) -> list[set[Telling]]:
        """Tellings that may be one event: of one fact and day, or bound, one way or another."""
        parts: list[tuple[set[Any], set[Telling]]] = []
        for telling in self.tellings():
            number, fact = telling
            bond = self.bond_of(telling)
            marks: set[Any] = {(fact, self.articles[number].when(fact)), *([] if bond is None else [bond])}
            joined = [part for part in parts if part[0] & marks]
            parts = [part for part in parts if part not in joined]
            parts.append((marks.union(*(part[0] for part in joined)), {telling}.union(*(part[1] for part in joined))))
        return [tellings for _, tellings in parts]


def title(fact: str) -> str:
    return fact.partition(" on ")[0]


def telling_of(report: dict[str, Any]) -> Telling:
    return int(report["article"]["external_id"]), report["sentence"]["text"]


def tellings_of(event: dict[str, Any]) -> set[Telling]:
    return {telling_of(report) for report in event["reports"]}


def test_any_history_is_the_models(client: TestClient) -> None:
    World.feed = "/v1/changes?limit=200"
    World.client = client
    run_state_machine_as_test(
        World,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=HISTORIES < 100,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

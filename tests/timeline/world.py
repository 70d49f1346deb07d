"""A small world that changes: articles come, are sent anew and withdrawn, and a curator sets events right."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import Database
from app.extract.article import Entity, Modality
from app.problems import NotCurable
from app.timeline.curating import corrections, curation, given
from app.timeline.curating.corrections import NOBODY, Fields
from app.timeline.models import Event, EventStatus, Report
from app.timeline.storing import articles, ingest
from app.timeline.storing.ingest import Submission
from tests.timeline.readings import read, told

NAMES = (Entity("Makariv", "place"), Entity("Kyiv", "place"), Entity("Kyiv", "organisation"), "Volodymyr Zelenskyy")
DATES = ("2022-03-21", "2022-03-22", "2022-03-21/2022-03-22", "2022-03", "2022", "-0479", None)


class World(dict[str, str]):
    """Ids of the articles that are there, by number, and how often a number has gone.

    Args:
        withdrawing: whether anything is erased, an article or an event that was made by hand.
        site: where the articles stand; worlds that change side by side have each its own.
        curated: whether a curator is at work.
    """

    def __init__(self, *, withdrawing: bool = True, site: str = "news", curated: bool = True) -> None:
        super().__init__()
        self.withdrawing = withdrawing
        self.site = site
        self.curated = curated
        self.gone: Counter[str] = Counter()


def step(store: Database, draw: random.Random, ids: World) -> None:
    """One change of the world."""
    if ids.curated and draw.random() < 0.3:
        by_hand(store, draw, erasing=ids.withdrawing)
        return
    number = str(draw.randrange(8))
    now = datetime.now(UTC)
    if number in ids and draw.random() < 0.45:
        if ids.withdrawing and draw.random() < 0.3:
            with store.write() as session:
                articles.withdraw(session, ids.pop(number), now=now)
            ids.gone[number] += 1
            return
        tags = {"tags": tuple(draw.sample(("War", "Peace"), draw.randrange(3)))}
        with store.read() as session:
            amendment = articles.prepare_amendment(session, ids[number], tags)  # type: ignore[arg-type]
        with store.write() as session:
            articles.amend(session, amendment, now=now)
        return
    statements = [
        told(
            draw.choice(("Troops drove the enemy out of Makariv", "The bridge of Makariv opened to all traffic")),
            draw.choice(DATES),
            names=tuple(draw.sample(NAMES, 2)),
            modality=draw.choice((Modality.ASSERTED, Modality.ASSERTED, Modality.PLANNED)),
            sentence=f"Told {draw.random()}.",
        )
        for _ in range(draw.randrange(3))
    ]
    sent = Submission(
        text=f"Text {draw.random()}.", url=f"https://{ids.site}.example/{number}-{ids.gone[number]}",
        tags=(draw.choice("ab"),),
        source=draw.choice((None, "Post", "Sun", "Star")),
        collection=draw.choice(("default", "default", "other")),
    )  # fmt: skip
    with store.write() as session:
        done = ingest.store(session, read(sent, *statements, language=draw.choice(("en", "de"))), now=now)
        ids[number] = done.article.public_id


def by_hand(store: Database, draw: random.Random, *, erasing: bool = True) -> None:
    """What a curator does with some event; nothing, where it cannot be done with it."""
    acts: list[Callable[[Session, random.Random], None]] = [_make, _correct, _merge, _split, _retract, _restore]
    act = draw.choice([*acts, _remove] if erasing else acts)
    with suppress(NotCurable), store.write() as session:
        act(session, draw)


def _some(session: Session, draw: random.Random, *statuses: EventStatus) -> Event | None:
    found = session.scalars(select(Event.public_id).where(Event.status.in_(statuses)).order_by(Event.id)).all()
    return corrections.claim(session, draw.choice(found)) if found else None


def _make(session: Session, draw: random.Random) -> None:
    title = draw.choice(("The bridge of Makariv opened to all traffic", "A curator knew of this"))
    fields = Fields(
        title=title, when=given.when(given.GivenDate(draw.choice(DATES))), entities=(), type=None,
        modality=Modality.ASSERTED,
    )  # fmt: skip
    corrections.create(session, draw.choice(("default", "other")), fields, NOBODY, now=datetime.now(UTC))


def _correct(session: Session, draw: random.Random) -> None:
    if event := _some(session, draw, EventStatus.ACTIVE):
        fields = Fields(when=given.when(given.GivenDate(draw.choice(DATES))))
        give_back = ["when"] if draw.random() < 0.3 else []
        corrections.correct(
            session, event, {} if give_back else fields, NOBODY, give_back=give_back, now=datetime.now(UTC)
        )


def _merge(session: Session, draw: random.Random) -> None:
    one, other = (_some(session, draw, EventStatus.ACTIVE) for _ in range(2))
    if one and other:
        curation.merge(session, one.public_id, [other.public_id], now=datetime.now(UTC))


def _split(session: Session, draw: random.Random) -> None:
    if event := _some(session, draw, EventStatus.ACTIVE):
        reports = session.scalars(select(Report.public_id).where(Report.event_id == event.id).order_by(Report.id)).all()
        if reports:
            curation.split(session, event.public_id, [draw.choice(reports)], now=datetime.now(UTC))


def _retract(session: Session, draw: random.Random) -> None:
    if event := _some(session, draw, EventStatus.ACTIVE):
        corrections.retract(session, event, NOBODY, now=datetime.now(UTC))


def _restore(session: Session, draw: random.Random) -> None:
    if event := _some(session, draw, EventStatus.RETRACTED):
        corrections.restore(session, event, NOBODY, now=datetime.now(UTC))


def _remove(session: Session, draw: random.Random) -> None:
    if event := _some(session, draw, EventStatus.ACTIVE, EventStatus.RETRACTED):
        corrections.remove(session, event, NOBODY, now=datetime.now(UTC))

"""Public ids."""

from __future__ import annotations

import uuid
from datetime import timedelta

from app.timeline.ids import LENGTH, new_id
from tests.timeline.readings import NOW


def test_ids_are_uuids_of_version_7_with_their_time() -> None:
    made = uuid.UUID(new_id(NOW))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == int(NOW.timestamp() * 1000)


def test_ids_rise_with_time_and_within_a_millisecond() -> None:
    ids = [new_id(NOW) for _ in range(5000)] + [new_id(NOW + timedelta(milliseconds=n)) for n in range(1, 100)]
    assert sorted(set(ids)) == ids
    assert {len(each) for each in ids} == {LENGTH}

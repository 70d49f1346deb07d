"""Events as a calendar (RFC 5545), for those that have a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.render.moments import bounds, coarse, days
from app.render.tellings import as_text, tellings
from app.timex import civil

if TYPE_CHECKING:
    import icalendar

MEDIA_TYPE = "text/calendar"

_STATUS = {"asserted": "CONFIRMED", "planned": "TENTATIVE", "hypothetical": "TENTATIVE", "denied": "CANCELLED"}
_CLOCK = ("hour", "minute", "second")


def document(events: Iterable[dict[str, Any]], *, name: str = "Dateline", fuzzy: bool = False) -> tuple[bytes, int]:
    """The calendar, and how many events it had to leave out.

    A day is `VALUE=DATE` with an end that is exclusive, so no zone can move it. Left out are the undated, those with
    an open side, what lies outside the years 1 to 9999, and, unless `fuzzy`, what is known no better than by its
    week, month or year. An event that was merged or retracted stays as `STATUS:CANCELLED`, so that a subscriber's
    copy goes too.
    """
    # It takes a quarter of a second to load, and a service that comes back has other things to do.
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Dateline//Dateline//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    head, end, _ = calendar.to_ical().partition(b"END:VCALENDAR\r\n")
    written, omitted = [head], 0
    for event in events:
        component = _component(event, fuzzy=fuzzy)
        if component is None:
            omitted += 1
        else:
            # Each on its own: as objects, the events of a calendar take a hundred times the room of their text.
            written.append(component.to_ical())
    return b"".join((*written, end)), omitted


def _component(event: dict[str, Any], *, fuzzy: bool) -> icalendar.Event | None:
    when = event["when"]
    start, end = bounds(when)
    if start is None or end is None or (coarse(when) and not fuzzy):
        return None
    import icalendar

    component = icalendar.Event()
    component.add("uid", event["id"])
    component.add("dtstamp", datetime.fromisoformat(event.get("revised_at") or event["recorded_at"]))
    component.add("sequence", event["revision"])
    component.add("summary", event["title"])
    try:
        _add_time(component, when, start, end)
    except (ValueError, OverflowError):
        return None  # a year that Python's calendar, and that of the format, does not have
    component.add("status", _STATUS[event["modality"]] if event["status"] == "active" else "CANCELLED")
    component.add("description", as_text(event))
    if names := [entity["name"] for entity in event["entities"]]:
        component.add("categories", names)
    if url := next((each.url for each in tellings(event) if each.url), None):
        component.add("url", url)
    # A free day is not busy because something happened on it.
    component.add("transp", "TRANSPARENT")
    return component


def _add_time(component: icalendar.Event, when: dict[str, Any], start: int, end: int) -> None:
    span = days(when)
    assert span is not None
    if when["at"] is not None and when["kind"] == "point":
        component.add("dtstart", datetime.fromisoformat(when["at"]).astimezone(UTC))
    elif when["precision"] in _CLOCK:
        # A clock time without a zone floats: it is that time on every reader's own clock.
        component.add("dtstart", _floating(start))
        if when["kind"] == "span":
            component.add("dtend", _floating(end))
    else:
        first, last = span
        component.add("dtstart", date(*civil.date_of(first)))
        component.add("dtend", date(*civil.date_of(last + 1)))


def _floating(seconds: int) -> datetime:
    midnight = datetime(*civil.date_of(seconds // civil.DAY))  # noqa: DTZ001 - a time on any reader's clock has no zone
    return midnight + timedelta(seconds=seconds % civil.DAY)

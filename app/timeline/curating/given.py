"""Dates as a person gives them: EDTF, with bounds where they are known more exactly than EDTF says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.timeline.bounds import plausible
from app.timex import display, edtf
from app.timex.interval import Granularity, Interval, Period
from app.timex.timex3 import Mod, TimexType, value_of
from app.timex.when import UNDATED, Basis, Kind, Qualifier, Timex3, When

_QUALIFIERS = {
    "": (),
    "~": (Qualifier.APPROXIMATE,),
    "?": (Qualifier.UNCERTAIN,),
    "%": (Qualifier.APPROXIMATE, Qualifier.UNCERTAIN),
}
_CHOICE = re.compile(r"\[(\.\.)?([^\[\].]+)(\.\.)?\]", re.ASCII)


@dataclass(frozen=True, slots=True)
class GivenDate:
    """What a person says of a time.

    Attributes:
        edtf: None for "undated".
        kind: point or span, where an interval of days does not say which: one of them, or all of them.
        earliest, latest: civil times within those of the EDTF, `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss`; `latest` is
            exclusive.
        display: for people, in place of the words made of the EDTF.
    """

    edtf: str | None
    kind: Kind | None = None
    earliest: str | None = None
    latest: str | None = None
    display: str | None = None


def when(given: GivenDate) -> When:
    """The `When` that is meant; nothing in it was read from a text, so nothing explains it.

    Raises:
        ValueError: it is no EDTF, its bounds are outside of it or the wrong way round, or no time can be meant.
    """
    if given.edtf is None:
        if any((given.kind, given.earliest, given.latest, given.display)):
            raise ValueError("What has no edtf has no bounds either.")
        return UNDATED
    found = _of_edtf(given.edtf)
    if given.kind is not None and given.kind is not found.kind:
        if given.kind not in (Kind.POINT, Kind.SPAN) or "/" not in given.edtf:
            raise ValueError(f"{given.edtf} cannot be a {given.kind}.")
        found = replace(found, kind=given.kind, surely_from=None, surely_to=None)
    earliest, latest = _narrowed(given, found)
    found = replace(found, earliest=earliest, latest=latest, display=given.display or found.display)
    if found.earliest is None and found.latest is None:
        raise ValueError("An open interval needs one bound.")
    if not plausible(found):
        raise ValueError("Nothing can be dated to such a year.")
    return found


def _narrowed(given: GivenDate, found: When) -> tuple[int | None, int | None]:
    earliest = found.earliest if given.earliest is None else _moment(given.earliest)
    latest = found.latest if given.latest is None else _moment(given.latest)
    if earliest is not None and latest is not None and earliest >= latest:
        raise ValueError("earliest is before latest.")
    outside = (found.earliest is not None and earliest is not None and earliest < found.earliest) or (
        found.latest is not None and latest is not None and latest > found.latest
    )
    if outside:
        raise ValueError("The bounds lie within those of the edtf.")
    return earliest, latest


def _moment(text: str) -> int:
    """The start of a civil day, or a civil second."""
    period = edtf.period(text)
    if period.granularity not in (Granularity.DAY, Granularity.SECOND):
        raise ValueError(f"A bound is a day or a second: {text!r}.")
    return period.start


def _of_edtf(text: str) -> When:
    if m := _CHOICE.fullmatch(text):
        if bool(m[1]) == bool(m[3]):
            raise ValueError(f"Not an EDTF choice that is open on one side: {text!r}.")
        period, qualifiers = _side(m[2])
        side = Qualifier.BEFORE if m[1] else Qualifier.AFTER
        bounds = Interval(None, period.start) if m[1] else Interval(period.interval.end, None)
        return _when(
            text, Kind.POINT, period, bounds, (side, *qualifiers), f"{side.value} {_words(period, qualifiers)}"
        )
    if "/" not in text:
        period, qualifiers = _side(text)
        return _when(text, Kind.POINT, period, period.interval, qualifiers, _words(period, qualifiers))
    first, _, last = text.partition("/")
    sides = [None if part in ("", "..") else _side(part) for part in (first, last)]
    begin, end = sides
    if begin is None and end is None:
        raise ValueError("An interval needs one bound.")
    bounds = Interval(begin[0].start if begin else None, end[0].interval.end if end else None)
    if bounds.start is not None and bounds.end is not None and bounds.start >= bounds.end:
        raise ValueError("An interval begins before it ends.")
    known = [side for side in sides if side is not None]
    (one, _), (other, _) = known[0], known[-1]
    coarse = other if one.granularity.finer_than(other.granularity) else one
    qualifiers = tuple(dict.fromkeys(qualifier for _, each in known for qualifier in each))
    return _when(text, Kind.SPAN, coarse, bounds, qualifiers, _span_words(begin, end))


_Side = tuple[Period, tuple[Qualifier, ...]]


def _side(text: str) -> _Side:
    qualifier = text[-1:] if text[-1:] in ("~", "?", "%") else ""
    return edtf.period(text.removesuffix(qualifier)), _QUALIFIERS[qualifier]


def _words(period: Period, qualifiers: tuple[Qualifier, ...]) -> str:
    words = display.of_period(period)
    if Qualifier.APPROXIMATE in qualifiers:
        words = f"about {words}"
    return f"perhaps {words}" if Qualifier.UNCERTAIN in qualifiers else words


def _span_words(begin: _Side | None, end: _Side | None) -> str:
    if begin is None or end is None:
        known = begin or end
        assert known is not None
        return f"{'until' if begin is None else 'since'} {_words(*known)}"
    if begin[0].granularity is end[0].granularity is Granularity.DAY and not begin[1] and not end[1]:
        return display.of_days(begin[0].n, end[0].n)
    return f"{_words(*begin)} – {_words(*end)}"


def _when(
    text: str, kind: Kind, period: Period, bounds: Interval, qualifiers: tuple[Qualifier, ...], words: str
) -> When:
    clock = period.granularity.finer_than(Granularity.DAY)
    return When(
        edtf=text,
        display=words,
        kind=kind,
        precision=period.granularity,
        qualifiers=qualifiers,
        earliest=bounds.start,
        latest=bounds.end,
        surely_from=None,
        surely_to=None,
        at=None,
        timezone=None,
        timex3=Timex3(
            TimexType.TIME if clock else TimexType.DATE,
            value_of(period),
            Mod.APPROX if Qualifier.APPROXIMATE in qualifiers else None,
        ),
        basis=Basis.EXPRESSION,
        confidence=1.0,
    )

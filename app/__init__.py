"""Dateline: news articles in, explained timelines out."""

import zoneinfo

# The machine's files of time zones, and where its environment says they are, would be read before those of the package
# that is pinned, and an hour of local time would be another instant on another machine.
zoneinfo.reset_tzpath(())

"""A Dask cluster: one of this machine, or one that runs already; the one module that knows Dask."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")

# A partition that takes its worker down is tried on this many more before it is given up: the first death may have been
# the worker's own.
_MORE_TRIES = 2
# Partitions under way for each worker: one that it reads, one that waits for it.
_UNDER_WAY = 2


class Missing(ImportError):
    """Dask is not installed; it comes with the extra `bulk`."""


class Lost(Exception):
    """A partition took down every worker that it was given to."""


class Cluster:
    """Workers that read partitions."""

    def __init__(self, client: Any) -> None:
        self._client = client

    @property
    def workers(self) -> int:
        """How many there are now: one that died is replaced, and new ones may come."""
        return len(self._client.scheduler_info(n_workers=-1)["workers"])

    def each(self, function: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[tuple[Part, Result | Lost]]:
        """What the function makes of each part, in the order of the parts; only a few are under way at a time."""
        from distributed import KilledWorker

        waiting: deque[tuple[Part, Any]] = deque()
        rest = iter(parts)
        while True:
            while len(waiting) < _UNDER_WAY * max(self.workers, 1) and (part := next(rest, None)) is not None:
                # Equal partitions are two partitions: `pure` would take one for the other.
                waiting.append((part, self._client.submit(function, part, pure=False, retries=0)))
            if not waiting:
                return
            part, future = waiting.popleft()
            try:
                yield part, future.result()
            except KilledWorker as error:
                yield part, Lost(str(error))
            finally:
                future.release()


@contextmanager
def local(workers: int) -> Iterator[Cluster]:
    """A cluster of so many processes on this machine, whose every socket listens on the loopback address only.

    Raises:
        Missing: Dask is not installed.
    """
    _require()
    import dask
    from distributed import Client, LocalCluster

    quiet = {
        "distributed.scheduler.allowed-failures": _MORE_TRIES,
        # Workers hold one partition each: what they use besides is the grammars.
        "distributed.worker.memory.terminate": False,
        "distributed.admin.tick.limit": "1h",
    }
    with (
        dask.config.set(quiet),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            worker_dashboard_address=None,
            silence_logs=50,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield Cluster(client)


@contextmanager
def running(address: str) -> Iterator[Cluster]:
    """The cluster whose scheduler is at that address; its workers need this release installed.

    Raises:
        Missing: Dask is not installed.
        OSError: nobody answers there.
    """
    _require()
    from distributed import Client

    with Client(address, timeout=10) as client:
        yield Cluster(client)


def _require() -> None:
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise Missing("Dask is not installed: pip install 'dateline[bulk]'.") from error

"""Print jobs on a Dask cluster: `--cluster ADDRESS`. Alone to know Dask, which is installed with `briefs[cluster]`.

A worker of the cluster needs this package in the same versions and nothing else: no shared disk, no content.
"""

from concurrent.futures import CancelledError, Executor
from types import TracebackType
from typing import Any, Self

from briefs.worker import ClusterError

PATIENCE = 30  # seconds to wait for a scheduler


class Cluster:
    """The workers of a cluster, known by the address of its scheduler, such as `tcp://10.0.0.5:8786`."""

    def __init__(self, address: str) -> None:
        """Raises ClusterError where Dask is not installed."""
        try:
            import distributed
        except ModuleNotFoundError as error:
            raise ClusterError("--cluster needs Dask: install briefs[cluster]") from error
        self._address = address
        self._distributed: Any = distributed
        self._client: Any = None
        self._executor: Executor | None = None
        self.deaths: tuple[type[BaseException], ...] = (distributed.KilledWorker,)

    def __enter__(self) -> Self:
        """Raises ClusterError where no scheduler answers, or it has no worker."""
        try:
            self._client = self._distributed.Client(self._address, timeout=PATIENCE, set_as_default=False)
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, ValueError) as error:  # time-outs are OSErrors
            self._close()
            raise ClusterError(
                f"no cluster with workers answers at {self._address}: is `dask scheduler` running there,"
                " and `dask worker`?"
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Raises ClusterError where the scheduler went away while jobs were under way."""
        self._close()
        if isinstance(
            error, CancelledError | self._distributed.CancelledError | self._distributed.comm.CommClosedError
        ):
            raise ClusterError(f"the cluster at {self._address} went away before every PDF was made") from error

    def executor(self) -> Executor:
        """The cluster as an executor; a job whose worker is lost is given to another by the scheduler."""
        if self._executor is None:
            self._executor = self._client.get_executor(pure=False)
        assert self._executor is not None
        return self._executor

    def renew(self) -> None:
        """Nothing to do: the scheduler knows which workers are left."""

    def _close(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

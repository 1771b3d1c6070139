"""How worker and relay reach Temporal: ours or the ward's own."""

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from google.protobuf.duration_pb2 import Duration
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.workflowservice.v1 import (
    CountWorkflowExecutionsRequest,
    DescribeNamespaceRequest,
    RegisterNamespaceRequest,
    UpdateNamespaceRequest,
)
from temporalio.client import Client, Interceptor
from temporalio.converter import DataConverter
from temporalio.runtime import Runtime
from temporalio.service import RPCError, RPCStatusCode, TLSConfig

from infra.engines.errors import EngineError
from infra.engines.waiting import in_own_loop

NAMESPACE = "dondoc"
RETENTION = dt.timedelta(days=30)  # calendar days; the truth is the ledger, not histories
_CONNECT = dt.timedelta(seconds=5)
# The server remembers for a second that it did not find a namespace.
_KNOWN_SECONDS, _KNOWN_PAUSE = 30.0, 0.1

# The names that Temporal's own tools read, so one set of settings serves all of them.
_ADDRESS = "TEMPORAL_ADDRESS"
_NAMESPACE = "TEMPORAL_NAMESPACE"
_SERVER_NAME = "TEMPORAL_TLS_SERVER_NAME"
_AUTHORITY = "TEMPORAL_TLS_SERVER_CA_CERT_PATH"
_CERTIFICATE = "TEMPORAL_TLS_CLIENT_CERT_PATH"
_KEY = "TEMPORAL_TLS_CLIENT_KEY_PATH"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporalConnection:
    """An address with what opens it: nothing (plain), or an authority and a certificate."""

    address: str
    namespace: str = NAMESPACE
    server_name: str | None = None
    authority: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "TemporalConnection | None":
        """Read the ward's own Temporal; None when `TEMPORAL_ADDRESS` is not set."""
        if not environment.get(_ADDRESS):
            return None

        def path(name: str) -> Path | None:
            return Path(environment[name]) if environment.get(name) else None

        return cls(
            address=environment[_ADDRESS],
            namespace=environment.get(_NAMESPACE) or NAMESPACE,
            server_name=environment.get(_SERVER_NAME) or None,
            authority=path(_AUTHORITY),
            certificate=path(_CERTIFICATE),
            key=path(_KEY),
        )

    def to_environment(self) -> dict[str, str]:
        """Write it down for a process of our own: paths only, never a key."""
        values = {
            _ADDRESS: self.address,
            _NAMESPACE: self.namespace,
            _SERVER_NAME: self.server_name,
            _AUTHORITY: self.authority,
            _CERTIFICATE: self.certificate,
            _KEY: self.key,
        }
        return {name: str(value) for name, value in values.items() if value is not None}

    def to_tls_config(self) -> TLSConfig | None:
        """Read the files; None means a plain connection.

        Raises EngineError when one of them cannot be read.
        """
        if not (self.authority or self.certificate or self.server_name):
            return None

        def content(path: Path | None) -> bytes | None:
            return path.read_bytes() if path else None

        try:
            return TLSConfig(
                server_root_ca_cert=content(self.authority),
                domain=self.server_name,
                client_cert=content(self.certificate),
                client_private_key=content(self.key),
            )
        except OSError as problem:
            raise EngineError(
                f"Không đọc được tệp chứng thư để nối tới Temporal ({problem.filename}). "
                "Hãy xem lại đường dẫn và quyền đọc của tệp này."
            ) from problem

    async def connect(
        self,
        *,
        data_converter: DataConverter = DataConverter.default,
        interceptors: Sequence[Interceptor] = (),
        lazy: bool = False,
        runtime: Runtime | None = None,
    ) -> Client:
        """Return a client of this namespace; raises RuntimeError when nobody answers."""
        return await Client.connect(
            self.address,
            namespace=self.namespace,
            tls=self.to_tls_config() or False,
            data_converter=data_converter,
            interceptors=interceptors,
            lazy=lazy,
            runtime=runtime,
            connect_timeout=_CONNECT,
        )

    def answers(self) -> bool:
        """Say whether the server serves this connection now (gRPC health); waits, up to 10 s."""
        return in_own_loop(self._answers())

    async def _answers(self) -> bool:
        try:
            client = await asyncio.wait_for(self.connect(), _CONNECT.total_seconds())
            return await client.service_client.check_health(timeout=_CONNECT)
        except (RuntimeError, RPCError, TimeoutError):
            return False  # not yet, or not any more: that is the answer


async def ensure_namespace(
    connection: TemporalConnection, retention: dt.timedelta = RETENTION
) -> None:
    """Register the namespace, or give it this retention; harmless when all is so already.

    A new namespace can be used as soon as this returns. `retention` is calendar time for which a
    closed workflow's history is kept. Raises RPCError when the server refuses, RuntimeError when
    nobody answers.
    """
    client = await connection.connect()
    service = client.workflow_service
    span = Duration()
    span.FromTimedelta(retention)
    try:
        result = await service.describe_namespace(
            DescribeNamespaceRequest(namespace=connection.namespace)
        )
    except RPCError as problem:
        if problem.status is not RPCStatusCode.NOT_FOUND:
            raise
        await service.register_namespace(
            RegisterNamespaceRequest(
                namespace=connection.namespace, workflow_execution_retention_period=span
            )
        )
        count = CountWorkflowExecutionsRequest(namespace=connection.namespace)
        await _when_known(lambda: service.count_workflow_executions(count))
        return
    if result.config.workflow_execution_retention_ttl != span:
        change = UpdateNamespaceRequest(
            namespace=connection.namespace,
            config=NamespaceConfig(workflow_execution_retention_ttl=span),
        )
        await _when_known(lambda: service.update_namespace(change))


async def _when_known(act: Callable[[], Awaitable[object]]) -> None:
    """Do it as soon as the server knows a namespace that was made a moment ago."""
    deadline = time.monotonic() + _KNOWN_SECONDS
    while True:
        try:
            await act()
        except RPCError as problem:
            if problem.status is not RPCStatusCode.NOT_FOUND or time.monotonic() > deadline:
                raise
        else:
            return
        await asyncio.sleep(_KNOWN_PAUSE)

"""The Temporal server's two configuration files, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from infra.engines.ports import LOOPBACK, PortBook
from infra.engines.postgres.server import PostgresServer
from infra.engines.private_files import write_private
from infra.engines.tls import SERVER_NAME, Certificates

ROLE = "temporal"
STORE, VISIBILITY = "temporal", "temporal_visibility"
PASSWORD_VARIABLE = "DONDOC_TEMPORAL_DB_PASSWORD"  # noqa: S105  # the name, not the password
_PASSWORD_MARK = "PASSWORD-FROM-THE-ENVIRONMENT"  # noqa: S105  # replaced by a template below
_SHARDS = 4  # fixed for ever at the first start; idle load does not depend on it
_STORE_CONNECTIONS, _VISIBILITY_CONNECTIONS = 6, 3  # for each of four services: 36 at most
_SERVICES = ("frontend", "matching", "history", "worker")

Tree = dict[str, object]

# Membership is the one channel that `global.tls` leaves plain.
_DYNAMIC: Mapping[str, object] = {"system.enableRingpopTLS": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporalFiles:
    """Where the two files lie."""

    server: Path
    dynamic: Path


def frontend_port(ports: PortBook) -> int:
    return ports.take("temporal_frontend")


def port_names() -> list[str]:
    """Return the names of all ports of the server in the book: eight."""
    return [
        name
        for service in _SERVICES
        for name in (f"temporal_{service}", f"temporal_{service}_membership")
    ]


def write_configuration(
    files: TemporalFiles,
    *,
    ports: PortBook,
    database: PostgresServer,
    certificates: Certificates,
    dynamic: Mapping[str, object],
) -> None:
    """Write both files anew.

    The password is not in them: the server reads it from its own environment.
    """
    settings = {
        name: [{"value": value}] for name, value in sorted({**_DYNAMIC, **dynamic}.items())
    }
    write_private(files.dynamic, yaml.safe_dump(settings))
    tree = _server(ports, database, certificates, files.dynamic)
    template = f'{{{{ env "{PASSWORD_VARIABLE}" | quote }}}}'
    body = yaml.safe_dump(tree, sort_keys=False).replace(_PASSWORD_MARK, template)
    write_private(files.server, f"# enable-template\n{body}")


def _server(
    ports: PortBook, database: PostgresServer, certificates: Certificates, dynamic: Path
) -> Tree:
    address = f"{LOOPBACK}:{frontend_port(ports)}"
    this_cluster = {
        "enabled": True,
        "initialFailoverVersion": 1,
        "rpcName": "frontend",
        "rpcAddress": address,
    }
    return {
        "log": {"stdout": True, "level": "warn"},
        "persistence": {
            "defaultStore": "default",
            "visibilityStore": "visibility",
            "numHistoryShards": _SHARDS,
            "datastores": {
                "default": {"sql": _store(database, STORE, _STORE_CONNECTIONS)},
                "visibility": {"sql": _store(database, VISIBILITY, _VISIBILITY_CONNECTIONS)},
            },
        },
        "global": {
            "membership": {"maxJoinDuration": "30s", "broadcastAddress": LOOPBACK},
            "pprof": {"port": 0},
            "tls": _mutual_tls(certificates),
        },
        "services": {service: {"rpc": _rpc(ports, service)} for service in _SERVICES},
        "clusterMetadata": {
            "enableGlobalNamespace": False,
            "failoverVersionIncrement": 10,
            "masterClusterName": "active",
            "currentClusterName": "active",
            "clusterInformation": {"active": this_cluster},
        },
        "dcRedirectionPolicy": {"policy": "noop"},
        "dynamicConfigClient": {"filepath": str(dynamic), "pollInterval": "60s"},
    }


def _rpc(ports: PortBook, service: str) -> Tree:
    return {
        "grpcPort": ports.take(f"temporal_{service}"),
        "membershipPort": ports.take(f"temporal_{service}_membership"),
        "bindOnLocalHost": True,
    }


def _store(database: PostgresServer, name: str, connections: int) -> Tree:
    settings = database.settings()
    store: Tree = {
        "pluginName": "postgres12_pgx",
        "databaseName": name,
        "connectAddr": f"{database.host}:{database.port}",
        "connectProtocol": "tcp",
        "user": ROLE,
        "password": _PASSWORD_MARK,
        "connectAttributes": {
            # A process that takes our port while the database is down never gets the password.
            "require_auth": database.require_auth,
            "application_name": ROLE,
        },
        "maxConns": connections,
        "maxIdleConns": connections,
        "maxConnLifetime": "1h",
    }
    if tls := database_tls(settings):
        store["tls"] = tls
    return store


def database_tls(settings: Mapping[str, str]) -> Tree | None:
    """Translate libpq's `sslmode` for Temporal; None where the connection stays plain."""
    mode = settings.get("sslmode", "prefer")
    if mode not in ("require", "verify-ca", "verify-full"):
        return None
    tls: Tree = {"enabled": True, "enableHostVerification": mode == "verify-full"}
    if "sslrootcert" in settings:
        tls["caFile"] = settings["sslrootcert"]
    return tls


def _mutual_tls(certificates: Certificates) -> Tree:
    authority = str(certificates.authority.certificate)
    own = {
        "certFile": str(certificates.server.certificate),
        "keyFile": str(certificates.server.key),
    }
    trusts = {"serverName": SERVER_NAME, "rootCaFiles": [authority]}
    demands = {**own, "requireClientAuth": True, "clientCaFiles": [authority]}
    return {
        "internode": {"server": demands, "client": trusts},
        "frontend": {"server": demands, "client": trusts},
        "systemWorker": {**own, "client": trusts},
    }

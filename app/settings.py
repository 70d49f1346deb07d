"""Every knob of the service: environment variables with the prefix `DATELINE_`, read once and passed in."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.*\[\]:-]+")


def _listed(given: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in given.split(",") if each.strip())


def _can_import(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


class Settings(BaseSettings):
    """What an operator may set; `DATELINE_LOG_LEVEL=debug` sets `log_level`."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", frozen=True)

    database_url: str = Field(
        default="sqlite:///dateline.db",
        description="SQLAlchemy URL of the store: `sqlite:///path` or `postgresql+psycopg://user@host/name`.",
    )
    database_pool_size: int = Field(
        default=10, ge=1, le=200, description="Connections each process keeps to PostgreSQL; 1 to 200."
    )
    busy_timeout_seconds: float = Field(
        default=10.0,
        gt=0,
        le=600,
        description="How long a write waits for another to finish before it gives up; up to 600.",
    )
    max_body_bytes: int = Field(
        default=2 * 1024 * 1024, ge=1024, description="Longest request body that is read, in bytes."
    )
    reader_processes: int | None = Field(
        default=None,
        ge=0,
        le=64,
        description="Processes beside each service process that read articles once there are many, 0 to 64; without it "
        "as many as there are cores to spare, at most 2.",
    )
    job_workers: int = Field(
        default=1,
        ge=0,
        le=64,
        description="Threads of each service process that do what was asked for with `Prefer: respond-async`; 0 to 64, "
        "0 where `dateline work` does it.",
    )
    job_lease_seconds: float = Field(
        default=30.0,
        ge=1,
        le=3600,
        description="How long a job waits for a worker that is silent before another one goes on with it; 1 to 3600.",
    )
    nlp_model: str | None = Field(
        default=None,
        description="spaCy model that finds names beside the rules, installed or in a folder; needs dateline[nlp].",
    )
    anonymous: Literal["local", "nothing", "read", "everything"] = Field(
        default="local",
        description="What a request without a key may do. `local`: everything from this machine, as long as there are "
        "no keys; `nothing`; `read`, and from this machine as `local`; `everything`.",
    )
    allowed_hosts: str = Field(
        default="",
        description="Names the service goes by in `Host`, joined by commas; `*.example.org` for all below. Without it "
        "any, but from this machine without a key only those of this machine.",
    )
    cors_origins: str = Field(
        default="",
        description="Origins whose pages may use the API from a browser, joined by commas, such as "
        "`https://news.example.org`; `*` for all.",
    )
    embed_origins: str = Field(
        default="*",
        description="Origins whose pages may show a saved timeline in a frame, joined by commas; `*` for all, `none`.",
    )
    rate_per_key: int = Field(
        default=6000,
        ge=0,
        le=1_000_000,
        description="Requests a minute with one key, in each process; 0 for any number.",
    )
    rate_per_address: int = Field(
        default=600,
        ge=0,
        le=1_000_000,
        description="Requests a minute without a key from one address, in each process; 0 for any number.",
    )
    remembered_bytes: int = Field(
        default=16 * 1024 * 1024,
        ge=0,
        le=4 * 1024**3,
        description="Memory of each process for answers about events that are given again while nothing is written, "
        "in bytes; 0 for none.",
    )
    traces: Literal["off", "otlp"] = Field(
        default="off",
        description="`otlp` sends spans of OpenTelemetry to where `OTEL_EXPORTER_OTLP_ENDPOINT` says; needs "
        "dateline[otel].",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least level that is logged: debug, info, warning or error."
    )

    @field_validator("nlp_model")
    @classmethod
    def _installed(cls, model: str | None) -> str | None:
        if not model:
            return None
        if find_spec("spacy") is None:
            raise ValueError("spaCy is not installed; it comes with dateline[nlp]")
        if not (Path(model).is_dir() or (model.isidentifier() and find_spec(model) is not None)):
            raise ValueError("there is neither an installed model nor a folder of this name")
        return model

    @field_validator("traces")
    @classmethod
    def _has_its_extra(cls, given: str) -> str:
        if given == "otlp" and not _can_import("opentelemetry.exporter.otlp.proto.http"):
            raise ValueError("OpenTelemetry is not installed; it comes with dateline[otel]")
        return given

    @property
    def hosts(self) -> tuple[str, ...]:
        return _listed(self.allowed_hosts.lower())

    @property
    def origins(self) -> tuple[str, ...]:
        return _listed(self.cors_origins)

    @property
    def frames(self) -> str:
        """Who may frame, as `frame-ancestors` wants it."""
        return " ".join(_listed(self.embed_origins)).replace("none", "'none'") or "'none'"

    @field_validator("cors_origins", "embed_origins")
    @classmethod
    def _are_origins(cls, given: str) -> str:
        """They go into headers, where a typing error would let in nobody, or everybody, without a word."""
        for each in _listed(given):
            if each not in ("*", "none") and not _ORIGIN.fullmatch(each):
                raise ValueError(f"{each!r} is not an origin such as https://news.example.org")
        return given

    @field_validator("database_url")
    @classmethod
    def _one_postgres_driver(cls, url: str) -> str:
        """`postgresql://` and `postgres://` mean psycopg 3 here, the one driver that is installed."""
        for prefix in ("postgresql://", "postgres://"):
            if url.startswith(prefix):
                return "postgresql+psycopg://" + url.removeprefix(prefix)
        return url

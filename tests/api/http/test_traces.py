"""Spans of OpenTelemetry: a request, the reading of an article below it, and nothing that is nobody's business."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from fastapi.testclient import TestClient
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

from app.api.http.traces import Spans
from app.main import create_app
from app.settings import Settings
from tests.api.conftest import BRIDGE, settings

CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def told() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def traced(database_url: str, told: InMemorySpanExporter) -> Iterator[TestClient]:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(told))
    with TestClient(create_app(settings(database_url), Spans(provider)), raise_server_exceptions=False) as client:
        yield client


def _by_name(told: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in told.get_finished_spans()}


@pytest.mark.parametrize(
    ("path", "body"),
    [("/v1/articles", BRIDGE), ("/v1/extractions", BRIDGE), ("/v1/ingestions", [BRIDGE])],
    ids=["article", "extraction", "ingestion"],
)
def test_a_request_and_the_reading_in_it(traced: TestClient, told: InMemorySpanExporter, path: str, body: Any) -> None:
    answer = traced.post(path, json=body, headers={"traceparent": CALLER})
    assert answer.status_code in (200, 201)
    spans = _by_name(told)
    request, extraction = spans[f"POST {path}"], spans["extraction"]
    assert request.kind is SpanKind.SERVER
    assert request.attributes is not None
    assert request.attributes["http.route"] == path
    assert request.attributes["http.response.status_code"] == answer.status_code
    assert request.parent is not None and extraction.parent is not None
    assert f"{request.parent.trace_id:032x}-{request.parent.span_id:016x}" in CALLER
    assert extraction.parent.span_id == request.context.span_id


def test_a_span_holds_nothing_that_was_asked_for_or_sent(traced: TestClient, told: InMemorySpanExporter) -> None:
    traced.post("/v1/articles", json=BRIDGE)
    traced.get("/v1/events?q=harbour&token=secret", headers={"Authorization": "Bearer dl_x_secret"})
    traced.post("/v1/articles", json={"text": "harbour", "published_at": "harbour"})
    traced.get("/v1/harbours-that-are-not")
    spans = told.get_finished_spans()
    assert [span.name for span in spans if span.name != "extraction"] == [
        "POST /v1/articles", "GET /v1/events", "POST /v1/articles", "GET",
    ]  # fmt: skip
    for span in spans:
        whole = json.loads(span.to_json())
        assert "secret" not in str(whole)
        assert "bridge" not in str(whole).lower()
        assert "harbour" not in str(whole).replace("/v1/harbours-that-are-not", "")


def test_a_failure_is_marked_and_not_told(database_url: str, told: InMemorySpanExporter) -> None:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(told))
    app = create_app(settings(database_url), Spans(provider))

    @app.get("/broken", operation_id="broken")
    def broken() -> None:
        raise RuntimeError("words of an article")

    with TestClient(app, raise_server_exceptions=False) as client:
        assert client.get("/broken").status_code == 500
    (span,) = told.get_finished_spans()
    assert not span.status.is_ok
    assert span.events == ()
    assert "words" not in span.to_json()


def printed_by(program: str) -> str:
    """What a process of its own prints: what it has loaded and set is its alone."""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_off_nothing_of_the_extra_is_loaded() -> None:
    """Of the interface FastAPI itself loads a part."""
    program = (
        "import sys\n"
        "from app.main import create_app\n"
        "from app.settings import Settings\n"
        "create_app(Settings(database_url='sqlite:////nowhere/x.db'))\n"
        "print([name for name in sys.modules if name.startswith(('opentelemetry.sdk', 'opentelemetry.exporter'))])\n"
    )
    assert printed_by(program) == "[]"


def test_off_a_provider_of_the_whole_process_is_told_nothing() -> None:
    """The framework would tell it query strings and what exceptions say."""
    program = (
        "from fastapi.testclient import TestClient\n"
        "from opentelemetry import trace\n"
        "from opentelemetry.sdk.trace import TracerProvider\n"
        "from opentelemetry.sdk.trace.export import SimpleSpanProcessor\n"
        "from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter\n"
        "from app.main import create_app\n"
        "from app.settings import Settings\n"
        "provider, told = TracerProvider(), InMemorySpanExporter()\n"
        "provider.add_span_processor(SimpleSpanProcessor(told))\n"
        "trace.set_tracer_provider(provider)\n"
        "client = TestClient(create_app(Settings(database_url='sqlite:////nowhere/x.db', log_level='error')))\n"
        "print(client.get('/healthz?q=secret').status_code, [span.name for span in told.get_finished_spans()])\n"
    )
    assert printed_by(program) == "400 []"


def test_without_the_extra_it_is_said() -> None:
    program = (
        "import sys\n"
        "sys.modules['opentelemetry'] = None\n"
        "from app.settings import Settings\n"
        "Settings(traces='off')\n"
        "try:\n"
        "    Settings(traces='otlp')\n"
        "except ValueError as error:\n"
        "    print(error)\n"
    )
    assert "dateline[otel]" in printed_by(program)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_they_are_sent_where_the_usual_variable_says(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    got: list[tuple[str, bytes]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_told: Any) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
        with TestClient(create_app(Settings(database_url=database_url, traces="otlp", log_level="error"))) as client:
            assert client.get("/v1/sources").status_code == 200
        server.shutdown()
    ((path, content),) = got
    assert path == "/v1/traces"
    (resource,) = ExportTraceServiceRequest.FromString(content).resource_spans
    assert {each.key: each.value.string_value for each in resource.resource.attributes}["service.name"] == "dateline"
    assert [span.name for span in resource.scope_spans[0].spans] == ["GET /v1/sources"]

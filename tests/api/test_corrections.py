"""Events corrected, made, retracted and deleted by hand."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

from tests.api.conftest import BRIDGE, add

OPENED = "The bridge at Port Elm opened to traffic again"


def opened(client: TestClient, **changed: Any) -> tuple[str, dict[str, Any]]:
    """The address of the event of 21 March and the event."""
    event = next(each for each in add(client, **changed)["events"] if each["when"]["edtf"] == "2022-03-21")
    return f"/v1/events/{event['id']}", event


def patch(client: TestClient, address: str, **sent: Any) -> dict[str, Any]:
    answer = client.patch(address, json=sent, headers={"If-Match": client.get(address).headers["ETag"]})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    assert told == client.get(address).json()
    return told


def test_a_correction_needs_to_know_what_it_corrects(client: TestClient) -> None:
    address, _ = opened(client)
    etag = client.get(address).headers["ETag"]
    for method in ("PATCH", "DELETE"):
        body = {"json": {"title": "x"}} if method == "PATCH" else {}
        assert client.request(method, address, **body).status_code == 428
        assert client.request(method, address, headers={"If-Match": '"9-x"'}, **body).status_code == 412
    assert client.patch(address, json={"title": "x"}, headers={"If-Match": etag}).status_code == 200
    assert client.patch(address, json={"title": "y"}, headers={"If-Match": etag}).status_code == 412


def test_what_was_corrected_outlives_every_reading(client: TestClient) -> None:
    address, event = opened(client)
    article = client.get(f"{address}/reports").json()["items"][0]["article"]["id"]
    said = {
        "title": "Port Elm has its bridge back", "when": "2022-03-20", "type": "opening", "modality": "planned",
        "entities": [{"name": "Elm Valley", "type": "place"}, {"name": "Harbour Board"}],
    }  # fmt: skip
    told = patch(client, address, **said, actor="ann", reason="the board's minutes")
    assert told["pinned"] == ["entities", "modality", "title", "type", "when"]
    assert (told["title"], told["when"]["edtf"], told["type"]) == (said["title"], "2022-03-20", "opening")
    assert (told["when"]["earliest"], told["when"]["latest"]) == ("2022-03-20", "2022-03-21")
    assert [(each["name"], each["type"]) for each in told["entities"]] == [
        ("Elm Valley", "place"), ("Harbour Board", None)
    ]  # fmt: skip
    kept = {key: told[key] for key in said}
    # The article is corrected, revised, read again, and another one tells the same.
    client.patch(f"/v1/articles/{article}", json={"published_at": "2022-04-05"})
    client.post(f"/v1/articles/{article}/re-extractions")
    add(client, text=BRIDGE["text"] + " A band played.")
    opened(client, external_id="2", source="Gazette")
    now = client.get(address).json()
    assert {key: now[key] for key in said} == kept
    # It is found by what was said of it, and not by what was there before.
    found = lambda query: [each["id"] for each in client.get(f"/v1/events?modality=any&{query}").json()["items"]]  # noqa: E731
    assert event["id"] in found("entity=Elm+Valley") and event["id"] in found("during=2022-03-20")
    assert event["id"] in found("q=back") and event["id"] in found("type=opening")
    assert event["id"] not in found("entity=Port+Elm")
    # And given back.
    back = patch(client, address, unpin=["title", "type", "entities", "modality", "when"])
    assert (back["title"], back["type"], back["pinned"], back["modality"]) == (OPENED, None, [], "asserted")
    assert "Port Elm" in {each["name"] for each in back["entities"]}


def test_the_timeline_of_a_name_has_an_event_where_it_was_put(client: TestClient) -> None:
    address, event = opened(client)
    add(client, external_id="2", text="A fire destroyed the market hall of Port Elm on Saturday.")
    timeline = lambda: [each["id"] for each in client.get("/v1/events?entity=Port+Elm&modality=any").json()["items"]]  # noqa: E731
    others = [each for each in timeline() if each != event["id"]]
    assert others
    for when, order in (("2030", [*others, event["id"]]), ("1990-05", [event["id"], *others])):
        patch(client, address, when=when)
        assert timeline() == order
    month = client.get("/v1/events?entity=Port+Elm&during=1990-05").json()["items"]
    assert [each["id"] for each in month] == [event["id"]]


def test_who_why_before_and_after_are_kept(client: TestClient) -> None:
    address, event = opened(client)
    patch(client, address, title="Another title", actor="ann", reason="clearer")
    patch(client, address, title="Another title", actor="bob")  # nothing differs
    client.post(f"{address}/retractions", json={"actor": "cid", "reason": "a hoax"})
    client.delete(f"{address}/retractions?actor=dan")
    first, *rest = client.get(f"{address}/revisions").json()["items"]
    assert (first["event"], first["curation"]) == (event, None)
    assert [
        (each["revision"], *(each["curation"][key] for key in ("action", "actor", "reason", "fields"))) for each in rest
    ] == [
        (2, "corrected", "ann", "clearer", ["title"]),
        (3, "retracted", "cid", "a hoax", ["status"]),
        (4, "restored", "dan", None, ["status"]),
    ]
    assert [each["event"]["title"] for each in rest] == ["Another title"] * 3
    assert rest[-1]["event"] == client.get(address).json()
    kinds = [each["change"] for each in client.get("/v1/changes").json()["items"] if each["event_id"] == event["id"]]
    assert kinds == ["created", "revised", "retracted", "revised"]
    page = client.get(f"{address}/revisions?limit=3").json()
    assert len(client.get(f"{address}/revisions?cursor={page['next_cursor']}&limit=3").json()["items"]) == 1


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({}, ""),
    ({"title": None}, "/title"),
    ({"title": " "}, "/title"),
    ({"entities": None}, "/entities"),
    ({"entities": [{"name": "A", "type": "thing"}]}, "/entities/0/type"),
    ({"modality": "maybe"}, "/modality"),
    ({"when": "soon"}, "/when"),
    ({"when": "2022-13-01"}, "/when"),
    ({"when": "2022-02-30"}, "/when"),
    ({"when": "2022/2021"}, "/when"),
    ({"when": "../.."}, "/when"),
    ({"when": "Y9999999999999"}, "/when"),
    ({"when": {"edtf": "2022", "kind": "span"}}, "/when"),
    ({"when": {"edtf": "2022-03", "earliest": "2022-02-28"}}, "/when"),
    ({"when": {"edtf": "2022-03", "earliest": "2022-03-05", "latest": "2022-03-05"}}, "/when"),
    ({"when": {"edtf": "2022-03", "latest": "2022-03"}}, "/when"),
    ({"when": {"edtf": None, "earliest": "2022-03-01"}}, "/when"),
    ({"colour": "red"}, "/colour"),
    ({"unpin": ["colour"]}, "/unpin/0"),
    ({"unpin": ["title"], "title": "x"}, "/unpin"),
]


def test_only_what_can_be_is_taken(client: TestClient) -> None:
    address, event = opened(client)
    for sent, pointer in REFUSED:
        refused = client.patch(address, json=sent, headers={"If-Match": "*"})
        assert refused.status_code == 422, refused.text
        assert refused.json()["errors"][0]["pointer"] == pointer
    assert client.get(address).json() == event


def test_a_retraction_stands_whoever_tells_it(client: TestClient) -> None:
    address, event = opened(client)
    listed = lambda: {each["id"] for each in client.get("/v1/events").json()["items"]}  # noqa: E731
    assert event["id"] in listed()
    gone = client.post(f"{address}/retractions")
    assert (gone.json()["status"], gone.json()["pinned"]) == ("retracted", ["status"])
    assert client.post(f"{address}/retractions").json() == gone.json()
    add(client, external_id="2", source="Gazette")
    add(client, text=BRIDGE["text"] + " A band played.")
    assert event["id"] not in listed()
    assert not [each for each in client.get("/v1/events?q=opened").json()["items"] if each["title"] == OPENED]
    assert client.get(address).json()["evidence"]["articles"] == 2
    back = client.delete(f"{address}/retractions")
    assert (back.status_code, back.json()["status"], back.json()["pinned"]) == (200, "active", [])
    assert event["id"] in listed()
    assert [each["id"] for each in client.get("/v1/events?q=opened+traffic").json()["items"]] == [event["id"]]
    assert client.delete(f"{address}/retractions").status_code == 409


def test_deleting_a_told_event_retracts_it(client: TestClient) -> None:
    address, _ = opened(client)
    assert client.delete(address, headers={"If-Match": "*"}).status_code == 204
    assert client.get(address).json()["status"] == "retracted"
    client.delete(f"/v1/articles/{client.get(f'{address}/reports').json()['items'][0]['article']['id']}")
    assert client.delete(f"{address}/retractions").status_code == 409
    assert client.get(address).json()["status"] == "retracted"


def test_an_event_made_by_hand(client: TestClient) -> None:
    sent = {"title": "Port Elm was given its charter", "when": "1742-05", "entities": [{"name": "Port Elm"}]}
    made = client.post("/v1/events", json={**sent, "actor": "ann"})
    assert made.status_code == 201
    address, event = made.headers["Location"], made.json()
    assert client.get(address).json() == event
    assert event["evidence"] == {"articles": 0, "independent_sources": 0, "date_votes": {}}
    assert [each["id"] for each in client.get("/v1/events?to=1800&q=charter&entity=port+elm").json()["items"]] == [
        event["id"]
    ]
    assert patch(client, address, title="A charter for Port Elm")["title"] == "A charter for Port Elm"
    assert client.patch(address, json={"unpin": ["title"]}, headers={"If-Match": "*"}).status_code == 409
    client.post(f"{address}/retractions")
    assert client.get("/v1/events?to=1800").json()["items"] == []
    assert client.delete(f"{address}/retractions").json()["status"] == "active"
    assert len(client.get("/v1/events?to=1800&q=charter&entity=port+elm").json()["items"]) == 1
    assert client.delete(address, headers={"If-Match": "*"}).status_code == 204
    for gone in (address, f"{address}/reports", f"{address}/revisions"):
        assert client.get(gone).status_code == 410
    assert client.post(f"{address}/merges", json={"events": ["0" * 32]}).status_code == 410
    log = client.get("/v1/changes").json()["items"]
    assert [(each["change"], each["redacted"]) for each in log if each["event_id"] == event["id"]] == [
        ("created", True), ("revised", True), ("retracted", True), ("revised", True), ("deleted", False)
    ]  # fmt: skip
    assert log[-1]["event"] is None
    assert "charter" not in client.get("/v1/changes").text
    assert client.get("/v1/entities?q=port+elm").json()["items"] == []


def test_an_event_made_by_hand_joins_by_hand(client: TestClient) -> None:
    address, event = opened(client)
    made = client.post("/v1/events", json={"title": "Ribbon cut at Port Elm", "when": "2022-03-21"}).json()
    own = f"/v1/events/{made['id']}"
    # Taken in by an event that articles tell, it hands over what was said of it by hand.
    merged = client.post(f"{address}/merges", json={"events": [made["id"]]})
    assert merged.status_code == 200, merged.text
    assert merged.json()["title"] == made["title"]
    assert client.get(own, follow_redirects=False).status_code == 308
    # The other way round it stays, with the reports of the other, and without them when those are gone.
    second = client.post("/v1/events", json={"title": "A second ribbon", "when": "2022-03-21"}).json()
    taken = client.post(f"/v1/events/{second['id']}/merges", json={"events": [event["id"]]}).json()
    assert (taken["title"], taken["status"], taken["evidence"]["articles"]) == ("A second ribbon", "active", 1)
    article = client.get(f"/v1/events/{second['id']}/reports").json()["items"][0]["article"]["id"]
    client.delete(f"/v1/articles/{article}")
    alone = client.get(f"/v1/events/{second['id']}").json()
    assert (alone["title"], alone["status"], alone["evidence"]["articles"]) == ("A second ribbon", "active", 0)
    # Two of them.
    third = client.post("/v1/events", json={"title": "A third ribbon", "when": "2022-03-21"}).json()
    both = client.post(f"/v1/events/{third['id']}/merges", json={"events": [second["id"]]})
    assert (both.status_code, both.json()["title"]) == (200, "A third ribbon")
    assert client.get(f"/v1/events/{second['id']}", follow_redirects=False).status_code == 308


def test_what_a_withdrawn_article_said_is_in_no_revision(client: TestClient) -> None:
    address, _ = opened(client)
    patch(client, address, title="By hand", entities=[{"name": "Nobody"}], when="2022-03-20")
    for each in client.get("/v1/articles").json()["items"]:
        client.delete(f"/v1/articles/{each['id']}")
    history = client.get(f"{address}/revisions")
    assert "opened to traffic" not in history.text
    now = client.get(address).json()
    assert (now["status"], now["title"], now["entities"][0]["name"]) == ("retracted", "By hand", "Nobody")

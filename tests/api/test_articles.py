"""Articles over HTTP, on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import BRIDGE, add

TEXT = str(BRIDGE["text"])


def _events(client: TestClient, **query: Any) -> list[dict[str, Any]]:
    answer = client.get("/v1/events", params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def _dates(events: list[dict[str, Any]]) -> dict[str, str | None]:
    return {event["title"]: event["when"]["edtf"] for event in events}


def test_an_article_becomes_events_on_the_timeline(client: TestClient) -> None:
    answer = client.post("/v1/articles", json=BRIDGE)
    assert answer.status_code == 201
    added = answer.json()
    assert added["outcome"] == "created"
    assert answer.headers["location"] == f"/v1/articles/{added['article']['id']}"
    assert [mention["text"] for mention in added["mentions"]] == ["Monday", "March 2", "next month"]
    assert {"The bridge at Port Elm opened to traffic again": "2022-03-21"}.items() <= _dates(added["events"]).items()
    # What was answered is what can be asked for: the default timeline leaves out what is undated.
    shown = {event["id"] for event in _events(client)}
    assert shown == {event["id"] for event in added["events"] if event["when"]["edtf"]}


def test_every_offset_quotes_the_text(client: TestClient) -> None:
    added = add(client, text="🚀 " + TEXT)
    strings = {part: added["article"][part] for part in ("text", "title")}
    for mention in added["mentions"]:
        assert strings[mention["part"]][mention["start"] : mention["end"]] == mention["text"]
        how = mention["when"]["explanation"]
        assert strings[how["part"]][how["start"] : how["end"]] == how["text"]
    for event in added["events"]:
        for report in client.get(f"/v1/events/{event['id']}/reports").json()["items"]:
            sentence, trigger = report["sentence"], report["trigger"]
            assert strings[sentence["part"]][sentence["start"] : sentence["end"]] == sentence["text"]
            assert strings[sentence["part"]][trigger["start"] : trigger["end"]] == trigger["text"]


def test_offsets_can_count_utf16_units(client: TestClient) -> None:
    added = add(client, text="🚀 " + TEXT)
    article, event = added["article"]["id"], added["events"][0]["id"]
    units = TEXT.join(["🚀 ", ""]).encode("utf-16-le")

    def quoted(extent: dict[str, Any]) -> str:
        return units[extent["start"] * 2 : extent["end"] * 2].decode("utf-16-le")

    for path in (f"/v1/articles/{article}/mentions", f"/v1/events/{event}/reports"):
        for item in client.get(f"{path}?offsets=utf16&include=explanation").json()["items"]:
            for extent in (item.get("sentence"), item.get("trigger"), item["when"]["explanation"]):
                assert extent is None or quoted(extent) == extent["text"]
    whole = client.get(f"/v1/events/{event}?offsets=utf16").json()
    assert quoted(whole["when"]["explanation"]) == whole["when"]["explanation"]["text"]
    again = client.post("/v1/articles?offsets=utf16", json={**BRIDGE, "text": "🚀 " + TEXT}).json()
    assert [quoted(mention) for mention in again["mentions"]] == [mention["text"] for mention in again["mentions"]]
    read = client.post("/v1/extractions?offsets=utf16", json={**BRIDGE, "text": "🚀 " + TEXT}).json()
    assert [quoted(each["reports"][0]["trigger"]) for each in read["events"]] == [
        each["reports"][0]["trigger"]["text"] for each in read["events"]
    ]


def test_without_the_text_there_are_no_utf16_offsets(client: TestClient) -> None:
    added = add(client, store_text=False)
    path = f"/v1/articles/{added['article']['id']}"
    assert client.get(path).json()["text"] is None
    assert client.get(f"{path}/mentions").status_code == 200
    refused = client.get(f"{path}/mentions?offsets=utf16")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/text-not-stored")


def test_the_same_article_again(client: TestClient) -> None:
    first = add(client)
    again = client.post("/v1/articles", json=BRIDGE)
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    assert again.json()["article"]["id"] == first["article"]["id"]
    revised = client.post("/v1/articles", json={**BRIDGE, "text": TEXT + " Traffic was light on Tuesday."})
    assert (revised.status_code, revised.json()["outcome"]) == (200, "revised")
    assert revised.json()["article"]["revision"] == 2
    # In another collection it is another article.
    other = client.post("/v1/articles", json={**BRIDGE, "collection": "elsewhere"})
    assert (other.status_code, other.json()["article"]["id"] != first["article"]["id"]) == (201, True)


def test_an_impossible_date_is_a_flagged_mention(client: TestClient) -> None:
    added = add(client, text="The mill at Port Elm was to open on Feb 29, 2015, said its owner. It opened on March 2.")
    impossible = [mention for mention in added["mentions"] if mention["status"] == "impossible"]
    assert [mention["text"] for mention in impossible] == ["Feb 29, 2015"]
    assert all("2015" not in str(event["when"]["edtf"]) for event in added["events"])


def test_articles_are_listed_without_their_texts(client: TestClient) -> None:
    ids = [
        add(client, external_id=str(day), published_at=f"2022-03-{day}", tags=[f"t{day % 2}"])["article"]["id"]
        for day in (20, 21, 22)
    ]
    page = client.get("/v1/articles?limit=2&count=exact")
    assert [article["id"] for article in page.json()["items"]] == [ids[2], ids[1]]
    assert page.json()["count"] == 3
    assert "text" not in page.json()["items"][0]
    rest = client.get("/v1/articles", params={"limit": 2, "count": "exact", "cursor": page.json()["next_cursor"]})
    assert ([article["id"] for article in rest.json()["items"]], rest.json()["next_cursor"]) == ([ids[0]], None)
    for query, expected in [
        ({"published_from": "2022-03-21", "published_to": "2022-03-22"}, [ids[1]]),
        ({"tag": "t0"}, [ids[2], ids[0]]),
        ({"external_id": "20,22"}, [ids[2], ids[0]]),
        ({"source": "Harbour Post", "q": "barge"}, [ids[2], ids[1], ids[0]]),
        ({"q": "submarine"}, []),
        ({"collection": "elsewhere"}, []),
        ({"language": "en"}, [ids[2], ids[1], ids[0]]),
    ]:
        listed = client.get("/v1/articles", params=query).json()["items"]
        assert [article["id"] for article in listed] == expected, query


def test_what_hangs_on_an_article_is_paged(client: TestClient) -> None:
    added = add(client)
    for below in ("mentions", "events"):
        path, told = f"/v1/articles/{added['article']['id']}/{below}?limit=1", []
        while path:
            answer = client.get(path)
            told += answer.json()["items"]
            link = answer.headers.get("link")
            assert (link is None) == (answer.json()["next_cursor"] is None)
            path = link[1 : link.index(">")] if link else ""
        assert [each["id"] for each in told] == [each["id"] for each in added[below]]


def test_a_cursor_below_an_article_is_void_once_it_is_revised(client: TestClient) -> None:
    path = f"/v1/articles/{add(client)['article']['id']}/mentions"
    cursor = client.get(f"{path}?limit=1").json()["next_cursor"]
    add(client, text=TEXT + " It rained on Sunday.")
    refused = client.get(path, params={"limit": 1, "cursor": cursor})
    assert (refused.status_code, refused.json()["type"]) == (400, "/problems/invalid-cursor")


def test_lists_leave_out_what_include_brings(client: TestClient) -> None:
    path = f"/v1/articles/{add(client)['article']['id']}"
    for below in ("mentions", "events"):
        plain = client.get(f"{path}/{below}").json()["items"][0]["when"]
        assert {"explanation", "alternatives"}.isdisjoint(plain)
        full = client.get(f"{path}/{below}?include=explanation,alternatives").json()["items"][0]["when"]
        assert {"explanation", "alternatives"} <= full.keys()
        assert plain.items() <= full.items()
    told = client.get(f"{path}/events?include=reports").json()["items"][0]["reports"]
    assert [report["article"]["id"] for report in told] == [path.rpartition("/")[2]]
    assert client.get(f"{path}/mentions?include=reports").status_code == 400


def test_correcting_the_publication_moves_every_event(client: TestClient) -> None:
    added = add(client)
    path = f"/v1/articles/{added['article']['id']}"
    title = "The bridge at Port Elm opened to traffic again"
    before = _dates(_events(client))

    shown = client.patch(f"{path}?dry_run=true", json={"published_at": "2022-03-15"})
    assert shown.status_code == 200, shown.text
    assert shown.json()["dry_run"] is True
    assert shown.json()["published_at"] == "2022-03-15"
    moved = {each["after"]["title"]: each["after"]["when"]["edtf"] for each in shown.json()["differences"]}
    assert moved[title] == "2022-03-14"
    assert _dates(_events(client)) == before
    assert client.get(path).json()["published_at"] == "2022-03-22"

    done = client.patch(path, json={"published_at": "2022-03-15"})
    assert done.json()["dry_run"] is False
    assert {each["after"]["title"]: each["after"]["when"]["edtf"] for each in done.json()["differences"]} == moved
    assert (done.json()["revision"], done.json()["text"]) == (2, TEXT)
    assert _dates(_events(client))[title] == "2022-03-14"


@pytest.mark.parametrize(
    ("sent", "status", "pointer"),
    [
        ({"text": "other"}, 422, "/text"),
        ({"published_at": "9999-01-01"}, 422, "/published_at"),
        ({"country": "XX"}, 422, "/country"),
        ([], 422, ""),
        ({}, 200, None),
        ({"title": None, "tags": []}, 200, None),
    ],
)
def test_only_what_can_be_corrected_is(client: TestClient, sent: Any, status: int, pointer: str | None) -> None:
    path = f"/v1/articles/{add(client)['article']['id']}"
    answer = client.patch(path, json=sent)
    assert answer.status_code == status, answer.text
    if pointer is not None:
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_a_correction_can_be_held_to_a_revision(client: TestClient) -> None:
    path = f"/v1/articles/{add(client)['article']['id']}"
    tag = client.get(path).headers["etag"]
    assert client.patch(path, json={"tags": ["a"]}, headers={"If-Match": tag}).status_code == 200
    refused = client.patch(path, json={"tags": ["b"]}, headers={"If-Match": tag})
    assert (refused.status_code, refused.json()["type"]) == (412, "/problems/precondition-failed")
    assert client.delete(path, headers={"If-Match": tag}).status_code == 412
    assert client.delete(path, headers={"If-Match": client.get(path).headers["etag"]}).status_code == 204


def test_a_withdrawn_article_leaves_no_words(client: TestClient) -> None:
    added = add(client)
    path = f"/v1/articles/{added['article']['id']}"
    event = f"/v1/events/{added['events'][0]['id']}"
    assert client.delete(path).status_code == 204
    assert _events(client, modality="any", include_undated="true") == []
    for answer in (client.get(path), client.get(f"{path}/mentions"), client.delete(path), client.patch(path, json={})):
        assert (answer.status_code, answer.json()["type"]) == (410, "/problems/withdrawn")
    again = client.post("/v1/articles", json=BRIDGE)
    assert (again.status_code, again.json()["type"]) == (410, "/problems/withdrawn")
    left = client.get(event)
    assert left.json()["status"] == "retracted"
    assert "bridge" not in left.text.lower()


def test_html_is_read_without_its_navigation(client: TestClient) -> None:
    page = (
        "<html><head><title>Ferry back</title><meta property='article:published_time' content='2022-03-22'></head>"
        "<body><nav>Home 1 January 2020 News</nav><article><p>The island ferry went back into service on Monday after "
        "a long overhaul, its operator said. Passengers had waited for it at the pier for most of a rainy morning.</p>"
        "</article></body></html>"
    )
    added = add(client, text=None, html=page, published_at=None, external_id="ferry")
    assert added["article"]["published_at_basis"] == "html"
    assert added["article"]["published_at"].startswith("2022-03-22")
    assert "Home" not in added["article"]["text"]
    assert "2022-03-21" in _dates(added["events"]).values()


def test_reading_again_tells_what_changed(client: TestClient) -> None:
    article = add(client)["article"]
    address = f"/v1/articles/{article['id']}"
    again = client.post(f"{address}/re-extractions")
    assert again.status_code == 200
    told = again.json()
    assert (told["changed"], told["differences"], told["article"]) == (False, [], article)
    assert told["grammar"] == told["grammar_before"] == article["grammar"]
    assert client.post(f"{address}/re-extractions", headers={"If-Match": '"7-0"'}).status_code == 412
    kept = add(client, external_id="2", store_text=False)["article"]["id"]
    assert client.post(f"/v1/articles/{kept}/re-extractions?dry_run=true").status_code == 409
    assert client.post(f"/v1/articles/{'0' * 32}/re-extractions").status_code == 404
    client.delete(address)
    assert client.post(f"{address}/re-extractions").status_code == 410

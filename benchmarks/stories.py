"""The same event in many articles: the stories of `tests/data/stories` over HTTP, all in one collection.

    python -m benchmarks.stories [--show]

Prints precision and recall of joined pairs; `--show` lists the pairs joined wrongly and those left apart.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from app.evaluation.joining import Told, judge, read
from benchmarks.service import service

STORIES = Path(__file__).resolve().parent.parent / "tests" / "data" / "stories"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    stories = read(STORIES)
    told: dict[str, list[Told]] = defaultdict(list)
    with service() as dateline:
        dateline.add(body for story in stories for body in story.bodies)
        for event in dateline.all("/v1/events", modality="any", include_undated="true", include="reports", limit=200):
            for report in event["reports"]:
                sentence, trigger = report["sentence"], report["trigger"]
                if sentence["part"] == "text":
                    told[report["article"]["external_id"]].append(
                        Told((sentence["start"], sentence["end"]), (trigger["start"], trigger["end"]), event["id"])
                    )
    found = judge(stories, told)
    anchors = sum(len(story.anchors) for story in stories)
    print(f"{len(stories)} stories, {sum(len(s.bodies) for s in stories)} articles, {anchors} anchors")
    print(f"  pairs that belong together: {len(found.joined) + len(found.apart) + len(found.untold)}")
    print(f"  precision      {found.precision:.3f}  ({len(found.joined)} joined rightly, {len(found.wrongly)} wrongly)")
    print(f"  recall         {found.recall:.3f}  ({len(found.apart)} left apart, {len(found.untold)} not both told)")
    print(f"  recall of told {found.recall_of_told:.3f}")
    if options.show:
        for name, pairs in (("WRONGLY JOINED", found.wrongly), ("LEFT APART", found.apart), ("UNTOLD", found.untold)):
            print(f"\n{name}")
            for one, other in pairs:
                print(f"  {one.article} [{one.event}] {one.quote}\n    {other.article} [{other.event}] {other.quote}")


if __name__ == "__main__":
    main()

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from deltalake import DeltaTable
from made import BY_DAY, Run, group_by_day, make_article, make_coded, make_events

from dragoman.dataset import Near, Regroup, Writer, open_dataset, verify
from dragoman.errors import DatasetError
from dragoman.records import Caption, Incident


def _sound(data: Path) -> bool:
    return not any(finding.problems for finding in verify(open_dataset(data)))


def test_a_run_is_one_version(data: Path, run: Run) -> None:
    """All tables of a run become one version, with its counts, inputs and coder."""
    made = run(range(30))
    opened = open_dataset(data)
    assert made is not None
    assert opened.version == made
    assert (made.number, made.inputs, made.coder) == (1, ("wire.jsonl",), "coder 1")
    assert (made.counts["articles"], made.counts["events"]) == (30, 60)
    assert len(opened.incidents()) == made.counts["incidents"] > 0
    assert _sound(data)


def test_the_same_again_adds_nothing(data: Path, run: Run) -> None:
    """The same articles by the same coder make no version; some new ones among them make one of those alone."""
    run(range(30))
    assert run(range(30)) is None
    made = run(range(20, 40))
    assert made is not None
    assert (made.number, made.counts["articles_added"], made.counts["articles_same"], made.counts["articles"]) == (2, 10, 10, 40)
    assert _sound(data)


def test_a_new_coder_replaces(data: Path, run: Run) -> None:
    """A new fingerprint replaces an article's events, and the older version still gives the older ones."""
    run(range(30))
    made = run(range(10), coder="coder 2", count=3)
    assert made is not None
    assert (made.counts["articles_replaced"], made.counts["events"], made.counts["articles"]) == (10, 70, 30)
    article = make_article(3)
    before = [event for event in open_dataset(data, 1).events() if event.article == "a3"]
    after = [event for event in open_dataset(data).events() if event.article == "a3"]
    assert sorted(before, key=lambda event: event.id) == make_events(article)
    assert sorted(after, key=lambda event: event.id) == make_events(article, coder="coder 2", count=3)
    assert _sound(data)


def test_a_corrected_article_replaces(data: Path, run: Run) -> None:
    """An article with the same id and another text is a new state of it; two of them in one run are a clash."""
    run(range(3))
    again = replace(make_article(1), text="Correction. Soldiers of unit 1 stayed at home. Sorry.")
    with Writer(data, coder="coder 1") as writer:
        assert [writer.standing(article) for article in (make_article(2), replace(make_article(2), text="Else."))] == ["same", "clash"]
        assert writer.standing(again) == "new"
        writer.add(again, make_events(again))
        assert writer.standing(again) == "same"
        assert writer.standing(make_article(1)) == "clash"
        writer.commit(BY_DAY)
    assert [article.text for article in open_dataset(data).articles() if article.id == "a1"] == [again.text]
    assert len(open_dataset(data).articles()) == 3
    assert _sound(data)


def test_records_come_back(data: Path, run: Run) -> None:
    """Articles, events and incidents are the very records that went in."""
    run(range(12), count=4)
    opened = open_dataset(data)
    coded = list(make_coded(range(12), count=4))
    assert sorted(opened.articles(), key=lambda one: int(one.id[1:])) == [article for article, _ in coded]
    assert {event.id: event for event in opened.events(status=None)} == {each.id: each for _, events in coded for each in events}
    assert {each.id: each for each in opened.incidents()} == {each.id: each for each in group_by_day(Near(coded=coded))}


@pytest.mark.parametrize("keep", ["text", "evidence", "none"])
def test_keep(data: Path, run: Run, keep: str) -> None:
    """Of the text all, the events' sentences at their offsets, or nothing is kept; its hash always."""
    coded = [(replace(make_article(0), captions=(Caption(text="A bridge"),)), make_events(make_article(0)))]
    with Writer(data, coder="coder 1", keep=keep) as writer:  # type: ignore[arg-type]
        for article, events in coded:
            writer.add(article, events)
        writer.commit()
    opened = open_dataset(data)
    article, event = next(iter(opened.articles())), next(iter(opened.events()))
    whole = make_article(0).text
    sentence = event.sentence.of(whole)
    assert article.text == {"text": whole, "evidence": sentence.rjust(event.sentence.end), "none": ""}[keep]
    assert event.quote == ("" if keep == "none" else sentence)
    assert bool(article.captions) == (keep == "text")
    files = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
    assert opened.query("SELECT length(text_sha256) FROM articles").rows() == [(64,)]
    assert any(b"Nothing more was said" in file for file in files) <= (keep == "text")
    with pytest.raises(DatasetError, match="keeps"):
        Writer(data, coder="coder 1", keep="text" if keep != "text" else "none")


def test_a_run_that_was_cut_short(data: Path, run: Run) -> None:
    """Rows of a run without a version are seen by nobody, and the next writer takes them and their files back."""
    run(range(5))
    with Writer(data, coder="coder 1") as writer:
        for article, events in make_coded(range(5, 9)):
            writer.add(article, events)
        writer.flush()
        for article, events in make_coded(range(9, 12)):
            writer.add(article, events)
    assert DeltaTable(str(data / "events")).count() == 18
    assert len(open_dataset(data).events()) == 10
    made = run(range(20, 22))
    assert made is not None
    assert made.counts["articles"] == 7
    assert len(list((data / "articles").glob("*.parquet"))) == 2
    assert _sound(data)


def test_a_run_that_is_resumed(data: Path, run: Run) -> None:
    """Asked to resume, the same coder goes on from the last article that was written whole; another coder begins again."""
    run(range(5))
    for _ in range(2):
        with Writer(data, coder="coder 1", resume=True) as writer:
            assert [writer.standing(make_article(number)) for number in (5, 9)] == (["new", "new"] if _ == 0 else ["same", "new"])
            for article, events in make_coded(range(5, 9) if _ == 0 else range(9, 12)):
                writer.add(article, events)
            if _ == 0:
                writer.flush()
            else:
                made = writer.commit(BY_DAY)
    assert made is not None
    assert (made.number, made.counts["articles_added"]) == (2, 7)
    assert _sound(data)
    with Writer(data, coder="coder 1") as writer:
        writer.add(make_article(12), make_events(make_article(12)))
        writer.flush()
    with Writer(data, coder="coder 2", resume=True) as writer:
        assert writer.standing(make_article(12)) == "new"


def test_two_writers(data: Path, run: Run) -> None:
    """A second writer is told at once that there is a first; readers are not disturbed."""
    run(range(3))
    with Writer(data, coder="coder 1"):
        with pytest.raises(DatasetError, match="another run is writing"):
            Writer(data, coder="coder 1")
        assert len(open_dataset(data).articles()) == 3
    run(range(3, 5))


def test_foreign_paths(tmp_path: Path) -> None:
    """A directory with other things in it, a file, a missing parent and a path that DuckDB would expand are refused, untouched."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("Dear all")
    for path, part in (
        (tmp_path / "letters", "other files"),
        (tmp_path / "letters" / "letter.txt", "a file"),
        (tmp_path / "none" / "data", "no such directory"),
        (tmp_path / "data[1]", "cannot hold"),
    ):
        with pytest.raises(DatasetError, match=part):
            Writer(path, coder="coder 1")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["letter.txt", "letters"]


def test_names_that_are_not_plain(tmp_path: Path) -> None:
    """A path may hold spaces, quotes and other scripts."""
    path = tmp_path / "data d'été #1"
    with Writer(path, coder="coder 1") as writer:
        for article, events in make_coded(range(3)):
            writer.add(article, events)
        writer.commit(BY_DAY)
    assert len(open_dataset(path).events()) == 6
    assert not any(finding.problems for finding in verify(open_dataset(path)))


def test_small_files_are_packed(data: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small runs do not leave as many files to read, and every version still reads."""
    monkeypatch.setattr("dragoman.dataset.tables._LOOSE_FILES", 3)
    for number in range(7):
        run([number])
    opened = open_dataset(data)
    assert len(opened.files["events"]) < 5
    assert [len(open_dataset(data, number).events()) for number in (1, 4, 7)] == [2, 8, 14]
    assert _sound(data)


def test_the_card_and_the_citation(data: Path, run: Run) -> None:
    """Both are written with each version, and what the user wrote into the citation stays."""
    run(range(3))
    citation = data / "CITATION.cff"
    citation.write_text(citation.read_text().replace("(write your names here)", "of Gulu").replace("title:", "doi: 10.1/2\ntitle:"))
    run(range(5), coder="coder 2")
    written = citation.read_text()
    assert 'version: "2"' in written
    assert "doi: 10.1/2" in written
    assert "of Gulu" in written
    assert "5 news articles" in written
    card = (data / "README.md").read_text()
    for part in ("version 2", "| `events` | 10 |", "wire.jsonl", "coder 2"):
        assert part in card
    assert json.loads((data / "dragoman.json").read_text())["keep"] == "text"


def test_only_what_is_near_is_grouped_again(data: Path) -> None:
    """In a large dataset a run groups what lies within the window of its days; what is further off is not even given."""
    given: list[set[str]] = []

    def group(near: Near) -> list[Incident]:
        given.append({article.id for article, _ in near.coded})
        return group_by_day(near)

    for number, expected in ((0, {"a0"}), (20, {"a20"}), (3, {"a0", "a3"}), (24, {"a20", "a24"})):
        with Writer(data, coder="coder 1") as writer:
            writer.add(make_article(number), make_events(make_article(number)))
            writer.commit(Regroup("by day", group), window_days=5, whole=0)
        assert given[-1] == expected
    assert _sound(data)
    assert {each.id: each for each in open_dataset(data).incidents()} == {
        each.id: each for each in group_by_day(Near(coded=list(make_coded((0, 3, 20, 24)))))
    }
    with Writer(data, coder="coder 1") as writer:
        writer.add(make_article(1), make_events(make_article(1)))
        writer.commit(Regroup("by day", group))
    assert given[-1] == {"a0", "a1", "a3", "a20", "a24"}


def test_ids_are_the_users_own(data: Path) -> None:
    """An article's id may hold quotes and SQL; replacing it replaces it and no other."""
    names = ["it's", "a' OR '1'='1", "\\", "ünï"]
    for coder in ("coder 1", "coder 2"):
        with Writer(data, coder=coder) as writer:
            for name in names if coder == "coder 1" else names[:2]:
                writer.add(replace(make_article(1), id=name), [])
            writer.commit()
    rows = open_dataset(data).query("SELECT id, coder FROM articles").rows()
    assert dict(rows) == {name: "coder 2" if name in names[:2] else "coder 1" for name in names}
    assert len(rows) == 4


def test_text_that_is_none(data: Path) -> None:
    """Half a surrogate pair is refused with the article's id, and the run goes on without it."""
    with Writer(data, coder="coder 1") as writer:
        bad = replace(make_article(0), headline="\ud800")
        with pytest.raises(DatasetError, match="article 'a0': not Unicode"):
            writer.add(bad, make_events(bad))
        for article, events in make_coded(range(1, 3)):
            writer.add(article, events)
        writer.commit(BY_DAY)
    assert sorted(article.id for article in open_dataset(data).articles()) == ["a1", "a2"]
    assert _sound(data)

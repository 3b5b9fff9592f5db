"""A copy to try something on: it changes nothing, and nothing of it stays, whatever happens."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.library import Library, forgetting
from reader.store import articles, companions
from reader.store.store import Store
from reader.store.trial import trial
from tests.library.given import dump, library_with_article

_KILLED = """
import os, sys
from pathlib import Path
from reader.store.store import Store
from reader.store.trial import trial

store, _ = Store.open(Path(sys.argv[1]))
with trial(store):
    os._exit(9)
"""


def made(folder: Path) -> Path:
    library, _ = library_with_article(folder)
    library.close()
    return library.path


def test_what_is_done_to_the_copy_is_not_done_to_the_database(tmp_path: Path) -> None:
    path = made(tmp_path)
    article, before = _only(path), dump(path)
    store, _ = Store.open(path)
    with trial(store) as copy:
        assert copy.read(articles.by_id, article) is not None
        assert copy.path.parent.stat().st_mode & 0o077 == 0
        copy.write(lambda step: step.drop_article(article)).result()
        assert copy.read(articles.by_id, article) is None
    store.close()
    assert dump(path) == before
    assert not [*tmp_path.glob(".reader-*")]


def _only(path: Path) -> str:
    with Library.open(path, annotator="ann") as library:
        [row] = library.articles()
        return row.article.id


def test_what_a_killed_trial_leaves_goes_with_what_is_forgotten(tmp_path: Path) -> None:
    path = made(tmp_path)
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert killed.returncode == 9
    assert companions.half_made(path)[0].name == "copy.db"
    forgetting.forget(path, forgetting.plan(path, _only(path)))
    assert not [*tmp_path.glob(".reader-*")]


def test_where_there_is_no_room_for_a_copy_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = Store.open(made(tmp_path))

    def refused(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reader.store.trial.TemporaryDirectory", refused)
    with pytest.raises(StoreError, match="can be made to try it on: No space left"), trial(store):
        pass
    store.close()

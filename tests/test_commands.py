"""The table of commands: each is carried out somewhere, and no key stands for two."""

from __future__ import annotations

from collections import Counter

import pytest

from reader.commands import COMMANDS, PLACES, Command, rebound
from reader.errors import MisuseError
from reader.tui.app import ReaderApp
from reader.tui.desk_commands import CommandDesk
from reader.tui.keys import HANDLER, Keys
from reader.tui.views.help import HelpView
from reader.tui.views.passages import PassagesView
from reader.tui.views.review import ReviewView
from reader.tui.views.search import SearchView
from reader.tui.views.tags import TagsView
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.list_groups import ListGroups
from reader.tui.widgets.pane_mouse import ReadingPane

GROUND: dict[str, tuple[type, ...]] = {
    "reading": (ReadingPane, CommandDesk, ReaderApp),
    "select": (ReadingPane, CommandDesk, ReaderApp),
    "hints": (ReadingPane, CommandDesk, ReaderApp),
    "placing": (ReadingPane, CommandDesk, ReaderApp),
    "list": (ArticleList, CommandDesk, ReaderApp),
    "groups": (ListGroups, CommandDesk, ReaderApp),
    "search": (SearchView, CommandDesk, ReaderApp),
    "passages": (PassagesView, CommandDesk, ReaderApp),
    "review": (ReviewView, CommandDesk, ReaderApp),
    "tags": (TagsView, CommandDesk, ReaderApp),
    "help": (HelpView, CommandDesk, ReaderApp),
    "everywhere": (CommandDesk, ReaderApp),
}
"""Where the keys of a place are looked for: what has the focus, and what it stands in."""

SURFACE = {
    "reading": "j k ) ( J K } { h l down up space b pagedown pageup ctrl+f ctrl+b ctrl+d ctrl+u"
    " g G home end H L O f enter t 1 2 3 4 5 6 7 8 9 . a M x ] [ ; v V e + = - / n N y o < > z Z",
    "select": "h l w b e ( ) { } 0 $ f o v V enter escape",
    "list": "j k enter / s m *",
    "everywhere": "tab u ctrl+r F p T R E ? q ctrl+p ctrl+c ctrl+q ctrl+z",
}
"""The keys that are promised."""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_carried_out_where_its_keys_work(command: Command) -> None:
    name = HANDLER + command.name
    assert any(callable(getattr(ground, name, None)) for ground in GROUND[command.place]), name


def test_every_handler_belongs_to_a_command() -> None:
    names = {command.name for command in COMMANDS}
    for grounds in GROUND.values():
        for ground in grounds:
            for attribute in dir(ground):
                if attribute.startswith(HANDLER):
                    assert attribute.removeprefix(HANDLER) in names, (ground, attribute)


def test_no_key_is_bound_twice_in_a_place() -> None:
    bound = Counter((command.place, key) for command in COMMANDS for key in command.keys)
    assert [pair for pair, count in bound.items() if count > 1] == []


def test_no_name_is_given_twice() -> None:
    names = Counter(command.name for command in COMMANDS)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("place", SURFACE)
def test_every_promised_key_is_bound(place: str) -> None:
    bound = {key for command in COMMANDS if command.place == place for key in command.keys}
    assert set(SURFACE[place].split()) - bound == set()


def test_every_command_says_what_it_does_and_has_a_key() -> None:
    for command in COMMANDS:
        assert command.help, command.name
        assert command.keys, command.name
        assert command.name.isidentifier(), command.name


def test_every_place_has_a_heading() -> None:
    assert {command.place for command in COMMANDS} == {place for place, _ in PLACES}


def test_a_key_of_select_mode_wins_over_the_reading_pane_s() -> None:
    keys = Keys(COMMANDS)
    found = keys.find(["v"], ("select", "reading", "everywhere"))
    assert found is not None
    assert found.name == "select_anew"
    found = keys.find(["t"], ("select", "reading", "everywhere"))
    assert found is not None
    assert found.name == "tag"


def test_rebinding_gives_a_command_other_keys() -> None:
    found = {c.name: c.keys for c in rebound(COMMANDS, {"highlight": "h2 w", "tag": ["T2"]})}
    assert found["highlight"] == ("h2", "w")
    assert found["tag"] == ("T2",)
    assert found["note"] == ("a",)


@pytest.mark.parametrize(
    ("keys", "what"),
    [
        ({"nonesuch": "x"}, "nonesuch"),
        ({"tag": 3}, "tag"),
        ({"tag": "a"}, "both want"),
    ],
)
def test_a_rebinding_that_cannot_be_is_refused(keys: dict[str, object], what: str) -> None:
    with pytest.raises(MisuseError, match=what):
        rebound(COMMANDS, keys)

"""Every named command with its default keys, its words and where it works.

One definition serves the key bindings, the footer, the palette, the help screen, the
README's key table and `reader keys`, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from reader.errors import MisuseError

Place = Literal[
    "reading",
    "select",
    "hints",
    "placing",
    "list",
    "groups",
    "search",
    "passages",
    "review",
    "tags",
    "help",
    "everywhere",
]

PLACES: tuple[tuple[Place, str], ...] = (
    ("reading", "Reading pane"),
    ("select", "Select mode"),
    ("hints", "Hint labels"),
    ("placing", "Placing a passage"),
    ("list", "Article list"),
    ("groups", "Groups of the list"),
    ("search", "Search"),
    ("passages", "Passages"),
    ("review", "Review"),
    ("tags", "Tags"),
    ("help", "Help"),
    ("everywhere", "Everywhere"),
)
"""The places where keys work, in the order help shows them, with their headings."""


class Command(NamedTuple):
    """One thing a user can do by key, palette or mouse."""

    name: str
    """The name to rebind it by; unique within its place."""
    keys: tuple[str, ...]
    """Its keys as a user types them: `j`, `ctrl+d`, `space`, `]`."""
    help: str
    """What it does, in a few words."""
    place: Place
    label: str = ""
    """Its word in the footer; empty if the footer does not show it."""


def _at(place: Place, *rows: tuple[str, str, str] | tuple[str, str, str, str]) -> list[Command]:
    """Make the commands of one place from rows of name, keys, help and label."""
    return [
        Command(row[0], tuple(row[1].split()), row[2], place, row[3] if len(row) > 3 else "")
        for row in rows
    ]


COMMANDS: tuple[Command, ...] = (
    *_at(
        "reading",
        ("next_sentence", "j )", "next sentence", "sentence"),
        ("previous_sentence", "k (", "previous sentence"),
        ("next_paragraph", "J }", "next paragraph"),
        ("previous_paragraph", "K {", "previous paragraph"),
        ("next_word", "l right", "next word"),
        ("previous_word", "h left", "previous word"),
        ("line_down", "down", "scroll one line down"),
        ("line_up", "up", "scroll one line up"),
        ("page_down", "space pagedown ctrl+f", "one page on"),
        ("page_up", "b pageup ctrl+b", "one page back"),
        ("half_page_down", "ctrl+d", "half a page on"),
        ("half_page_up", "ctrl+u", "half a page back"),
        ("top", "g home", "to the beginning"),
        ("bottom", "G end", "to the end"),
        ("previous_heading", "H", "previous heading"),
        ("next_heading", "L", "next heading"),
        ("highlight", "enter", "highlight the current sentence", "highlight"),
        ("tag", "t", "tag the passage", "tag"),
        ("tag_slot_1", "1 alt+1", "give it tag 1 of the tag bar, or take it off"),
        ("tag_slot_2", "2 alt+2", "give it tag 2"),
        ("tag_slot_3", "3 alt+3", "give it tag 3"),
        ("tag_slot_4", "4 alt+4", "give it tag 4"),
        ("tag_slot_5", "5 alt+5", "give it tag 5"),
        ("tag_slot_6", "6 alt+6", "give it tag 6"),
        ("tag_slot_7", "7 alt+7", "give it tag 7"),
        ("tag_slot_8", "8 alt+8", "give it tag 8"),
        ("tag_slot_9", "9 alt+9", "give it tag 9"),
        ("repeat_tags", ".", "give it all the tags the last annotation got"),
        ("note", "a", "write a note on the passage", "note"),
        ("memo", "M", "write a memo on the article"),
        ("delete", "x", "delete the annotation here"),
        ("next_annotation", "] alt+n", "next annotation"),
        ("previous_annotation", "[ alt+p", "previous annotation"),
        ("next_annotation_here", ";", "next annotation at this very place"),
        ("select", "v", "select, from the current word", "select"),
        ("select_sentence", "V", "select the whole sentence"),
        ("move_ends", "e", "move the ends of the annotation here"),
        ("grow", "+ =", "select more: word, clause, sentence, paragraph, section"),
        ("shrink", "-", "select less"),
        ("hints", "f", "label what is in view; typing a label goes there"),
        ("outline", "O", "all headings, to go to one"),
        (
            "follow",
            "o",
            "follow the link or footnote here, or in the lit note; where none is, go back",
        ),
        ("find", "/", "search in the article; nothing typed: as the last time", "search"),
        ("find_next", "n", "next match"),
        ("find_previous", "N", "previous match"),
        ("copy", "y", "copy the passage with its citation"),
        ("previous_article", "<", "previous article"),
        ("next_article", ">", "next article"),
        ("text_alone", "z", "the text alone"),
        ("fold_boilerplate", "Z", "fold menus, cookie lines and the like, or show them"),
        ("dismiss", "escape", "put out matches, messages and what is lit"),
    ),
    *_at(
        "select",
        ("select_right", "l right", "one character on", "character"),
        ("select_left", "h left", "one character back"),
        ("select_next_word", "w", "one word on", "word"),
        ("select_previous_word", "b", "one word back"),
        ("select_word_end", "e", "to the end of the word"),
        ("select_next_sentence", ") j", "one sentence on", "sentence"),
        ("select_previous_sentence", "( k", "one sentence back"),
        ("select_next_paragraph", "} J", "one paragraph on"),
        ("select_previous_paragraph", "{ K", "one paragraph back"),
        ("select_line_start", "0", "to the start of the line"),
        ("select_line_end", "$", "to the end of the line"),
        ("select_hints", "f", "label the words in view; typing a label extends to it"),
        ("select_other_end", "o", "move the other end", "other end"),
        ("select_anew", "v", "start anew at the moving end"),
        ("select_whole_sentence", "V", "the whole sentence"),
        ("select_keep", "enter", "highlight the selection, or keep the moved ends", "keep"),
        ("select_leave", "escape", "leave select mode", "leave"),
    ),
    *_at(
        "hints",
        ("hints_back", "backspace", "take a letter back", "a letter back"),
        ("hints_leave", "escape q", "leave, as any key does that is no label's", "leave"),
    ),
    *_at(
        "placing",
        ("placing_keep", "enter", "place it on the selection or the sentence", "place it here"),
        ("placing_leave", "escape q", "back to the queue without a place", "leave"),
    ),
    *_at(
        "list",
        ("list_down", "j down", "next article", "article"),
        ("list_up", "k up", "previous article"),
        ("list_page_down", "space pagedown ctrl+f", "one page on"),
        ("list_page_up", "b pageup ctrl+b", "one page back"),
        ("list_top", "g home", "first article"),
        ("list_bottom", "G end", "last article"),
        ("list_open", "enter l right", "open it", "open"),
        ("list_filter", "/", "filter as you type, by words or any query", "filter"),
        ("list_save", "ctrl+s", "keep the filter under a name"),
        ("list_groups", "i", "saved searches, sources and tags, with their counts", "groups"),
        (
            "list_sort",
            "s",
            "sort by the next of date, title, source, author, length and so on",
            "sort",
        ),
        ("list_read", "m", "mark read or unread", "read"),
        ("list_star", "*", "star, or take the star off", "star"),
    ),
    *_at(
        "groups",
        ("groups_down", "j down", "next line", "line"),
        ("groups_up", "k up", "previous line"),
        ("groups_next", "J }", "next group"),
        ("groups_previous", "K {", "previous group"),
        ("groups_page_down", "space pagedown ctrl+f", "one page on"),
        ("groups_page_up", "b pageup ctrl+b", "one page back"),
        ("groups_top", "g home", "first line"),
        ("groups_bottom", "G end", "last line"),
        ("groups_open", "enter l right", "narrow the list to it", "narrow to it"),
        ("groups_filter", "/", "back to the articles, to filter them as you type", "filter"),
        ("groups_leave", "i h left", "back to the articles", "articles"),
    ),
    *_at(
        "search",
        ("search_down", "j down", "next hit", "hit"),
        ("search_up", "k up", "previous hit"),
        ("search_page_down", "space pagedown ctrl+f", "one page on"),
        ("search_page_up", "b pageup ctrl+b", "one page back"),
        ("search_top", "g home", "first hit"),
        ("search_bottom", "G end", "last hit"),
        ("search_open", "enter l right", "go to its place; n goes on from there", "open the place"),
        ("search_query", "/", "change what is searched for", "change"),
        ("search_save", "ctrl+s", "keep the search under a name", "save"),
    ),
    *_at(
        "passages",
        ("passages_down", "j down", "next passage", "passage"),
        ("passages_up", "k up", "previous passage"),
        ("passages_page_down", "pagedown ctrl+f", "one page on"),
        ("passages_page_up", "pageup ctrl+b", "one page back"),
        ("passages_top", "g home", "first passage"),
        ("passages_bottom", "G end", "last passage"),
        ("passages_open", "enter", "go to its place", "open the place"),
        ("passages_mark", "space", "tick it; what follows is done to all that are ticked", "tick"),
        ("passages_tag", "t", "tag it", "tag"),
        ("passages_send", "S", "give it another tag in place of the one narrowed to"),
        ("passages_note", "a", "write a note on it", "note"),
        ("passages_delete", "x", "delete it"),
        (
            "passages_filter",
            "/",
            "narrow by a query: words, tag:, source:, date: and so on",
            "filter",
        ),
        ("passages_by_tag", "f", "narrow by tag"),
        ("passages_by_article", "r", "narrow to this article, or all again"),
        ("passages_group", "c", "group by tag, by article or not at all", "group"),
        ("passages_sort", "s", "sort by date, article or place", "sort"),
    ),
    *_at(
        "review",
        ("review_accept", "enter", "put it at the place that is proposed", "accept"),
        ("review_elsewhere", "v e", "pick another place in the article", "elsewhere"),
        ("review_orphan", "o", "leave it as an orphan, as it last stood", "orphan"),
        ("review_next", "j", "next one", "next"),
        ("review_previous", "k", "previous one"),
        ("review_first", "g home", "first one"),
        ("review_last", "G end", "last one"),
        ("review_line_down", "J down", "scroll both texts one line down"),
        ("review_line_up", "K up", "scroll both texts one line up"),
        ("review_page_down", "space pagedown ctrl+f", "both texts one page on"),
        ("review_page_up", "b pageup ctrl+b", "both texts one page back"),
        ("review_tag", "t", "tag it"),
        ("review_note", "a", "write a note on it", "note"),
        ("review_delete", "x", "delete it"),
    ),
    *_at(
        "tags",
        ("tags_down", "j down", "next tag", "tag"),
        ("tags_up", "k up", "previous tag"),
        ("tags_top", "g home", "first tag"),
        ("tags_bottom", "G end", "last tag"),
        ("tags_page_down", "space pagedown ctrl+f", "one page on"),
        ("tags_page_up", "b pageup ctrl+b", "one page back"),
        ("tags_open", "enter", "show its passages", "its passages"),
        ("tags_filter", "/", "filter as you type", "filter"),
        ("tags_rename", "r", "rename it, and those below it with it", "rename"),
        ("tags_merge", "m", "merge it into another; says first what that does", "merge"),
        ("tags_move", "M", "move it below another, or to the top", "move"),
        ("tags_split", "s", "send some of its passages to another tag", "split"),
        ("tags_delete", "x", "delete it; says first what that does", "delete"),
        ("tags_describe", "d", "say what it is for", "describe"),
        ("tags_color", "c", "give it another colour", "colour"),
        ("tags_pin_1", "1 alt+1", "give it key 1 of the tag bar"),
        ("tags_pin_2", "2 alt+2", "give it key 2"),
        ("tags_pin_3", "3 alt+3", "give it key 3"),
        ("tags_pin_4", "4 alt+4", "give it key 4"),
        ("tags_pin_5", "5 alt+5", "give it key 5"),
        ("tags_pin_6", "6 alt+6", "give it key 6"),
        ("tags_pin_7", "7 alt+7", "give it key 7"),
        ("tags_pin_8", "8 alt+8", "give it key 8"),
        ("tags_pin_9", "9 alt+9", "give it key 9"),
        ("tags_unpin", "0", "take it off its key"),
    ),
    *_at(
        "help",
        ("help_down", "j down", "one line on", "line"),
        ("help_up", "k up", "one line back"),
        ("help_page_down", "space pagedown ctrl+f", "one page on", "page"),
        ("help_page_up", "b pageup ctrl+b", "one page back"),
        ("help_top", "g home", "to the beginning"),
        ("help_bottom", "G end", "to the end"),
    ),
    *_at(
        "everywhere",
        ("next_pane", "tab", "next pane", "pane"),
        ("undo", "u", "undo"),
        ("redo", "ctrl+r", "redo"),
        ("search", "F", "search the library", "search all"),
        ("passages", "p", "all annotations across articles", "passages"),
        ("tags", "T", "all tags"),
        ("review", "R", "what waits for review, and the orphans"),
        ("export", "E", "export annotations, in the formats of other tools"),
        (
            "take_in",
            "I f5",
            "take in what is new or changed in the folder, and this article's file",
        ),
        ("drafts", "D", "bring back a note that was not saved, or was discarded"),
        ("palette", "ctrl+p", "find a command by name"),
        ("help", "? f1", "every key", "help"),
        ("theme", "f2", "light or dark"),
        ("close", "escape", "close what is open over the text, or clear a filter"),
        ("back", "q", "back; pressed twice, quit", "back"),
        ("interrupt", "ctrl+c", "stop what runs"),
        ("quit", "ctrl+q", "quit"),
        ("suspend", "ctrl+z", "suspend"),
    ),
)
"""All commands, in the order help shows them."""


def rebound(commands: Iterable[Command], keys: Mapping[str, object]) -> tuple[Command, ...]:
    """Give the commands with the keys that a configuration names put in place.

    `keys` maps a command's name to its keys, separated by spaces or as a list. A name
    that no command has, keys that are no text, and a key that two commands of one place
    would share raise `MisuseError`.
    """
    given = {name: _keys(name, value) for name, value in keys.items()}
    result = tuple(
        command._replace(keys=given.pop(command.name)) if command.name in given else command
        for command in commands
    )
    if given:
        name = sorted(given)[0]
        raise MisuseError(f"no command is named {name!r}", "`reader keys` lists the names")
    _refuse_shared(result)
    return result


def _keys(name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(value.split())
    if isinstance(value, list) and all(isinstance(key, str) for key in value):
        return tuple(value)
    raise MisuseError(f"the keys of {name!r} are not text", 'write them as "j )" or ["j", ")"]')


def _refuse_shared(commands: Iterable[Command]) -> None:
    taken: dict[tuple[Place, str], str] = {}
    for command in commands:
        for key in command.keys:
            first = taken.setdefault((command.place, key), command.name)
            if first != command.name:
                raise MisuseError(
                    f"{first!r} and {command.name!r} both want the key {key!r}",
                    "give one of them another key in config.toml",
                )

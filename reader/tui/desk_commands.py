"""The commands that the desk carries out itself: marking, history, views, panes, search."""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.text.find import find
from reader.tui import words
from reader.tui.desk import Desk
from reader.tui.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from reader.library import Done
    from reader.tui.widgets.picker import Choice

_INCREMENTAL = 2_000_000
"""Characters up to which a search follows each typed letter."""


class CommandDesk(Desk):
    """What keys do at the desk, each by the name of its command."""

    # Marking

    def command_highlight(self) -> None:
        self.marking.highlight()

    def command_select_keep(self) -> None:
        self.marking.highlight()

    def command_tag(self) -> None:
        self.marking.pick_tags()

    def _tag_slot(self, slot: int) -> None:
        self.marking.toggle_slot(slot)

    command_tag_slot_1 = partialmethod(_tag_slot, 1)
    command_tag_slot_2 = partialmethod(_tag_slot, 2)
    command_tag_slot_3 = partialmethod(_tag_slot, 3)
    command_tag_slot_4 = partialmethod(_tag_slot, 4)
    command_tag_slot_5 = partialmethod(_tag_slot, 5)
    command_tag_slot_6 = partialmethod(_tag_slot, 6)
    command_tag_slot_7 = partialmethod(_tag_slot, 7)
    command_tag_slot_8 = partialmethod(_tag_slot, 8)
    command_tag_slot_9 = partialmethod(_tag_slot, 9)

    def command_repeat_tags(self) -> None:
        self.marking.repeat()

    def command_note(self) -> None:
        self.marking.note()

    def command_delete(self) -> None:
        self.marking.delete()

    def command_move_ends(self) -> None:
        self.marking.move_ends()

    def command_copy(self) -> None:
        self.marking.copy()

    # History

    def command_undo(self) -> None:
        self.when_written(self.library.undo(), self._went_back, self._refused)

    def command_redo(self) -> None:
        self.when_written(self.library.redo(), self._went_back, self._refused)

    def _went_back(self, outcome: Done) -> None:
        """Show what an undo or redo left, at its place."""
        entry = outcome.entry
        self.refresh_library()
        ids = {row.article.id for row in self.list.rows}
        if entry is not None and entry.article in ids and self.view is None:
            if self.article is None or self.article.id != entry.article:
                self.open(entry.article, entry.offset)
            else:
                lit = outcome.annotation.id if outcome.annotation else ""
                self.pane.go(entry.offset, lit=lit)
        self.refresh_marks(keep=True)
        self.say(outcome.message)

    def _refused(self, error: ReaderError) -> None:
        self.say(str(error), error=True)

    # Articles

    def on_article_list_opened(self, event: ArticleList.Opened) -> None:
        """Open the article that was chosen."""
        event.stop()
        self.open(event.article_id)

    def on_article_list_sorted(self, event: ArticleList.Sorted) -> None:
        """Say what the order is now."""
        self.say(f"Sorted by {event.order}")

    def on_article_list_filtering(self) -> None:
        """Let the user type what the list is filtered by."""
        from reader.tui.widgets.prompt import Prompt

        def taken(typed: str) -> None:
            self.list.filter(typed)
            self.list.focus()

        def left() -> None:
            self.list.filter("")
            self.list.focus()

        prompt = Prompt(
            "filter", value=self.list.words, taken=taken, typed=self.list.filter, left=left
        )
        self.mount(prompt, before=self.tag_bar)

    def _neighbour(self, step: int) -> None:
        found = self.list.neighbour(step)
        if found:
            self.open(found)
        else:
            self.say("No article after this one" if step > 0 else "No article before this one")

    def command_next_article(self) -> None:
        self._neighbour(1)

    def command_previous_article(self) -> None:
        self._neighbour(-1)

    def command_list_read(self) -> None:
        if row := self.list.current:
            future = self.library.set_read(row.article.id, not row.reading.read)
            self.when_written(future, self._listed, self._refused)

    def command_list_star(self) -> None:
        if row := self.list.current:
            future = self.library.set_starred(row.article.id, not row.reading.starred)
            self.when_written(future, self._listed, self._refused)

    def _listed(self, outcome: Done) -> None:
        self.list.show(self.library.articles(), self.article.id if self.article else "")
        self.say(outcome.message)

    # Search in the article

    def command_find(self) -> None:
        from reader.tui.widgets.prompt import Prompt

        origin, top = self.pane.cursor, self.pane.top

        def typed(query: str) -> None:
            if len(self.pane.document.text) <= _INCREMENTAL:
                self.pane.cursor, self.pane.top = origin, top
                self._find(query)

        def taken(query: str) -> None:
            self.pane.cursor = origin
            self._find(query)
            self.pane.focus()
            if query and not self.pane.overlay.matches:
                self.say(f"Nothing matches “{query}”")

        def left() -> None:
            self.pane.cursor, self.pane.top = origin, top
            self.pane.find("", ())
            self.pane.follow()
            self.pane.focus()

        self.query_one("#reading").mount(Prompt("/", taken=taken, typed=typed, left=left))

    def _find(self, query: str) -> None:
        """Show the matches of a search and go to the first from where one is."""
        matches = find(self.pane.document.text, query) if query.strip() else []
        self.pane.find(query, matches)
        if matches:
            here = self.pane.cursor
            found = next((match for match in matches if match.end > here), matches[0])
            self._at_match(matches.index(found))

    def _at_match(self, number: int) -> None:
        """Make a match current and say which of how many it is."""
        matches = self.pane.overlay.matches
        match = matches[number % len(matches)]
        self.pane.go(match.start)
        self.say(
            f"{number % len(matches) + 1} of {words.plural(len(matches), 'match')}".replace(
                "matchs", "matches"
            )
        )

    def _next_match(self, step: int) -> None:
        pane = self.pane
        matches = pane.overlay.matches
        if not matches:
            self.say(f"Nothing searched for yet; {self.keys.key_of('find')} searches")
            return
        found = pane.match_at_cursor()
        if found is not None:
            self._at_match(list(matches).index(found) + step)
            return
        after = next(
            (number for number, match in enumerate(matches) if match.start > pane.cursor),
            len(matches),
        )
        self._at_match(after if step > 0 else after - 1)

    def command_find_next(self) -> None:
        self._next_match(1)

    def command_find_previous(self) -> None:
        self._next_match(-1)

    # Panes and views

    def command_next_pane(self) -> None:
        if self.view is not None:
            return
        to_list = self.focused is self.pane or self.focused is self.notice
        if self.is_narrow:
            self.show_list(to_list)
        if to_list and self.list.display:
            self.list.focus()
        else:
            self.pane.focus()
        self._show_bars()

    def command_text_alone(self) -> None:
        self.pane.alone = not self.pane.alone
        self.show_list(False)
        self.set_class(self.pane.alone, "alone")
        self.pane.relayout()

    def command_passages(self) -> None:
        from reader.tui.views.passages import PassagesView

        if isinstance(self.view, PassagesView):
            self.close_view()
        else:
            self.open_view(PassagesView(self))

    def command_tags(self) -> None:
        from reader.tui.views.tags import TagsView

        self.open_view(TagsView(self))

    def command_help(self) -> None:
        from reader.tui.views.help import HelpView

        if isinstance(self.view, HelpView):
            self.close_view()
        else:
            self.open_view(HelpView(self.keys))

    def command_export(self) -> None:
        from reader.tui.views.export import ExportDialog

        narrowed = getattr(self.view, "narrowed", None)
        self.mount(ExportDialog(self, narrowed))

    def command_palette(self) -> None:
        from reader.tui.widgets.picker import Choice

        ground = self.focused
        if ground is None:
            return
        places = (*getattr(ground, "places", ()), "everywhere")
        commands = {command.name: command for command in self.keys.at(*places)}
        choices = [
            Choice(
                name,
                f"{name.replace('_', ' ')}: {command.help}",
                command.keys[0] if command.keys else "",
            )
            for name, command in commands.items()
        ]

        def picked(chosen: list[Choice]) -> None:
            from reader.tui.keys import perform

            perform(ground, commands[chosen[0].value])

        self.pick("command", choices, picked, width=72)

    def command_theme(self) -> None:
        dark = self.app.theme == "reader-dark"
        self.app.theme = "reader-light" if dark else "reader-dark"

    def command_back(self) -> None:
        if not self._close_one():
            self.ask_to_quit()

    def command_close(self) -> None:
        self._close_one()

    def _close_one(self) -> bool:
        """Close what lies uppermost: an error, a view, a filter, the list over the text."""
        if self.footer.has_error:
            self.footer.dismiss()
        elif self.view is not None:
            self.close_view()
        elif self.list.words and self.focused is self.list:
            self.list.filter("")
        elif self.focused is self.list and self.is_narrow and self.article is not None:
            self.show_list(False)
            self.pane.focus()
        else:
            return False
        return True

    def command_interrupt(self) -> None:
        if self.stop_adding():
            self.say("Stopping; what was taken in so far is kept")
        else:
            self.say(f"{self.keys.key_of('back')} pressed twice quits")

    def command_quit(self) -> None:
        self.leave()

    def command_suspend(self) -> None:
        self.app.action_suspend_process()

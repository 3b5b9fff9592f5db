"""The commands of what is in the library: marking, history, articles and their list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, partialmethod
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.desk_views import ViewsDesk
from reader.tui.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from reader.library import Done


class CommandDesk(ViewsDesk):
    """A desk at which all commands work that change or choose what it holds."""

    # Marking

    def _mark(self, how: Callable[[], None]) -> None:
        """Mark, unless only the beginning of the text is known: then its places may yet move."""
        if self.beginning is not None:
            self.say("Still being taken in; it can be marked and copied in a moment")
        elif self.placing.is_under_way:
            self.placing.remind()
        else:
            how()

    def command_highlight(self) -> None:
        self._mark(self.marking.highlight)

    def command_select_keep(self) -> None:
        self._mark(self.marking.highlight)

    def command_tag(self) -> None:
        self._mark(self.marking.pick_tags)

    def _tag_slot(self, slot: int) -> None:
        self._mark(partial(self.marking.toggle_slot, slot))

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
        self._mark(self.marking.repeat)

    def command_note(self) -> None:
        self._mark(self.noting.note)

    def command_memo(self) -> None:
        self._mark(self.noting.memo)

    def command_drafts(self) -> None:
        self.noting.drafts.bring_back()

    def command_delete(self) -> None:
        self._mark(self.marking.delete)

    def command_move_ends(self) -> None:
        self._mark(self.marking.move_ends)

    def command_copy(self) -> None:
        self._mark(self.marking.copy)

    # History

    def command_undo(self) -> None:
        self.writing.then(self.library.undo(), self.went_back, self.writing.refused)

    def command_redo(self) -> None:
        self.writing.then(self.library.redo(), self.went_back, self.writing.refused)

    # Articles

    def on_article_list_opened(self, event: ArticleList.Opened) -> None:
        """Open the article that was chosen."""
        event.stop()
        try:
            self.open(event.article_id)
        except ReaderError as error:
            self.refresh_library()
            self.say(str(error), error=True)

    def on_article_list_sorting(self) -> None:
        """Sort by what comes next."""
        self.arranging.sort()

    def on_article_list_filtering(self) -> None:
        """Let the user type what the list is filtered by."""
        from reader.tui.widgets.query_prompt import QueryPrompt

        prompt = QueryPrompt(
            "filter",
            self.library,
            value=self.list.words,
            taken=self.arranging.filter,
            typed=self.arranging.filter,
            left=lambda: self.arranging.filter(""),
            saved=lambda _: self.command_list_save(),
        )
        self.overlays.open(prompt, self, after=self.query_one("#panes"))

    def command_list_save(self) -> None:
        from reader.tui.saving import save_search

        if self.list.words:
            query = self.library.as_listed(self.list.words)
            save_search(self, query, self.query_one("#panes"))
        else:
            self.say(f"{self.keys.key_of('list_filter')} first filters the list")

    def command_list_groups(self) -> None:
        from reader.tui.widgets.list_groups import ListGroups

        self.list.mount(groups := ListGroups(self))
        self.set_focus(groups)

    def _neighbour(self, step: int) -> None:
        self._show_list()
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
            self.writing.then(future, self._listed, self.writing.refused)

    def command_list_star(self) -> None:
        if row := self.list.current:
            future = self.library.set_starred(row.article.id, not row.reading.starred)
            self.writing.then(future, self._listed, self.writing.refused)

    def _listed(self, outcome: Done) -> None:
        self._show_list()
        self.say(outcome.message)

    def command_take_in(self) -> None:
        self.taking_in.again()

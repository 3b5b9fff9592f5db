"""The commands that the desk carries out itself: marking, history, articles, views."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, partialmethod
from typing import TYPE_CHECKING

from reader.commands import Command
from reader.errors import ReaderError
from reader.tui.desk_leaving import LeavingDesk
from reader.tui.drawn import Drawn
from reader.tui.keys import perform
from reader.tui.shades import DARK, LIGHT
from reader.tui.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from reader.library import Done
    from reader.tui.views.search import SearchView
    from reader.tui.widgets.picker import Choice


def _found_by(command: Command) -> str:
    """Give a command's words for the palette, with its name where they do not hold it."""
    name = command.name.replace("_", " ")
    return command.help if name in command.help else f"{name}: {command.help}"


class CommandDesk(LeavingDesk):
    """What keys do at the desk, each by the name of its command."""

    _search: SearchView | None = None
    """The search that was looked at last."""

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

    # Panes and views

    def command_next_pane(self) -> None:
        if self.overlays.view is not None:
            return
        to_list = self.focused is self.pane or self.focused is self.empty
        if self.is_narrow:
            self.show_list(alone=to_list)
        if to_list and self.list.display:
            self.list.focus()
        else:
            self.pane.focus()
        self._show_bars()

    def command_text_alone(self) -> None:
        self.pane.alone = not self.pane.alone
        self.show_list(alone=False)
        self.set_class(self.pane.alone, "alone")
        self.pane.relayout()

    def command_search(self) -> None:
        from reader.tui.views.search import SearchView

        view = self.overlays.view
        if isinstance(view, SearchView):
            view.command_search_query()
            return
        # What was searched for last is there again.
        self._search = SearchView(self, self._search.text if self._search else "")
        self.overlays.show(self._search)

    def command_passages(self) -> None:
        from reader.tui.views.passages import PassagesView

        if isinstance(self.overlays.view, PassagesView):
            self.overlays.close_view()
        else:
            self.overlays.show(PassagesView(self))

    def command_tags(self) -> None:
        from reader.tui.views.tags import TagsView

        self.overlays.show(TagsView(self))

    def command_help(self) -> None:
        from reader.tui.views.help import HelpView

        if isinstance(self.overlays.view, HelpView):
            self.overlays.close_view()
        else:
            self.overlays.show(HelpView(self.keys))

    def command_export(self) -> None:
        from reader.tui.views.export.dialog import ExportDialog

        narrowed = getattr(self.overlays.view, "narrowed", None)
        self.overlays.open(ExportDialog(self, narrowed), self)

    def command_palette(self) -> None:
        from reader.tui.widgets.picker import Choice

        ground: Drawn = self.overlays.view or self.ground
        commands = {command.name: command for command in self.keys.at(*ground.places, "everywhere")}
        choices = [
            Choice(
                name,
                _found_by(command),
                command.keys[0] if command.keys else "",
            )
            for name, command in commands.items()
        ]

        def picked(chosen: list[Choice]) -> None:
            perform(ground, commands[chosen[0].value])

        self.overlays.pick("command", choices, picked, width=72)

    def command_theme(self) -> None:
        self.app.theme = LIGHT.name if self.app.theme == DARK.name else DARK.name

    def command_back(self) -> None:
        if not self._close_one():
            self.ask_to_quit()

    def command_close(self) -> None:
        self._close_one()

    def _close_one(self) -> bool:
        """Close what lies uppermost: an error, a view, a filter, the list over the text."""
        if self.footer.has_error:
            self.footer.dismiss()
        elif self.overlays.view is not None:
            self.overlays.close_view()
        elif self.ground.parent is self.list:
            self.list.focus()
        elif self.list.words and self.ground is self.list:
            self.arranging.filter("")
        elif self.ground is self.list and self.is_narrow and self.article is not None:
            self.show_list(alone=False)
            self.pane.focus()
        else:
            return False
        return True

    def command_interrupt(self) -> None:
        if self.overlays.field is not None and self.overlays.field.stop():
            self.say("Stopping")
        elif self.taking_in.stop():
            self.say("Stopping; what was taken in so far is kept")
        elif self.tag_work.stop():
            self.say("Stopping")
        else:
            self.say(f"{self.keys.key_of('back')} pressed twice quits")

    def command_suspend(self) -> None:
        self.app.action_suspend_process()

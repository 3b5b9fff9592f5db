"""The commands that change what the desk shows: its panes, views, dialogs and themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.commands import Command
from reader.tui.desk_leaving import LeavingDesk
from reader.tui.drawn import Drawn
from reader.tui.keys import perform
from reader.tui.shades import DARK, LIGHT

if TYPE_CHECKING:
    from reader.tui.views.search import SearchView
    from reader.tui.widgets.picker import Choice


def _found_by(command: Command) -> str:
    """Give a command's words for the palette, with its name where they do not hold it."""
    name = command.name.replace("_", " ")
    return command.help if name in command.help else f"{name}: {command.help}"


class ViewsDesk(LeavingDesk):
    """A desk whose panes give way to one another, and to what is opened over them."""

    _search: SearchView | None = None
    """The search that was looked at last."""

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

"""The way to the review queue, and back to it from where a passage is placed by hand."""

from __future__ import annotations

from reader.tui.desk_going import GoingDesk


class ReviewingDesk(GoingDesk):
    """A desk at which passages that could not be placed surely are."""

    def command_review(self) -> None:
        from reader.tui.views.review import ReviewView

        if isinstance(self.overlays.view, ReviewView):
            self.overlays.close_view()
        else:
            self.review()

    def command_placing_keep(self) -> None:
        self.placing.keep()

    def command_placing_leave(self) -> None:
        self.placing.leave()

"""`doctor` and `forget`: looking after a library."""

from __future__ import annotations

import sys
from dataclasses import asdict
from time import monotonic
from typing import TYPE_CHECKING

import click

from reader.cli import output
from reader.cli.context import Asked, pass_asked
from reader.counting import plural
from reader.errors import MisuseError

if TYPE_CHECKING:
    from reader.library.forgetting import ForgettingPlan, Forgotten

_PATIENCE = 2.0
"""Seconds of silence before it is said what is going on."""
_BEYOND_REACH = (
    "out of reach are files exported or copied, backups made elsewhere with `reader backup -o`,"
    " snapshots of the file system, what the disk keeps of blocks that are free again, the memory"
    " of programs that are running, the shell's history of commands, and what a"
    " terminal scrolled away"
)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print what is found as JSON.")
@click.option(
    "--repair", is_flag=True, help="Set permissions right and delete what killed programs left."
)
@click.option(
    "--rebuild-index", is_flag=True, help="Make the index that searches use anew, then check."
)
@pass_asked
def doctor(asked: Asked, as_json: bool, repair: bool, rebuild_index: bool) -> int:
    """Check all that can rot and say what to do.

    It looks at the database, each text by its hash, each quote by its text, the history, the
    index that searches use, the backups and what stands beside them, and writes nothing. Exit
    code 1 if there is a problem; notes are only worth knowing.
    """
    from reader.library import doctor as examining

    if repair:
        for done in examining.repair(asked.path):
            output.talk(done)
    if rebuild_index:
        examining.rebuild_index(asked.path, output.talk, _Telling("making the index anew: "))
        output.talk("the index was made anew")
    found = []
    for finding in examining.examine(asked.path, _Telling()):
        found.append(finding)
        if not as_json:
            output.line(f"{finding.grade}: {finding}")
    if as_json:
        output.json([asdict(finding) for finding in found])
    problems = sum(finding.grade == "problem" for finding in found)
    notes = f", {plural(len(found) - problems, 'note')}" if len(found) > problems else ""
    output.talk(f"{plural(problems, 'problem') if problems else 'no problem'}{notes}")
    return output.FAILED if problems else output.DONE


class _Telling:
    """Says what is being looked at, or made, when that takes a while."""

    def __init__(self, doing: str = "looking at the ") -> None:
        self._said = monotonic()
        self._doing = doing

    def __call__(self, name: str, count: int) -> None:
        if monotonic() - self._said > _PATIENCE:
            self._said = monotonic()
            output.talk(f"{self._doing}{name}{f': {count:,}' if count else ''}")


@click.command()
@click.argument("wanted", metavar="ARTICLE_OR_ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--delete-unreadable",
    is_flag=True,
    help="Delete the backups that cannot be read, since nobody can tell what is in them.",
)
@pass_asked
def forget(asked: Asked, wanted: str, yes: bool, delete_unreadable: bool) -> None:
    """Forget an article or an annotation: leave no byte of it.

    It goes out of the database, its history and texts, out of drafts and out of our own backups,
    which are written anew. That is no step of the history and cannot be undone. It asks first;
    if it was ended in the middle, do it again.
    """
    from reader.library import forgetting

    plan = forgetting.plan(asked.path, wanted)
    if plan.is_left_over:
        output.talk(f"nothing is known of “{wanted[:80]}”")
    if not yes:
        if not _is_asked_on_a_terminal():
            raise MisuseError("forgetting cannot be undone and asks first", "say --yes")
        _describe(plan)
        if plan.unreadable and not delete_unreadable:
            delete_unreadable = _asked(
                f"Delete {plural(len(plan.unreadable), 'unreadable backup')}?"
            )
        if not _asked("Forget it for good?"):
            output.talk("nothing was changed")
            return
    done = forgetting.forget(asked.path, plan, delete_unreadable=delete_unreadable)
    _report(plan, done)


def _describe(plan: ForgettingPlan) -> None:
    """Say what will go, what stays and what cannot be reached."""
    many = plan.counts
    parts = (
        (many.annotations, "annotation", bool(plan.articles)),
        (many.versions, "text", bool(plan.articles)),
        (many.steps, "step", True),
        (len(plan.drafts), "draft", True),
    )
    what = [plural(count, noun) for count, noun, is_told in parts if is_told and count]
    if plan.backups:
        what.append(f"all that {plural(len(plan.backups), 'backup')} kept of it")
    output.talk(f"this cannot be undone: {plan.named} goes")
    if what:
        output.talk(f"with it: {', '.join(what)}; steps that are about other things too stay")
    if len(plan.articles) > 1:
        output.talk(
            f"with it: {plural(len(plan.articles) - 1, 'article')} of the same file, removed before"
        )
    if plan.finishes_another:
        output.talk("with it: what an earlier `reader forget` began and did not finish")
    for backup in plan.unreadable:
        output.talk(f"the backup {backup} cannot be read: it may hold it")
    if plan.tags:
        output.talk(f"tags that only it has stay: {', '.join(plan.tags)}")
    _warn(plan)
    output.talk(_BEYOND_REACH)


def _warn(plan: ForgettingPlan) -> None:
    for source in plan.sources:
        output.talk(f"{source} is still there: delete or move it, or it comes in again")


def _report(plan: ForgettingPlan, done: Forgotten) -> None:
    output.talk(f"forgot {plan.named}")
    if done.rewritten:
        output.talk(f"{plural(done.rewritten, 'backup')} written anew")
    for file in done.deleted:
        output.talk(f"deleted {file}")
    for words in done.elsewhere:
        output.talk(words)
    if plan.tags:
        output.talk(f"tags that only it had were kept: {', '.join(plan.tags)}")
    _warn(plan)


def _is_asked_on_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked(question: str) -> bool:
    return click.confirm(question, default=False, err=True)

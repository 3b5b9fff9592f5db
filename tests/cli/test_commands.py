"""Commands as scripts meet them: data on stdout, talk on stderr, exit codes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from reader import __version__
from reader.cli import COMMANDS
from reader.cli.root import root
from tests.cli.transcripts import PROGRAM, annotated, environment, run
from tests.library.given import article_file, fingerprint

HEADER = (
    "id,article,title,author,source,published,accessed,url,heading,quote,prefix,suffix,tags,note,"
    "start,end,text_hash,status,annotator,created,updated"
)


def test_from_a_folder_to_a_table(tmp_path: Path) -> None:
    article_file(tmp_path)
    added = run(tmp_path, "add", "numbers.md")
    assert (added.code, added.out) == (0, "")
    assert added.err == "reader: made the database annotations.db\nreader: 1 added\n"
    again = run(tmp_path, "add", "numbers.md")
    assert (again.code, again.err) == (0, "reader: 1 unchanged\n")
    made = annotated(tmp_path, "--tag", "figures", "--tag", "actors/state", "--note", "=many")
    exported = run(tmp_path, "export", "--raw")
    assert exported.out.split("\r\n")[0] == HEADER
    [row] = csv.DictReader(io.StringIO(exported.out, newline=""))
    assert (row["id"], row["quote"], row["heading"]) == (made, "170,000", "Numbers")
    assert (row["tags"], row["note"], row["annotator"]) == ("figures; actors/state", "=many", "ann")
    text = run(tmp_path, "show", row["article"]).out
    assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_show_prints_the_text_exactly(folder: Path) -> None:
    shown = json.loads(run(folder, "show", "numbers.md", "--json").out)
    assert run(folder, "show", "numbers").out == shown["text"]
    start = shown["text_hash"][:10]
    assert run(folder, "show", shown["id"][:8], "--version", start).out == shown["text"]
    assert shown["annotations"] == []
    assert shown["title"] == "Numbers"
    refused = run(folder, "show", "numbers", "--version", "0")
    assert refused.code == 1


def test_rows_come_as_lines_json_or_csv(folder: Path) -> None:
    made = annotated(folder, "--tag", "a", "--tag", "b")
    [row] = json.loads(run(folder, "annotations", "--json").out)
    assert list(row) == [*HEADER.split(","), "page"]
    assert (row["id"], row["tags"], row["start"]) == (made, ["a", "b"], 29)
    [line] = csv.DictReader(io.StringIO(run(folder, "annotations", "--csv").out, newline=""))
    assert line["tags"] == "a; b"
    assert run(folder, "annotations").out == f"{made}\tNumbers\ta; b\t170,000\t\n"
    assert run(folder, "annotations", "--json", "--csv").code == 2
    for command in ("list", "log", "keys", "search numbers", "tags list", "tags"):
        options = [] if command == "tags" else ["--json"]
        ran = run(folder, *command.split(), *options)
        assert ran.code == 0, command
        assert options == [] or isinstance(json.loads(ran.out), list)


def test_annotations_are_narrowed(folder: Path) -> None:
    annotated(folder, "--tag", "actors/state", "--note", "much")
    for options in (
        ["--tag", "ACTORS"],
        ["--article", "numbers"],
        ["--status", "anchored"],
        ["much", "170"],
    ):
        assert run(folder, "annotations", *options).out.count("\n") == 1
    assert run(folder, "annotations", "--tag", "act").out == ""
    assert run(folder, "export", "--query", "nothing").out == HEADER + "\r\n"
    assert run(folder, "export", "--status", "odd").code == 2


def test_a_quote_that_stands_twice_must_be_narrowed(folder: Path) -> None:
    again = ["annotate", "numbers", "--quote", "numbers were"]
    ran = run(folder, *again)
    assert (ran.code, ran.out) == (1, "")
    assert "2 times" in ran.err
    assert run(folder, *again, "--suffix", " large elsewhere").code == 0
    assert run(folder, *again, "--prefix", "accounts. The ").code == 0
    assert run(folder, *again, "--prefix", "nothing").code == 1
    assert run(folder, "annotate", "numbers", "--quote", "not there").code == 1
    assert run(folder, "annotate", "numbers", "--start", "0", "--end", "7").code == 0
    assert run(folder, "annotate", "numbers", "--start", "0").code == 2
    assert len(run(folder, "annotations").out.splitlines()) == 3


def test_annotate_takes_in_a_file_that_is_new(tmp_path: Path) -> None:
    article_file(tmp_path)
    ran = run(tmp_path, "annotate", "numbers.md", "--quote", "170,000")
    assert ran.code == 0
    assert "made the database" in ran.err
    assert run(tmp_path, "annotations").out.startswith(ran.out.strip())


def test_only_what_adds_makes_a_database(tmp_path: Path) -> None:
    commands = [["list"], ["export"], ["undo"], ["log"], ["search", "x"], ["tags"], ["show", "x"]]
    for command in [*commands, ["annotate", "x", "--quote", "y"]]:
        ran = run(tmp_path, *command)
        assert ran.code == 1
        assert ran.err.startswith("reader: error: ")
        assert ran.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_edit_delete_remove_undo_redo(folder: Path) -> None:
    made = annotated(folder, "--tag", "a")
    assert run(folder, "edit", made[:8], "--tag", "b", "--untag", "A", "--note", "n").code == 0
    [row] = json.loads(run(folder, "annotations", "--json").out)
    assert (row["tags"], row["note"]) == (["b"], "n")
    assert run(folder, "edit", made, "--end", str(row["end"] + 9)).code == 0
    assert run(folder, "edit", made).code == 2
    assert run(folder, "delete", made).code == 0
    assert run(folder, "annotations").out == ""
    assert run(folder, "undo").out == "Undid: deleted “170,000 accounts”\n"
    assert run(folder, "undo").out == "Undid: moved the ends\n"
    assert run(folder, "redo").out == "Redid: moved the ends\n"
    assert run(folder, "remove", "numbers").code == 0
    assert run(folder, "list").out == ""
    assert run(folder, "undo").code == 0
    assert "170,000 accounts" in run(folder, "annotations").out
    assert run(folder, "delete", "nothing").code == 1


def test_export_per_tag_and_with_a_mark_for_excel(folder: Path) -> None:
    annotated(folder, "--tag", "a", "--tag", "b")
    run(folder, "annotate", "numbers", "--quote", "José")
    out = run(folder, "export", "--per-tag", "--bom").out
    assert out.startswith("\ufeff" + HEADER.replace("tags", "tag") + "\r\n")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert [row["tag"] for row in rows] == ["a", "b", ""]


def test_a_formula_is_guarded_unless_raw_is_asked_for(folder: Path) -> None:
    annotated(folder, "--note", "'=1+1")
    assert ",''=1+1," in run(folder, "export").out
    assert ",'=1+1," in run(folder, "export", "--raw").out
    assert ",''=1+1," not in run(folder, "export", "--raw").out


def test_an_export_replaces_the_old_file(folder: Path) -> None:
    annotated(folder)
    target = folder / "out.csv"
    target.write_text("old")
    ran = run(folder, "export", "-o", "out.csv")
    assert (ran.code, ran.out, ran.err) == (
        0,
        "",
        "reader: wrote 1 annotation in 1 article to out.csv\n",
    )
    assert target.read_bytes().decode() == run(folder, "export").out
    assert not list(folder.glob(".*part"))


@pytest.mark.parametrize(
    "target", ["annotations.db", "annotations.db-wal", "numbers.md", ".", "no/such/folder.csv"]
)
def test_an_export_overwrites_no_database_article_or_folder(folder: Path, target: str) -> None:
    before = fingerprint(folder)
    ran = run(folder, "export", "-o", target)
    assert ran.code in (1, 2)
    assert ran.err.startswith("reader: error: ")
    assert fingerprint(folder) == before


def test_options_come_before_the_environment_and_that_before_the_configuration(
    tmp_path: Path,
) -> None:
    article_file(tmp_path)
    (tmp_path / "config" / "article-reader").mkdir(parents=True)
    config = tmp_path / "config" / "article-reader" / "config.toml"
    config.write_text('annotator = "conf"\ndatabase = "conf.db"\n')
    environ = {"ARTICLE_READER_DB": "env.db", "ARTICLE_READER_ANNOTATOR": "env"}
    nothing = {"ARTICLE_READER_ANNOTATOR": ""}
    run(tmp_path, "--db", "opt.db", "--annotator", "opt", "add", "numbers.md", environ=environ)
    run(tmp_path, "add", "numbers.md", environ=environ)
    run(tmp_path, "add", "numbers.md", environ=nothing)
    for name in ("opt", "env", "conf"):
        [entry] = json.loads(run(tmp_path, "--db", f"{name}.db", "log", "--json").out)
        assert entry["annotator"] == name


def test_keys_are_shown_as_rebound(tmp_path: Path) -> None:
    (tmp_path / "config" / "article-reader").mkdir(parents=True)
    config = tmp_path / "config" / "article-reader" / "config.toml"
    config.write_text('[keys]\nhighlight = "m"\n')
    assert (
        "Reading pane\tm\thighlight the current sentence\thighlight\n" in run(tmp_path, "keys").out
    )
    config.write_text('[keys]\nhighlite = "m"\n')
    ran = run(tmp_path, "keys")
    assert (ran.code, ran.out) == (2, "")
    assert "config.toml, [keys]: no command is named 'highlite'" in ran.err


def test_no_command_imports_what_draws(folder: Path) -> None:
    for command in ("list", "annotations", "export", "log", "keys", "tags", "--help", "search x"):
        program = (
            "import sys\nfrom reader.cli import main\n"
            f"code = main({command.split()!r})\n"
            "loaded = {'textual', 'sqlite_utils', 'markdown_it'} & set(sys.modules)\n"
            "sys.exit(code or bool(loaded))\n"
        )
        subprocess.run(
            [PROGRAM[0], "-c", program],
            cwd=folder,
            env=environment(folder),
            check=True,
            capture_output=True,
        )


def test_csv_has_a_header_also_without_rows(folder: Path) -> None:
    assert run(folder, "annotations", "--csv").out == HEADER + "\r\n"
    for command in ("list nothing", "tags list", "search nothing"):
        assert run(folder, *command.split(), "--csv").out.count("\r\n") == 1
    names = run(folder, "list", "--csv").out.split("\r\n")[0].split(",")
    assert names == list(json.loads(run(folder, "list", "--json").out)[0])


def test_a_named_file_that_cannot_be_taken_in_fails_and_the_rest_comes_in(tmp_path: Path) -> None:
    article_file(tmp_path / "corpus")
    (tmp_path / "corpus" / "bad.txt").write_bytes(b"\0")
    ran = run(tmp_path, "add", "corpus")
    assert (ran.code, "1 added, 1 not taken in" in ran.err) == (0, True)
    ran = run(tmp_path, "add", "corpus", "corpus/bad.txt", "--json")
    assert ran.code == 1
    report = json.loads(ran.out)
    assert [problem["what"] for problem in report["problems"]] == ["is binary, not text"]
    assert report["unchanged"] == [str(tmp_path / "corpus" / "numbers.md")]


def test_shells_can_complete(folder: Path) -> None:
    environ = environment(folder, _READER_COMPLETE="bash_source")
    ran = subprocess.run(PROGRAM, env=environ, capture_output=True, text=True, check=False)
    assert "complete" in ran.stdout


def test_help_and_version(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").out == f"reader {__version__}\n"
    assert sorted(root.commands) == sorted(COMMANDS)
    for command in COMMANDS:
        ran = run(tmp_path, command, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert f"reader {command}" in ran.out
    assert "..." not in run(tmp_path, "--help").out.split("Commands:")[1]


@pytest.mark.parametrize("name", ["a\u00a0b.md", "👩\u200d👧.md", "a\nb.md"])
def test_an_export_overwrites_no_article_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    article_file(tmp_path, name)
    assert run(tmp_path, "add", name).code == 0
    before = fingerprint(tmp_path)
    ran = run(tmp_path, "export", "-o", name)
    assert (ran.code, fingerprint(tmp_path)) == (2, before)


def test_an_export_to_a_name_that_is_not_utf_8_is_written(folder: Path) -> None:
    assert run(folder, "export", "-o", "\udcff.csv").code == 0
    assert (folder / "\udcff.csv").is_file()


def test_an_export_into_a_loop_of_links_is_refused(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    ran = run(folder, "export", "-o", "loop")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "leads nowhere" in ran.err


def test_positions_must_stand_where_the_words_around_say(folder: Path) -> None:
    ran = run(folder, "annotate", "numbers", "--start", "0", "--end", "7", "--prefix", "WRONG")
    assert (ran.code, ran.out) == (1, "")
    assert run(folder, "annotations").out == ""


def test_tags_come_as_rows_without_a_subcommand(folder: Path) -> None:
    annotated(folder, "--tag", "a")
    assert [row["path"] for row in json.loads(run(folder, "tags", "--json").out)] == ["a"]
    assert run(folder, "tags", "--csv").out == run(folder, "tags", "list", "--csv").out
    assert run(folder, "tags", "--json", "list").code == 2


def test_help_names_what_else_decides(tmp_path: Path) -> None:
    shown = run(tmp_path, "--help").out
    for words in ("ARTICLE_READER_DB", "ARTICLE_READER_ANNOTATOR", "config.toml", "130"):
        assert words in shown


def test_a_file_above_the_limit_is_named_with_what_raises_it(tmp_path: Path) -> None:
    article_file(tmp_path, "long.md", "A sentence. " * 200)
    article_file(tmp_path, "short.md", "A sentence.\n")
    ran = run(tmp_path, "add", "--max-size", "1KB", ".")
    assert ran.code == 0
    [line] = [line for line in ran.err.splitlines() if "not taken in: " in line]
    assert line.endswith(
        "long.md: has 2,400 bytes, and the limit is 1,000; --max-size raises it, to 900MB at most"
    )
    assert run(tmp_path, "add", "long.md", "--max-size", "1kib").code == 1
    assert run(tmp_path, "add", "long.md", "--max-size", "2400").code == 0


def test_the_limit_of_an_option_comes_before_the_environments(tmp_path: Path) -> None:
    article_file(tmp_path)
    environ = {"ARTICLE_READER_MAX_SIZE": "10"}
    add = ["add", "numbers.md"]
    assert run(tmp_path, *add, environ=environ).code == 1
    assert run(tmp_path, "annotate", "numbers.md", "--quote", "170", environ=environ).code == 1
    assert run(tmp_path, "--max-size", "10b", *add).code == 1
    assert run(tmp_path, "--max-size", "10b", *add, "--max-size", "1MB", environ=environ).code == 0


def test_the_limit_is_stated(tmp_path: Path) -> None:
    for command in ([], ["add"]):
        said = " ".join(run(tmp_path, *command, "--help").out.split())
        assert "--max-size SIZE" in said
        assert "by default 128 MiB" in said

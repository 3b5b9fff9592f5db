"""Near copies show in the list, and an article says that a copy of it is annotated."""

from __future__ import annotations

from pathlib import Path

from tests.tui.given import library_of, reading

STORY = " ".join(f"The council of district {at} voted on bridge {at * 7}." for at in range(40))
COPIES = (
    f"---\npublished: 2020-06-12\n---\n# A bridge is closed\n\n{STORY}\n",
    f"# Bridge closed, says council\n\n{STORY} It was late.\n",
    "# Ferries\n\nThere are other ways over the river, and some of them are wet.\n",
)


async def test_an_article_with_near_copies_has_their_number_in_the_list(tmp_path: Path) -> None:
    library = library_of(tmp_path, COPIES)
    async with reading(library, "A bridge is closed") as hands:
        await hands.until(lambda: "≈ 1" in hands.text)
        assert hands.text.count("≈ 1") == 2
    library.close()


async def test_on_a_low_terminal_the_list_has_the_sign_of_copies_and_the_star_too(
    tmp_path: Path,
) -> None:
    library = library_of(tmp_path, COPIES)
    library.set_starred(library.article("Ferries").id, True).result()
    async with reading(library, "A bridge is closed", size=(80, 20)) as hands:
        await hands.until(lambda: "≈" in hands.text)
        assert hands.text.count("≈") == 2
        assert hands.text.count("★") == 1
    library.close()


async def test_what_is_annotated_in_a_near_copy_is_said_once(tmp_path: Path) -> None:
    library = library_of(tmp_path, COPIES)
    async with reading(library, "A bridge is closed") as hands:
        await hands.until(lambda: "≈ 1" in hands.text)
        assert "Nearly the same" not in hands.said
        await hands.press("enter")
        other = library.article("Bridge closed")
        hands.desk.open(other.id)
        said = "Nearly the same text as “A bridge is closed” (2020-06-12), which has 1 annotation"
        await hands.until(lambda: said in hands.said)
        hands.desk.say("Something else")
        hands.desk.open(library.article("Ferries").id)
        hands.desk.open(other.id)
        assert "Nearly the same" not in hands.said
    library.close()

"""The public documentation for many visitors: made once, and anew when it is old."""

from live.core.ids import DialogueId
from live.web.published import MOST_KEPT, Published
from tests.web.transports import Clock

HERE = DialogueId("here")


def test_a_page_is_kept_for_twenty_times_as_long_as_it_took() -> None:
    clock = Clock()
    published = Published(clock)
    made = []

    def make() -> str:
        clock.now += 0.3
        made.append(clock.now)
        return f"page {len(made)}"

    assert published.page(HERE, "de", 1, make) == "page 1"
    clock.now += 5.9
    assert published.page(HERE, "de", 1, make) == "page 1"
    assert published.page(HERE, "ar", 1, make) == "page 2", "another language is another page"
    clock.now += 0.2
    assert published.page(HERE, "de", 1, make) == "page 3"


def test_what_was_taken_back_and_published_anew_is_never_the_old_page() -> None:
    clock = Clock()
    published = Published(clock)
    made = []

    def make() -> str:
        clock.now += 0.3
        made.append(clock.now)
        return f"page {len(made)}"

    assert published.page(HERE, "de", 1_000, make) == "page 1"
    assert published.page(HERE, "de", 2_000, make) == "page 2"
    assert published.page(HERE, "de", 2_000, make) == "page 2"


def test_a_bounded_number_of_pages_is_kept() -> None:
    clock = Clock()
    published = Published(clock)

    def make() -> str:
        clock.now += 0.001
        return "page"

    for number in range(3 * MOST_KEPT):
        assert published.page(DialogueId(str(number)), "de", 1, make) == "page"
        assert len(published._made) <= MOST_KEPT  # noqa: SLF001 - what it holds is what is tried

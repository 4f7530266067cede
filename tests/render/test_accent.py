from itertools import product

import pytest

from live.render.accent import accents
from live.render.colour import contrast, mixed

PAPER, GROUND, INK = "#ffffff", "#f8f6f2", "#1e1b17"
DARK_PAPER, DARK_INK = "#1e1b17", "#f3efe8"
PETROL, DARK_RED, BRIGHT_YELLOW = "#00545f", "#8c1c13", "#ffd800"
SHADES = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in product(range(0, 256, 51), repeat=3)]
COLOURS = [PETROL, DARK_RED, BRIGHT_YELLOW, "#808080", *SHADES]


@pytest.mark.parametrize("accent", COLOURS)
def test_everything_can_be_read_in_light(accent: str) -> None:
    tokens = accents(accent)["light"]
    assert tokens["accent"] == accent
    assert contrast(tokens["on-accent"], accent) >= 4.5
    assert contrast(tokens["on-accent-quiet"], accent) >= 4.5
    assert contrast(tokens["on-accent"], tokens["accent-deep"]) >= 4.5
    assert contrast(tokens["on-accent-marker"], accent) >= 3
    assert contrast(tokens["accent-ink"], GROUND) >= 4.5
    assert contrast(tokens["accent-ink"], tokens["accent-soft"]) >= 4.5
    assert 3 <= contrast(tokens["accent-bright"], PAPER) <= 5
    assert contrast(INK, tokens["accent-soft"]) >= 12


@pytest.mark.parametrize("accent", COLOURS)
def test_everything_can_be_read_after_dark(accent: str) -> None:
    tokens = accents(accent)["dark"]
    assert contrast("#ffffff", tokens["accent"]) >= 7
    assert contrast(tokens["on-accent-quiet"], tokens["accent"]) >= 4.5
    assert contrast(tokens["accent-ink"], DARK_PAPER) >= 7
    assert contrast(tokens["accent-bright"], DARK_PAPER) >= 7
    assert contrast(DARK_INK, tokens["accent-soft"]) >= 10
    assert contrast(tokens["button-ground"], DARK_PAPER) >= 7
    assert contrast(tokens["button-ink"], tokens["button-ground"]) >= 7


def test_words_stand_in_white_on_dark_colours_and_in_ink_on_bright_ones() -> None:
    assert accents(PETROL)["light"]["on-accent"] == "#ffffff"
    assert accents(BRIGHT_YELLOW)["light"]["on-accent"] == INK


def test_values_are_plain_colours() -> None:
    light = accents(PETROL)["light"]
    assert len(light) == 9
    assert light.pop("on-accent-faint") == "rgb(255 255 255 / 0.28)"
    assert all(len(colour) == 7 and colour.startswith("#") for colour in light.values())


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert mixed("#000000", "#ffffff", 1) == "#ffffff"

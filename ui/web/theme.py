"""Colours and type of the page: calm, high contrast, the fonts that the reader's system has."""

from gradio.themes import Base, Font
from gradio.themes.utils import colors, sizes

_BLUE = colors.Color(
    name="beleidsblauw",
    c50="#eef4f8", c100="#d9e6ef", c200="#b3cfdf", c300="#8cc0da", c400="#5fa9ca", c500="#01689b",
    c600="#01598a", c700="#154273", c800="#12365e", c900="#0e2a49", c950="#0a1e35",
)  # fmt: skip


def own_theme() -> Base:
    """The theme for light and dark."""
    theme = Base(
        primary_hue=_BLUE,
        neutral_hue=colors.slate,
        text_size=sizes.text_lg,
        radius_size=sizes.radius_sm,
        font=[Font("system-ui"), Font("Segoe UI"), Font("Roboto"), Font("sans-serif")],
        font_mono=[Font("ui-monospace"), Font("monospace")],
    )
    return theme.set(
        body_background_fill="#ffffff",
        body_background_fill_dark="#10161d",
        body_text_color="#1b2733",
        body_text_color_dark="#e6ebf0",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_padding="0px",
        block_label_text_color="#1b2733",
        block_label_text_color_dark="#e6ebf0",
        block_title_text_color="#1b2733",
        block_title_text_color_dark="#e6ebf0",
        block_title_text_weight="600",
        form_gap_width="0px",
        input_background_fill="#ffffff",
        input_background_fill_dark="#10161d",
        input_border_color="#52606d",
        input_border_color_dark="#a9b6c3",
        input_border_color_focus="#01689b",
        input_border_color_focus_dark="#8cc0da",
        input_border_width="2px",
        input_placeholder_color="#52606d",
        input_placeholder_color_dark="#a9b6c3",
        button_primary_background_fill="#154273",
        button_primary_background_fill_hover="#0e2a49",
        button_primary_background_fill_dark="#8cc0da",
        button_primary_background_fill_hover_dark="#b3cfdf",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#0a1e35",
        button_primary_border_color="transparent",
        button_primary_border_color_dark="transparent",
    )

"""Pages of a PDF as they were printed, drawn in a process of its own."""

import io

import pytest
from fpdf import FPDF
from PIL import Image

from ingest.errors import UnreadableError
from ingest.isolation import Limits
from ingest.page_image import page_image

LIMITS = Limits(seconds=30, memory_mb=1024, file_mb=1)


@pytest.fixture(scope="module")
def data():
    """Two pages, the second wide, with a black block on its left half."""
    pdf = FPDF(unit="pt", format=(400, 500))
    pdf.add_page()
    pdf.add_page(format=(800, 400))
    pdf.rect(0, 0, 400, 400, style="F")
    return bytes(pdf.output())


def test_a_page_is_drawn_as_it_is_and_no_larger_than_it_is_read(data):
    image = Image.open(io.BytesIO(page_image(data, 2, LIMITS))).convert("L")
    assert image.size == (1600, 800)
    assert (image.getpixel((100, 400)), image.getpixel((1500, 400))) == (0, 255)


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_that_is_not_there_cannot_be_drawn(data, number):
    with pytest.raises(UnreadableError, match=f"Page {number}"):
        page_image(data, number, LIMITS)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"<html>"])
def test_what_is_no_pdf_cannot_be_drawn(data):
    with pytest.raises(UnreadableError, match="cannot be drawn"):
        page_image(data, 1, LIMITS)

"""Proofs of the made-up province, drawn on the fly: pages that look as people photograph them, and prove nothing."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from vinhdanh.documents.metrics import FONT_FOLDER
from vinhdanh.vietnamese import grouped

_PAGE = (620, 877)  # pixels: A4 at 75 dots an inch
_INK, _PAPER, _LINES = (40, 40, 60), (250, 246, 235), (205, 210, 220)


def income_record(name: str, year: int, amount: int) -> bytes:
    """A page of the household's own book of a year, as PNG; `amount` in đồng is what is left after costs."""
    page = Image.new("RGB", _PAGE, _PAPER)
    draw = ImageDraw.Draw(page)
    title, text = (ImageFont.truetype(str(FONT_FOLDER / "Tinos-Regular.ttf"), size) for size in (26, 20))
    for height in range(150, _PAGE[1] - 60, 40):
        draw.line([(40, height), (_PAGE[0] - 40, height)], fill=_LINES)
    draw.text((_PAGE[0] / 2, 70), f"SỔ GHI CHÉP THU, CHI NĂM {year}", _INK, title, anchor="mm")
    draw.text((_PAGE[0] / 2, 110), f"Hộ {name}", _INK, text, anchor="mm")
    costs = amount // 3
    rows = (("Bán na quả", amount + costs), ("Phân bón, công thuê, vận chuyển", costs), ("Còn lại", amount))
    for height, (words, money) in zip(range(170, 400, 40), rows, strict=False):
        draw.text((60, height), words, _INK, text, anchor="lm")
        draw.text((_PAGE[0] - 60, height), f"{grouped(money)} đồng", _INK, text, anchor="rm")
    draw.text((_PAGE[0] / 2, _PAGE[1] - 40), "Bản minh họa, không phải chứng từ thật", _INK, text, anchor="mm")
    out = BytesIO()
    page.save(out, "PNG", optimize=True)
    return out.getvalue()

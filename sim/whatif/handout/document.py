"""The hand-out as a Word document: real headings, tables whose heads repeat, pictures with words, all to be edited."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sim.whatif.handout.blocks import (
    Block,
    Bullets,
    Cell,
    Code,
    Drawing,
    Grid,
    Heading,
    Kind,
    Live,
    Promise,
    Section,
    Text,
)
from sim.whatif.handout.content import footer, under_title
from sim.whatif.handout.material import HandOut

_COLOURS: dict[Kind, str] = {"a": "00609C", "b": "B34700", "better": "0B6B4F", "worse": "9C2B1F", "quiet": "4A5866"}
_BOLD: tuple[Kind, ...] = ("lead", "strong", "a", "b", "better", "worse")
_WIDE, _SLIM = 18.0, 11.0  # cm; the first is all between the margins of A4
_SMALL, _LEAD = 9.0, 13.0  # points, of the first page, which holds what was found and what to agree
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say: nothing about when it was made goes in


def document(made: HandOut, sections: Sequence[Section]) -> bytes:
    """Return the hand-out as a .docx file; `sections` are its `content`. The same hand-out gives the same bytes."""
    from docx import Document
    from docx.shared import Pt, RGBColor

    paper: Any = Document()
    _begin(paper, made)
    paper.add_paragraph("Common Ground: a simulated local health and care system", style="Subtitle")
    paper.add_paragraph(made.question.title, style="Title")
    paper.add_paragraph(under_title(made))
    for side, how in (("a", "solid lines"), ("b", "dashed lines")):
        line = paper.add_paragraph()
        run = line.add_run(made.names[side])  # type: ignore[index]
        run.bold, run.font.color.rgb = True, RGBColor.from_string(_COLOURS[side])  # type: ignore[index]
        line.add_run(f" ({how})")
        line.paragraph_format.space_after = Pt(0)
    for section in sections:
        _section(paper, section)
        if section.name == "agree":
            _tighten(paper)
    return _same_bytes(paper)


def _begin(paper: Any, made: HandOut) -> None:
    """Set the page, the language, the styles and what the file says of itself."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    page, about = paper.sections[0], paper.core_properties
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm((21.0 - _WIDE) / 2)
    page.top_margin, page.bottom_margin = Cm(1.6), Cm(1.7)
    about.author, about.title, about.language = "Common Ground", made.question.title, "en-GB"
    about.comments = footer(made)
    _write(page.footer.paragraphs[0], Cell(footer(made), "quiet"), size=8.5)
    sizes = {"Normal": 10, "Title": 20, "Subtitle": 10.5, "Heading 1": 14, "Heading 2": 12, "List Bullet": 10}
    for name, size in sizes.items():
        style = paper.styles[name]
        style.font.size, style.font.name = Pt(size), "Calibri"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        style.paragraph_format.space_after = Pt(4)
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string("12263A")
    for lang in paper.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-GB")


def _section(paper: Any, section: Section) -> None:
    heading = paper.add_heading(section.title, level=1)
    heading.paragraph_format.page_break_before = section.page
    for block in section.blocks:
        _block(paper, block)


def _tighten(paper: Any) -> None:
    """Set all that stands on the paper so far closer, so that it is one page."""
    from docx.shared import Pt

    for line in paper.paragraphs:
        layout, name = line.paragraph_format, line.style.name
        layout.space_after, layout.line_spacing = Pt(2), 1.0
        layout.space_before = Pt(5 if name == "Heading 1" or layout.keep_with_next else 0)
        if name == "Normal":
            for run in line.runs:
                run.font.size = Pt(_LEAD if run.font.size and run.font.size.pt > _LEAD else _SMALL)


def _block(paper: Any, block: Block) -> None:
    from docx.shared import Cm, Pt

    match block:
        case Text(text, kind):
            line = paper.add_paragraph()
            _write(line, Cell(text, kind), size=15 if kind == "lead" else 0.0)
        case Heading(text):
            paper.add_heading(text, level=2)
        case Bullets(items, ordered):
            for number, item in enumerate(items, 1):
                line = paper.add_paragraph(f"{number}. {item}" if ordered else item)
                line.style = paper.styles["Normal" if ordered else "List Bullet"]
                line.paragraph_format.space_after = Pt(3)
        case Grid():
            _grid(paper, block)
        case Drawing(picture, _, wide):
            line = paper.add_paragraph()
            line.add_run().add_picture(BytesIO(picture.files["png"]), width=Cm(_WIDE if wide else _SLIM))
            shown = line._p.xpath(".//wp:docPr")[0]
            shown.set("descr", picture.alt)
            shown.set("name", "Picture")
        case Promise(text, hours):
            line = paper.add_paragraph(f"☐ {text}")
            line.runs[0].bold = True
            line.paragraph_format.keep_with_next, line.paragraph_format.space_before = True, Pt(10)
            paper.add_paragraph(f"Takes {hours}.   Who: {'_' * 18}   By when: {'_' * 10}   Signed: {'_' * 14}")
        case Code(text, _):
            line = paper.add_paragraph()
            run = line.add_run(text.rstrip("\n"))
            run.font.name, run.font.size = "Consolas", Pt(9)
        case Live():
            pass


def _grid(paper: Any, grid: Grid) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    line = paper.add_paragraph()
    _write(line, Cell(grid.caption, "quiet"), size=9.5)
    line.paragraph_format.keep_with_next, line.paragraph_format.space_after = True, Pt(3)
    columns = len(grid.head)
    table = paper.add_table(rows=0, cols=columns)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.LEFT, False
    _lines(table)
    widths = [Cm(_WIDE * share) for share in (grid.widths or [1.0 / columns] * columns)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, row in enumerate((grid.head, *grid.rows)):
        made = table.add_row()
        rules = made._tr.get_or_add_trPr()
        rules.append(OxmlElement("w:cantSplit"))
        if number == 0:
            rules.append(OxmlElement("w:tblHeader"))
        cells = made.cells
        if len(row) == 1 < columns:
            cells[0].merge(cells[-1])
        for column, cell in enumerate(row):
            given = Cell(cell) if isinstance(cell, str) else cell
            if len(row) > 1:
                cells[column].width = widths[column]
            bold = number == 0 or len(row) == 1
            _fill(cells[column], given, right=column in grid.numbers and len(row) > 1, bold=bold)
            if bold:
                cells[column].paragraphs[0].paragraph_format.keep_with_next = True
                shade = OxmlElement("w:shd")
                for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EEF1F4")):
                    shade.set(qn(f"w:{name}"), value)
                cells[column]._tc.get_or_add_tcPr().append(shade)
    after = paper.add_paragraph().paragraph_format  # a thin one: what ends with a table must not begin an empty page
    after.space_before, after.space_after, after.line_spacing = Pt(0), Pt(2), Pt(3)


def _lines(table: Any) -> None:
    """Draw quiet lines between rows, and none between columns."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        shown = side in ("top", "bottom", "insideH")
        for name, value in (("val", "single" if shown else "nil"), ("sz", "4"), ("space", "0"), ("color", "AAB4BE")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _fill(place: Any, cell: Cell, *, right: bool, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    lines = [(Cell(cell.text, cell.kind), 9.5)] + ([(Cell(cell.under, "quiet"), 8.0)] if cell.under else [])
    for number, (text, size) in enumerate(lines):
        line = place.paragraphs[0] if number == 0 else place.add_paragraph()
        if number and cell.dots:
            _write(line, Cell(f"{cell.strip} ", "quiet"), size=6.0)
        _write(line, text, size=size, bold=bold and number == 0)
        line.paragraph_format.space_after = line.paragraph_format.space_before = Pt(1)
        if right:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _write(line: Any, cell: Cell, *, size: float = 0.0, bold: bool = False) -> None:
    from docx.shared import Pt, RGBColor

    run = line.add_run(cell.text)
    if bold or cell.kind in _BOLD:
        run.bold = True
    if size:
        run.font.size = Pt(size)
    if cell.kind in _COLOURS:
        run.font.color.rgb = RGBColor.from_string(_COLOURS[cell.kind])


def _same_bytes(paper: Any) -> bytes:
    """Return a document as a file without the time at which it was saved."""
    saved, written = BytesIO(), BytesIO()
    paper.save(saved)
    with ZipFile(saved) as before, ZipFile(written, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, _BEGINNING)
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return written.getvalue()

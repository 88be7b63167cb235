"""What a parent hands over: picture, schedule, chronology and spreadsheet, made of the record alone."""

import struct
import zipfile
from datetime import datetime
from io import BytesIO

import pytest
import pytest_asyncio
from docx import Document
from lxml import etree

from bot.clock import LONDON, HeldClock
from bot.demo.run import show
from tests.actions.on_paper import NOT_THE_PARENTS
from tests.journeys.families import SCHOOL_YEAR, TRAINING, logs, names_a_school
from tests.journeys.record import whole
from tests.journeys.stage import asks, joins, meets, tell

NOW = datetime(2026, 11, 12, 11, 20, tzinfo=LONDON)  # a Thursday
FORMULA = '=HYPERLINK("http://evil.example","tap")'
PNG = b"\x89PNG\r\n\x1a\n"


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def scene(tmp_path_factory):
    async with show(tmp_path_factory.mktemp("papers"), HeldClock(NOW)) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def bee(scene):
    """A suspension, a send-home with all that can be said of it, a call, a request, a school with dates."""
    parent = joins(scene.standin)
    await meets(parent)
    await asks(parent, "1 october")
    await names_a_school(parent, "Bee", "Hillside Primary")
    await tell(parent, "Give its dates", *SCHOOL_YEAR, TRAINING, "Save")
    await logs(parent, "Suspended", ">14 september", ">16 september", "Whole days", "Yes", "No")
    await logs(parent, "Sent home, not called a suspension", "Today", ">11", "No", "No")
    await tell(parent, "Add who rang, or a note", ">Mrs Zoffany", "SENCO", f">{FORMULA}", ">C", "No")
    await tell(parent, ">She held him {{ 7*7 }} #set <b>", "Save")
    await tell(parent, ">/out", "Calls and meetings", "A call, meeting or message", "They rang me")
    await tell(parent, ">9 november", ">Mr Okafor", "Head teacher", ">He cannot cope", ">a meeting")
    await tell(parent, ">20 november", "Save")
    return parent


async def paper(person, label):
    await tell(person, ">/out", "Files")
    return await sent(person, person.taps(label))


async def sent(person, act):
    """The file that an act brings; it is made after the answer to the tap."""
    before = len(person.files)
    await act
    while len(person.files) == before or not person.buttons:
        await person.waits_past(person.acts)
    return person.files[-1]


def tables(file):
    document = Document(BytesIO(file.content))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


async def test_the_schedule_has_every_session_missed_with_its_day_its_half_days_and_why(bee):
    file = await paper(bee, "Sessions missed (Word)")
    assert file.name == "schedule-2026-11-12.docx"
    [rows] = tables(file)
    plain = [[cell.replace("\u00a0", " ") for cell in row] for row in rows]
    assert plain == [
        ["Date", "Session missed", "Days", "Why", "In writing", "Register code"],
        ["Mon 14 September 2026", "All day", "1", "Suspended", "In writing", ""],
        ["Tue 15 September 2026", "All day", "1", "Suspended", "In writing", ""],
        ["Wed 16 September 2026", "All day", "1", "Suspended", "In writing", ""],
        [
            "Thu 12 November 2026",
            "Afternoon (home at 11am)",
            "½",
            "Sent home; not recorded as a suspension",
            "Nothing in writing",
            "C",
        ],
        ["In all", "", "3½", "", "", ""],
    ]


async def test_the_schedule_says_whose_it_is_and_what_it_adds_up_to(bee):
    file = await paper(bee, "Sessions missed (Word)")
    words = "\n".join(paragraph.text for paragraph in Document(BytesIO(file.content)).paragraphs)
    for fact in (
        "Bee",
        "Hillside Primary",
        "West Northamptonshire",
        "3½ days",
        "½ day",
        "school's own register",
    ):
        assert fact in words


async def test_the_chronology_has_cases_absences_and_calls_in_the_order_of_their_days(bee):
    file = await paper(bee, "Chronology (Word)")
    [rows] = tables(file)
    days = [row[0].replace("\u00a0", " ") for row in rows[1:]]
    dates = [datetime.strptime(day, "%a %d %B %Y") for day in days]  # noqa: DTZ007
    assert dates == sorted(dates)
    words = "\n".join(" | ".join(row) for row in rows)
    for told in ("I asked", "Suspended", "Sent home; not recorded", "Mr Okafor", "Promised by", FORMULA):
        assert told in words
    assert "{{ 7*7 }} #set <b>" in words
    assert not NOT_THE_PARENTS.search(words)


async def test_the_chronology_says_all_that_was_told_of_a_day_in_sentences_and_not_its_date_again(bee):
    file = await paper(bee, "Chronology (Word)")
    [rows] = tables(file)
    days = {row[0].replace("\u00a0", " "): row[1] for row in rows}
    assert days["Thu 12 November 2026"] == (
        "Sent home; not recorded as a suspension: home at 11am. Told by Mrs Zoffany (SENCO). "
        f"Reason given: {FORMULA}. Nothing in writing. Register code: C (leave that the school allowed). "
        "No schoolwork was given. Note: She held him {{ 7*7 }} #set <b>."
    )
    assert days["Mon 9 November 2026"] == (
        "I was rung by Mr Okafor (head teacher). He cannot cope. Promised by Fri 20 November 2026: a meeting."
    )
    assert days["Mon 14 September 2026"].startswith("Suspended: until Wed 16 September 2026. In writing.")


async def test_a_date_in_law_for_which_nothing_is_recorded_is_not_called_late(scene):
    early = joins(scene.standin, "Early")
    await meets(early, "Dee")
    await asks(early, "1 september")
    file = await sent(early, early.taps_forged(f"paper:{await _child(scene, early)}:chronology:docx"))
    [rows] = tables(file)
    [passed] = [row[1] for row in rows if row[2] == "Date in law"]
    assert passed.endswith("Nothing is recorded as done by Thu 12 November 2026.")
    assert "ate by" not in passed
    words = "\n".join(each.text for each in Document(BytesIO(file.content)).paragraphs)
    assert "It may have been done all the same." in words


async def test_days_that_may_have_been_holidays_stand_apart_until_the_school_has_dates(scene):
    away = joins(scene.standin, "Away")
    await meets(away, "Gus")
    await logs(away, "Ill, or too anxious to go", ">5 october", ">6 november")
    file = await paper(away, "Sessions missed (Word)")
    surely, perhaps = tables(file)
    assert "28 October" in str(perhaps).replace("\\xa0", " ")
    assert "28 October" not in str(surely).replace("\\xa0", " ")
    book = zipfile.ZipFile(BytesIO((await paper(away, "Spreadsheet")).content))
    names = [each.get("name") for each in etree.fromstring(book.read("xl/workbook.xml")).iter("{*}sheet")]
    assert names[:2] == ["Days missed", "May have been holidays"]


async def test_a_letter_that_was_sent_is_in_the_chronology(scene):
    writer = joins(scene.standin, "Lena")
    await meets(writer)
    await asks(writer, "20 september")
    await tell(writer, ">/letters")
    await writer.taps(next(label for label in writer.buttons if label.startswith("Reminder")))
    await tell(writer, ">Lena Khan", ">Bilal Khan", "Skip", "Skip", "Save")
    await tell(writer, "I sent it", "E-mail", "Today", "Skip", "Save")
    child = await _child(scene, writer)
    file = await sent(writer, writer.taps_forged(f"paper:{child}:chronology:docx"))
    [rows] = tables(file)
    letter = next(row for row in rows if row[2] == "Letter")
    assert letter[0].replace("\u00a0", " ") == "Thu 12 November 2026"
    assert "I sent a letter: Reminder" in letter[1]


@pytest.mark.parametrize("label", ["Sessions missed (PDF)", "Chronology (PDF)"])
async def test_the_papers_come_as_pdf_too(bee, label):
    file = await paper(bee, label)
    assert file.name.endswith("-2026-11-12.pdf")
    assert file.content.startswith(b"%PDF-")
    assert len(file.content) > 5_000


async def test_the_spreadsheet_has_four_sheets_and_runs_nothing(bee):
    file = await paper(bee, "Spreadsheet")
    book = zipfile.ZipFile(BytesIO(file.content))
    parts = {name: book.read(name) for name in book.namelist()}
    names = [sheet.get("name") for sheet in etree.fromstring(parts["xl/workbook.xml"]).iter("{*}sheet")]
    assert names == ["Days missed", "What was logged", "Calls and meetings", "What happened"]
    assert (
        FORMULA.replace('"', "&quot;") in parts["xl/sharedStrings.xml"].decode()
        or FORMULA in parts["xl/sharedStrings.xml"].decode()
    )
    assert not [name for name in parts if "externalLink" in name]
    for name, content in parts.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            sheet = etree.fromstring(content)
            assert not list(sheet.iter("{*}f"))
            assert not list(sheet.iter("{*}hyperlink"))


@pytest.mark.parametrize(("label", "name"), [("See the term", "term.png"), ("See the year", "year.png")])
async def test_the_term_and_the_year_come_as_a_picture_with_words_beside_it(bee, label, name):
    await tell(bee, ">/out")
    picture = await sent(bee, bee.taps(label))
    assert picture.name == name
    assert picture.content.startswith(PNG)
    width, height = struct.unpack(">II", picture.content[16:24])
    assert width + height <= 10_000  # what Telegram takes as a photo
    assert max(width, height) <= 20 * min(width, height)
    assert "3½ days" in bee.sees


@pytest.mark.parametrize(("what", "empty"), [("schedule", "logged"), ("chronology", "recorded")])
async def test_an_empty_record_makes_papers_that_say_so(scene, parent, what, empty):
    await meets(parent)
    await tell(parent, ">/children", "Bee", "Days out of school")
    assert "Files" not in parent.buttons
    file = await sent(parent, parent.taps_forged(f"paper:{await _child(scene, parent)}:{what}:docx"))
    words = "\n".join(each.text for each in Document(BytesIO(file.content)).paragraphs)
    assert f"Nothing has been {empty}." in words


@pytest.mark.parametrize(
    "ending", ["", ":schedule", ":schedule:exe", ":sheet:pdf", ":nothing:pdf", ":schedule:xlsx", ":../x:pdf"]
)
async def test_a_paper_that_there_is_not_leads_home(scene, bee, ending):
    before = len(bee.files)
    await bee.taps_forged(f"paper:{await _child(scene, bee)}{ending}")
    assert "Something happened" in bee.buttons
    assert len(bee.files) == before


async def test_nobody_elses_days_are_in_a_paper(scene, bee):
    second = joins(scene.standin, "Second")
    await meets(second, "Quentin")
    await logs(second, "Suspended", ">9 november", "Only that day", "All day", "Yes", "No")
    file = await paper(second, "Chronology (Word)")
    [rows] = tables(file)
    words = str(rows)
    assert "Mon" in words
    assert not [each for each in ("Bee", "Okafor", "Zoffany", "Hillside") if each in words]


async def _child(scene, person):
    return (await whole(scene.bot.services.db, person.id))["children"][0].id

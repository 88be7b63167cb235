"""When a child becomes a young person, whose rights are then their own."""

from datetime import date, timedelta

JUNE, SEPTEMBER = 6, 9
FRIDAY = 4
LEAVING_AGE = 16


def leaving_date(born_on: date) -> date:
    """Finds the last day of compulsory school age: a Friday, the last one in June.

    It is that of the school year of the 16th birthday, which ends on 31 August for this count.
    Born on Sun 23 September 2007: Fri 28 June 2024.
    Sources: Education Act 1996, section 8(3), https://legislation.gov.uk/ukpga/1996/56/section/8/2009-01-01
    and, with the example, https://www.ipsea.org.uk/faqs/compulsory-school-age
    """
    year = born_on.year + LEAVING_AGE + (born_on.month >= SEPTEMBER)
    last = date(year, JUNE, 30)
    return last - timedelta(days=(last.weekday() - FRIDAY) % 7)


def over_compulsory_school_age(born_on: date, today: date) -> bool:
    """Says whether the rights are the young person's own, unless they cannot decide for themselves."""
    return today > leaving_date(born_on)

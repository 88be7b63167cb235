"""What every table is made of: one metadata, our own types, and how a row belongs to another."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Dialect, ForeignKey, Integer, MetaData
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, also where the database keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC)


# SQLite numbers rows by itself only in a column that is exactly INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")

# A number that was used is never used again: an old button must not fit something new.
NEVER_AGAIN: dict[str, Any] = {"sqlite_autoincrement": True}


def of(parent: str, *, nullable: bool = False, ondelete: str = "CASCADE") -> Column[int]:
    return Column(
        f"{parent}_id", Id, ForeignKey(f"{_PLURALS[parent]}.id", ondelete=ondelete), nullable=nullable
    )


_PLURALS = {
    "parent": "parents",
    "child": "children",
    "case": "cases",
    "group": "groups",
    "notice": "notices",
}

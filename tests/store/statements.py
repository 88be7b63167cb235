"""What a database is asked, word for word, and how SQLite would set about it."""

from contextlib import contextmanager

from sqlalchemy import event, text


@contextmanager
def statements(database):
    """The statements that are executed in this block, in a list that fills up."""
    seen = []

    def note(connection, cursor, statement, *_rest):
        seen.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)


async def steps(db, statement):
    """The steps that SQLite would take to answer; what it is asked for plays no part."""
    plan = text(f"EXPLAIN QUERY PLAN {statement}".replace("?", "1"))
    return [row.detail for row in await db.execute(plan)]

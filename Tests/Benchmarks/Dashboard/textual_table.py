"""A plain DataTable of Textual: rows of jobs, of which so many change in a second, ten times a second."""

import random
import sys

from textual.app import App
from textual.widgets import DataTable

JOBS, CHANGES = int(sys.argv[1]), int(sys.argv[2])
STATUSES = ["scheduled", "in progress", "completed", "failed"]


def label(number: int) -> str:
    """As WatchedTable.label makes it."""
    places = [int(digit) for digit in reversed(str(number + 100_000))]
    return "=" + "".join(
        "abcdefghij"[digit] if index % 2 == 0 else str(digit) for index, digit in enumerate(places)
    )


class Jobs(App):
    def compose(self):
        yield DataTable(cursor_type="row")

    def on_mount(self):
        table = self.query_one(DataTable)
        self.columns = table.add_columns("STATUS", "JOB", "LABEL", "AGE")
        self.rows = [
            table.add_row("scheduled", f"00000000-0000-4000-8000-{number:012}", label(number), "0 s")
            for number in range(JOBS)
        ]
        table.focus()
        self.set_interval(0.1, self.change)

    def change(self):
        table = self.query_one(DataTable)
        for _ in range(CHANGES // 10):
            table.update_cell(random.choice(self.rows), self.columns[0], random.choice(STATUSES))


Jobs().run()

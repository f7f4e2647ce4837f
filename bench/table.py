"""Numbers in columns."""


class Table:
    """Rows of a name, a part of it, and one value per column."""

    def __init__(self, title: str, columns: list[str]):
        self.title, self.columns, self.rows = title, columns, []

    def add(self, name: str, part: str, values: list) -> None:
        """A row; numbers with a fraction get one digit of it."""
        shown = [f"{v:.1f}" if isinstance(v, float) else str(v) for v in values]
        repeated = self.rows and self.rows[-1][0] == name and part
        self.rows.append((name, part, ["" if repeated else name, part, *shown]))

    def show(self) -> None:
        cells = [["", "", *self.columns], *(row[2] for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        print(f"\n{self.title}\n")
        for row in cells:
            name, part, *values = map(str.ljust, row[:2], widths[:2])
            values = map(str.rjust, row[2:], widths[2:])
            print("  " + "  ".join([name, part, *values]).rstrip())
        print()

"""A value of a record for a template: along a path of fields, as people write it."""

from odoo.exceptions import UserError
from odoo.tools import format_date, format_datetime, html2plaintext
from odoo.tools.misc import formatLang


def check_path(model, path):
    """Raise a UserError unless the path leads through fields the user may read."""
    steps = path.split(".")
    for place, name in enumerate(steps):
        field = model._fields.get(name)
        is_end = place == len(steps) - 1
        if (
            not field
            or not model._has_field_access(field, "read")
            or not (is_end or field.relational)
            or field.type in ("binary", "json", "properties")
        ):
            raise UserError(
                model.env._(
                    "%(path)s leads to no field of %(model)s that can be written in a "
                    "message. Choose another one.",
                    path=path,
                    model=model._description,
                )
            )
        if field.relational:
            model = model.env[field.comodel_name]


def text_at(record, path):
    """What stands at the end of a path, in one line; empty where there is nothing."""
    check_path(record, path)
    *way, name = path.split(".")
    for step in way:
        record = record[step]
    texts = (_text(one, one._fields[name]) for one in record)
    return " ".join(", ".join(filter(None, texts)).split())


def _text(record, field):
    value = record[field.name]
    if field.relational:
        return ", ".join(value.mapped("display_name"))
    if field.type in ("integer", "float", "monetary"):
        return _number(record, field, value)
    if value is False or value is None:
        return ""
    as_text = _AS_TEXT.get(field.type, lambda record, field, value: str(value))
    return as_text(record, field, value)


def _number(record, field, value):
    if field.type == "integer":
        return str(value)
    currency = field.type == "monetary" and record[field.get_currency_field(record)]
    digits = field.get_digits(record.env) if field.type == "float" else None
    return formatLang(
        record.env, value, digits=digits[1] if digits else 2, currency_obj=currency
    )


_AS_TEXT = {
    "date": lambda record, field, value: format_date(record.env, value),
    "datetime": lambda record, field, value: format_datetime(record.env, value),
    "html": lambda record, field, value: html2plaintext(value),
    "boolean": lambda record, field, value: record.env._("Yes"),
    "selection": lambda record, field, value: dict(
        field._description_selection(record.env)
    ).get(value, ""),
}

"""Read by `odoo shell`: builds every bundle of a database's pages once."""

env["ir.qweb"]._pregenerate_assets_bundles()  # noqa: F821 - `odoo shell` has it
env.cr.commit()  # noqa: F821

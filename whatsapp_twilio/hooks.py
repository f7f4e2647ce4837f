"""What Odoo does not do by itself when the addon is uninstalled."""


def forget_settings(env):
    """Let go of what Settings wrote: to Odoo it belongs to no addon."""
    parameters = env["ir.config_parameter"]
    parameters.search([("key", "=like", r"whatsapp\_twilio.%")]).unlink()

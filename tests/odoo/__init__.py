"""How the addon behaves inside Odoo; Odoo's own runner finds these too."""

from . import (
    test_access,
    test_addon,
    test_contents,
    test_hoot,
    test_inbound,
    test_media,
    test_media_link,
    test_members,
    test_outbound,
    test_outbound_files,
    test_query_counts,
    test_radar,
    test_removal,
    test_reply_state,
    test_status,
    test_template_compose,
    test_templates,
    test_upload,
    test_webhook,
)

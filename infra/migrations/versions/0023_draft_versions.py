"""A draft counts its versions and knows the page that saved it last.

Revision ID: 0023
"""

from alembic import op

revision = "0023"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Drafts that are kept already are of version one and of no page."""
    op.execute(
        "ALTER TABLE drafts ADD COLUMN version integer NOT NULL DEFAULT 1, "
        "ADD COLUMN page_id text COLLATE \"C\" NOT NULL DEFAULT ''"
    )


def downgrade() -> None:
    """Forget which page saved a draft."""
    op.execute("ALTER TABLE drafts DROP COLUMN version, DROP COLUMN page_id")

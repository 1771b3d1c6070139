"""Units, people, accounts and offices held, all dated."""

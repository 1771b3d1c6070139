"""What makes the ward's log provable: its keys, the job that signs it, what is kept outside."""

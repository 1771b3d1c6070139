"""Facts, rules and dates of the ward's plan: standard library only, pure, no clock, no ids."""

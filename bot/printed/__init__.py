"""The law as advisers read it: one answer on the command line, the table of all rules, the printed page."""

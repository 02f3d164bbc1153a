"""What a table is: its rules, reading it, checking it whole, and the dataset of all of them."""

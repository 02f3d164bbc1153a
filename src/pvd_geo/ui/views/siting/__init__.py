"""The page of the next meeting: question, answer, hosts of before."""

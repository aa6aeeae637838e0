"""What is asked, and what answers it: a problem with its demands, a plan, their files, and the check."""

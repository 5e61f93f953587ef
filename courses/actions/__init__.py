"""What can be done with programmes, cohorts, pins and lessons."""

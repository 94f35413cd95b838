"""Who goes where and when: crews by skill, calendar and travel, booked once and moved little."""

"""What NCV-01.4 and .5 do with what many streams share: stock, appointments, checklists."""

"""AOV-04, as far as it connects generation: applications, screens, studies, permission."""

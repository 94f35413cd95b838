"""Results of engineering as cases hold them: what was recorded, what of, and who may see it."""

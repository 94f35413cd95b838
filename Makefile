# Aliases; everything is done by dev.py.
.PHONY: demo test check bench

demo test check:
	python3 dev.py $@

# make bench NAME=architecture
bench:
	python3 dev.py bench $(NAME)

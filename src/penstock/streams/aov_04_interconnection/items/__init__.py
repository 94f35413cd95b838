"""The information items of an interconnection request, called as the procedure calls them."""

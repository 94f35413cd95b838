"""The information items of the stream and its working papers, called as the documents call them."""

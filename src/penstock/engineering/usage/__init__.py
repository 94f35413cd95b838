"""What a customer used: meter data read, cleaned, put on a year's steps and analysed."""

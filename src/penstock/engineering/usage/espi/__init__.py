"""Green Button: the Energy Services Provider Interface of NAESB (REQ.21), read and written."""

"""Documents become a model of the architecture; the model becomes findings, traces, drawings."""

"""The only place that knows everything: settings, wiring, engines, command line."""

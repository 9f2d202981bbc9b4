"""The kodeks and the method as pure functions: standard library only, no tables, no HTTP, no clock."""

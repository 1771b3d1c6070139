"""Plan files and policy files: YAML in, drafts and rules out, each problem by its place."""

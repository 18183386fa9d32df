"""Long work, done beside the pages by the worker that script/server starts. Each may be started again at any time."""

"""Records the conversations of pcaps/: other people's programs talking to each other, never one of ours."""

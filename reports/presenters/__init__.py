"""What the pages show, worked out from figures and statements. Presenters ask the database nothing."""

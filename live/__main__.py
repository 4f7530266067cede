"""`python -m live`: the same as the command `live`."""

from live.command_line import main

if __name__ == "__main__":
    raise SystemExit(main())

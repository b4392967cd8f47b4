"""`python -m etl.cli`, which is `newsledger`."""

from etl.cli import main

if __name__ == "__main__":  # a process that this one spawns imports this module too
    main()

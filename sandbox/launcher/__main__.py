"""`python3 -m sandbox.launcher COMMAND`: see main.py."""

from .main import main

if __name__ == "__main__":
    main()

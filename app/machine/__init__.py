"""What the program needs of the machine: paths, clock, keys, logging, single instance."""

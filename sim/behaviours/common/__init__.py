"""What the common rule is made of: effort, leaders, boundaries and money, a file each."""

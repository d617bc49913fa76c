"""What the paper's definitions say, by brute force: jump operators, hidden variables, areas of disks, averages, drawn runs."""

"""What Reader costs, measured beside other programs in the same run."""

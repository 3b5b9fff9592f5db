"""What Reader costs, measured beside other programs in the same run.

`python -m benchmarks` measures everything and writes the page. Each thing can be measured alone
as well: `python -m benchmarks.keys --size 1MB`, `python -m benchmarks.starts`, and so on.
"""

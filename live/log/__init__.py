"""The log: every dialogue's append-only record, behind one port with interchangeable adapters."""

"""What must hold of the figures, one module per mart; run.py finds the modules by name and judges a build."""

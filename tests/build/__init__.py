"""Tests of build, validation and the dbt project, on a record made by hand."""

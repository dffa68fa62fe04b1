"""Superset's settings for the test: plain http on loopback, a database of its own, nothing kept between answers."""

import os

SECRET_KEY = os.environ["SITREP_BI_KEY"]
SQLALCHEMY_DATABASE_URI = f"sqlite:///{os.environ['SITREP_BI_HOME']}/superset.db"
TALISMAN_ENABLED = False  # it would force https, which loopback has not

"""Settings under which the Sitrep dashboard was tried: Superset on one machine, and no page calls another host."""

import copy
import os

from superset.config import TALISMAN_CONFIG as DEFAULT_CONFIG

SECRET_KEY = os.environ["SUPERSET_SECRET_KEY"]  # keep it: it locks the passwords that Superset stores
SQLALCHEMY_DATABASE_URI = f"sqlite:///{os.environ['SUPERSET_HOME']}/superset.db"

# Superset's pages hold a counting pixel of another host, and its default policy allows that one, map tiles and fonts.
# Without the hosts in the policy the browser asks for none of them.
TALISMAN_ENABLED = True
TALISMAN_CONFIG = copy.deepcopy(DEFAULT_CONFIG)
for sources in TALISMAN_CONFIG["content_security_policy"].values():
    if isinstance(sources, list):
        sources[:] = [source for source in sources if "." not in source]

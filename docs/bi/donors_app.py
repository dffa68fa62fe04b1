# A marimo app on the current release: marimo run docs/bi/donors_app.py
import marimo

app = marimo.App()


@app.cell
def read_release():
    import duckdb
    import marimo as mo

    with duckdb.connect("warehouse/current/sitrep.duckdb", read_only=True) as release:
        donors = release.sql("select donor, asked_usd, committed_usd, delivered_usd from agg_aid_by_donor").df()
    return donors, mo


@app.cell
def show(donors, mo):
    mo.ui.table(donors)
    return


if __name__ == "__main__":
    app.run()

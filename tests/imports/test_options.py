"""The options of the command: what changes nothing, what is refused before any work, and whose plan it is."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from actions.models import Statement
from imports.models import Import
from plans.models import Organisation, Plan

from .workbooks import actions, added, contents, plant, row


def test_without_commit_nothing_changes(office):
    before = contents()
    outcome = office.hand_in(actions(row()), commit=False)
    assert outcome.exit == 0
    assert outcome.lines[-1] == "Nothing was written. With --commit this is imported, as at 14/03/2019."
    assert outcome.told["committed"] is False
    assert contents() == before


def test_without_commit_a_known_plan_stays_as_it_is(office):
    office.hand_in(actions(row()))
    before = contents()
    outcome = office.hand_in(actions(row(rag="B"), row("1.2")), commit=False, on=date(2019, 4, 14))
    assert outcome.changes("action") == {"1.1": "changed", "1.2": "new"}
    assert contents() == before


def test_with_commit_it_is_written(office):
    before = contents()
    outcome = office.hand_in(actions(row()))
    assert outcome.lines[-1] == "Imported, as at 14/03/2019."
    wanted = {"plans_plan": 1, "actions_action": 1, "actions_statement": 1, "imports_import": 1, "accounts_user": 1}
    now = added(before, contents())
    assert {table: now[table] for table in wanted} == wanted


def test_the_record_says_who_what_and_as_at_which_date(office):
    office.hand_in(actions(row()))
    [record] = office.plan.imports.all()
    assert str(record) == "plan.xlsx, as at 14/03/2019"
    assert record.counts == {"new": 6}
    assert record.recorded_by == User.objects.get(first_name="Command line")
    assert str(office.plan.sheet_layouts.get(kind="action")) == "Plan: action"


def test_a_new_plan_belongs_to_the_organisation_named(office):
    office.hand_in(actions(row()), "--organisation", "Estuary Vale")
    assert list(office.plan.organisations.all()) == [Organisation.objects.get(name="Estuary Vale")]


def test_a_new_plan_is_called_by_its_first_line(office):
    office.hand_in({"Guide": [["The Great Plan 2018/19 V2.3"]]} | actions(row()))
    assert (office.plan.name, office.plan.financial_year, office.plan.version) == (
        "The Great Plan 2018/19 V2.3",
        2018,
        "2.3",
    )


def test_a_plan_without_any_line_is_called_by_its_short_name(office):
    office.hand_in(actions(row()))
    assert office.plan.name == "p"


# {what is given: (arguments after the file, words of the refusal)}
def test_an_import_may_be_recorded_by_somebody_by_name(office, administrator):
    office.run(plant(office.folder, actions(row())), "--by", "Administrator@example.org")
    assert Import.objects.get().recorded_by == administrator
    assert {statement.recorded_by for statement in Statement.objects.all()} == {administrator}


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("nobody@example.org", "Nobody logs in as nobody@example.org, so nothing was written; give the email"),
        ("gone@example.org", "Nobody logs in as gone@example.org"),
        ("outsider@example.org", "You may not do this: Bring a workbook into the plan"),
    ],
)
def test_an_import_is_not_recorded_by_who_may_not_import(office, outsider, email, words):
    User.objects.create_user("gone@example.org", "x", is_active=False)
    before = contents()
    assert words in office.run(plant(office.folder, actions(row())), "--by", email).failure
    assert contents() == before


REFUSED = {
    "a day that is none": (
        ["--plan", "p", "--as-at", "31/02/2019"],
        "“31/02/2019” is no date; write it as year-month-day",
    ),
    "a short name with spaces": (["--plan", "My plan!"], "“My plan!” cannot be the short name of a plan; use up to 60"),
    "a short name too long": (["--plan", "p" * 61], "use up to 60 letters, digits and hyphens, without spaces."),
    "no short name": (["--plan", ""], "“” cannot be the short name of a plan"),
    "an organisation too long": (["--plan", "p", "--organisation", "x" * 201], "more than 200 characters; shorten it."),
    "whose a known plan is": (
        ["--plan", "known", "--organisation", "Ours"],
        "The plan known exists already and is not of Ours; leave",
    ),
    "JSON into a folder": (
        ["--plan", "p", "--json", "."],
        "The proposal cannot be written to . (Is a directory), so nothing was imported either; give the",
    ),
    "JSON into nowhere": (["--plan", "p", "--json", "/nowhere/x.json"], "in a folder that exists."),
    "a mapping that is not there": (["--plan", "p", "--mapping", "none.json"], "The mapping none.json cannot be read;"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_option_that_cannot_be_is_refused_in_a_sentence(case, office):
    Plan.objects.create(slug="known", name="Known")
    arguments, words = REFUSED[case]
    before = contents()
    with pytest.raises(CommandError) as refusal:
        call_command("import_workbook", str(plant(office.folder, actions(row()))), *arguments, "--commit")
    assert words in str(refusal.value)
    assert contents() == before


def test_where_the_proposal_cannot_be_written_nothing_is(office, monkeypatch):
    def full(path, *_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_text", full)
    before = contents()
    outcome = office.hand_in(actions(row()))
    assert "(No space left on device), so nothing was imported either" in outcome.failure
    assert contents() == before


def test_an_import_that_another_overtook_is_refused(office, monkeypatch):
    path = plant(office.folder, actions(row()))
    office.run(path)
    seen = iter([None])
    monkeypatch.setattr("imports.proposal.last_import", lambda plan: next(seen))
    before = contents()
    outcome = office.run(path)
    assert outcome.failure.startswith(
        "Another workbook was imported meanwhile, so nothing was written: import this one"
    )
    assert contents() == before


def test_the_demonstration_is_loaded_once(db, settings):
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert "The demonstration plan is loaded; its packs are made" in said.getvalue()
    assert [plan.imports.count() for plan in Plan.objects.order_by("slug")] == [9, 1]
    before = contents()
    call_command("load_demo", stdout=said)
    assert "There is a plan already, so the demonstration was left out." in said.getvalue()
    assert said.getvalue().count("Log in as administrator@demonstration.example with the password “") == 2
    assert contents() == before


def test_the_demonstration_is_kept_out_of_production(db, settings):
    settings.PRODUCTION = True
    said, before = StringIO(), contents()
    call_command("load_demo", stdout=said)
    assert "left out in production" in said.getvalue()
    assert contents() == before


def test_the_demonstration_leaves_a_known_log_in_alone(db):
    User.objects.create_user("administrator@demonstration.example", "something else entirely")
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert "Log in as" not in said.getvalue()
    assert User.objects.get(email="administrator@demonstration.example").check_password("something else entirely")

"""All the pages, one blueprint a noun."""

from itstart.web import (
    account,
    case_review,
    case_states,
    cases,
    design,
    documents,
    health,
    helpers,
    home,
    impartiality,
    kodeks,
    requirement_responses,
    responses,
    results,
    rows,
    scores,
    tasks,
    users,
)

# The pages of the steps of a case stand in a file of their own, on the cases' blueprint.
assert case_review.bp is cases.bp
assert requirement_responses.bp is responses.bp

BLUEPRINTS = (
    health.bp,
    home.bp,
    account.bp,
    users.bp,
    helpers.bp,
    kodeks.bp,
    cases.bp,
    case_states.bp,
    impartiality.bp,
    tasks.bp,
    rows.bp,
    responses.bp,
    results.bp,
    scores.bp,
    documents.bp,
    design.bp,
)

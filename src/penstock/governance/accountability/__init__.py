"""Who answers for what: people and their roles, delegations, vacancies, and what these allow."""

package org.seiplatform.team;

import java.util.List;
import org.seiplatform.platform.problem.ConstraintProblem;
import org.seiplatform.platform.problem.ConstraintProblems;
import org.springframework.stereotype.Component;

/** What the constraints on teams mean to callers. */
@Component
class TeamConstraints implements ConstraintProblems {

    @Override
    public List<ConstraintProblem> constraintProblems() {
        return List.of(
                ConstraintProblem.taken("teams_slug_key", "/slug", "There is a team with this slug already."),
                ConstraintProblem.missing("team_members_team_fkey", "team"),
                ConstraintProblem.missing("team_members_developer_fkey", "developer"),
                ConstraintProblem.missing("team_repositories_team_fkey", "team"),
                ConstraintProblem.missing("team_repositories_repository_fkey", "repository"));
    }
}

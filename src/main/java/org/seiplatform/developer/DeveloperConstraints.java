package org.seiplatform.developer;

import java.util.List;
import org.seiplatform.platform.problem.ConstraintProblem;
import org.seiplatform.platform.problem.ConstraintProblems;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.stereotype.Component;

/** What the constraints on identities mean to callers. */
@Component
class DeveloperConstraints implements ConstraintProblems {

    @Override
    public List<ConstraintProblem> constraintProblems() {
        return List.of(
                ConstraintProblem.of(
                        "identities_value_key",
                        ProblemType.CONFLICT,
                        "There is a developer with this identity already; move it or merge the two."),
                ConstraintProblem.missing("identities_developer_fkey", "developer"));
    }
}

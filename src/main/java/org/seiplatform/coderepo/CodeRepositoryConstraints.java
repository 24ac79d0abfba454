package org.seiplatform.coderepo;

import java.util.List;
import org.seiplatform.platform.problem.ConstraintProblem;
import org.seiplatform.platform.problem.ConstraintProblems;
import org.springframework.stereotype.Component;

/** What the constraints on repositories mean to callers. */
@Component
class CodeRepositoryConstraints implements ConstraintProblems {

    @Override
    public List<ConstraintProblem> constraintProblems() {
        return List.of(ConstraintProblem.taken(
                "repositories_provider_id_key",
                "/provider_id",
                "There is a repository with this provider, host and provider_id already."));
    }
}
